import { describe, expect, it } from 'vitest';
import { compareWindows } from '@liaowang/shared/analysis/hotspots/change/compare-windows';
import { findLocalHours } from '@liaowang/shared/analysis/time/local-hours';
import { TOP_CATEGORIES } from '@liaowang/shared/contract/category-tree';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import { INCIDENT_CATEGORIES } from '@liaowang/shared/schemas/incident';

const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;
const START = Date.parse('2026-03-02T00:00:00+08:00');
const span = (fromDay: number, days: number) => ({
  fromMs: START + fromDay * DAY_MS,
  toMs: START + (fromDay + days) * DAY_MS,
});

/** Incidents at noon of a day, `count` of them. */
function record(
  rows: ReadonlyArray<{ day: number; category: (typeof INCIDENT_CATEGORIES)[number]; count: number; source?: number }>,
) {
  const all = rows
    .flatMap(({ count, ...row }) => Array.from({ length: count }, () => row))
    .sort((a, b) => a.day - b.day);
  const incidents: IncidentColumns = {
    ids: Int32Array.from(all, (_, i) => i + 1),
    lngs: new Float64Array(all.length),
    lats: new Float64Array(all.length),
    timesMs: Float64Array.from(all, ({ day }) => START + (day + 0.5) * DAY_MS),
    categories: Uint8Array.from(all, ({ category }) => INCIDENT_CATEGORIES.indexOf(category)),
    severities: new Uint8Array(all.length),
    sources: Uint8Array.from(all, ({ source = 0 }) => source),
    kinds: Uint16Array.from(all, ({ category }) => INCIDENT_CATEGORIES.indexOf(category)),
    categoryNodes: TOP_CATEGORIES,
    precisions: new Uint8Array(all.length),
    spansMinutes: new Uint32Array(all.length),
  };
  return { incidents, local: findLocalHours(incidents.timesMs, ZONE), recordFromMs: START, timeZone: ZONE };
}

/** `count` incidents spread over the fourteen days from a day on. */
const daily = (fromDay: number, category: (typeof INCIDENT_CATEGORIES)[number], count: number) =>
  Array.from({ length: count }, (_, i) => ({
    day: fromDay + Math.floor(((i + 0.5) / count) * 14),
    category,
    count: 1,
  }));

const any = { hours: null, weekdays: null, categories: null, severities: null, source: 'reported' as const };

describe('two windows', () => {
  const made = record([
    ...daily(0, 'theft', 20),
    ...daily(14, 'theft', 60),
    ...daily(0, 'dispute', 10),
    ...daily(14, 'dispute', 11),
    { day: 22, category: 'theft', count: 500, source: 1 },
  ]);

  it('are compared in all and by category, what patrols found left out', () => {
    const comparison = compareWindows(made, any, { now: span(14, 14), before: span(0, 14) })!;
    expect([comparison.now, comparison.before]).toEqual([
      { count: 71, days: 14 },
      { count: 30, days: 14 },
    ]);
    expect(comparison.comparison).toMatchObject({ verdict: 'more', rateRatio: 71 / 30 });
    expect(
      comparison.categories.map(({ category, now, before, comparison: { verdict } }) => [
        category,
        now,
        before,
        verdict,
      ]),
    ).toEqual([
      ['theft', 60, 20, 'more'],
      ['dispute', 11, 10, 'no-change-shown'],
    ]);
    for (const {
      q,
      comparison: { p },
    } of comparison.categories)
      expect(q).toBeGreaterThanOrEqual(p);
    expect(comparison.season).toEqual({ kind: 'unknown' });
  });

  it('are judged by how much their days vary', () => {
    const heaped = record(
      [3, 17, 31, 45].flatMap((day) => [
        { day, category: 'theft' as const, count: day < 28 ? 20 : 30 },
        { day: day + 5, category: 'theft' as const, count: day < 28 ? 0 : 15 },
      ]),
    );
    const even = record(
      Array.from({ length: 56 }, (_, day) => ({ day, category: 'theft' as const, count: day < 28 ? 2 : 4 })),
    );
    const windows = { now: span(28, 28), before: span(0, 28) };
    const [uneven, smooth] = [heaped, even].map((each) => compareWindows(each, any, windows)!.comparison);
    expect(uneven!.dispersion).toBeGreaterThan(5);
    expect(smooth).toMatchObject({ dispersion: 1, verdict: 'more' });
    expect(uneven!.verdict).not.toBe('more');
  });

  it('of unequal length are compared as rates', () => {
    const { comparison } = compareWindows(
      made,
      { ...any, categories: ['dispute'] },
      { now: span(14, 14), before: span(0, 7) },
    )!;
    expect(comparison.rateRatio).toBeCloseTo(11 / 14 / (5 / 7), 12);
  });

  it('without a matching hour are not compared', () => {
    expect(compareWindows(made, { ...any, weekdays: [7] }, { now: span(14, 3), before: span(0, 14) })).toBeNull();
  });
});
