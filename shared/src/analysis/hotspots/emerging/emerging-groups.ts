import { EMERGING_CATEGORIES, type EmergingCategory } from './emerging-category.ts';

/** What the seventeen categories have in common, as colours and legend show them. */
export const EMERGING_GROUPS = ['rising', 'steady', 'changing', 'past', 'cold', 'none'] as const;
export type EmergingGroup = (typeof EMERGING_GROUPS)[number];

const HOT_GROUPS: Record<string, EmergingGroup> = {
  new: 'rising',
  consecutive: 'rising',
  intensifying: 'rising',
  persistent: 'steady',
  diminishing: 'past',
  sporadic: 'changing',
  oscillating: 'changing',
  historical: 'past',
};

/** The group of a category. */
export function findEmergingGroup(category: EmergingCategory): EmergingGroup {
  if (category === 'none') return 'none';
  if (category.endsWith('cold-spot')) return 'cold';
  return HOT_GROUPS[category.slice(0, category.indexOf('-'))]!;
}

/** The categories of each group, in Esri's order. */
export function listEmergingGroup(group: EmergingGroup): EmergingCategory[] {
  return EMERGING_CATEGORIES.filter((category) => findEmergingGroup(category) === group);
}

/** How many cells are in each category; those without any are left out. */
export function countCategories(categories: readonly EmergingCategory[]): Map<EmergingCategory, number> {
  const counts = new Map<EmergingCategory, number>();
  for (const category of EMERGING_CATEGORIES) {
    const count = categories.reduce((sum, other) => sum + (other === category ? 1 : 0), 0);
    if (count > 0) counts.set(category, count);
  }
  return counts;
}
