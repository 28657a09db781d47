import type { CategoryTree } from '@liaowang/shared/contract/category-tree';
import { chooseFromList } from './hour-brush.ts';

/** Which chosen categories a row stands for: itself or all above it (`in`), some below it (`partly`), none (`out`); null = none is left out. */
export function findRowState(
  tree: CategoryTree,
  chosen: readonly string[] | null,
  categoryId: string,
): 'in' | 'partly' | 'out' | null {
  if (chosen === null) return null;
  const resolved = chosen.map((id) => tree.resolve(id));
  if (tree.findPath(categoryId).some((id) => resolved.includes(id))) return 'in';
  return resolved.some((id) => id !== null && tree.findPath(id).includes(categoryId)) ? 'partly' : 'out';
}

/**
 * The choice after a click on a category, as {@link chooseFromList}: who adds a category narrows one that stands above it, and
 * takes in those below it.
 */
export function chooseCategory(
  tree: CategoryTree,
  chosen: readonly string[] | null,
  categoryId: string,
  keys: Parameters<typeof chooseFromList>[2],
): string[] | null {
  const resolved = chosen && chosen.flatMap((id) => tree.resolve(id) ?? []);
  const next = chooseFromList(resolved, categoryId, keys);
  if (!next?.includes(categoryId)) return next;
  const isRelated = (id: string): boolean =>
    id !== categoryId && (tree.findPath(categoryId).includes(id) || tree.findPath(id).includes(categoryId));
  return next.filter((id) => !isRelated(id));
}
