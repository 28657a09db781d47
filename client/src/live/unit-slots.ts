import { UNIT_KINDS, UNIT_STATES, type UnitKind, type UnitState } from '@liaowang/shared/schemas/unit';

/** In `kinds`: the slot's unit is not registered (any more); nothing is drawn or counted for it. */
export const NO_KIND = 255;
/** In the heading and speed columns: the device did not say. */
export const UNKNOWN_STEPS = 255;

export const KIND_INDEX: Readonly<Record<UnitKind, number>> = {
  foot: UNIT_KINDS.indexOf('foot'),
  bicycle: UNIT_KINDS.indexOf('bicycle'),
  bus: UNIT_KINDS.indexOf('bus'),
  taxi: UNIT_KINDS.indexOf('taxi'),
};
export const STATE_INDEX: Readonly<Record<UnitState, number>> = {
  fresh: UNIT_STATES.indexOf('fresh'),
  stale: UNIT_STATES.indexOf('stale'),
  lost: UNIT_STATES.indexOf('lost'),
  off: UNIT_STATES.indexOf('off'),
};

/**
 * Every unit's newest fix in columns, one slot a unit; slots are given out once and never move, so a slot is also the
 * index of the unit's mark on the GPU. The first `count` slots of each column are in use.
 */
export interface UnitSlots {
  count: number;
  unitIds: Uint32Array;
  /** Index into UNIT_KINDS, or {@link NO_KIND}. */
  kinds: Uint8Array;
  /** Index into UNIT_STATES as of the last update. */
  states: Uint8Array;
  detectionRangesMeters: Float32Array;
  /** From which ages of the last sign of life the unit is stale and lost, milliseconds. */
  staleAfterMs: Float64Array;
  lostAfterMs: Float64Array;
  /** When the unit was last heard, in frame steps; NaN = never. */
  contactSteps: Float64Array;
  /** The fix in frame steps (see position-frame.ts); `timeSteps` NaN = never reported. */
  lngSteps: Int32Array;
  latSteps: Int32Array;
  timeSteps: Float64Array;
  speedSteps: Uint8Array;
  headingSteps: Uint8Array;
  /** For the GPU, degrees from the buffer's origin: x and y where the glide starts, x and y where it ends. */
  glides: Float32Array;
  /** For the GPU: when the glide starts, seconds after the buffer's time base. */
  glideStarts: Float32Array;
  /** For the GPU: kind, state, heading in steps, 0. */
  styles: Uint8Array;
}

/** Empty slots with room for `capacity` units. */
export function createUnitSlots(capacity: number): UnitSlots {
  return {
    count: 0,
    unitIds: new Uint32Array(capacity),
    kinds: new Uint8Array(capacity).fill(NO_KIND),
    states: new Uint8Array(capacity).fill(STATE_INDEX.off),
    detectionRangesMeters: new Float32Array(capacity),
    staleAfterMs: new Float64Array(capacity),
    lostAfterMs: new Float64Array(capacity),
    contactSteps: new Float64Array(capacity).fill(NaN),
    lngSteps: new Int32Array(capacity),
    latSteps: new Int32Array(capacity),
    timeSteps: new Float64Array(capacity).fill(NaN),
    speedSteps: new Uint8Array(capacity),
    headingSteps: new Uint8Array(capacity),
    glides: new Float32Array(capacity * 4),
    glideStarts: new Float32Array(capacity),
    styles: new Uint8Array(capacity * 4),
  };
}

/** The same slots with room for `capacity` units. */
export function growUnitSlots(slots: UnitSlots, capacity: number): UnitSlots {
  const grown = createUnitSlots(capacity);
  grown.count = slots.count;
  grown.unitIds.set(slots.unitIds);
  grown.kinds.set(slots.kinds);
  grown.states.set(slots.states);
  grown.detectionRangesMeters.set(slots.detectionRangesMeters);
  grown.staleAfterMs.set(slots.staleAfterMs);
  grown.lostAfterMs.set(slots.lostAfterMs);
  grown.contactSteps.set(slots.contactSteps);
  grown.lngSteps.set(slots.lngSteps);
  grown.latSteps.set(slots.latSteps);
  grown.timeSteps.set(slots.timeSteps);
  grown.speedSteps.set(slots.speedSteps);
  grown.headingSteps.set(slots.headingSteps);
  grown.glides.set(slots.glides);
  grown.glideStarts.set(slots.glideStarts);
  grown.styles.set(slots.styles);
  return grown;
}
