import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIncidentHours, findMinutesOfWeek } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import { matchIncidents } from '@liaowang/shared/analysis/hotspots/zones/match-incidents';
import { findLocalHours } from '@liaowang/shared/analysis/time/local-hours';
import { INCIDENT_SEVERITIES } from '@liaowang/shared/schemas/incident';
import { countCrossed, sumDays } from '../../../../client/src/features/filter/cross-filter.ts';
import {
  DEFAULT_FILTER,
  resolveFilter,
  resolveWindow,
  type FilterChoice,
} from '../../../../client/src/features/filter/filter-choice.ts';
import { createColumns, createRandomColumns } from '../../../support/incident-columns.ts';
import { filterChoice } from './filter-choices.ts';

const ZONE = 'America/Chicago';
const END_MS = Date.parse('2026-11-24T12:00:00Z');
const columns = createRandomColumns(3_000, { endMs: END_MS });
const local = findLocalHours(columns.timesMs, ZONE);
const firstMs = columns.timesMs[0]!;
const lastMs = columns.timesMs.at(-1)!;
const span = { today: local.days.at(-1)!, firstDay: local.days[0]!, lastDay: local.days.at(-1)! };
const count = (choice: FilterChoice) =>
  countCrossed(
    { columns, local, minutesOfWeek: findMinutesOfWeek(columns, ZONE) },
    choice,
    resolveWindow(choice.window, span),
  );
const match = (choice: FilterChoice): Int32Array =>
  matchIncidents(columns, local, resolveFilter(choice, END_MS, ZONE, firstMs, lastMs));
const tally = (indexes: Int32Array, keys: ArrayLike<number>, size: number): Uint32Array => {
  const counts = new Uint32Array(size);
  for (const i of indexes) counts[keys[i]!]!++;
  return counts;
};
const OPEN: FilterChoice = { ...DEFAULT_FILTER, window: { kind: 'all' }, source: 'any' };

describe('countCrossed', () => {
  it('lets through what the analyses look at', () => {
    fc.assert(
      fc.property(filterChoice, (choice) => {
        expect(count(choice).matched).toEqual(match(choice));
      }),
    );
  });

  it('counts in each chart what the others let through', () => {
    fc.assert(
      fc.property(filterChoice, (choice) => {
        const counts = count(choice);
        expect(Uint32Array.from(counts.hoursOfWeek)).toEqual(
          tally(match({ ...choice, hours: null, weekdays: null }), local.hoursOfWeek, 168),
        );
        expect(counts.kinds).toEqual(
          tally(match({ ...choice, categories: null }), columns.kinds, columns.categoryNodes.length),
        );
        expect(counts.severities).toEqual(
          tally(match({ ...choice, severities: null }), columns.severities, INCIDENT_SEVERITIES.length),
        );
        expect(counts.sources).toEqual(tally(match({ ...choice, source: 'any' }), columns.sources, 2));
        expect(counts.days).toEqual(
          tally(
            match({ ...choice, window: { kind: 'all' } }),
            local.days.map((day) => day - counts.firstDay),
            counts.days.length,
          ),
        );
      }),
    );
  });

  it('counts the same in every chart while nothing is chosen', () => {
    const counts = count(OPEN);
    for (const chart of [
      Uint32Array.from(counts.hoursOfWeek),
      counts.days,
      counts.kinds,
      counts.severities,
      counts.sources,
    ])
      expect(chart.reduce((sum, n) => sum + n, 0)).toBe(columns.ids.length);
  });

  it('has nothing to count without incidents', () => {
    const none = createColumns([]);
    const counts = countCrossed(
      { columns: none, local: findLocalHours(none.timesMs, ZONE), minutesOfWeek: new Uint16Array() },
      OPEN,
      { fromDay: 0, endDay: 10 },
    );
    expect([counts.matched.length, counts.days.length]).toEqual([0, 0]);
  });
});

