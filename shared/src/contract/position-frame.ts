import {
  createByteWriter,
  readSignedVarint,
  readVarint,
  writeSignedVarint,
  writeVarint,
  type ByteReader,
  type ByteWriter,
} from './varint.ts';

/*
 * The binary position frame (docs/decisions/0002-position-frame.md).
 *
 *   0 u8  version = 2          12 u32 previousSeq: the frame this one continues
 *   1 u8  flags                16 u32 count: units in this frame
 *   2 u16 0                    20 u32 bodyLength: bytes of the body before deflate
 *   4 u32 epoch                24 f64 tickTimeMs: the server's clock
 *   8 u32 seq                  32 …   body, little-endian throughout
 *
 * The body is columnar (unit ids, lng, lat, fix time, speed, heading), each value a difference from what the same
 * unit was last announced with, so that a column is mostly small numbers alike, which deflate packs well.
 * A unit announced for the first time, and every unit of a snapshot, differs from (0, 0, tickTimeMs, 0, 0).
 *
 * Behind the columns stand the signs of life that say more than the fixes do: how many (varint), then a column of unit
 * ids and one of ages, in steps before tickTimeMs. A moved unit that is not among them was heard at tickTimeMs, in a
 * snapshot when its fix was made. A unit may be among them that has no fix at all.
 */

const VERSION = 2;
const HEADER_BYTES = 32;
const FLAG_DEFLATED = 1;
const FLAG_SNAPSHOT = 2;
/** Below this a deflated body is hardly shorter. */
const DEFLATE_FROM_BYTES = 96;
/** A body longer than this is refused unread: 1,000,000 units at the worst case of 20 bytes. */
const MAX_BODY_BYTES = 20_000_000;

/** 1e-6° ≈ 0.11 m: finer than any phone. */
export const DEGREES_PER_STEP = 1e-6;
export const MILLISECONDS_PER_STEP = 100;
export const METERS_PER_SECOND_PER_STEP = 0.25;
export const DEGREES_PER_HEADING_STEP = 1.5;
/** In the speed and heading columns: the device did not say. */
const UNKNOWN = 255;

/** A unit's fix in the frame's steps. Times are counted from the Unix epoch, so they exceed 32 bits. */
export interface FrameFix {
  lngSteps: number;
  latSteps: number;
  timeSteps: number;
  speedSteps: number;
  headingSteps: number;
}

export interface FrameHeader {
  epoch: number;
  seq: number;
  previousSeq: number;
  tickTimeMs: number;
  snapshot: boolean;
}

/** One moved unit: where it is, and what it was last announced with (absent: never, or a snapshot). */
export interface FrameMove {
  unitId: number;
  fix: FrameFix;
  base?: FrameFix | undefined;
}

/** When a unit was last heard, by the server's clock. */
export interface FrameContact {
  unitId: number;
  contactAtMs: number;
}

/** Times in a frame differ from each other and from its tick by 31 bits of steps at most (6.8 years); half of that keeps any two apart by less. */
export const MAX_FRAME_AGE_MS = 2 ** 30 * MILLISECONDS_PER_STEP;

/** Quantises a fix to the frame's steps. Speeds above 63.5 m/s are shown as 63.5, times before `earliestTimeMs` as that (see {@link MAX_FRAME_AGE_MS}). */
export function quantizeFix(
  fix: {
    lng: number;
    lat: number;
    fixTimeMs: number;
    speedMetersPerSecond: number | null;
    headingDegrees: number | null;
  },
  earliestTimeMs = -Infinity,
): FrameFix {
  return {
    lngSteps: Math.round(fix.lng / DEGREES_PER_STEP),
    latSteps: Math.round(fix.lat / DEGREES_PER_STEP),
    timeSteps: Math.round(Math.max(fix.fixTimeMs, earliestTimeMs) / MILLISECONDS_PER_STEP),
    speedSteps:
      fix.speedMetersPerSecond === null
        ? UNKNOWN
        : Math.min(UNKNOWN - 1, Math.round(Math.max(0, fix.speedMetersPerSecond) / METERS_PER_SECOND_PER_STEP)),
    headingSteps:
      fix.headingDegrees === null
        ? UNKNOWN
        : Math.round(fix.headingDegrees / DEGREES_PER_HEADING_STEP) % (360 / DEGREES_PER_HEADING_STEP),
  };
}

