import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { estimateTravelSeconds } from '@liaowang/shared/analysis/positions/travel';
import type { TrackedGap, TrackedGaps } from '@liaowang/shared/schemas/coverage';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Observers } from './find-observers.ts';

/** Longer lists are nobody's; `total` says how many there are. */
const MAX_GAPS = 100;
const NEAREST_PATROLS = 3;

/** A gap that is followed, before anybody is named who could see to it. */
export type OpenGap = Omit<TrackedGap, 'nearestLookout' | 'nearestPatrols'>;

/**
 * The gaps that matter most: by incident weight, then households, then area; each with the nearest lookout on duty and
 * the free patrols that would be there soonest. Distances are straight lines from the label point, metres.
 * `patrols` are those that the reader may send.
 */
export function rankGaps({
  gaps,
  lookoutsOnDuty,
  patrols,
  atMs,
}: {
  gaps: readonly OpenGap[];
  lookoutsOnDuty: Observers['lookoutsOnDuty'];
  patrols: Observers['freePatrols'];
  atMs: number;
}): TrackedGaps {
  const ranked = gaps
    .toSorted(
      (a, b) =>
        b.incidentWeight - a.incidentWeight || b.households - a.households || b.areaSquareMeters - a.areaSquareMeters,
    )
    .slice(0, MAX_GAPS);
  const computedAt = new Date(atMs).toISOString();
  if (ranked.length === 0) return { computedAt, total: 0, gaps: [] };

  const projection = createLocalProjection(...ranked[0]!.labelPoint);
  const place = <T extends { position: LngLat }>(of: T) => {
    const [x, y] = projection.forward(...of.position);
    return { of, x, y };
  };
  const placedLookouts = lookoutsOnDuty.map(place);
  const placedPatrols = patrols.map(place);
  return {
    computedAt,
    total: gaps.length,
    gaps: ranked.map((gap): TrackedGap => {
      const [x, y] = projection.forward(...gap.labelPoint);
      const distanceTo = (there: { x: number; y: number }): number => Math.round(Math.hypot(there.x - x, there.y - y));
      let nearestLookout: TrackedGap['nearestLookout'] = null;
      for (const lookout of placedLookouts) {
        const distanceMeters = distanceTo(lookout);
        if (nearestLookout === null || distanceMeters < nearestLookout.distanceMeters)
          nearestLookout = { lookoutId: lookout.of.lookoutId, distanceMeters };
      }
      return { ...gap, nearestLookout, nearestPatrols: findSoonest(placedPatrols, distanceTo) };
    }),
  };
}

function findSoonest<P extends { of: Observers['freePatrols'][number] }>(
  patrols: readonly P[],
  distanceTo: (patrol: P) => number,
): TrackedGap['nearestPatrols'] {
  const soonest: TrackedGap['nearestPatrols'] = [];
  for (const patrol of patrols) {
    const distanceMeters = distanceTo(patrol);
    const travelSeconds = Math.round(estimateTravelSeconds(patrol.of.kind, distanceMeters));
    if (soonest.length === NEAREST_PATROLS && travelSeconds >= soonest[NEAREST_PATROLS - 1]!.travelSeconds) continue;
    const at = soonest.findIndex((other) => travelSeconds < other.travelSeconds);
    soonest.splice(at === -1 ? soonest.length : at, 0, { unitId: patrol.of.unitId, distanceMeters, travelSeconds });
    soonest.length = Math.min(soonest.length, NEAREST_PATROLS);
  }
  return soonest;
}