describe('times that are not known to the minute', () => {
  const DAY = Date.parse('2026-05-01T00:00:00Z');
  const at = (day: number, hour: number): number => DAY + ((day - 1) * 24 + hour) * 3_600_000;
  // 1 May 2026 was a Friday: a month; a day; a moment; from 23:30 on Saturday for an hour.
  const vague = createColumns([at(1, 0), at(1, 0), at(2, 10), at(2, 23.5)], {
    precisions: [2, 1, 0, 0],
    spansMinutes: [0, 0, 0, 60],
  });
  const loaded = {
    columns: vague,
    local: findIncidentHours(vague, 'UTC'),
    minutesOfWeek: findMinutesOfWeek(vague, 'UTC'),
  };
  const firstDay = DAY / 86_400_000;
  const crossed = (
    range: { fromDay: number; endDay: number },
    isAoristic = false,
    choice: Partial<FilterChoice> = {},
  ) => countCrossed(loaded, { ...OPEN, ...choice }, range, isAoristic);
  const hoursOf = (counts: Float64Array) =>
    Object.fromEntries([...counts].map((n, hour) => [hour, n] as const).filter(([, n]) => n > 0));

  it('are left out of the hours, months of the days too, and counted', () => {
    const counts = crossed({ fromDay: firstDay, endDay: firstDay + 31 });
    expect([...counts.matched]).toEqual([0, 1, 2, 3]);
    expect(hoursOf(counts.hoursOfWeek)).toEqual({ [5 * 24 + 10]: 1, [5 * 24 + 23]: 1 });
    expect([...counts.days]).toEqual([1, 2]);
    expect(counts.vague).toEqual({ days: 1, months: 1, intervals: 1 });
  });
  it('are told where hours are chosen that they may lie in, a day only where its weekday is', () => {
    const month = { fromDay: firstDay, endDay: firstDay + 31 };
    expect(crossed(month).unsureCount).toBe(0);
    expect(crossed(month, false, { hours: { start: 22, end: 6 } })).toMatchObject({
      unsureCount: 2,
      matched: Int32Array.of(3),
    });
    // The day is a Friday: no Saturday, but the month may be.
    expect(crossed(month, false, { weekdays: [6] }).unsureCount).toBe(1);
    expect(crossed(month, false, { weekdays: [5] })).toMatchObject({ unsureCount: 1, matched: Int32Array.of(1) });
  });
  it('are spread over their hours where that is chosen, one for each incident', () => {
    expect(hoursOf(crossed({ fromDay: firstDay, endDay: firstDay + 31 }, true).hoursOfWeek)).toEqual({
      [5 * 24 + 10]: 1,
      [5 * 24 + 23]: 0.5,
      [6 * 24]: 0.5,
    });
  });
  it('are let through by windows that hold the whole month, and by hours that hold the whole day', () => {
    expect([...crossed({ fromDay: firstDay, endDay: firstDay + 1 }).matched]).toEqual([1]);
    expect([
      ...crossed({ fromDay: firstDay, endDay: firstDay + 31 }, false, { hours: { start: 0, end: 12 } }).matched,
    ]).toEqual([2]);
    expect([...crossed({ fromDay: firstDay, endDay: firstDay + 31 }, false, { weekdays: [5] }).matched]).toEqual([1]);
    const filter = resolveFilter(
      { ...OPEN, weekdays: [5] },
      DAY + 40 * 86_400_000,
      'UTC',
      vague.timesMs[0]!,
      vague.timesMs.at(-1)!,
    );
    expect([...matchIncidents(vague, loaded.local, filter)]).toEqual([1]);
  });
});

describe('sumDays', () => {
  it('sums the days of a range, and nothing beyond the record', () => {
    const counts = { days: Uint32Array.of(1, 2, 4, 8), firstDay: 100 };
    expect([
      sumDays(counts, { fromDay: 101, endDay: 103 }),
      sumDays(counts, { fromDay: 0, endDay: 1_000 }),
      sumDays(counts, { fromDay: 104, endDay: 110 }),
    ]).toEqual([6, 15, 0]);
  });
});
