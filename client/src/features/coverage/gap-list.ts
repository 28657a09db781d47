import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { TrackedGap } from '@liaowang/shared/schemas/coverage';

export const GAP_SORTS = ['demand', 'size', 'openFor', 'travel'] as const;
export type GapSort = (typeof GAP_SORTS)[number];

/** Seconds until the soonest patrol is there; infinite when none is free. */
export function findTravelSeconds({ nearestPatrols }: Pick<TrackedGap, 'nearestPatrols'>): number {
  return nearestPatrols[0]?.travelSeconds ?? Infinity;
}

const COMPARE: Record<GapSort, (a: TrackedGap, b: TrackedGap) => number> = {
  demand: (a, b) =>
    b.incidentWeight - a.incidentWeight || b.households - a.households || b.areaSquareMeters - a.areaSquareMeters,
  size: (a, b) => b.areaSquareMeters - a.areaSquareMeters,
  openFor: (a, b) => parseInstant(a.openedAt) - parseInstant(b.openedAt),
  // Far ones first: where nobody is near, a gap stays open longest.
  travel: (a, b) => {
    const [left, right] = [findTravelSeconds(a), findTravelSeconds(b)];
    return left === right ? 0 : right - left;
  },
};

/** Most pressing first; gaps that are equal in it keep their order by id, so that a list renewed each second stays calm. */
export function sortGaps(gaps: readonly TrackedGap[], sort: GapSort): TrackedGap[] {
  return gaps.toSorted((a, b) => COMPARE[sort](a, b) || a.gapId - b.gapId);
}

/** Gaps that count for an area: its own, all for the jurisdiction, those it answers for in case of a branch. */
export function findGapsOf(gaps: readonly TrackedGap[], areaId: string): TrackedGap[] {
  if (areaId === 'jurisdiction') return [...gaps];
  const branchId = /^branch:(\d+)$/.exec(areaId)?.[1];
  return gaps.filter((gap) => (branchId === undefined ? gap.areaId === areaId : gap.branchId === Number(branchId)));
}
