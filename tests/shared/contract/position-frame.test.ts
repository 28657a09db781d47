import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEGREES_PER_STEP,
  MAX_FRAME_AGE_MS,
  MILLISECONDS_PER_STEP,
  decodeFrame,
  encodePositionFrame,
  headingOf,
  quantizeFix,
  readPositionFrame,
  speedOf,
  type FrameContact,
  type FrameFix,
  type FrameHeader,
  type FrameMove,
} from '@liaowang/shared/contract/position-frame';

const NOW_MS = Date.UTC(2026, 10, 23, 8);
const deflateRaw = (body: Uint8Array) => deflateRawSync(body);
const inflateRaw = (body: Uint8Array, length: number) =>
  new Uint8Array(inflateRawSync(body, { maxOutputLength: Math.max(1, length) }));
const asIs = (body: Uint8Array) => body;

const uint32 = fc.integer({ min: 0, max: 0xffffffff });
const headers: fc.Arbitrary<FrameHeader> = fc.record({
  epoch: uint32,
  seq: uint32,
  previousSeq: uint32,
  snapshot: fc.boolean(),
  tickTimeMs: fc.integer({ min: NOW_MS - 1e9, max: NOW_MS + 1e9 }),
});
const fixes: fc.Arbitrary<FrameFix> = fc.record({
  lngSteps: fc.integer({ min: -180e6, max: 180e6 }),
  latSteps: fc.integer({ min: -90e6, max: 90e6 }),
  timeSteps: fc
    .integer({
      min: (NOW_MS - MAX_FRAME_AGE_MS / 2) / MILLISECONDS_PER_STEP,
      max: (NOW_MS + 1e9) / MILLISECONDS_PER_STEP,
    })
    .map(Math.round),
  speedSteps: fc.integer({ min: 0, max: 255 }),
  headingSteps: fc.oneof(fc.integer({ min: 0, max: 239 }), fc.constant(255)),
});
/** Units in ascending order, some of them announced before. */
const someMoves: fc.Arbitrary<FrameMove[]> = fc
  .uniqueArray(
    fc.record({
      unitId: fc.integer({ min: 0, max: 2_147_483_647 }),
      fix: fixes,
      base: fc.option(fixes, { nil: undefined }),
    }),
    { selector: (move) => move.unitId, maxLength: 60 },
  )
  .map((moves) => moves.toSorted((a, b) => a.unitId - b.unitId));

/** Units that were heard, some of which never said where they are. */
const someContacts: fc.Arbitrary<Array<{ unitId: number; ageSteps: number }>> = fc
  .uniqueArray(
    fc.record({ unitId: fc.integer({ min: 0, max: 2_147_483_647 }), ageSteps: fc.integer({ min: 0, max: 2 ** 30 }) }),
    { selector: ({ unitId }) => unitId, maxLength: 60 },
  )
  .map((contacts) => contacts.toSorted((a, b) => a.unitId - b.unitId));
const contactsAt = (
  tickTimeMs: number,
  contacts: ReadonlyArray<{ unitId: number; ageSteps: number }>,
): FrameContact[] =>
  contacts.map(({ unitId, ageSteps }) => ({ unitId, contactAtMs: tickTimeMs - ageSteps * MILLISECONDS_PER_STEP }));

const announcedOf = (moves: readonly FrameMove[]) =>
  new Map(moves.flatMap(({ unitId, base }) => (base ? [[unitId, base] as const] : [])));

/** In a snapshot no unit has a base. */
const movesFor = (header: FrameHeader, moves: FrameMove[]): FrameMove[] =>
  header.snapshot ? moves.map(({ unitId, fix }) => ({ unitId, fix })) : moves;

