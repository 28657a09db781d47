import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchIncidents } from '@liaowang/shared/analysis/hotspots/match-incidents';
import { findLocalHours } from '@liaowang/shared/analysis/local-hours';
import { INCIDENT_SEVERITIES } from '@liaowang/shared/schemas/incident';
import { countCrossed, sumDays } from '../../../../client/src/features/hotspots/cross-filter.ts';
import { DEFAULT_FILTER, resolveFilter, resolveWindow, type FilterChoice } from '../../../../client/src/features/hotspots/filter-choice.ts';
import { createColumns, createRandomColumns } from '../../../support/incident-columns.ts';
import { filterChoice } from './filter-choices.ts';

const ZONE = 'America/Chicago';
const END_MS = Date.parse('2026-11-24T12:00:00Z');
const columns = createRandomColumns(3_000, { endMs: END_MS });
const local = findLocalHours(columns.timesMs, ZONE);
const firstMs = columns.timesMs[0]!;
const lastMs = columns.timesMs.at(-1)!;
const span = { today: local.days.at(-1)!, firstDay: local.days[0]!, lastDay: local.days.at(-1)! };
const count = (choice: FilterChoice) => countCrossed({ columns, local }, choice, resolveWindow(choice.window, span));
const match = (choice: FilterChoice): Int32Array => matchIncidents(columns, local, resolveFilter(choice, END_MS, ZONE, firstMs, lastMs));
const tally = (indexes: Int32Array, keys: ArrayLike<number>, size: number): Uint32Array => {
  const counts = new Uint32Array(size);
  for (const i of indexes) counts[keys[i]!]!++;
  return counts;
};
const OPEN: FilterChoice = { ...DEFAULT_FILTER, window: { kind: 'all' }, source: 'any' };

describe('countCrossed', () => {
  it('lets through what the analyses look at', () => {
    fc.assert(fc.property(filterChoice, (choice) => {
      expect(count(choice).matched).toEqual(match(choice));
    }));
  });

  it('counts in each chart what the others let through', () => {
    fc.assert(fc.property(filterChoice, (choice) => {
      const counts = count(choice);
      expect(counts.hoursOfWeek).toEqual(tally(match({ ...choice, hours: null, weekdays: null }), local.hoursOfWeek, 168));
      expect(counts.kinds).toEqual(tally(match({ ...choice, categories: null }), columns.kinds, columns.categoryNodes.length));
      expect(counts.severities).toEqual(tally(match({ ...choice, severities: null }), columns.severities, INCIDENT_SEVERITIES.length));
      expect(counts.sources).toEqual(tally(match({ ...choice, source: 'any' }), columns.sources, 2));
      expect(counts.days).toEqual(tally(match({ ...choice, window: { kind: 'all' } }), local.days.map((day) => day - counts.firstDay), counts.days.length));
    }));
  });

  it('counts the same in every chart while nothing is chosen', () => {
    const counts = count(OPEN);
    for (const chart of [counts.hoursOfWeek, counts.days, counts.kinds, counts.severities, counts.sources]) expect(chart.reduce((sum, n) => sum + n, 0)).toBe(columns.ids.length);
  });

  it('has nothing to count without incidents', () => {
    const none = createColumns([]);
    const counts = countCrossed({ columns: none, local: findLocalHours(none.timesMs, ZONE) }, OPEN, { fromDay: 0, endDay: 10 });
    expect([counts.matched.length, counts.days.length]).toEqual([0, 0]);
  });
});

describe('sumDays', () => {
  it('sums the days of a range, and nothing beyond the record', () => {
    const counts = { days: Uint32Array.of(1, 2, 4, 8), firstDay: 100 };
    expect([sumDays(counts, { fromDay: 101, endDay: 103 }), sumDays(counts, { fromDay: 0, endDay: 1_000 }), sumDays(counts, { fromDay: 104, endDay: 110 })]).toEqual([6, 15, 0]);
  });
});
