import { INCIDENT_CATEGORIES, type IncidentCategory } from '../schemas/incident.ts';
import type { CategoryId } from '../schemas/incident-category.ts';

/** A category's place in the tree. */
export interface CategoryNode {
  readonly categoryId: CategoryId;
  /** Null = one of our ten. */
  readonly parentId: CategoryId | null;
  /** The node that stands for it since it was merged; null = it stands itself. */
  readonly mergedInto: CategoryId | null;
}

/** Our ten alone, as every city begins. */
export const TOP_CATEGORIES: readonly CategoryNode[] = INCIDENT_CATEGORIES.map((categoryId) => ({
  categoryId,
  parentId: null,
  mergedInto: null,
}));

/** No chain of merges and parents is longer; what is would go round in circles. */
const MAX_STEPS = 1_000;

/** Our own category of a word; null if it is none of our ten. */
export function findTopCategory(categoryId: CategoryId): IncidentCategory | null {
  return INCIDENT_CATEGORIES.find((top) => top === categoryId) ?? null;
}

/** The tree of a list of nodes. Ids that are in none of them are unknown to it. */
export function createCategoryTree(nodes: readonly CategoryNode[]) {
  const byId = new Map(nodes.map((node) => [node.categoryId, node]));

  /** Those that stand, by what stands above them. */
  const childrenOf = new Map<CategoryId | null, CategoryId[]>();
  for (const { categoryId, parentId, mergedInto } of nodes) {
    if (mergedInto !== null) continue;
    const above = parentId === null ? null : resolve(parentId);
    childrenOf.set(above, [...(childrenOf.get(above) ?? []), categoryId]);
  }

  /** The node that an id means now, merges followed; null = it is not known. */
  function resolve(categoryId: CategoryId): CategoryId | null {
    let node = byId.get(categoryId);
    for (let steps = 0; node?.mergedInto != null && steps < MAX_STEPS; steps++) node = byId.get(node.mergedInto);
    return node?.categoryId ?? null;
  }

  /** The node itself and those above it, the top last; empty = it is not known. */
  function findPath(categoryId: CategoryId): CategoryId[] {
    const path: CategoryId[] = [];
    for (let id = resolve(categoryId); id !== null && path.length < MAX_STEPS;) {
      path.push(id);
      const parentId: CategoryId | null = byId.get(id)?.parentId ?? null;
      id = parentId === null ? null : resolve(parentId);
    }
    return path;
  }

  /** 1 for each node, in the order of the list, that is one of the chosen or below one; all of them where nothing is chosen. */
  function flagSubtrees(chosen: readonly CategoryId[] | null): Uint8Array {
    if (chosen === null) return new Uint8Array(nodes.length).fill(1);
    const wanted = new Set(chosen.map((id) => resolve(id)));
    return Uint8Array.from(nodes, ({ categoryId }) => (findPath(categoryId).some((id) => wanted.has(id)) ? 1 : 0));
  }

  return {
    resolve,
    findPath,
    /** Sums over each node and what is below it, of a figure of each node itself; all in the order of the list. Merged nodes have none: theirs are those of what stands for them. */
    sumSubtrees(ofNodes: ArrayLike<number>): Float64Array {
      const indexes = new Map(nodes.map(({ categoryId }, at) => [categoryId, at]));
      const sums = new Float64Array(nodes.length);
      for (const [at, { categoryId }] of nodes.entries()) {
        if (!ofNodes[at]) continue;
        for (const id of findPath(categoryId)) sums[indexes.get(id)!]! += ofNodes[at]!;
      }
      return sums;
    },
    /** The nodes that hang below one, in the order of the list; null = our ten. */
    findChildren: (parentId: CategoryId | null): CategoryId[] => childrenOf.get(parentId) ?? [],
    /** The one of our ten above a node; null = the node is not known. */
    topOf(categoryId: CategoryId): IncidentCategory | null {
      const top = findPath(categoryId).at(-1);
      return top === undefined ? null : findTopCategory(top);
    },
    flagSubtrees,
    /** The ids of {@link flagSubtrees}. */
    findSubtrees(chosen: readonly CategoryId[]): CategoryId[] {
      const flags = flagSubtrees(chosen);
      return nodes.filter((_, at) => flags[at] === 1).map(({ categoryId }) => categoryId);
    },
  };
}

export type CategoryTree = ReturnType<typeof createCategoryTree>;
