import { describe, expect, it } from 'vitest';
import type { CoverageRule, RuleStatus } from '@liaowang/shared/schemas/coverage-rule';
import { describeWeekdays, formatRuleHours, sortRules } from '../../../../client/src/features/rules/rule-words.ts';

const rule = (id: number, part: Partial<CoverageRule> = {}): CoverageRule => ({
  id,
  keyAreaId: 1,
  weekdays: [1],
  startMinute: 0,
  endMinute: 1440,
  maxUnseenMinutes: 20,
  minSeenShare: 0.8,
  enabled: true,
  ...part,
});
const status = (ruleId: number, state: RuleStatus['state']): RuleStatus => ({
  ruleId,
  state,
  seenShare: null,
  since: '2026-11-23T08:00:00Z',
  alertId: null,
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
  it('orders equals by area and hour', () => {
    const sorted = sortRules(
      [rule(1, { keyAreaId: 9 }), rule(2, { startMinute: 960 }), rule(3, { startMinute: 420 })],
      [],
    );
    expect(sorted.map(({ rule: { id } }) => id)).toEqual([3, 2, 1]);
  });
});
