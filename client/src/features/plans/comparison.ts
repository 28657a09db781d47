import type { AreaFigures } from './what-if.ts';

/** What a share is of: ground, weight of incidents, or households. */
export const MEASURES = ['ground', 'incidents', 'households'] as const;
export type Measure = (typeof MEASURES)[number];

/** Below this a difference is rounding and is shown as none: half of a tenth of a percentage point. */
const SAME_WITHIN = 0.0005;

/** Shares of 0–1; null where there is nothing of that measure to observe. */
export interface Difference {
  before: number | null;
  after: number | null;
  /** after − before; 0 where it is too small to be shown. */
  change: number;
}

export interface ComparisonRow extends Record<Measure, Difference> {
  areaId: string;
}

function findAmounts(figures: AreaFigures, measure: Measure): { whole: number; observed: number } {
  switch (measure) {
    case 'ground':
      return { whole: figures.areaSquareMeters, observed: figures.observedSquareMeters };
    case 'incidents':
      return { whole: figures.incidentWeight, observed: figures.observedIncidentWeight };
    case 'households':
      return { whole: figures.households, observed: figures.observedHouseholds };
  }
}

function computeShare(areas: readonly AreaFigures[], measure: Measure): number | null {
  let whole = 0;
  let observed = 0;
  for (const area of areas) {
    const amounts = findAmounts(area, measure);
    whole += amounts.whole;
    observed += amounts.observed;
  }
  return whole > 0 ? observed / whole : null;
}

function compareShares(before: readonly AreaFigures[], after: readonly AreaFigures[], measure: Measure): Difference {
  const from = computeShare(before, measure);
  const to = computeShare(after, measure);
  const change = from === null || to === null ? 0 : to - from;
  return { before: from, after: to, change: Math.abs(change) < SAME_WITHIN ? 0 : change };
}

function compareAll(before: readonly AreaFigures[], after: readonly AreaFigures[]): Record<Measure, Difference> {
  return {
    ground: compareShares(before, after, 'ground'),
    incidents: compareShares(before, after, 'incidents'),
    households: compareShares(before, after, 'households'),
  };
}

/** One row an area of both, in the order of `before`. */
export function compareAreas(before: readonly AreaFigures[], after: readonly AreaFigures[]): ComparisonRow[] {
  const afterById = new Map(after.map((area) => [area.areaId, area]));
  return before.flatMap((area) => {
    const other = afterById.get(area.areaId);
    return other ? [{ areaId: area.areaId, ...compareAll([area], [other]) }] : [];
  });
}

const isKeyArea = (areaId: string): boolean => areaId.startsWith('key-area:');

/** What a total over these areas is of, as `plans.totalOf` names it: the key areas; the jurisdiction where there is none. Key areas, too, while no area is known. */
export function findTotalKind(areaIds: readonly string[]): 'keyAreas' | 'jurisdiction' {
  return areaIds.length === 0 || areaIds.some(isKeyArea) ? 'keyAreas' : 'jurisdiction';
}

function selectTotal(areas: readonly AreaFigures[]): AreaFigures[] {
  const kind = findTotalKind(areas.map(({ areaId }) => areaId));
  return areas.filter(({ areaId }) => (kind === 'keyAreas' ? isKeyArea(areaId) : areaId === 'jurisdiction'));
}

/** All key areas as one; the jurisdiction where there is no key area. */
export function compareTotal(
  before: readonly AreaFigures[],
  after: readonly AreaFigures[],
): Record<Measure, Difference> {
  return compareAll(selectTotal(before), selectTotal(after));
}

/** Share of each area and of the total, 0–1; null where there is nothing of that measure. */
export function computeShares(
  areas: readonly AreaFigures[],
  measure: Measure,
): { total: number | null; byArea: ReadonlyMap<string, number | null> } {
  return {
    total: computeShare(selectTotal(areas), measure),
    byArea: new Map(areas.map((area) => [area.areaId, computeShare([area], measure)])),
  };
}

/** Rows by how much they change in a measure, most first; equal ones keep their order. */
export function sortByChange(rows: readonly ComparisonRow[], measure: Measure): ComparisonRow[] {
  return rows.toSorted((a, b) => Math.abs(b[measure].change) - Math.abs(a[measure].change));
}
