import { MILLISECONDS_PER_STEP, type ReadFrame } from './position-frame.ts';
import { readSignedVarint, readVarint, type ByteReader } from './varint.ts';

/*
 * Decoding a position frame straight into typed arrays: what `decodeMoves` does, without an object per unit.
 * A viewer of 100,000 units takes in 5,000 moves a tick, where the objects alone would cost it a frame.
 */

const STEPS_PER_HALF_TURN = 180_000_000;
const MAX_BYTE = 255;

/** Fixes in frame steps, one unit an index; the first `length` are in use. */
export interface MoveColumns {
  length: number;
  unitIds: Uint32Array;
  lngSteps: Int32Array;
  latSteps: Int32Array;
  /** Steps since the Unix epoch: over 32 bits. */
  timeSteps: Float64Array;
  speedSteps: Uint8Array;
  headingSteps: Uint8Array;
}

/** What every unit was last announced with, by slot; a slot whose `timeSteps` is NaN was never announced. */
export interface AnnouncedColumns extends Omit<MoveColumns, 'length' | 'unitIds'> {
  slotOf(unitId: number): number | undefined;
}

/** Empty columns with room for `capacity` moves. */
export function createMoveColumns(capacity: number): MoveColumns {
  return {
    length: 0,
    unitIds: new Uint32Array(capacity),
    lngSteps: new Int32Array(capacity),
    latSteps: new Int32Array(capacity),
    timeSteps: new Float64Array(capacity),
    speedSteps: new Uint8Array(capacity),
    headingSteps: new Uint8Array(capacity),
  };
}

/**
 * Decodes the moved units of a frame that `readPositionFrame` accepted. `into` must have room for `read.count` moves;
 * it is overwritten from index 0. `announced` is read, not changed. Returns false for a malformed body: wrong length,
 * unit ids not ascending, or a place or value that does not exist; `into` then holds nothing of use.
 */
export function decodeMoveColumns(read: Extract<ReadFrame, { ok: true }>, announced: AnnouncedColumns, into: MoveColumns): boolean {
  const { count, body, header } = read;
  const { unitIds, lngSteps, latSteps, timeSteps, speedSteps, headingSteps } = into;
  const reader: ByteReader = { bytes: body, offset: 0, failed: false };
  const firstTimeSteps = Math.round(header.tickTimeMs / MILLISECONDS_PER_STEP);
  let valid = true;

  // The bases go into the columns first; each column's differences are then added in place.
  let unitId = 0;
  for (let i = 0; i < count; i++) {
    const step = readVarint(reader);
    if (step === 0 && i > 0) valid = false;
    unitId += step;
    unitIds[i] = unitId;
    const slot = header.snapshot ? undefined : announced.slotOf(unitId);
    if (slot === undefined || Number.isNaN(announced.timeSteps[slot]!)) {
      lngSteps[i] = 0;
      latSteps[i] = 0;
      timeSteps[i] = firstTimeSteps;
      speedSteps[i] = 0;
      headingSteps[i] = 0;
    } else {
      lngSteps[i] = announced.lngSteps[slot]!;
      latSteps[i] = announced.latSteps[slot]!;
      timeSteps[i] = announced.timeSteps[slot]!;
      speedSteps[i] = announced.speedSteps[slot]!;
      headingSteps[i] = announced.headingSteps[slot]!;
    }
  }
  for (let i = 0; i < count; i++) {
    const value = lngSteps[i]! + readSignedVarint(reader);
    if (value > STEPS_PER_HALF_TURN || value < -STEPS_PER_HALF_TURN) valid = false;
    lngSteps[i] = value;
  }
  for (let i = 0; i < count; i++) {
    const value = latSteps[i]! + readSignedVarint(reader);
    if (value > STEPS_PER_HALF_TURN / 2 || value < -STEPS_PER_HALF_TURN / 2) valid = false;
    latSteps[i] = value;
  }
  for (let i = 0; i < count; i++) timeSteps[i] = timeSteps[i]! + readSignedVarint(reader);
  if (!addByteColumn(reader, speedSteps, count)) valid = false;
  if (!addByteColumn(reader, headingSteps, count)) valid = false;
  into.length = valid ? count : 0;
  return valid && !reader.failed && reader.offset === body.length;
}

function addByteColumn(reader: ByteReader, column: Uint8Array, count: number): boolean {
  let valid = true;
  for (let i = 0; i < count; i++) {
    const value = column[i]! + readSignedVarint(reader);
    if (value < 0 || value > MAX_BYTE) valid = false;
    column[i] = value;
  }
  return valid;
}
