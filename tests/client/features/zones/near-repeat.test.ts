import { describe, expect, it } from 'vitest';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { TOP_CATEGORIES } from '@liaowang/shared/contract/category-tree';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import { DEFAULT_METHODS } from '../../../../client/src/features/zones/finding-method.ts';
import { computeNearRepeat, findWatchRange, findWatches } from '../../../../client/src/features/zones/near-repeat.ts';
import { describeBand, formatRatio } from '../../../../client/src/features/zones/near-repeat-words.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.parse('2026-11-25T00:00:00Z');
const CENTER: [number, number] = [118.35, 34.37];
const METER_LAT = 1 / 110_920;

function toColumns(places: { lng: number; lat: number; atMs: number }[]): IncidentColumns {
  const sorted = places.toSorted((a, b) => a.atMs - b.atMs);
  const none = new Uint8Array(sorted.length);
  return {
    ids: Int32Array.from(sorted, (_, i) => i),
    lngs: Float64Array.from(sorted, ({ lng }) => lng),
    lats: Float64Array.from(sorted, ({ lat }) => lat),
    timesMs: Float64Array.from(sorted, ({ atMs }) => atMs),
    categories: none,
    severities: none,
    sources: none,
    kinds: new Uint16Array(sorted.length),
    categoryNodes: TOP_CATEGORIES,
    precisions: new Uint8Array(sorted.length),
    spansMinutes: new Uint32Array(sorted.length),
  };
}

/** Incidents at random, each followed by another 50 m away three days later with a chance of `follows`. */
function createIncidents(count: number, follows: number): IncidentColumns {
  const random = createRandom(11);
  return toColumns(
    Array.from({ length: count }, () => ({
      lng: 118.25 + random() * 0.2,
      lat: 34.27 + random() * 0.2,
      atMs: NOW_MS - random() * 120 * DAY_MS,
      hasFollower: random() < follows,
    })).flatMap(({ hasFollower, ...first }) =>
      hasFollower
        ? [first, { ...first, lat: first.lat + 50 * METER_LAT, atMs: Math.min(NOW_MS, first.atMs + 3 * DAY_MS) }]
        : [first],
    ),
  );
}
const compute = (incidents: IncidentColumns) =>
  computeNearRepeat(
    incidents,
    { center: CENTER, method: DEFAULT_METHODS['near-repeat'], nowMs: NOW_MS },
    () => undefined,
  );

describe('computeNearRepeat', () => {
  it('finds near repeats where there are some, and names the places to watch', () => {
    const { table, range, watches, watchCount } = compute(createIncidents(300, 0.4));
    expect(range).toEqual({ meters: 100, days: 7 });
    expect(describeBand(table!, 1)).toMatchObject({ key: 'more', meters: '100', days: '7' });
    expect(describeBand(table!, 0)).toMatchObject({ key: 'none' });
    expect(watchCount).toBe(watches.length);
    expect(watches.length).toBeGreaterThan(0);
    for (const { atMs, earlierAtMs, distanceMeters, untilMs, repeats } of watches) {
      expect(atMs).toBeGreaterThanOrEqual(earlierAtMs);
      expect(atMs).toBeGreaterThan(NOW_MS - 7 * DAY_MS);
      expect(untilMs).toBe(atMs + 7 * DAY_MS);
      expect(distanceMeters).toBeLessThan(100);
      expect(repeats).toBeGreaterThanOrEqual(1);
    }
    expect(watches.map(({ atMs }) => atMs)).toEqual(watches.map(({ atMs }) => atMs).toSorted((a, b) => b - a));
  });

  it('names no place where chance explains the pairs', () => {
    const { range, watches } = compute(createIncidents(400, 0));
    expect(range).toBeNull();
    expect(watches).toEqual([]);
  });

  it('gives the same p for the same seed', () => {
    const incidents = createIncidents(200, 0.2);
    expect(compute(incidents).table!.p).toEqual(compute(incidents).table!.p);
  });

  it('makes no table of a handful', () => {
    expect(compute(createIncidents(10, 0))).toMatchObject({ table: null, range: null, watches: [] });
  });
});

