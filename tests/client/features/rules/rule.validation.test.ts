import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NEW_SCHEDULE,
  checkWhole,
  findRefusedRuleField,
  parseMinute,
  toSchedule,
  toScheduleForm,
  validateSchedule,
  type ScheduleForm,
} from '../../../../client/src/features/rules/rule.validation.ts';

const form = (part: Partial<ScheduleForm> = {}): ScheduleForm => ({ ...NEW_SCHEDULE, ...part });

describe('validateSchedule', () => {
  it('wants a day, and hours that are some', () => {
    expect(validateSchedule(form())).toEqual({});
    expect(validateSchedule(form({ weekdays: [] }))).toEqual({ weekdays: { key: 'noDay' } });
    expect(validateSchedule(form({ start: '16:00', end: '16:00' }))).toEqual({ hours: { key: 'sameTime' } });
    expect(validateSchedule(form({ start: '' }))).toEqual({ hours: { key: 'noTime' } });
    // The server takes it for a rule that never comes.
    expect(validateSchedule(form({ start: '24:00', end: '06:00' }))).toEqual({ hours: { key: 'noTime' } });
    expect(validateSchedule(form({ start: '22:00', end: '06:00' }))).toEqual({});
    expect(validateSchedule(form({ start: '', end: '', isAllDay: true }))).toEqual({});
  });
});

describe('checkWhole', () => {
  it('takes whole numbers within the bounds', () => {
    const bounds = { min: 1, max: 3 };
    for (const value of [1, 3]) expect(checkWhole('count', value, bounds)).toEqual({});
    for (const value of [0, 4, 1.5, null])
      expect(checkWhole('count', value, bounds)).toEqual({ count: { key: 'between', ...bounds } });
  });
});

describe('toSchedule and toScheduleForm', () => {
  it('are each other’s reverse for every schedule the server has', () => {
    const schedules = fc
      .record({
        weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        startMinute: fc.integer({ min: 0, max: 1439 }),
        endMinute: fc.integer({ min: 0, max: 1440 }),
      })
      .filter(({ startMinute, endMinute }) => startMinute !== endMinute);
    fc.assert(
      fc.property(schedules, (schedule) => {
        expect(validateSchedule(toScheduleForm(schedule))).toEqual({});
        expect(toSchedule(toScheduleForm(schedule))).toEqual(schedule);
      }),
    );
  });
});

describe('parseMinute', () => {
  it('reads times of a day, its end included', () => {
    expect(parseMinute('00:00')).toBe(0);
    expect(parseMinute('23:59')).toBe(1439);
    expect(parseMinute('24:00')).toBe(1440);
    expect(parseMinute(' 7：05 ')).toBe(425);
    for (const text of ['', '700', '24:01', '12:60', 'noon']) expect(parseMinute(text)).toBeNull();
  });
});

describe('findRefusedRuleField', () => {
  it('leads a refusal to its field', () => {
    expect(findRefusedRuleField('body.params.keyAreaId')).toBe('keyAreaId');
    expect(findRefusedRuleField('body.params.branchIds.0')).toBe('branchIds');
    expect(findRefusedRuleField('body.schedule.endMinute')).toBe('hours');
    expect(findRefusedRuleField('body.schedule.weekdays.0')).toBe('weekdays');
    expect(findRefusedRuleField('body')).toBeNull();
    expect(findRefusedRuleField(null)).toBeNull();
  });
});
