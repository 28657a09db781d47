import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { findTopCategory } from '@liaowang/shared/contract/category-tree';
import { INCIDENT_CATEGORIES } from '@liaowang/shared/schemas/incident';
import type { IncidentCategoryNode, MergedCategory } from '@liaowang/shared/schemas/incident-category';
import type { Language } from '../../lib/format.ts';
import { localName, useLanguage } from '../../lib/use-language.ts';

interface CategoryNames {
  /** The categories that stand, as the city has them; empty until they are known. */
  nodes: readonly IncidentCategoryNode[];
  /** Those that were merged: old records and links still name them. */
  merged: readonly MergedCategory[];
  byId: ReadonlyMap<string, IncidentCategoryNode>;
  adopt: (nodes: readonly IncidentCategoryNode[], merged: readonly MergedCategory[]) => void;
}

/** What the city's categories are called: ours by the page's own words, its kinds as the city named them. */
export const useCategoryNames = create<CategoryNames>()((set) => ({
  nodes: [],
  merged: [],
  byId: new Map(),
  adopt: (nodes, merged) => set({ nodes, merged, byId: new Map(nodes.map((node) => [node.categoryId, node])) }),
}));

/** No chain of merges is longer. */
const MAX_MERGES = 100;

/** The name of a category in a language; a kind that is not known yet is dots. */
export function nameCategory(t: TFunction, categoryId: string, language: Language): string {
  const { byId, merged } = useCategoryNames.getState();
  let id = categoryId;
  for (let merges = 0; merges < MAX_MERGES; merges++) {
    const top = findTopCategory(id);
    if (top) return t(`category.${top}`);
    const node = byId.get(id);
    if (node) return localName({ zh: node.nameZh, en: node.nameEn }, language);
    const into = merged.find((each) => each.categoryId === id)?.mergedInto;
    if (into === undefined) break;
    id = into;
  }
  return '…';
}

/** {@link nameCategory} in the language the page is shown in, anew when names come or change. */
export function useCategoryName(): (categoryId: string) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  useCategoryNames((names) => names.byId);
  return (categoryId) => nameCategory(t, categoryId, language);
}

/** Every category below one (null = all) to choose from, each followed by what is below it, indented. */
export function useCategoryOptions(below: string | null = null): Array<{ value: string; label: string }> {
  const nameOf = useCategoryName();
  const nodes = useCategoryNames((names) => names.nodes);
  const childrenOf = new Map<string | null, string[]>();
  for (const { categoryId, parentId } of nodes)
    childrenOf.set(parentId, [...(childrenOf.get(parentId) ?? []), categoryId]);
  const list = (parentId: string | null, level: number): Array<{ value: string; label: string }> =>
    (childrenOf.get(parentId) ?? []).flatMap((categoryId) => [
      { value: categoryId, label: `${'\u3000'.repeat(level)}${nameOf(categoryId)}` },
      ...list(categoryId, level + 1),
    ]);
  // Until the city's own are known, ours are.
  return nodes.length > 0 || below !== null
    ? list(below, 0)
    : INCIDENT_CATEGORIES.map((categoryId) => ({ value: categoryId, label: nameOf(categoryId) }));
}