describe('findWatches', () => {
  const at = (metersNorth: number, daysAgo: number) => ({
    lng: CENTER[0],
    lat: CENTER[1] + metersNorth * METER_LAT,
    atMs: NOW_MS - daysAgo * DAY_MS,
  });
  const find = (...places: ReturnType<typeof at>[]) => {
    const columns = toColumns(places);
    return findWatches(
      columns,
      { xs: new Float64Array(columns.ids.length), ys: columns.lats.map((lat) => (lat - CENTER[1]) / METER_LAT) },
      { meters: 100, days: 7 },
      NOW_MS,
    );
  };

  it('lists an incident that follows another nearby and soon, until its own range ends', () => {
    const { watches } = find(at(0, 5), at(80, 2));
    expect(watches).toEqual([
      expect.objectContaining({
        atMs: NOW_MS - 2 * DAY_MS,
        earlierAtMs: NOW_MS - 5 * DAY_MS,
        untilMs: NOW_MS + 5 * DAY_MS,
        repeats: 1,
      }),
    ]);
    expect(watches[0]!.distanceMeters).toBeCloseTo(80, 6);
  });

  it('lists none that is too far, too late, or whose range has passed', () => {
    expect(find(at(0, 5), at(101, 2)).watches).toEqual([]);
    expect(find(at(0, 9), at(0, 2)).watches).toEqual([]);
    expect(find(at(0, 10), at(0, 7)).watches).toEqual([]);
    expect(find(at(0, 1), at(0, -1)).watches).toEqual([]);
  });
});

describe('findWatchRange', () => {
  const band = (from: number, before: number) => ({ from, before });
  const table = (p: number[], ratio = p.map(() => 2)) => ({
    spaceBands: [band(0, 1), band(1, 100)],
    timeBands: [band(0, 7), band(7, 14)],
    p: Float64Array.from(p),
    ratio: Float64Array.from(ratio),
  });

  it('is the nearest and soonest band, else the same place, where they stand out', () => {
    expect(findWatchRange(table([0.01, 0.01, 0.01, 0.01]))).toEqual({ meters: 100, days: 7 });
    expect(findWatchRange(table([0.01, 0.2, 0.2, 0.2]))).toEqual({ meters: 1, days: 7 });
    expect(findWatchRange(table([0.2, 0.01, 0.2, 0.01]))).toBeNull();
  });

  it('is none for a ratio below 1.2, however sure, nor at the full level where two cells are looked at', () => {
    expect(findWatchRange(table([0.01, 0.01, 0.01, 0.01], [1.04, 1.04, 1.19, 1.19]))).toBeNull();
    expect(findWatchRange(table([0.04, 0.04, 0.04, 0.04]))).toBeNull();
  });

  it('comes by mistake in fewer than one of twenty studies without near repeats', () => {
    const random = createRandom(31);
    const studies = 60;
    let named = 0;
    for (let study = 0; study < studies; study++) {
      // Many at the same doors, whatever the day.
      const doors = Array.from({ length: 120 }, () => ({ lng: 118.3 + random() * 0.03, lat: 34.3 + random() * 0.03 }));
      const incidents = toColumns(
        Array.from({ length: 250 }, () => ({
          ...doors[Math.floor(random() ** 2 * doors.length)]!,
          atMs: NOW_MS - random() * 90 * DAY_MS,
        })),
      );
      if (compute(incidents).range) named++;
    }
    expect(named / studies).toBeLessThan(0.05 + 2 * Math.sqrt(0.0475 / studies));
  });
});

describe('formatRatio', () => {
  it('says nothing where nothing happened nor was expected', () => {
    expect([2.345, 12.4, Number.NaN, Infinity].map(formatRatio)).toEqual(['2.35', '12.40', null, null]);
  });

  it('never prints as 1.20 what is below 1.2', () => {
    expect([1.194, 1.196, 1.199_96, 1.2, 1_012.5].map(formatRatio)).toEqual([
      '1.19',
      '1.196',
      '1.199',
      '1.20',
      '1,012.50',
    ]);
  });
});

describe('describeBand', () => {
  it('tells a ratio that is sure but small', () => {
    const table = {
      spaceBands: [
        { from: 0, before: 1 },
        { from: 1, before: 100 },
      ],
      timeBands: [{ from: 0, before: 7 }],
      p: [0.01, 0.01],
      ratio: [1.04, 1.31],
      observed: [104, 131],
      permutedMean: [100, 100],
    } as unknown as Parameters<typeof describeBand>[0];
    expect([0, 1, 2].map((row) => describeBand(table, row)?.key)).toEqual(['small', 'more', undefined]);
    expect(describeBand(table, 0)).toMatchObject({ ratio: '1.04', observed: '104', expected: '100' });
  });
});