/** Metres per second of a quantised speed; null = unknown. */
export function speedOf(fix: FrameFix): number | null {
  return fix.speedSteps === UNKNOWN ? null : fix.speedSteps * METERS_PER_SECOND_PER_STEP;
}

/** Degrees of a quantised heading; null = unknown. */
export function headingOf(fix: FrameFix): number | null {
  return fix.headingSteps === UNKNOWN ? null : fix.headingSteps * DEGREES_PER_HEADING_STEP;
}

function firstBase(tickTimeMs: number): FrameFix {
  return {
    lngSteps: 0,
    latSteps: 0,
    timeSteps: Math.round(tickTimeMs / MILLISECONDS_PER_STEP),
    speedSteps: 0,
    headingSteps: 0,
  };
}

function writeUnitIds(writer: ByteWriter, units: ReadonlyArray<{ unitId: number }>): void {
  let previousId = 0;
  for (const { unitId } of units) {
    writeVarint(writer, unitId - previousId);
    previousId = unitId;
  }
}

/**
 * Encodes one frame. `moves` and `contacts` must be sorted by `unitId`, each unit once. A contact after the tick counts as
 * at the tick, one older than {@link MAX_FRAME_AGE_MS} as of that age.
 * `deflateRaw` compresses a body (RFC 1951); it is the caller's because browsers and Node differ in it.
 */
export function encodePositionFrame(
  header: FrameHeader,
  moves: readonly FrameMove[],
  deflateRaw: (body: Uint8Array) => Uint8Array,
  contacts: readonly FrameContact[] = [],
): Uint8Array {
  const first = firstBase(header.tickTimeMs);
  const writer = createByteWriter(moves.length * 10 + contacts.length * 4 + 64);
  writeUnitIds(writer, moves);
  for (const { fix, base = first } of moves) writeSignedVarint(writer, fix.lngSteps - base.lngSteps);
  for (const { fix, base = first } of moves) writeSignedVarint(writer, fix.latSteps - base.latSteps);
  for (const { fix, base = first } of moves) writeSignedVarint(writer, fix.timeSteps - base.timeSteps);
  for (const { fix, base = first } of moves) writeSignedVarint(writer, fix.speedSteps - base.speedSteps);
  for (const { fix, base = first } of moves) writeSignedVarint(writer, fix.headingSteps - base.headingSteps);
  writeVarint(writer, contacts.length);
  writeUnitIds(writer, contacts);
  for (const { contactAtMs } of contacts)
    writeVarint(
      writer,
      Math.round(Math.min(MAX_FRAME_AGE_MS, Math.max(0, header.tickTimeMs - contactAtMs)) / MILLISECONDS_PER_STEP),
    );

  const plain = writer.bytes.subarray(0, writer.length);
  const deflated = plain.length >= DEFLATE_FROM_BYTES ? deflateRaw(plain) : plain;
  const isShorter = deflated.length < plain.length;
  const body = isShorter ? deflated : plain;

  const frame = new Uint8Array(HEADER_BYTES + body.length);
  const view = new DataView(frame.buffer);
  view.setUint8(0, VERSION);
  view.setUint8(1, (isShorter ? FLAG_DEFLATED : 0) | (header.snapshot ? FLAG_SNAPSHOT : 0));
  view.setUint32(4, header.epoch, true);
  view.setUint32(8, header.seq, true);
  view.setUint32(12, header.previousSeq, true);
  view.setUint32(16, moves.length, true);
  view.setUint32(20, plain.length, true);
  view.setFloat64(24, header.tickTimeMs, true);
  frame.set(body, HEADER_BYTES);
  return frame;
}

export type FrameRefusal = 'too-short' | 'unknown-version' | 'too-long' | 'not-inflatable' | 'malformed-body';
export type ReadFrame =
  | { ok: true; header: FrameHeader; count: number; body: Uint8Array }
  | { ok: false; reason: FrameRefusal };