describe('a frame', () => {
  it('brings every move, every sign of life and its header back, deflated or not', () => {
    fc.assert(
      fc.property(headers, someMoves, someContacts, fc.boolean(), (header, given, heard, deflated) => {
        const moves = movesFor(header, given);
        const contacts = contactsAt(header.tickTimeMs, heard);
        const read = readPositionFrame(
          encodePositionFrame(header, moves, deflated ? deflateRaw : asIs, contacts),
          inflateRaw,
        );
        if (!read.ok) throw new Error(read.reason);
        expect(read.header).toEqual(header);
        // A snapshot is decoded without bases, whatever the viewer knew before.
        expect(decodeFrame(read, announcedOf(given))).toEqual({
          moves: moves.map(({ unitId, fix }) => ({ unitId, fix })),
          contacts,
        });
      }),
      { numRuns: 500 },
    );
  });

  it('is decoded from the middle of a larger buffer', () => {
    fc.assert(
      fc.property(headers, someMoves, (header, given) => {
        const moves = movesFor(header, given);
        const frame = encodePositionFrame(header, moves, deflateRaw);
        const larger = new Uint8Array(frame.length + 7);
        larger.set(frame, 3);
        const read = readPositionFrame(larger.subarray(3, 3 + frame.length), inflateRaw);
        expect(read.ok && decodeFrame(read, announcedOf(given))?.moves).toEqual(
          moves.map(({ unitId, fix }) => ({ unitId, fix })),
        );
      }),
    );
  });

  it('of 1,200 units that moved a little takes under 8 bytes a unit', () => {
    const moves = Array.from({ length: 1_200 }, (_, i): FrameMove => {
      const base: FrameFix = {
        lngSteps: 118_350_000 + i * 37,
        latSteps: 34_370_000 + i * 91,
        timeSteps: NOW_MS / 100 - 50,
        speedSteps: 30,
        headingSteps: (i * 7) % 240,
      };
      return {
        unitId: i + 1,
        base,
        fix: {
          ...base,
          lngSteps: base.lngSteps + ((i * 13) % 200) - 100,
          latSteps: base.latSteps + ((i * 29) % 200) - 100,
          timeSteps: base.timeSteps + 50,
          speedSteps: 29 + (i % 3),
        },
      };
    });
    const frame = encodePositionFrame(
      { epoch: 1, seq: 2, previousSeq: 1, tickTimeMs: NOW_MS, snapshot: false },
      moves,
      deflateRaw,
    );
    expect(frame.length / moves.length).toBeLessThan(8);
  });

  it('counts a sign of life after its tick as at the tick', () => {
    const header = { epoch: 1, seq: 2, previousSeq: 1, tickTimeMs: NOW_MS, snapshot: false };
    const read = readPositionFrame(
      encodePositionFrame(header, [], asIs, [
        { unitId: 7, contactAtMs: NOW_MS + 5_000 },
        { unitId: 9, contactAtMs: NOW_MS - 2 * MAX_FRAME_AGE_MS },
      ]),
      inflateRaw,
    );
    expect(read.ok && decodeFrame(read, new Map())?.contacts).toEqual([
      { unitId: 7, contactAtMs: NOW_MS },
      { unitId: 9, contactAtMs: NOW_MS - MAX_FRAME_AGE_MS },
    ]);
  });

  it('of a thousand units that only say they live takes under 3 bytes a unit', () => {
    const contacts = Array.from({ length: 1_000 }, (_, i) => ({
      unitId: 3 * i + 1,
      contactAtMs: NOW_MS - (i % 3) * 100,
    }));
    expect(
      encodePositionFrame(
        { epoch: 1, seq: 2, previousSeq: 1, tickTimeMs: NOW_MS, snapshot: false },
        [],
        deflateRaw,
        contacts,
      ).length / 1_000,
    ).toBeLessThan(3);
  });

  it('is left as it is where deflating would lengthen it', () => {
    const longer = (body: Uint8Array) => new Uint8Array(body.length + 1);
    const moves: FrameMove[] = Array.from({ length: 50 }, (_, i) => ({
      unitId: i + 1,
      fix: { lngSteps: i, latSteps: i, timeSteps: NOW_MS / 100, speedSteps: 0, headingSteps: 0 },
    }));
    const read = readPositionFrame(
      encodePositionFrame({ epoch: 1, seq: 1, previousSeq: 0, tickTimeMs: NOW_MS, snapshot: true }, moves, longer),
      () => {
        throw new Error('nothing to inflate');
      },
    );
    expect(read.ok && decodeFrame(read, new Map())?.moves.length).toBe(50);
  });
});

