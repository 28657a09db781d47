import { describe, expect, it } from 'vitest';
import { Value } from 'typebox/value';
import { RevisitWindow } from '@liaowang/shared/schemas/revisit';
import {
  WINDOW_PRESETS,
  createCustomWindow,
  openCustomWindow,
  toRevisitWindow,
  validateCustomWindow,
  type CustomWindow,
} from '../../../../client/src/features/revisit/revisit-window.ts';

const ZONE = 'Asia/Shanghai';
/** Monday 16:30 in the city. */
const NOW = Date.parse('2026-11-23T08:30:00Z');
const custom = (part: Partial<CustomWindow> = {}): CustomWindow => ({ ...createCustomWindow(NOW, ZONE), ...part });
const windowOf = (preset: (typeof WINDOW_PRESETS)[number], nowMs = NOW) =>
  toRevisitWindow({ preset, custom: createCustomWindow(nowMs, ZONE), group: 'patrols' }, nowMs, ZONE);

describe('toRevisitWindow', () => {
  it.each(WINDOW_PRESETS)('makes what the server takes: %s', (preset) =>
    expect([...Value.Errors(RevisitWindow, windowOf(preset))]).toEqual([]),
  );

  it('ends now and begins as the preset says', () => {
    expect(windowOf('half-hour')).toMatchObject({
      from: '2026-11-23T08:00:00.000Z',
      to: '2026-11-23T08:30:00.000Z',
      group: 'patrols',
      weekdays: null,
      startHour: 0,
      endHour: 24,
    });
    expect(windowOf('shift').from).toBe('2026-11-23T00:30:00.000Z');
    expect(windowOf('today').from).toBe('2026-11-22T16:00:00.000Z');
    expect(windowOf('week').from).toBe('2026-11-16T08:30:00.000Z');
  });

  it('takes the evenings of today’s weekday, eight weeks back', () => {
    expect(windowOf('evenings')).toMatchObject({
      from: '2026-09-28T08:30:00.000Z',
      weekdays: [1],
      startHour: 18,
      endHour: 22,
    });
  });

  it('is never empty, not even at midnight', () => {
    const midnight = Date.parse('2026-11-22T16:00:00Z');
    const { from, to } = windowOf('today', midnight);
    expect(Date.parse(from)).toBeLessThan(Date.parse(to));
  });

  it('reads its own times on the city’s clock and ends no later than now', () => {
    const window = toRevisitWindow(
      {
        preset: 'custom',
        custom: custom({ from: '2026-11-20 18:00', to: '2026-12-01 00:00', weekdays: [5], startHour: 18, endHour: 2 }),
        group: 'all',
      },
      NOW,
      ZONE,
    );
    expect(window).toEqual({
      group: 'all',
      from: '2026-11-20T10:00:00.000Z',
      to: '2026-11-23T08:30:00.000Z',
      weekdays: [5],
      startHour: 18,
      endHour: 2,
    });
  });
});

describe('openCustomWindow', () => {
  it('begins with the window that was asked, so that it asks the same again', () => {
    const asked = windowOf('evenings');
    const opened = openCustomWindow(asked, NOW + 86_400_000, ZONE);
    expect(opened).toEqual({
      from: '2026-09-28 16:30',
      to: '2026-11-23 16:30',
      weekdays: [1],
      startHour: 18,
      endHour: 22,
    });
    expect(toRevisitWindow({ preset: 'custom', custom: opened, group: asked.group }, NOW + 86_400_000, ZONE)).toEqual(
      asked,
    );
  });
  it('begins with the day up to now when nothing was asked', () =>
    expect(openCustomWindow(null, NOW, ZONE)).toEqual(createCustomWindow(NOW, ZONE)));
});

describe('validateCustomWindow', () => {
  const check = (part: Partial<CustomWindow>) => validateCustomWindow(custom(part), NOW, ZONE);
  it('finds nothing wrong with the start it offers', () => expect(check({})).toBeNull());
  it('names the first problem', () => {
    expect(check({ from: '' })).toBe('times');
    expect(check({ from: '2026-11-23 10:00', to: '2026-11-23 10:00' })).toBe('order');
    expect(check({ from: '2026-11-24 00:00', to: '2026-11-25 00:00' })).toBe('future');
    expect(check({ from: '2025-01-01 00:00' })).toBe('tooLong');
    expect(check({ startHour: null })).toBe('hours');
    expect(check({ endHour: 25 })).toBe('hours');
    expect(check({ startHour: 18, endHour: 18 })).toBe('noHours');
    expect(check({ startHour: 22, endHour: 6 })).toBeNull();
  });
});
