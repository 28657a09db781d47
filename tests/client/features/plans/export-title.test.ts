import { describe, expect, it } from 'vitest';
import { EMPTY_PLAN, type PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import { describeTriedPlan } from '../../../../client/src/features/plans/export-title.ts';
import { startHistory } from '../../../../client/src/features/plans/plan-history.ts';
import { createNames } from '../../workspaces/coverage/coverage-samples.ts';

const { t } = createNames('zh-CN');
const origin = { id: 5, version: 1, name: '早班', note: '', isBackup: false, mayChange: true };
const withoutBuses: PlanDefinition = { ...EMPTY_PLAN, withoutKinds: ['bus'] };
const draftOf = (present: PlanDefinition, saved: PlanDefinition | null) => ({
  history: startHistory(present),
  saved: saved ?? EMPTY_PLAN,
  origin: saved && origin,
});

describe('what a picture says of a plan', () => {
  it('is nothing while the plan is what is now', () => {
    expect(describeTriedPlan(t, draftOf(EMPTY_PLAN, null), 600)).toBeNull();
  });

  it('is its name and the hour at which it is judged', () => {
    expect(describeTriedPlan(t, draftOf(withoutBuses, withoutBuses), 1_320)).toBe('推演“早班”，按 22:00 计');
    expect(describeTriedPlan(createNames('en').t, draftOf(withoutBuses, withoutBuses), 65)).toBe(
      'what if "早班", judged at 01:05',
    );
  });

  it('tells what is not saved', () => {
    expect(describeTriedPlan(t, draftOf(withoutBuses, null), 600)).toContain('未保存的方案');
    expect(describeTriedPlan(t, draftOf(withoutBuses, EMPTY_PLAN), 600)).toContain('早班 · 未保存');
  });

  it('tells another hour from now, though nothing is changed', () => {
    expect(describeTriedPlan(t, draftOf({ ...EMPTY_PLAN, atMinute: 0 }, null), 0)).toBe('推演“现状”，按 00:00 计');
  });
});
