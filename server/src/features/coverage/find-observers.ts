import { minuteOfDay } from '@liaowang/shared/analysis/coverage/duty-hours';
import { findRangeMeters, isNight } from '@liaowang/shared/analysis/coverage/observers';
import type { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { UnitKind } from '@liaowang/shared/schemas/unit';
import type { FastifyInstance } from 'fastify';

export interface Observers {
  disks: { lngs: Float64Array; lats: Float64Array; radiusMeters: Float64Array };
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
  const disks: Array<readonly [lng: number, lat: number, radiusMeters: number]> = [];
  const lookoutsOnDuty: Observers['lookoutsOnDuty'] = [];
  for (const { geometry, properties } of lookouts) {
    if (!properties.onDuty) continue;
    lookoutsOnDuty.push({ lookoutId: properties.lookoutId, position: geometry.coordinates });
    const radiusMeters = findRangeMeters(settings, 'lookout', properties.detectionRangeMeters, night);
    if (radiusMeters > 0) disks.push([...geometry.coordinates, radiusMeters]);
  }
  const counted = disks.length;
  const freePatrols: Observers['freePatrols'] = [];
  for (const { id, kind, branchId, detectionRangeMeters } of picture.units(null)) {
    const fix = picture.newest(id);
    if (!fix || !picture.isAtNewest(id, nowMs)) continue;
    if (kind === 'foot' || kind === 'bicycle')
      freePatrols.push({ unitId: id, kind, branchId, position: [fix.lng, fix.lat] });
    const radiusMeters = findRangeMeters(settings, kind, detectionRangeMeters, night);
    if (radiusMeters > 0) disks.push([fix.lng, fix.lat, radiusMeters]);
  }
  return {
    disks: {
      lngs: Float64Array.from(disks, ([lng]) => lng),
      lats: Float64Array.from(disks, ([, lat]) => lat),
      radiusMeters: Float64Array.from(disks, ([, , radius]) => radius),
    },
    counts: { lookouts: counted, units: disks.length - counted },
    isNight: night,
    lookoutsOnDuty,
    freePatrols,
  };
}
