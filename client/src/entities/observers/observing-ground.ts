import type { ObservedGround } from '@liaowang/shared/analysis/coverage/coverage-gaps';
import { applyPlan, type FreshUnits, type StandingLookout } from '@liaowang/shared/analysis/coverage/plan-observers';
import { DEGREES_PER_STEP } from '@liaowang/shared/contract/position-frame';
import { EMPTY_PLAN } from '@liaowang/shared/schemas/coverage-plan';
import type { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { NO_KIND, STATE_INDEX, type UnitSlots } from '../../live/unit-slots.ts';
import type { ObservingGround } from './coverage-gaps.layer.ts';

/** The units whose newest fix is fresh, copied: the slots go on changing. */
export function findFreshUnits(slots: UnitSlots): FreshUnits {
  const lngs = new Float64Array(slots.count);
  const lats = new Float64Array(slots.count);
  const kinds = new Uint8Array(slots.count);
  const detectionRangesMeters = new Float32Array(slots.count);
  let length = 0;
  for (let slot = 0; slot < slots.count; slot++) {
    if (slots.states[slot] !== STATE_INDEX.fresh || slots.kinds[slot] === NO_KIND) continue;
    lngs[length] = slots.lngSteps[slot]! * DEGREES_PER_STEP;
    lats[length] = slots.latSteps[slot]! * DEGREES_PER_STEP;
    kinds[length] = slots.kinds[slot]!;
    detectionRangesMeters[length] = slots.detectionRangesMeters[slot]!;
    length++;
  }
  return { length, lngs, lats, kinds, detectionRangesMeters };
}

/** A lookout as the analysis takes it. */
export function toStandingLookout({ geometry, properties }: LookoutFeature): StandingLookout {
  const { lookoutId, detectionRangeMeters, shape, dutyStartMinute, dutyEndMinute } = properties;
  return { lookoutId, position: geometry.coordinates, detectionRangeMeters, shape, dutyStartMinute, dutyEndMinute };
}

/** Observers as the mask on the map takes them. */
export function toObservingGround({ lngs, lats, radiusMeters, grounds }: ObservedGround): ObservingGround {
  const positions = new Float64Array(lngs.length * 3);
  for (let i = 0; i < lngs.length; i++) {
    positions[i * 3] = lngs[i]!;
    positions[i * 3 + 1] = lats[i]!;
  }
  return {
    observers: lngs.length + grounds.length,
    length: lngs.length,
    positions,
    radiiMeters: Float32Array.from(radiusMeters),
    polygons: grounds.flatMap(({ type, coordinates }) => (type === 'Polygon' ? [coordinates] : coordinates)),
  };
}

/**
 * Who observes at a minute of the local day, by the same rule as on the server: lookouts on duty and fresh units of the
 * kinds that count, each with its range, which may be shorter at night.
 */
export function findObservingGround(
  slots: UnitSlots,
  lookouts: readonly LookoutFeature[],
  { settings, minute }: { settings: CoverageSettings; minute: number },
): ObservingGround {
  return toObservingGround(
    applyPlan({
      definition: EMPTY_PLAN,
      lookouts: lookouts.map(toStandingLookout),
      units: findFreshUnits(slots),
      settings,
      minute,
    }),
  );
}
