import { describe, expect, it } from 'vitest';
import { createAreaBoundary } from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import { findWeekStarts } from '@liaowang/shared/analysis/hotspots/outcome/local-weeks';
import { findOutcomeCaveats, type CaveatFacts } from '@liaowang/shared/analysis/hotspots/outcome/outcome-caveats';
import {
  computeOutcomeChange,
  countByWeek,
  findBefore,
  type OutcomeIncidents,
} from '@liaowang/shared/analysis/hotspots/outcome/outcome-change';
import { PLACE_ZONES, findZonesOfPlaces } from '@liaowang/shared/analysis/hotspots/outcome/zones-of-places';

const DAY_MS = 86_400_000;
const square = (x: number, y: number, side: number) =>
  createAreaBoundary([
    [
      [
        [x, y],
        [x + side, y],
        [x + side, y + side],
        [x, y + side],
        [x, y],
      ],
    ],
  ]);

describe('zones of places', () => {
  it('are the hotspot, the ring around it without other hotspots, and the comparison', () => {
    const places: Array<readonly [number, number]> = [
      [50, 50],
      [150, 50],
      [199, 50],
      [201, 50],
      [170.7, 170.7],
      [170.8, 170.8],
      [-50, 50],
      [1_050, 50],
      [2_000, 0],
    ];
    const zones = findZonesOfPlaces(
      { xs: Float64Array.from(places, ([x]) => x), ys: Float64Array.from(places, ([, y]) => y) },
      {
        hotspot: square(0, 0, 100),
        others: [square(-90, 0, 80)],
        bufferMeters: 100,
        comparison: [square(1_000, 0, 100)],
      },
    );
    const { none, hotspot, buffer, comparison } = PLACE_ZONES;
    // The corner of the ring is round: 100/√2 = 70.71 m from the corner on both axes.
    expect([...zones]).toEqual([hotspot, buffer, buffer, none, buffer, none, none, comparison, none]);
  });
});

/** Incidents of [day, zone, 1 = found]. */
function incidentsOf(rows: ReadonlyArray<readonly [number, number, (0 | 1)?]>): OutcomeIncidents {
  return {
    timesMs: Float64Array.from(rows, ([day]) => day * DAY_MS),
    zones: Uint8Array.from(rows, ([, zone]) => zone),
    found: Uint8Array.from(rows, ([, , found]) => found ?? 0),
  };
}
/** Spread over twenty days from 0, or ten from 20, by the day they are given. */
const many = (count: number, day: number, zone: number, found: 0 | 1 = 0) =>
  Array.from(
    { length: count },
    (_, i) => [(day < 20 ? 0 : 20) + ((i + 0.5) / count) * (day < 20 ? 20 : 10), zone, found] as const,
  );
const [BEFORE, DURING] = [
  { fromMs: 0, toMs: 20 * DAY_MS },
  { fromMs: 20 * DAY_MS, toMs: 30 * DAY_MS },
];

describe('the window before', () => {
  it('does not take the time before the first record for calm', () => {
    const [atMs, days] = [100 * DAY_MS, 84];
    expect(findBefore(atMs, days, 0)).toEqual({ fromMs: 16 * DAY_MS, toMs: atMs });
    expect(findBefore(atMs, days, 40 * DAY_MS)).toEqual({ fromMs: 40 * DAY_MS, toMs: atMs });
    // Nothing before at all: the window stays, with its noughts.
    for (const startMs of [null, 99.5 * DAY_MS, 120 * DAY_MS])
      expect(findBefore(atMs, days, startMs)).toEqual({ fromMs: 16 * DAY_MS, toMs: atMs });
  });
});

