import type { ZoneResult } from '@liaowang/shared/analysis/hotspots/zones/zone-result';

/** What all zones together hold and take. */
export interface HeldFigures {
  /** Of the incidents that were looked at. */
  heldShare: number;
  /** Of the jurisdiction. */
  areaShare: number;
  /** How many times as dense as the jurisdiction's mean; null without incidents or land. */
  timesMean: number | null;
}

/** Shares of what zones (or cells) hold and take. */
export function computeHeldFigures({
  incidentCount,
  heldCount,
  areaShare,
}: {
  incidentCount: number;
  heldCount: number;
  areaShare: number;
}): HeldFigures {
  const heldShare = incidentCount > 0 ? heldCount / incidentCount : 0;
  return { heldShare, areaShare, timesMean: incidentCount > 0 && areaShare > 0 ? heldShare / areaShare : null };
}

/** The share of the jurisdiction that the zones take. */
export function findAreaShare({
  zoneSquareMeters,
  areaSquareMeters,
}: Pick<ZoneResult, 'zoneSquareMeters' | 'areaSquareMeters'>): number {
  return areaSquareMeters > 0 ? zoneSquareMeters / areaSquareMeters : 0;
}

/** Less than this, in points, is no difference that anybody should choose a method by. */
const SAME_WITHIN_SHARE = 0.01;

/** Whether a method holds more of the incidents than the fullest cells of the same area, as many, or fewer. */
export function compareToBaseline(heldShare: number, baselineShare: number): 'more' | 'same' | 'fewer' {
  const difference = heldShare - baselineShare;
  if (Math.abs(difference) < SAME_WITHIN_SHARE) return 'same';
  return difference > 0 ? 'more' : 'fewer';
}

/**
 * Incidents in the fullest cells of an area, as many cells as fit, the last in part: of cells with equal counts it is what
 * any choice among them holds on average. `counts` are those of cells of the same size; empty ones may be left out.
 */
export function sumFullestCells(counts: Float64Array, cells: number): number {
  const descending = counts.slice().sort().reverse();
  let held = 0;
  for (let cell = 0; cell < Math.min(cells, descending.length); cell++)
    held += descending[cell]! * Math.min(1, cells - cell);
  return held;
}
