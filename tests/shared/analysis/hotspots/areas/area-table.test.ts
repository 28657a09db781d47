import { describe, expect, it } from 'vitest';
import { computeAreaTable, type AreaTableAsk } from '@liaowang/shared/analysis/hotspots/areas/area-table';
import { compareWindows } from '@liaowang/shared/analysis/hotspots/change/compare-windows';
import { findIncidentHours } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import { findDayStart, findLocalDay, findLocalHours } from '@liaowang/shared/analysis/time/local-hours';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import type { LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import { createAreaTiling } from '../../../../support/area-tiling.ts';
import { createColumns, createRandomColumns } from '../../../../support/incident-columns.ts';

const TIME_ZONE = 'Asia/Shanghai';
const END_MS = Date.parse('2026-11-24T16:00:00Z');
const END_DAY = findLocalDay(END_MS, TIME_ZONE);
const FILTER = { hours: null, weekdays: null, categories: null, severities: null, source: 'any' as const };
const spanOf = (fromDay: number, endDay: number) => ({
  fromMs: findDayStart(fromDay, TIME_ZONE),
  toMs: findDayStart(endDay, TIME_ZONE),
});

function askOf(incidents: IncidentColumns, areas: readonly PolygonGeometry[], days = 28): AreaTableAsk {
  const recordFromDay = END_DAY - 3 * 365;
  return {
    areas,
    incidents,
    local: findLocalHours(incidents.timesMs, TIME_ZONE),
    timeZone: TIME_ZONE,
    filter: FILTER,
    windows: {
      now: spanOf(END_DAY - days, END_DAY),
      before: spanOf(END_DAY - 2 * days, END_DAY - days),
      lastYear: spanOf(END_DAY - 364 - days, END_DAY - 364),
    },
    recordFromMs: findDayStart(recordFromDay, TIME_ZONE),
    recordFromDay,
    weeksEndDay: END_DAY,
  };
}
/** Incidents at places, so many days before the end. */
function incidentsAt(given: ReadonlyArray<readonly [daysAgo: number, place: LngLat]>): IncidentColumns {
  const sorted = given.toSorted((a, b) => b[0] - a[0]);
  const columns = createColumns(sorted.map(([daysAgo]) => END_MS - daysAgo * 86_400_000 + 3_600_000));
  sorted.forEach(([, [lng, lat]], i) => {
    columns.lngs[i] = lng;
    columns.lats[i] = lat;
  });
  return columns;
}
const square = (west: number, south: number): PolygonGeometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + 0.1, south],
      [west + 0.1, south + 0.1],
      [west, south + 0.1],
      [west, south],
    ],
  ],
});
const [EAST, WEST] = [
  [118.35, 34.35],
  [118.25, 34.35],
] as [LngLat, LngLat];
const TWO = [square(118.2, 34.3), square(118.3, 34.3)];

