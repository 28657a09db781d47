import { describe, expect, it } from 'vitest';
import {
  DEFAULT_FILTER,
  normalizeChoice,
  resolveFilter,
  resolveWindow,
} from '../../../../client/src/features/filter/filter-choice.ts';

const LAST_28 = { kind: 'last', days: 28 } as const;

describe('resolveWindow', () => {
  it('counts back from today, today included', () =>
    expect(resolveWindow(LAST_28, { today: 100, firstDay: 0, lastDay: 99 })).toEqual({ fromDay: 73, endDay: 101 }));

  it('still counts from today where the newest incident is just inside', () =>
    expect(resolveWindow(LAST_28, { today: 100, firstDay: 0, lastDay: 73 })).toEqual({ fromDay: 73, endDay: 101 }));

  it('counts back from the newest incident of an imported history', () =>
    expect(resolveWindow(LAST_28, { today: 100, firstDay: 0, lastDay: 72 })).toEqual({ fromDay: 45, endDay: 73 }));

  it('takes the whole record', () => {
    expect(resolveWindow({ kind: 'all' }, { today: 100, firstDay: 5, lastDay: 72 })).toEqual({
      fromDay: 5,
      endDay: 73,
    });
    expect(resolveWindow({ kind: 'all' }, { today: 100, firstDay: null, lastDay: null })).toEqual({
      fromDay: 100,
      endDay: 101,
    });
  });
});

describe('resolveFilter', () => {
  const nowMs = Date.parse('2026-11-24T18:00:00Z');

  it("starts and ends at the city's midnights, whatever the hour", () => {
    const filter = resolveFilter({ ...DEFAULT_FILTER, window: LAST_28 }, nowMs, 'Asia/Shanghai', null, null);
    expect(filter).toEqual({
      from: '2026-10-28T16:00:00.000Z',
      to: '2026-11-25T16:00:00.000Z',
      hours: null,
      weekdays: null,
      categories: null,
      severities: null,
      source: 'reported',
    });
    expect(
      resolveFilter({ ...DEFAULT_FILTER, window: LAST_28 }, nowMs + 3_600_000, 'Asia/Shanghai', null, null),
    ).toEqual(filter);
  });

  it('follows clocks that change within the window', () => {
    const { from, to } = resolveFilter({ ...DEFAULT_FILTER, window: LAST_28 }, nowMs, 'America/Chicago', null, null);
    expect([from, to]).toEqual(['2026-10-28T05:00:00.000Z', '2026-11-25T06:00:00.000Z']);
  });
});

describe('normalizeChoice', () => {
  it('says nothing where nothing is left out', () => {
    expect(
      normalizeChoice({
        ...DEFAULT_FILTER,
        hours: { start: 0, end: 24 },
        weekdays: [7, 6, 5, 4, 3, 2, 1],
        severities: ['low', 'medium', 'high', 'critical'],
      }),
    ).toEqual(DEFAULT_FILTER);
    expect(normalizeChoice({ ...DEFAULT_FILTER, hours: { start: 7, end: 7 } })).toEqual(DEFAULT_FILTER);
  });

  it('keeps lists in order', () =>
    expect(normalizeChoice({ ...DEFAULT_FILTER, categories: ['theft', 'dispute'], weekdays: [5, 1] })).toMatchObject({
      categories: ['dispute', 'theft'],
      weekdays: [1, 5],
    }));
});
