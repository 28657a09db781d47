import { expect, it } from 'vitest';
import { countDaysBetween, formatDutyHours } from '../../../../client/src/entities/lookouts/duty-text.ts';

it('writes duty hours, past midnight too, and leaves "all day" to the catalogue', () => {
  expect(formatDutyHours({ dutyStartMinute: 420, dutyEndMinute: 1260 })).toBe('07:00–21:00');
  expect(formatDutyHours({ dutyStartMinute: 1200, dutyEndMinute: 360 })).toBe('20:00–06:00');
  expect(formatDutyHours({ dutyStartMinute: 0, dutyEndMinute: 1440 })).toBeNull();
});

it('counts calendar days, across a change of clocks too', () => {
  expect(countDaysBetween('2026-11-11', '2026-11-23')).toBe(12);
  expect(countDaysBetween('2026-10-24', '2026-10-26')).toBe(2);
  expect(countDaysBetween('2026-11-24', '2026-11-23')).toBe(0);
});
