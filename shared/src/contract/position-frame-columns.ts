import { MILLISECONDS_PER_STEP, type ReadFrame } from './position-frame.ts';

/*
 * Decoding a position frame straight into typed arrays: what `decodeFrame` does, without an object per unit.
 * A viewer of 100,000 units takes in 5,000 moves a tick, where the objects alone would cost it a frame.
 */

const STEPS_PER_HALF_TURN = 180_000_000;
const MAX_BYTE = 255;

/** Fixes in frame steps, one unit an index; the first `length` are in use. */
export interface MoveColumns {
  length: number;
  unitIds: Uint32Array;
  /** Where the unit was found in the announced columns; -1 = it is new. */
  slots: Int32Array;
  lngSteps: Int32Array;
  latSteps: Int32Array;
  /** Steps since the Unix epoch: over 32 bits. */
  timeSteps: Float64Array;
  speedSteps: Int32Array;
  headingSteps: Int32Array;
  /** Signs of life that say more than the moves: the first `contactLength` are in use; the arrays are replaced when they grow. */
  contactLength: number;
  contactUnitIds: Uint32Array;
  /** Steps before the frame's tick. */
  contactAgeSteps: Uint32Array;
}

/** What every unit was last announced with, by slot; a slot whose `timeSteps` is NaN was never announced. */
export interface AnnouncedColumns {
  /** -1 = unknown. */
  slotOf(unitId: number): number;
  lngSteps: Int32Array;
  latSteps: Int32Array;
  timeSteps: Float64Array;
  speedSteps: Uint8Array;
  headingSteps: Uint8Array;
}

/** Empty columns with room for `capacity` moves. */
export function createMoveColumns(capacity: number): MoveColumns {
  return {
    length: 0,
    unitIds: new Uint32Array(capacity),
    slots: new Int32Array(capacity),
    lngSteps: new Int32Array(capacity),
    latSteps: new Int32Array(capacity),
    timeSteps: new Float64Array(capacity),
    speedSteps: new Int32Array(capacity),
    headingSteps: new Int32Array(capacity),
    contactLength: 0,
    contactUnitIds: new Uint32Array(0),
    contactAgeSteps: new Uint32Array(0),
  };
}

/**
 * Decodes the moved units of a frame that `readPositionFrame` accepted. `into` must have room for `read.count` moves;
 * it is overwritten from index 0. `announced` is read, not changed. Returns false for a malformed body: wrong length,
 * unit ids not ascending, or a place or value that does not exist; `into` then holds nothing of use.
 */
export function decodeMoveColumns(
  read: Extract<ReadFrame, { ok: true }>,
  announced: AnnouncedColumns,
  into: MoveColumns,
): boolean {
  const { count, body, header } = read;
  const { unitIds, slots, lngSteps, latSteps, timeSteps, speedSteps, headingSteps } = into;
  into.length = 0;
  into.contactLength = 0;
  let offset = readColumn(body, 0, count, unitIds);
  if (offset === MALFORMED) return false;
  let unitId = 0;
  for (let i = 0; i < count; i++) {
    const step = unitIds[i]!;
    if (step === 0 && i > 0) return false;
    unitId += step;
    unitIds[i] = unitId;
    slots[i] = announced.slotOf(unitId);
  }
  for (const column of [lngSteps, latSteps, timeSteps, speedSteps, headingSteps]) {
    offset = readColumn(body, offset, count, column);
    if (offset === MALFORMED) return false;
  }
  const contactCount = readContacts(body, offset, into);
  if (contactCount === MALFORMED) return false;

  const firstTimeSteps = Math.round(header.tickTimeMs / MILLISECONDS_PER_STEP);
  for (let i = 0; i < count; i++) {
    const slot = slots[i]!;
    const isKnown = !header.snapshot && slot >= 0 && !Number.isNaN(announced.timeSteps[slot]!);
    const lng = toSigned(lngSteps[i]!) + (isKnown ? announced.lngSteps[slot]! : 0);
    const lat = toSigned(latSteps[i]!) + (isKnown ? announced.latSteps[slot]! : 0);
    const speed = toSigned(speedSteps[i]!) + (isKnown ? announced.speedSteps[slot]! : 0);
    const heading = toSigned(headingSteps[i]!) + (isKnown ? announced.headingSteps[slot]! : 0);
    if (
      Math.abs(lng) > STEPS_PER_HALF_TURN ||
      Math.abs(lat) > STEPS_PER_HALF_TURN / 2 ||
      !isByte(speed) ||
      !isByte(heading)
    )
      return false;
    lngSteps[i] = lng;
    latSteps[i] = lat;
    timeSteps[i] = toSigned(timeSteps[i]!) + (isKnown ? announced.timeSteps[slot]! : firstTimeSteps);
    speedSteps[i] = speed;
    headingSteps[i] = heading;
  }
  into.length = count;
  into.contactLength = contactCount;
  return true;
}

/** Reads the contacts that end a body; returns how many, or MALFORMED. */
function readContacts(body: Uint8Array, start: number, into: MoveColumns): number {
  const counted = new Uint32Array(1);
  let offset = readColumn(body, start, 1, counted);
  const count = counted[0]!;
  // Each takes at least one byte in each of the two columns.
  if (offset === MALFORMED || count * 2 > body.length - offset) return MALFORMED;
  if (into.contactUnitIds.length < count) {
    into.contactUnitIds = new Uint32Array(count * 2);
    into.contactAgeSteps = new Uint32Array(count * 2);
  }
  offset = readColumn(body, offset, count, into.contactUnitIds);
  if (offset !== MALFORMED) offset = readColumn(body, offset, count, into.contactAgeSteps);
  if (offset !== body.length) return MALFORMED;
  for (let i = 1; i < count; i++) {
    if (into.contactUnitIds[i] === 0) return MALFORMED;
    into.contactUnitIds[i]! += into.contactUnitIds[i - 1]!;
  }
  return count;
}

const MALFORMED = -1;

/** Reads `count` LEB128 integers as they are; returns the offset behind them, or MALFORMED. (varint.ts, one column at a time.) */
function readColumn(
  bytes: Uint8Array,
  start: number,
  count: number,
  into: Uint32Array | Int32Array | Float64Array,
): number {
  let offset = start;
  for (let i = 0; i < count; i++) {
    let value = 0;
    let shift = 0;
    let byte: number | undefined;
    do {
      byte = bytes[offset++];
      if (byte === undefined || shift > 28) return MALFORMED;
      value |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte > 0x7f);
    into[i] = value;
  }
  return offset;
}

/** The signed value of a zigzag integer. */
function toSigned(zigzag: number): number {
  return (zigzag >>> 1) ^ -(zigzag & 1);
}

function isByte(value: number): boolean {
  return value >= 0 && value <= MAX_BYTE;
}
