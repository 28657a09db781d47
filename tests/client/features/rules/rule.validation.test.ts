import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Value } from 'typebox/value';
import { NewCoverageRule } from '@liaowang/shared/schemas/coverage-rule';
import {
  NEW_RULE_FORM,
  RULE_LIMITS,
  findRefusedRuleField,
  parseMinute,
  toRule,
  toRuleForm,
  validateRule,
  type RuleForm,
} from '../../../../client/src/features/rules/rule.validation.ts';

const form = (part: Partial<RuleForm> = {}): RuleForm => ({ ...NEW_RULE_FORM, keyAreaId: 7, ...part });

describe('validateRule', () => {
  it('finds nothing wrong with what it begins with, once an area is chosen', () => {
    expect(validateRule(form())).toEqual({});
    expect(validateRule(NEW_RULE_FORM)).toEqual({ keyAreaId: { key: 'noArea' } });
  });
  it('wants a day, and hours that are some', () => {
    expect(validateRule(form({ weekdays: [] }))).toEqual({ weekdays: { key: 'noDay' } });
    expect(validateRule(form({ start: '16:00', end: '16:00' }))).toEqual({ hours: { key: 'sameTime' } });
    expect(validateRule(form({ start: '' }))).toEqual({ hours: { key: 'noTime' } });
    // The server takes it for a rule that never comes.
    expect(validateRule(form({ start: '24:00', end: '06:00' }))).toEqual({ hours: { key: 'noTime' } });
    expect(validateRule(form({ start: '22:00', end: '06:00' }))).toEqual({});
    expect(validateRule(form({ start: '', end: '', isAllDay: true }))).toEqual({});
  });
  it('has the schema’s limits', () => {
    for (const [field, key] of [
      ['maxUnseenMinutes', 'maxUnseenMinutes'],
      ['minSeenPercent', 'minSeenShare'],
    ] as const) {
      const { min, max } = RULE_LIMITS[field];
      for (const [value, isWithin] of [
        [min, true],
        [max, true],
        [min - 1, false],
        [max + 1, false],
      ] as const) {
        expect(validateRule(form({ [field]: value }))[field] === undefined).toBe(isWithin);
        expect(
          Value.Check(NewCoverageRule, { ...toRule(form()), [key]: key === 'minSeenShare' ? value / 100 : value }),
        ).toBe(isWithin);
      }
      expect(validateRule(form({ [field]: null }))).toEqual({ [field]: { key: 'between', min, max } });
      expect(validateRule(form({ [field]: min + 0.5 }))[field]).toBeDefined();
    }
  });
});

describe('toRule and toRuleForm', () => {
  it('are each other’s reverse for every rule the server has', () => {
    const rules = fc
      .record({
        keyAreaId: fc.integer({ min: 1, max: 99 }),
        weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        startMinute: fc.integer({ min: 0, max: 1439 }),
        endMinute: fc.integer({ min: 0, max: 1440 }),
        maxUnseenMinutes: fc.integer({ min: 1, max: 1440 }),
        minSeenShare: fc.integer({ min: 5, max: 100 }).map((percent) => percent / 100),
        enabled: fc.boolean(),
      })
      .filter(({ startMinute, endMinute }) => startMinute !== endMinute);
    fc.assert(
      fc.property(rules, (rule) => {
        expect(validateRule(toRuleForm(rule))).toEqual({});
        expect(toRule(toRuleForm(rule))).toEqual(rule);
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
    expect(findRefusedRuleField('body.keyAreaId')).toBe('keyAreaId');
    expect(findRefusedRuleField('body.endMinute')).toBe('hours');
    expect(findRefusedRuleField('body.weekdays.0')).toBe('weekdays');
    expect(findRefusedRuleField('body')).toBeNull();
    expect(findRefusedRuleField(null)).toBeNull();
  });
});
