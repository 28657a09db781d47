import { describe, expect, it } from 'vitest';
import type { AlertRule, AlertRuleStatus } from '@liaowang/shared/schemas/alert-rule';
import { describeWeekdays, formatRuleHours, sortRules } from '../../../../client/src/features/rules/rule-words.ts';

const rule = (id: number, { keyAreaId = 1, startMinute = 0 } = {}): AlertRule => ({
  id,
  kind: 'area-uncovered',
  params: { keyAreaId, maxUnseenMinutes: 20, minSeenShare: 0.8 },
  schedule: { weekdays: [1], startMinute, endMinute: 1440 },
  enabled: true,
  version: 1,
});
const status = (ruleId: number, state: AlertRuleStatus['state']): AlertRuleStatus => ({
  ruleId,
  kind: 'area-uncovered',
  state,
  since: '2026-11-23T08:00:00Z',
  subjectIds: [],
  alertIds: [],
  reading: { seenShare: null },
});

describe('describeWeekdays', () => {
  it('uses a name where there is one', () => {
    expect(describeWeekdays([7, 6, 5, 4, 3, 2, 1])).toEqual({ key: 'everyDay' });
    expect(describeWeekdays([1, 2, 3, 4, 5])).toEqual({ key: 'workdays' });
    expect(describeWeekdays([7, 6])).toEqual({ key: 'weekend' });
  });
  it('says a run by its ends and the rest one by one', () => {
    expect(describeWeekdays([4, 2, 3])).toEqual({ key: 'run', first: 2, last: 4 });
    expect(describeWeekdays([1, 2])).toEqual({ key: 'list', days: [1, 2] });
    expect(describeWeekdays([5, 1, 3])).toEqual({ key: 'list', days: [1, 3, 5] });
    expect(describeWeekdays([4])).toEqual({ key: 'list', days: [4] });
  });
});

describe('formatRuleHours', () => {
  it('gives the hours, or null for all day', () => {
    expect(formatRuleHours({ startMinute: 420, endMinute: 510 })).toBe('07:00–08:30');
    expect(formatRuleHours({ startMinute: 0, endMinute: 1440 })).toBeNull();
    expect(formatRuleHours({ startMinute: 0, endMinute: 360 })).toBe('00:00–06:00');
  });
});

describe('sortRules', () => {
  it('puts what is broken first and what rests or is not known yet last', () => {
    const sorted = sortRules(
      [rule(1), rule(2), rule(3), rule(4), rule(5)],
      [status(1, 'kept'), status(2, 'resting'), status(3, 'broken'), status(4, 'waiting')],
    );
    expect(sorted.map(({ rule: { id } }) => id)).toEqual([3, 4, 1, 2, 5]);
    expect(sorted.at(-1)!.status).toBeUndefined();
  });
  it('orders equals by kind, area and hour', () => {
    const sorted = sortRules(
      [rule(1, { keyAreaId: 9 }), rule(2, { startMinute: 960 }), rule(3, { startMinute: 420 })],
      [],
    );
    expect(sorted.map(({ rule: { id } }) => id)).toEqual([3, 2, 1]);
    const stationary: AlertRule = {
      ...rule(4),
      kind: 'unit-stationary',
      params: { unitKinds: [], branchIds: [], maxMinutes: 30, radiusMeters: 100 },
    };
    expect(sortRules([stationary, rule(5)], []).map(({ rule: { id } }) => id)).toEqual([5, 4]);
  });
});