/**
 * Reads a frame's header and unpacks its body, without touching any state.
 * `inflateRaw(body, length)` returns exactly `length` bytes or throws. Never throws itself.
 */
export function readPositionFrame(
  frame: Uint8Array,
  inflateRaw: (body: Uint8Array, length: number) => Uint8Array,
): ReadFrame {
  if (frame.length < HEADER_BYTES) return { ok: false, reason: 'too-short' };
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (view.getUint8(0) !== VERSION) return { ok: false, reason: 'unknown-version' };
  const flags = view.getUint8(1);
  const count = view.getUint32(16, true);
  const bodyLength = view.getUint32(20, true);
  // Each unit takes at least one byte in each of the six columns, and one stands behind them.
  if (bodyLength > MAX_BODY_BYTES || count * 6 >= bodyLength) return { ok: false, reason: 'too-long' };
  let body = frame.subarray(HEADER_BYTES);
  if (flags & FLAG_DEFLATED) {
    try {
      body = inflateRaw(body, bodyLength);
    } catch {
      return { ok: false, reason: 'not-inflatable' };
    }
  }
  if (body.length !== bodyLength) return { ok: false, reason: 'not-inflatable' };
  const tickTimeMs = view.getFloat64(24, true);
  if (!Number.isFinite(tickTimeMs)) return { ok: false, reason: 'malformed-body' };
  return {
    ok: true,
    count,
    body,
    header: {
      epoch: view.getUint32(4, true),
      seq: view.getUint32(8, true),
      previousSeq: view.getUint32(12, true),
      tickTimeMs,
      snapshot: (flags & FLAG_SNAPSHOT) !== 0,
    },
  };
}

/** What a frame tells: the moved units, and when units were heard of which the moves do not tell it. */
export interface FrameContent {
  moves: Array<{ unitId: number; fix: FrameFix }>;
  contacts: FrameContact[];
}

/**
 * The content of a frame that {@link readPositionFrame} accepted, or null when its body is malformed.
 * `announced` holds every unit's fix of the frame before; it is read, not changed.
 */
export function decodeFrame(
  read: Extract<ReadFrame, { ok: true }>,
  announced: ReadonlyMap<number, FrameFix>,
): FrameContent | null {
  const reader: ByteReader = { bytes: read.body, offset: 0, failed: false };
  const { snapshot, tickTimeMs } = read.header;
  const first = firstBase(tickTimeMs);
  const moves = readUnitIds(reader, read.count).map((unitId) => {
    const base = (snapshot ? undefined : announced.get(unitId)) ?? first;
    return { unitId, base, fix: { lngSteps: 0, latSteps: 0, timeSteps: 0, speedSteps: 0, headingSteps: 0 } };
  });
  for (const move of moves) move.fix.lngSteps = move.base.lngSteps + readSignedVarint(reader);
  for (const move of moves) move.fix.latSteps = move.base.latSteps + readSignedVarint(reader);
  for (const move of moves) move.fix.timeSteps = move.base.timeSteps + readSignedVarint(reader);
  for (const move of moves) move.fix.speedSteps = move.base.speedSteps + readSignedVarint(reader);
  for (const move of moves) move.fix.headingSteps = move.base.headingSteps + readSignedVarint(reader);
  const contactCount = readVarint(reader);
  if (reader.failed || contactCount * 2 > reader.bytes.length - reader.offset) return null;
  const contacts = readUnitIds(reader, contactCount).map((unitId): FrameContact => ({ unitId, contactAtMs: 0 }));
  for (const contact of contacts) contact.contactAtMs = tickTimeMs - readVarint(reader) * MILLISECONDS_PER_STEP;
  if (reader.failed || reader.offset !== reader.bytes.length) return null;
  return { moves: moves.map(({ unitId, fix }) => ({ unitId, fix })), contacts };
}

function readUnitIds(reader: ByteReader, count: number): number[] {
  const unitIds: number[] = new Array(count);
  let unitId = 0;
  for (let i = 0; i < count; i++) unitIds[i] = unitId += readVarint(reader);
  return unitIds;
}
