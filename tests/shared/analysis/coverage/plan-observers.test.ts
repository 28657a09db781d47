import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  applyPlan,
  computeLoopMeters,
  computeLoopRevisitMinutes,
  listPlannedLookouts,
  type FreshUnits,
  type StandingLookout,
} from '@liaowang/shared/analysis/coverage/plan-observers';
import { drawSector } from '@liaowang/shared/analysis/coverage/sector-outline';
import { moveShape } from '@liaowang/shared/analysis/coverage/seen-shape';
import { EMPTY_PLAN, type PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import { DEFAULT_COVERAGE_SETTINGS, type CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import { UNIT_KINDS, type UnitKind } from '@liaowang/shared/schemas/unit';
import type { WatchShape } from '@liaowang/shared/schemas/watch-shape';

const NOON = 720;
const NIGHT = 1400;
const lookout = (lookoutId: number, change: Partial<StandingLookout> = {}): StandingLookout => ({
  lookoutId,
  position: [118 + lookoutId / 100, 34],
  detectionRangeMeters: 800,
  shape: { kind: 'disk' },
  dutyStartMinute: 0,
  dutyEndMinute: 1440,
  ...change,
});
const lookouts = [lookout(1), lookout(2, { dutyStartMinute: 420, dutyEndMinute: 1260 })];

function createUnits(units: Array<[UnitKind, number]>): FreshUnits {
  return {
    length: units.length,
    lngs: Float64Array.from(units, (_, i) => 118.5 + i / 100),
    lats: Float64Array.from(units, () => 34.5),
    kinds: Uint8Array.from(units, ([kind]) => UNIT_KINDS.indexOf(kind)),
    detectionRangesMeters: Float32Array.from(units, ([, range]) => range),
  };
}
const units = createUnits([
  ['foot', 100],
  ['bus', 50],
]);

const disksOf = (
  definition: Partial<PlanDefinition>,
  minute = NOON,
  settings: CoverageSettings = DEFAULT_COVERAGE_SETTINGS,
) => {
  const { lngs, lats, radiusMeters } = applyPlan({
    definition: { ...EMPTY_PLAN, ...definition },
    lookouts,
    units,
    settings,
    minute,
  });
  return [...lngs].map((lng, i) => [Number(lng.toFixed(4)), lats[i], Number(radiusMeters[i]!.toFixed(3))]);
};
const LOOKOUT_1 = [118.01, 34, 800];
const LOOKOUT_2 = [118.02, 34, 800];
const FOOT = [118.5, 34.5, 100];
const BUS = [118.51, 34.5, 50];

describe('applyPlan', () => {
  it('without changes gives who observes now: lookouts on duty, then units', () => {
    expect(disksOf({})).toEqual([LOOKOUT_1, LOOKOUT_2, FOOT, BUS]);
  });

  it('at night leaves out who is off duty and shortens ranges by kind', () => {
    expect(disksOf({}, NIGHT)).toEqual([
      [118.01, 34, 560],
      [118.5, 34.5, 60],
      [118.51, 34.5, 30],
    ]);
  });

  it('moves, widens, re-times and removes lookouts', () => {
    expect(
      disksOf({
        lookouts: [
          { lookoutId: 1, position: [118.2, 34.1], detectionRangeMeters: 300 },
          { lookoutId: 2, removed: true },
        ],
      }),
    ).toEqual([[118.2, 34.1, 300], FOOT, BUS]);
    expect(disksOf({ lookouts: [{ lookoutId: 1, dutyStartMinute: 0, dutyEndMinute: 360 }] })).toEqual([
      LOOKOUT_2,
      FOOT,
      BUS,
    ]);
  });

  it('puts up posts in their hours', () => {
    const posts = [
      {
        id: 'a',
        name: '岗',
        position: [118.3, 34.2] as [number, number],
        detectionRangeMeters: 250,
        dutyStartMinute: 1320,
        dutyEndMinute: 360,
      },
    ];
    expect(disksOf({ posts })).toEqual([LOOKOUT_1, LOOKOUT_2, FOOT, BUS]);
    expect(disksOf({ posts }, NIGHT)).toContainEqual([118.3, 34.2, 175]);
  });

  it('knows lookouts and posts that see a sector, in its range of the night', () => {
    const sector: WatchShape = { kind: 'sector', bearingDegrees: 45, angleDegrees: 120 };
    const seenAt = (minute: number) =>
      applyPlan({
        definition: {
          ...EMPTY_PLAN,
          lookouts: [{ lookoutId: 1, shape: sector }],
          posts: [
            {
              id: 'p',
              name: 'p',
              position: [118.3, 34.3],
              detectionRangeMeters: 400,
              shape: sector,
              dutyStartMinute: 0,
              dutyEndMinute: 1440,
            },
          ],
        },
        lookouts,
        units,
        settings: DEFAULT_COVERAGE_SETTINGS,
        minute,
      });
    const day = seenAt(NOON);
    expect(day.counts).toEqual({ lookouts: 2, posts: 1, loopDisks: 0, units: 2 });
    expect(day.lngs).toHaveLength(3);
    expect(day.grounds).toEqual([drawSector([118.01, 34], 800, sector), drawSector([118.3, 34.3], 400, sector)]);
    expect(seenAt(NIGHT).grounds).toContainEqual(drawSector([118.3, 34.3], 400 * 0.7, sector));
  });

  it('takes kinds of units away', () => {
    expect(disksOf({ withoutKinds: ['bus'] })).toEqual([LOOKOUT_1, LOOKOUT_2, FOOT]);
    expect(disksOf({ withoutKinds: ['foot', 'bus'] })).toEqual([LOOKOUT_1, LOOKOUT_2]);
  });

  it('judges by its own settings where it has some, else by those in force', () => {
    const blind: CoverageSettings = {
      ...DEFAULT_COVERAGE_SETTINGS,
      observers: {
        ...DEFAULT_COVERAGE_SETTINGS.observers,
        lookout: { counts: false, rangeMeters: null, nightFactor: 1 },
        bus: { counts: true, rangeMeters: 200, nightFactor: 1 },
      },
    };
    expect(disksOf({}, NOON, blind)).toEqual([FOOT, [118.51, 34.5, 200]]);
    expect(disksOf({ settings: blind })).toEqual([FOOT, [118.51, 34.5, 200]]);
    expect(disksOf({ settings: DEFAULT_COVERAGE_SETTINGS }, NOON, blind)).toEqual([LOOKOUT_1, LOOKOUT_2, FOOT, BUS]);
  });

  it('counts a loop as a closed band of disks of its range', () => {
    const loop = {
      id: 'l',
      name: '环',
      kind: 'foot' as const,
      path: [
        [118.3, 34.3],
        [118.31, 34.3],
        [118.31, 34.31],
      ] as Array<[number, number]>,
      unitCount: 2,
      rangeMeters: 80,
    };
    const observers = applyPlan({
      definition: { ...EMPTY_PLAN, loops: [loop], withoutKinds: ['foot'] },
      lookouts: [],
      units: createUnits([]),
      settings: DEFAULT_COVERAGE_SETTINGS,
      minute: NOON,
    });
    expect(observers.counts).toEqual({ lookouts: 0, posts: 0, loopDisks: observers.lngs.length, units: 0 });
    expect(new Set(observers.radiusMeters)).toEqual(new Set([80]));
    // 920 m + 1,112 m + 1,443 m, and the way back is walked too: places on the last side are there.
    expect(observers.lngs.length).toBeGreaterThan(computeLoopMeters(loop) / 160);
    expect(
      [...observers.lngs].some(
        (lng, i) => Math.abs(lng - 118.305) < 0.0005 && Math.abs(observers.lats[i]! - 34.305) < 0.0005,
      ),
    ).toBe(true);
  });

  it('never gives a disk without a range or off the numbers', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const position = fc.tuple(
      fc.double({ min: 118, max: 119, noNaN: true }),
      fc.double({ min: 34, max: 35, noNaN: true }),
    );
    const edit = fc.record(
      {
        lookoutId: fc.integer({ min: 1, max: 4 }),
        position,
        detectionRangeMeters: fc.integer({ min: 10, max: 2000 }),
        dutyStartMinute: minute,
        dutyEndMinute: minute,
        removed: fc.boolean(),
      },
      { requiredKeys: ['lookoutId'] },
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(edit, { selector: ({ lookoutId }) => lookoutId }),
        fc.subarray([...UNIT_KINDS]),
        minute,
        (edits, withoutKinds, at) => {
          const { lngs, lats, radiusMeters, counts } = applyPlan({
            definition: { ...EMPTY_PLAN, lookouts: edits, withoutKinds },
            lookouts,
            units,
            settings: DEFAULT_COVERAGE_SETTINGS,
            minute: at,
          });
          expect(counts.lookouts + counts.posts + counts.loopDisks + counts.units).toBe(lngs.length);
          expect([...lngs, ...lats].every(Number.isFinite) && [...radiusMeters].every((radius) => radius > 0)).toBe(
            true,
          );
        },
      ),
    );
  });
});

