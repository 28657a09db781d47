import { minuteOfDay } from '@liaowang/shared/analysis/coverage/duty-hours';
import type { ObservedGround } from '@liaowang/shared/analysis/coverage/coverage-gaps';
import { collectObserved } from '@liaowang/shared/analysis/coverage/observed-ground';
import { findRangeMeters, isNight } from '@liaowang/shared/analysis/coverage/observers';
import type { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { UnitKind } from '@liaowang/shared/schemas/unit';
import type { FastifyInstance } from 'fastify';

export interface Observers {
  ground: ObservedGround;
  /** How many of each count. */
  counts: { lookouts: number; units: number };
  isNight: boolean;
  /** Every lookout on duty, whether it counts or not. */
  lookoutsOnDuty: Array<{ lookoutId: number; position: LngLat }>;
  /** Such units on foot or bicycle, whether they count or not: those that can be sent somewhere. */
  freePatrols: Array<{ unitId: number; kind: UnitKind; branchId: number | null; position: LngLat }>;
}

/** Who observes at `nowMs`, and how far, under the settings: lookouts on duty, and units of which one knows where they are: by a fresh fix, or a heartbeat since. */
export function findObservers({
  lookouts,
  picture,
  settings,
  timeZone,
  nowMs,
}: {
  lookouts: readonly LookoutFeature[];
  picture: Pick<FastifyInstance['livePicture'], 'units' | 'newest' | 'isAtNewest'>;
  settings: CoverageSettings;
  timeZone: string;
  nowMs: number;
}): Observers {
  const night = isNight(settings, minuteOfDay(nowMs, timeZone));
  const observed = collectObserved();
  const lookoutsOnDuty: Observers['lookoutsOnDuty'] = [];
  for (const { geometry, properties } of lookouts) {
    if (!properties.onDuty) continue;
    lookoutsOnDuty.push({ lookoutId: properties.lookoutId, position: geometry.coordinates });
    const rangeMeters = findRangeMeters(settings, 'lookout', properties.detectionRangeMeters, night);
    observed.add(geometry.coordinates, rangeMeters, properties.shape);
  }
  const counted = observed.count;
  const freePatrols: Observers['freePatrols'] = [];
  for (const { id, kind, branchId, detectionRangeMeters } of picture.units(null)) {
    const fix = picture.newest(id);
    if (!fix || !picture.isAtNewest(id, nowMs)) continue;
    if (kind === 'foot' || kind === 'bicycle')
      freePatrols.push({ unitId: id, kind, branchId, position: [fix.lng, fix.lat] });
    observed.add([fix.lng, fix.lat], findRangeMeters(settings, kind, detectionRangeMeters, night));
  }
  return {
    ground: observed.collect(),
    counts: { lookouts: counted, units: observed.count - counted },
    isNight: night,
    lookoutsOnDuty,
    freePatrols,
  };
}
