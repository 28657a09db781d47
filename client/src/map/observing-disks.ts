import { DEGREES_PER_STEP } from '@liaowang/shared/contract/position-frame';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { NO_KIND, STATE_INDEX, type UnitSlots } from '../live/unit-slots.ts';
import type { ObservingDisks } from './layers/coverage-gaps.layer.ts';

/** Who observes now, by the same rule as on the server: lookouts on duty and fresh units, each with its detection range. */
export function findObservingDisks(slots: UnitSlots, lookouts: readonly LookoutFeature[]): ObservingDisks {
  const room = slots.count + lookouts.length;
  const disks: ObservingDisks = { length: 0, positions: new Float64Array(room * 3), radiiMeters: new Float32Array(room) };
  const add = (lng: number, lat: number, radiusMeters: number): void => {
    if (!(radiusMeters > 0)) return;
    const at = disks.length++;
    disks.positions[at * 3] = lng;
    disks.positions[at * 3 + 1] = lat;
    disks.radiiMeters[at] = radiusMeters;
  };
  for (const { geometry, properties } of lookouts) {
    if (properties.onDuty) add(geometry.coordinates[0], geometry.coordinates[1], properties.detectionRangeMeters);
  }
  for (let slot = 0; slot < slots.count; slot++) {
    if (slots.states[slot] !== STATE_INDEX.fresh || slots.kinds[slot] === NO_KIND) continue;
    add(slots.lngSteps[slot]! * DEGREES_PER_STEP, slots.latSteps[slot]! * DEGREES_PER_STEP, slots.detectionRangesMeters[slot]!);
  }
  return disks;
}