describe('listPlannedLookouts', () => {
  it('lets drawn ground go with a lookout that moves, unless the plan draws it anew', () => {
    const ground: WatchShape = {
      kind: 'ground',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [118, 34],
            [118.02, 34],
            [118.01, 34.01],
            [118, 34],
          ],
        ],
      },
    };
    const standing = [lookout(1, { shape: ground })];
    const to: [number, number] = [118.2, 34.1];
    expect(listPlannedLookouts({ lookouts: [{ lookoutId: 1, position: to }] }, standing)[0]).toMatchObject({
      position: to,
      shape: moveShape(ground, standing[0]!.position, to),
    });
    const disk: WatchShape = { kind: 'disk' };
    expect(
      listPlannedLookouts({ lookouts: [{ lookoutId: 1, position: to, shape: disk }] }, standing)[0]!.shape,
    ).toEqual(disk);
  });

  it('says what becomes of each, and brings back what an edit describes in full', () => {
    const whole = {
      position: [118.9, 34.9] as [number, number],
      detectionRangeMeters: 500,
      dutyStartMinute: 0,
      dutyEndMinute: 1440,
    };
    const planned = listPlannedLookouts(
      {
        lookouts: [
          { lookoutId: 2, removed: true },
          { lookoutId: 7, removed: false, ...whole },
          { lookoutId: 8, removed: false },
          { lookoutId: 9, removed: true, ...whole },
        ],
      },
      lookouts,
    );
    expect(planned).toEqual([
      { ...lookouts[0], change: 'none' },
      { ...lookouts[1], change: 'removed' },
      { lookoutId: 7, ...whole, shape: { kind: 'disk' }, change: 'restored' },
    ]);
  });
});

it('a loop of 2,600 m walked by two is revisited every 16 min 40 s', () => {
  // 1,300 m there and back along a parallel.
  const path: Array<[number, number]> = [
    [118, 34],
    [118 + 1300 / (111_195 * Math.cos((34 * Math.PI) / 180)), 34],
  ];
  expect(computeLoopMeters({ path })).toBeCloseTo(2600, -1);
  expect(computeLoopRevisitMinutes({ path, kind: 'foot', unitCount: 2 })).toBeCloseTo(16.67, 1);
});
