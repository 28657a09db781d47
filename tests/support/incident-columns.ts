import { createCategoryTree, TOP_CATEGORIES, type CategoryNode } from '@liaowang/shared/contract/category-tree';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import { INCIDENT_CATEGORIES } from '@liaowang/shared/schemas/incident';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

/** A city's own kinds: two below theft, one of them below the other, and one below fraud. */
export const OWN_KINDS: readonly CategoryNode[] = [
  { categoryId: 'kind-11', parentId: 'theft', mergedInto: null },
  { categoryId: 'kind-12', parentId: 'kind-11', mergedInto: null },
  { categoryId: 'kind-13', parentId: 'fraud', mergedInto: null },
];
const NODES = [...TOP_CATEGORIES, ...OWN_KINDS];
const TREE = createCategoryTree(NODES);

interface Kinds {
  /** Places in our ten and the kinds of one's own. */
  categories?: readonly number[];
  severities?: readonly number[];
  sources?: readonly number[];
  precisions?: readonly number[];
  spansMinutes?: readonly number[];
}

/** Incidents at instants, in the order given; kinds are indexes, 0 where they are not told. */
export function createColumns(
  timesMs: readonly number[],
  { categories = [], severities = [], sources = [], precisions = [], spansMinutes = [] }: Kinds = {},
): IncidentColumns {
  const count = timesMs.length;
  const column = (values: readonly number[]): Uint8Array =>
    Uint8Array.from({ length: count }, (_, i) => values[i] ?? 0);
  return {
    ids: Int32Array.from({ length: count }, (_, i) => i + 1),
    lngs: new Float64Array(count).fill(118.3),
    lats: new Float64Array(count).fill(34.3),
    timesMs: Float64Array.from(timesMs),
    categories: column(categories.map((kind) => INCIDENT_CATEGORIES.indexOf(TREE.topOf(NODES[kind]!.categoryId)!))),
    severities: column(severities),
    sources: column(sources),
    kinds: Uint16Array.from(column(categories)),
    categoryNodes: NODES,
    precisions: column(precisions),
    spansMinutes: Uint32Array.from({ length: count }, (_, i) => spansMinutes[i] ?? 0),
  };
}

/** Made-up incidents of some years before an instant, in order of time: more in the evening, a tenth found by patrols. */
export function createRandomColumns(
  count: number,
  { endMs, years = 3, seed = 4 }: { endMs: number; years?: number; seed?: number },
): IncidentColumns {
  const random = createRandom(seed);
  const spanMs = years * 365 * 86_400_000;
  const times = Array.from({ length: count }, () => {
    const atMs = endMs - spanMs * random() ** 1.15;
    return random() < 0.4 ? Math.floor(atMs / 86_400_000) * 86_400_000 + (9 + 6 * random()) * 3_600_000 : atMs;
  })
    .filter((atMs) => atMs < endMs)
    .sort((a, b) => a - b);
  const skewed = (values: number): number[] => times.map(() => Math.floor(values * random() ** 1.7));
  const columns = createColumns(times, {
    categories: skewed(NODES.length),
    severities: skewed(4),
    sources: times.map(() => (random() < 0.1 ? 1 : 0)),
  });
  for (let i = 0; i < times.length; i++) {
    const spread = random() < 0.6 ? 0.02 : 0.2;
    columns.lngs[i] = 118.354 + spread * (random() + random() - 1);
    columns.lats[i] = 34.37 + spread * (random() + random() - 1);
  }
  return columns;
}
