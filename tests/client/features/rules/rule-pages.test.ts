import { describe, expect, it } from 'vitest';
import { Value } from 'typebox/value';
import { RULE_KINDS, type RuleKind } from '@liaowang/shared/schemas/alert-rule';
import { AREA_UNCOVERED_LIMITS } from '../../../../client/src/features/rules/area-uncovered.rule.tsx';
import { RULE_KIND_NAMES, rulePageOf } from '../../../../client/src/features/rules/rule-pages.ts';
import { UNIT_STATIONARY_LIMITS } from '../../../../client/src/features/rules/unit-stationary.rule.tsx';
import { validateSchedule } from '../../../../client/src/features/rules/rule.validation.ts';

/** How a bound of the form reads as a parameter. */
const BOUNDS: Array<[RuleKind, string, { min: number; max: number }, number]> = [
  ['area-uncovered', 'maxUnseenMinutes', AREA_UNCOVERED_LIMITS.maxUnseenMinutes, 1],
  ['area-uncovered', 'minSeenShare', AREA_UNCOVERED_LIMITS.minSeenPercent, 100],
  ['unit-stationary', 'maxMinutes', UNIT_STATIONARY_LIMITS.maxMinutes, 1],
  ['unit-stationary', 'radiusMeters', UNIT_STATIONARY_LIMITS.radiusMeters, 1],
];

describe.each(RULE_KIND_NAMES)('a new rule "%s"', (kind) => {
  const page = rulePageOf(kind);
  const { params, schedule } = page.start(7);

  it('starts with what the server takes', () => {
    expect(page.validate(params)).toEqual({});
    expect(validateSchedule(schedule)).toEqual({});
    expect(Value.Check(RULE_KINDS[kind].params, params)).toBe(true);
  });

  it.each(BOUNDS.filter(([of]) => of === kind))(
    'has the schema’s limits: %s %s',
    (_kind, name, { min, max }, scale) => {
      for (const [value, isWithin] of [
        [min, true],
        [max, true],
        [min - 1, false],
        [max + 1, false],
      ] as const) {
        const changed = { ...params, [name]: value / scale };
        expect(Object.keys(page.validate(changed))).toEqual(isWithin ? [] : [name]);
        expect(Value.Check(RULE_KINDS[kind].params, changed)).toBe(isWithin);
      }
      for (const value of [null, (min + 0.5) / scale])
        expect(Object.keys(page.validate({ ...params, [name]: value }))).toEqual([name]);
    },
  );
});

it('a rule of a key area needs one', () => {
  const { params } = rulePageOf('area-uncovered').start(null);
  expect(rulePageOf('area-uncovered').validate(params)).toEqual({ keyAreaId: { key: 'noArea' } });
});
