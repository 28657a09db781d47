import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNIT_KINDS, type UnitState } from '@liaowang/shared/schemas/unit';
import { findUnits, nameUnits, type UnitFacts } from '../../../../client/src/features/unit-list/find-units.ts';
import { UNIT_COLUMNS, WHOLE_LIST, type UnitView } from '../../../../client/src/features/unit-list/unit-view.ts';
import { createPositionBuffer } from '../../../../client/src/live/position-buffer.ts';
import { createFrameSource, createUnit } from '../../live/frames.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const HERE: [number, number] = [118.35, 34.37];
/** Degrees of latitude. */
const METER = 1 / 111_320;

interface Situation {
  kind: (typeof UNIT_KINDS)[number];
  branchId: number | null;
  ageMs: number | null;
  northMeters: number;
  speed: number | null;
  battery: number | null;
}

const situation: fc.Arbitrary<Situation> = fc.record({
  kind: fc.constantFrom(...UNIT_KINDS),
  branchId: fc.option(fc.integer({ min: 1, max: 3 })),
  ageMs: fc.option(fc.constantFrom(0, 60_000, 120_000, 700_000)),
  northMeters: fc.integer({ min: 0, max: 3_000 }),
  speed: fc.option(fc.constantFrom(0, 0.25, 0.5, 8)),
  battery: fc.option(fc.integer({ min: 0, max: 100 })),
});

function createCity(situations: readonly Situation[]) {
  const units = situations.map(({ kind, branchId }, at) => ({
    ...createUnit(at + 1, kind),
    name: { zh: `单位 ${String((at * 7) % 100).padStart(3, '0')}`, en: '' },
    branchId,
  }));
  const buffer = createPositionBuffer();
  buffer.replaceUnits(units, NOW);
  const fixes = situations.flatMap(({ ageMs, northMeters, speed }, at) =>
    ageMs === null
      ? []
      : [
          {
            unitId: at + 1,
            lng: HERE[0],
            lat: HERE[1] + northMeters * METER,
            fixTimeMs: NOW - ageMs,
            speedMetersPerSecond: speed,
          },
        ],
  );
  expect(buffer.applyFrame(createFrameSource().snapshot(fixes, NOW), NOW)).toBe('applied');
  const facts: UnitFacts = {
    buffer,
    serverMs: NOW,
    here: HERE,
    batteries: new Map(situations.flatMap(({ battery }, at) => (battery === null ? [] : [[at + 1, battery] as const]))),
  };
  return { units, facts, stateOf: (id: number): UnitState => buffer.stateOf(id, NOW) };
}

const find = (city: ReturnType<typeof createCity>, view: Partial<UnitView>) =>
  findUnits(nameUnits(city.units, 'zh-CN'), { ...WHOLE_LIST, ...view }, city.facts);

describe('who is in the list', () => {
  it('is whoever fits every condition', () => {
    const conditions = fc.record({
      states: fc.subarray(['fresh', 'stale', 'lost', 'off'] as const),
      kinds: fc.subarray([...UNIT_KINDS]),
      branchId: fc.constantFrom(null, 0, 1, 2),
      pace: fc.constantFrom('any' as const, 'standing' as const, 'moving' as const),
      batteryAtMostPercent: fc.constantFrom(null, 20, 50),
      withinMeters: fc.constantFrom(null, 500, 2_000),
    });
    fc.assert(
      fc.property(fc.array(situation, { maxLength: 30 }), conditions, (situations, view) => {
        const city = createCity(situations);
        const expected = situations.flatMap(({ kind, branchId, ageMs, northMeters, speed, battery }, at) => {
          const known = ageMs === null ? null : speed;
          return (view.states.length === 0 || view.states.includes(city.stateOf(at + 1))) &&
            (view.kinds.length === 0 || view.kinds.includes(kind)) &&
            (view.branchId === null || view.branchId === (branchId ?? 0)) &&
            (view.pace === 'any' || (known !== null && known < 0.5 === (view.pace === 'standing'))) &&
            (view.batteryAtMostPercent === null || (battery !== null && battery <= view.batteryAtMostPercent)) &&
            (view.withinMeters === null || (ageMs !== null && northMeters <= view.withinMeters))
            ? [at + 1]
            : [];
        });
        expect(new Set(find(city, view).map(({ id }) => id))).toEqual(new Set(expected));
      }),
    );
  });

  it('is searched by every word of the name, in both languages', () => {
    const city = createCity([]);
    const named = (zh: string, en: string, id: number) => ({ ...createUnit(id, 'foot'), name: { zh, en } });
    city.units.push(
      { ...named('徒步巡逻 012', 'Foot patrol 012', 1), branchId: null },
      { ...named('公交 12', 'Bus 12', 2), branchId: null },
    );
    const ids = (text: string) => find(city, { text }).map(({ id }) => id);
    expect(ids('12')).toEqual([2, 1]);
    expect(ids(' 徒步  12 ')).toEqual([1]);
    expect(ids('FOOT')).toEqual([1]);
    expect(ids('nobody')).toEqual([]);
  });
});

describe('their order', () => {
  it('keeps everybody, puts the unknown last either way, and turns round for the rest', () => {
    fc.assert(
      fc.property(fc.array(situation, { maxLength: 30 }), fc.constantFrom(...UNIT_COLUMNS), (situations, column) => {
        const city = createCity(situations);
        const [up, down] = [false, true].map((descending) => find(city, { sort: { column, descending } }));
        expect(up!.map(({ id }) => id).toSorted()).toEqual(city.units.map(({ id }) => id).toSorted());
        const valueOf = (id: number): number | null => {
          const { ageMs, northMeters, speed, battery, branchId, kind } = situations[id - 1]!;
          if (column === 'battery') return battery;
          if (column === 'branch') return branchId;
          if (column === 'kind') return UNIT_KINDS.indexOf(kind);
          if (column === 'state') return ['fresh', 'stale', 'lost', 'off'].indexOf(city.stateOf(id));
          if (ageMs === null) return null;
          return { speed, contact: ageMs, distance: northMeters }[column];
        };
        for (const [list, sign] of [
          [up!, 1],
          [down!, -1],
        ] as const) {
          const values = list.map(({ id }) => valueOf(id));
          const known = values.filter((value) => value !== null);
          expect(values.slice(known.length).every((value) => value === null)).toBe(true);
          expect(known).toEqual(known.toSorted((a, b) => (a - b) * sign));
        }
      }),
    );
  });
});