describe('what is no frame', () => {
  it('is refused or decoded to as many moves as it counts, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, withVersion) => {
        if (withVersion && bytes.length > 0) bytes[0] = 2;
        const read = readPositionFrame(bytes, inflateRaw);
        if (!read.ok) return;
        expect([undefined, read.count]).toContain(decodeFrame(read, new Map())?.moves.length);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is a frame cut short or made longer', () => {
    fc.assert(
      fc.property(
        headers,
        someMoves.filter((moves) => moves.length > 0),
        someContacts,
        fc.nat(),
        fc.boolean(),
        (header, given, heard, cut, deflated) => {
          const frame = encodePositionFrame(
            header,
            movesFor(header, given),
            deflated ? deflateRaw : asIs,
            contactsAt(header.tickTimeMs, heard),
          );
          const isWhole = (bytes: Uint8Array) => {
            const read = readPositionFrame(bytes, (body, length) => {
              const inflated = inflateRaw(body, length);
              if (inflated.length !== length) throw new Error('wrong length');
              return inflated;
            });
            return read.ok && decodeFrame(read, announcedOf(given)) !== null;
          };
          expect(isWhole(frame)).toBe(true);
          expect(isWhole(frame.subarray(0, cut % frame.length))).toBe(false);
          // A deflated body ends where it says; what comes after is not read.
          const isDeflated = frame[1]! % 2 === 1;
          expect(!isDeflated && isWhole(Uint8Array.from([...frame, 0]))).toBe(false);
        },
      ),
    );
  });

  it('is a header that counts more than its body can hold', () => {
    const frame = encodePositionFrame(
      { epoch: 1, seq: 1, previousSeq: 0, tickTimeMs: NOW_MS, snapshot: true },
      [],
      asIs,
    );
    new DataView(frame.buffer).setUint32(16, 4_000_000_000, true);
    expect(readPositionFrame(frame, inflateRaw)).toEqual({ ok: false, reason: 'too-long' });
    new DataView(frame.buffer).setUint32(20, 0xffffffff, true);
    expect(readPositionFrame(frame, inflateRaw)).toEqual({ ok: false, reason: 'too-long' });
  });

  it('is a frame of another version, or with a time that is no number', () => {
    const frame = encodePositionFrame(
      { epoch: 1, seq: 1, previousSeq: 0, tickTimeMs: Number.NaN, snapshot: true },
      [],
      asIs,
    );
    expect(readPositionFrame(frame, inflateRaw)).toMatchObject({ ok: false, reason: 'malformed-body' });
    frame[0] = 1;
    expect(readPositionFrame(frame, inflateRaw)).toEqual({ ok: false, reason: 'unknown-version' });
    expect(readPositionFrame(new Uint8Array(31), inflateRaw)).toEqual({ ok: false, reason: 'too-short' });
  });
});

describe('quantising', () => {
  it('is off by half a step at most, and keeps "unknown"', () => {
    const fix = fc.record({
      lng: fc.double({ min: -180, max: 180, noNaN: true }),
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      fixTimeMs: fc.integer({ min: 0, max: NOW_MS }),
      speedMetersPerSecond: fc.option(fc.double({ min: 0, max: 63, noNaN: true })),
      headingDegrees: fc.option(fc.double({ min: 0, max: 360, maxExcluded: true, noNaN: true })),
    });
    fc.assert(
      fc.property(fix, (given) => {
        const steps = quantizeFix(given);
        expect(Math.abs(steps.lngSteps * DEGREES_PER_STEP - given.lng)).toBeLessThanOrEqual(0.5e-6 + 1e-12);
        expect(Math.abs(steps.latSteps * DEGREES_PER_STEP - given.lat)).toBeLessThanOrEqual(0.5e-6 + 1e-12);
        expect(Math.abs(steps.timeSteps * MILLISECONDS_PER_STEP - given.fixTimeMs)).toBeLessThanOrEqual(50);
        const speed = speedOf(steps);
        const heading = headingOf(steps);
        expect([speed === null, heading === null]).toEqual([
          given.speedMetersPerSecond === null,
          given.headingDegrees === null,
        ]);
        expect(Math.abs((speed ?? 0) - (given.speedMetersPerSecond ?? 0))).toBeLessThanOrEqual(0.125);
        // 359.5° is nearest to 0°.
        const turned = [0, 360].map((turn) => Math.abs((heading ?? 0) + turn - (given.headingDegrees ?? 0)));
        expect(Math.min(...turned)).toBeLessThanOrEqual(0.75);
      }),
    );
  });

  it('shows speeds above the scale as its end, and times before the earliest as that', () => {
    const fix = { lng: 0, lat: 0, fixTimeMs: 0, speedMetersPerSecond: 500, headingDegrees: null };
    expect(speedOf(quantizeFix(fix))).toBe(63.5);
    expect(quantizeFix(fix, NOW_MS).timeSteps).toBe(NOW_MS / MILLISECONDS_PER_STEP);
  });
});
