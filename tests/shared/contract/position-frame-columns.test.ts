import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  createMoveColumns,
  decodeMoveColumns,
  type AnnouncedColumns,
} from '@liaowang/shared/contract/position-frame-columns';
import {
  decodeFrame,
  encodePositionFrame,
  readPositionFrame,
  type FrameFix,
  type FrameMove,
} from '@liaowang/shared/contract/position-frame';

const NOW_STEPS = Date.UTC(2026, 10, 23, 8) / 100;
const asIs = (body: Uint8Array) => body;

const fixes: fc.Arbitrary<FrameFix> = fc.record({
  lngSteps: fc.integer({ min: -180e6, max: 180e6 }),
  latSteps: fc.integer({ min: -90e6, max: 90e6 }),
  timeSteps: fc.integer({ min: NOW_STEPS - 1e6, max: NOW_STEPS }),
  speedSteps: fc.integer({ min: 0, max: 255 }),
  headingSteps: fc.integer({ min: 0, max: 255 }),
});
const someMoves: fc.Arbitrary<FrameMove[]> = fc
  .uniqueArray(
    fc.record({
      unitId: fc.integer({ min: 1, max: 1_000_000 }),
      fix: fixes,
      base: fc.option(fixes, { nil: undefined }),
    }),
    { selector: (move) => move.unitId, maxLength: 40 },
  )
  .map((moves) => moves.toSorted((a, b) => a.unitId - b.unitId));

const someContacts = fc
  .uniqueArray(fc.record({ unitId: fc.integer({ min: 1, max: 1_000_000 }), ageSteps: fc.nat({ max: 1_000_000 }) }), {
    selector: ({ unitId }) => unitId,
    maxLength: 40,
  })
  .map((contacts) =>
    contacts
      .toSorted((a, b) => a.unitId - b.unitId)
      .map(({ unitId, ageSteps }) => ({ unitId, contactAtMs: (NOW_STEPS - ageSteps) * 100 })),
  );

function toAnnounced(bases: ReadonlyMap<number, FrameFix>): AnnouncedColumns {
  const slots = new Map([...bases.keys()].map((unitId, slot) => [unitId, slot]));
  const values = [...bases.values()];
  return {
    slotOf: (unitId) => slots.get(unitId) ?? -1,
    lngSteps: Int32Array.from(values, (fix) => fix.lngSteps),
    latSteps: Int32Array.from(values, (fix) => fix.latSteps),
    timeSteps: Float64Array.from(values, (fix) => fix.timeSteps),
    speedSteps: Uint8Array.from(values, (fix) => fix.speedSteps),
    headingSteps: Uint8Array.from(values, (fix) => fix.headingSteps),
  };
}

it('decodes into columns what decodeFrame decodes into objects', () => {
  fc.assert(
    fc.property(someMoves, someContacts, fc.boolean(), (given, contacts, snapshot) => {
      const moves = snapshot ? given.map(({ unitId, fix }) => ({ unitId, fix })) : given;
      const bases = new Map(given.flatMap(({ unitId, base }) => (base ? [[unitId, base] as const] : [])));
      const read = readPositionFrame(
        encodePositionFrame(
          { epoch: 1, seq: 2, previousSeq: 1, tickTimeMs: NOW_STEPS * 100, snapshot },
          moves,
          asIs,
          contacts,
        ),
        asIs,
      );
      if (!read.ok) throw new Error(read.reason);
      const columns = createMoveColumns(read.count);
      expect(decodeMoveColumns(read, toAnnounced(bases), columns)).toBe(true);
      const decoded = Array.from({ length: columns.length }, (_, i) => ({
        unitId: columns.unitIds[i],
        fix: {
          lngSteps: columns.lngSteps[i],
          latSteps: columns.latSteps[i],
          timeSteps: columns.timeSteps[i],
          speedSteps: columns.speedSteps[i],
          headingSteps: columns.headingSteps[i],
        },
      }));
      const heard = Array.from({ length: columns.contactLength }, (_, i) => ({
        unitId: columns.contactUnitIds[i],
        contactAtMs: (NOW_STEPS - columns.contactAgeSteps[i]!) * 100,
      }));
      expect({ moves: decoded, contacts: heard }).toEqual(decodeFrame(read, bases));
      expect(heard).toEqual(contacts);
    }),
  );
});

it('accepts no body that is malformed, and never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), fc.nat({ max: 20 }), (body, count) => {
      const columns = createMoveColumns(count);
      const read = {
        ok: true,
        count,
        body,
        header: { epoch: 1, seq: 2, previousSeq: 1, tickTimeMs: NOW_STEPS * 100, snapshot: false },
      } as const;
      if (!decodeMoveColumns(read, toAnnounced(new Map()), columns)) return;
      // What it accepts is what objects would hold, and lies on the Earth.
      const content = decodeFrame(read, new Map());
      expect([content?.moves.length, content?.contacts.length]).toEqual([count, columns.contactLength]);
      for (let i = 0; i < count; i++) {
        expect(Math.abs(columns.lngSteps[i]!)).toBeLessThanOrEqual(180e6);
        expect(Math.abs(columns.latSteps[i]!)).toBeLessThanOrEqual(90e6);
        expect(columns.unitIds[i]!).toBeGreaterThan(columns.unitIds[i - 1] ?? -1);
      }
    }),
    { numRuns: 5_000 },
  );
});