describe('a table of areas', () => {
  it('counts each area in each window, and those in none', () => {
    const at = (place: LngLat, ...days: number[]) => days.map((day) => [day, place] as const);
    const { rows, outside, total, severalCount } = computeAreaTable(
      askOf(
        incidentsAt([
          ...at(WEST, 1, 2, 3, 30, 366),
          ...at(EAST, 5, 29, 40, 370, 371, 900),
          ...at([118.6, 34.6], 4, 33),
        ]),
        TWO,
      ),
    );
    expect(rows.map(({ count, before, lastYear }) => [count, before?.count, lastYear?.count])).toEqual([
      [3, 1, 1],
      [1, 2, 2],
    ]);
    expect([outside.count, outside.before?.count, total.count, total.before?.count]).toEqual([1, 1, 5, 4]);
    expect(severalCount).toBe(0);
    expect(rows[0]!.weekCounts.slice(-5)).toEqual([1, 0, 0, 0, 3]);
    expect(rows[0]!.weekCounts).toHaveLength(53);
  });

  it('counts what lies in areas that overlap in each of them, and says how many', () => {
    const { rows, total, severalCount } = computeAreaTable(
      askOf(
        incidentsAt([
          [1, WEST],
          [2, WEST],
          [3, EAST],
          [40, WEST],
        ]),
        [...TWO, square(118.2, 34.3)],
      ),
    );
    expect(rows.map(({ count }) => count)).toEqual([2, 1, 2]);
    expect([total.count, severalCount]).toEqual([3, 2]);
  });

  it('adds up to the comparison of the whole city, dispersion, interval and all', () => {
    const incidents = createRandomColumns(20_000, { endMs: END_MS });
    const ask = askOf(
      incidents,
      createAreaTiling({ west: 118, south: 34, east: 119, north: 35, columns: 4, rows: 4, pieces: 5 }),
      91,
    );
    const { rows, outside, total } = computeAreaTable(ask);
    expect(rows.reduce((sum, { count }) => sum + count, outside.count)).toBe(total.count);
    const whole = compareWindows(
      { incidents, local: ask.local, recordFromMs: ask.recordFromMs, timeZone: TIME_ZONE },
      FILTER,
      { now: ask.windows.now, before: ask.windows.before! },
    )!;
    expect(total.before!.comparison).toEqual(whole.comparison);
    expect(total.before!.verdict).toBe(whole.comparison.verdict);
  });

  it('calls nothing among many areas in which nothing changed, and one that doubled', () => {
    const random = createRandomColumns(30_000, { endMs: END_MS, years: 2, seed: 9 });
    // As many each day, so that nothing changes but chance.
    for (let i = 0; i < random.ids.length; i++)
      random.timesMs[i] = END_MS - ((random.ids.length - i) * 730 * 86_400_000) / random.ids.length;
    const tiles = createAreaTiling({
      west: 118.154,
      south: 34.17,
      east: 118.554,
      north: 34.57,
      columns: 8,
      rows: 8,
      pieces: 3,
    });
    const { rows } = computeAreaTable(askOf(random, tiles, 91));
    expect(
      rows.filter(({ before }) => before!.verdict === 'more' || before!.verdict === 'fewer').length,
    ).toBeLessThanOrEqual(1);
    expect(rows.filter(({ week }) => week!.verdict === 'more' || week!.verdict === 'fewer').length).toBeLessThanOrEqual(
      1,
    );
    const heap = incidentsAt([
      ...Array.from({ length: 120 }, (_, i) => [1 + ((i * 11) % 28), WEST] as const),
      ...Array.from({ length: 60 }, (_, i) => [29 + ((i * 11) % 28), WEST] as const),
      ...Array.from({ length: 40 }, (_, i) => [1 + i, EAST] as const),
    ]);
    const [doubled, same] = computeAreaTable(askOf(heap, TWO)).rows;
    expect(doubled!.before).toMatchObject({ count: 60, verdict: 'more' });
    expect(same!.before!.verdict).not.toBe('more');
  });

  it('counts no incident of which only the month is known, and says how many there are', () => {
    const month = Date.parse('2026-09-30T16:00:00Z');
    const day = incidentsAt([
      [1, WEST],
      [2, WEST],
    ]);
    const all = incidentsAt([
      [(END_MS - month) / 86_400_000 + 1 / 24, WEST],
      [1, WEST],
      [2, WEST],
    ]);
    const ask = askOf({ ...all, precisions: Uint8Array.of(2, 0, 0) }, TWO, 56);
    const local = findIncidentHours(ask.incidents, TIME_ZONE);
    expect(computeAreaTable({ ...ask, local })).toEqual({ ...computeAreaTable(askOf(day, TWO, 56)), monthsLeftOut: 1 });
  });

  it('says nothing of windows and weeks that the record does not hold', () => {
    const ask = askOf(incidentsAt([[1, WEST]]), TWO);
    const [row] = computeAreaTable({
      ...ask,
      windows: { ...ask.windows, before: null, lastYear: null },
      recordFromDay: END_DAY - 80,
    }).rows;
    expect(row).toMatchObject({ count: 1, before: null, lastYear: null, week: null });
    expect(row!.weekCounts).toHaveLength(11);
  });
});