describe('the change', () => {
  it('compares reported incidents as rates, and counts found ones apart', () => {
    const change = computeOutcomeChange(
      incidentsOf([
        ...many(40, 5, 1),
        ...many(8, 25, 1),
        ...many(20, 5, 2),
        ...many(14, 25, 2),
        ...many(100, 5, 3),
        ...many(50, 25, 3),
        ...many(3, 5, 1, 1),
        ...many(9, 25, 1, 1),
        [30, 1],
        [-1, 1],
      ]),
      BEFORE,
      DURING,
      true,
    );
    expect(change.hotspot).toMatchObject({
      before: 40,
      beforeDays: 20,
      during: 8,
      duringDays: 10,
      rateRatio: 0.4,
      verdict: 'fewer',
    });
    expect(change.buffer).toMatchObject({ before: 20, during: 14, rateRatio: 1.4, verdict: 'no-change-shown' });
    expect(change.comparison).toMatchObject({ before: 100, during: 50, rateRatio: 1, verdict: 'no-change-shown' });
    expect(change).toMatchObject({ foundBefore: 3, found: 9 });
    expect(change.netChange!.ratio).toBeCloseTo(0.4, 12);
    // Target 0.4 → 0.16, buffer 0.2 → 0.28 of the comparison: 0.08 / −0.24.
    expect(change.displacement!.quotient).toBeCloseTo(-1 / 3, 12);
    // Two weeks of it are too few to tell by how much it may be chance.
    expect(change.displacement).toMatchObject({ interval: null, reading: 'cannot-be-told' });
  });

  it('says nothing beyond each zone where there is no comparison, or the hotspot did not do better', () => {
    const rows = [...many(10, 5, 1), ...many(10, 25, 1), ...many(20, 5, 3), ...many(10, 25, 3)];
    expect(computeOutcomeChange(incidentsOf(rows), BEFORE, DURING, false)).toMatchObject({
      comparison: null,
      netChange: null,
      displacement: null,
    });
    expect(computeOutcomeChange(incidentsOf(rows), BEFORE, DURING, true)).toMatchObject({ displacement: null });
  });
});

describe('weeks', () => {
  it('begin on the local Monday, also where the clock changes', () => {
    // 2026-11-25 is a Wednesday.
    expect(
      findWeekStarts(Date.parse('2026-11-25T12:00:00Z'), Date.parse('2026-11-30T00:00:00Z'), 'Asia/Shanghai').map(
        (ms) => new Date(ms).toISOString(),
      ),
    ).toEqual(['2026-11-22T16:00:00.000Z', '2026-11-29T16:00:00.000Z', '2026-12-06T16:00:00.000Z']);
    const houston = findWeekStarts(
      Date.parse('2026-10-28T12:00:00Z'),
      Date.parse('2026-11-04T12:00:00Z'),
      'America/Chicago',
    );
    expect(houston.map((ms) => new Date(ms).toISOString())).toEqual([
      '2026-10-26T05:00:00.000Z',
      '2026-11-02T06:00:00.000Z',
      '2026-11-09T06:00:00.000Z',
    ]);
    // An instant at the very start of a week, and a window of one.
    expect(
      findWeekStarts(Date.parse('2026-11-22T16:00:00Z'), Date.parse('2026-11-29T16:00:00Z'), 'Asia/Shanghai'),
    ).toHaveLength(2);
  });

  it('hold their incidents, by zone and source', () => {
    const weeks = countByWeek(
      incidentsOf([
        [0, 1],
        [6.9, 1, 1],
        [7, 2],
        [8, 3],
        [13, 3],
        [13, 0],
        [14, 1],
        [-1, 1],
        [9, 2, 1],
      ]),
      [0, 7 * DAY_MS, 14 * DAY_MS],
    );
    expect(weeks).toEqual([
      { reported: 1, found: 1, bufferReported: 0, comparisonReported: 0 },
      { reported: 0, found: 0, bufferReported: 1, comparisonReported: 2 },
    ]);
  });
});

describe('caveats', () => {
  const compared = {
    before: 40,
    beforeDays: 84,
    during: 20,
    duringDays: 42,
    rateRatio: 1,
    interval: { low: 0.5, high: 2 },
    p: 1,
    dispersion: 1,
    verdict: 'no-change-shown',
  } as const;
  const known = { hours: 168, countedHours: 168, minutesAWeek: 300, visitsAWeek: 20, vehicleMinutesAWeek: 0 };
  const facts: CaveatFacts = {
    hotspot: compared,
    comparison: compared,
    dosageBefore: known,
    dosageDuring: known,
    wasChosenByBefore: false,
    isRunning: false,
  };

  it('are none where nothing limits the figures', () => {
    expect(findOutcomeCaveats(facts)).toEqual([]);
  });

  it.each([
    ['few-incidents', { hotspot: { ...compared, before: 12, during: 7 } }],
    ['regression-to-the-mean', { wasChosenByBefore: true }],
    ['no-comparison', { comparison: null }],
    ['trend-in-comparison', { comparison: { ...compared, verdict: 'more' } }],
    ['dosage-unknown', { dosageDuring: { ...known, countedHours: 167 } }],
    ['little-patrolling', { dosageDuring: { ...known, minutesAWeek: 104 } }],
    ['no-dosage-before', { dosageBefore: { ...known, countedHours: 0, minutesAWeek: null } }],
    ['still-running', { isRunning: true }],
  ] as const)('%s', (caveat, change) => {
    expect(findOutcomeCaveats({ ...facts, ...change } as CaveatFacts)).toEqual([caveat]);
  });
});
