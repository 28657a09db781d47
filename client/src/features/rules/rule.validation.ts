import type { NewCoverageRule } from '@liaowang/shared/schemas/coverage-rule';
import { formatMinuteOfDay } from '../../lib/format.ts';

/** A rule as it is being filled in: times as `HH:mm`, null = no number yet. */
export interface RuleForm {
  keyAreaId: number | null;
  weekdays: readonly number[];
  start: string;
  end: string;
  isAllDay: boolean;
  maxUnseenMinutes: number | null;
  minSeenPercent: number | null;
  enabled: boolean;
}

/** What the server takes: shared/src/schemas/coverage-rule.ts. */
export const RULE_LIMITS = { maxUnseenMinutes: { min: 1, max: 1440 }, minSeenPercent: { min: 5, max: 100 } } as const;

const ALL_DAY_MINUTES = 1440;

/** What a new rule starts with: a school gate in the afternoon. */
export const NEW_RULE_FORM: RuleForm = {
  keyAreaId: null,
  weekdays: [1, 2, 3, 4, 5],
  start: '16:00',
  end: '18:00',
  isAllDay: false,
  maxUnseenMinutes: 20,
  minSeenPercent: 80,
  enabled: true,
};

export type RuleField = 'keyAreaId' | 'weekdays' | 'hours' | 'maxUnseenMinutes' | 'minSeenPercent';

/** What is wrong with a field: a key of the catalogue's `rules.wrong`, with what it says in braces. */
export type RuleProblem =
  | { key: 'noArea' | 'noDay' | 'noTime' | 'sameTime' }
  | { key: 'between'; min: number; max: number };

/** Minute of the day of `HH:mm`, `24:00` included; null for anything else. */
export function parseMinute(text: string): number | null {
  // Full-width colons come from Chinese keyboards.
  const match = /^(\d{1,2})[:：](\d{2})$/.exec(text.trim());
  const minute = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  return match && Number(match[2]) < 60 && minute <= ALL_DAY_MINUTES ? minute : null;
}

function checkHours({ isAllDay, start, end }: RuleForm): RuleProblem | undefined {
  if (isAllDay) return undefined;
  const startMinute = parseMinute(start);
  const endMinute = parseMinute(end);
  if (startMinute === null || endMinute === null || startMinute === ALL_DAY_MINUTES) return { key: 'noTime' };
  return startMinute === endMinute ? { key: 'sameTime' } : undefined;
}

function checkWhole(value: number | null, { min, max }: { min: number; max: number }): RuleProblem | undefined {
  return value === null || !Number.isInteger(value) || value < min || value > max
    ? { key: 'between', min, max }
    : undefined;
}

/** Problems by field; an empty object = can be sent. */
export function validateRule(form: RuleForm): Partial<Record<RuleField, RuleProblem>> {
  const checked: Record<RuleField, RuleProblem | undefined> = {
    keyAreaId: form.keyAreaId === null ? { key: 'noArea' } : undefined,
    weekdays: form.weekdays.length === 0 ? { key: 'noDay' } : undefined,
    hours: checkHours(form),
    maxUnseenMinutes: checkWhole(form.maxUnseenMinutes, RULE_LIMITS.maxUnseenMinutes),
    minSeenPercent: checkWhole(form.minSeenPercent, RULE_LIMITS.minSeenPercent),
  };
  return Object.fromEntries(Object.entries(checked).filter(([, problem]) => problem !== undefined));
}

/** The rule of a form without problems. */
export function toRule({
  keyAreaId,
  weekdays,
  start,
  end,
  isAllDay,
  maxUnseenMinutes,
  minSeenPercent,
  enabled,
}: RuleForm): NewCoverageRule {
  return {
    keyAreaId: keyAreaId!,
    weekdays: [...weekdays],
    startMinute: isAllDay ? 0 : parseMinute(start)!,
    endMinute: isAllDay ? ALL_DAY_MINUTES : parseMinute(end)!,
    maxUnseenMinutes: maxUnseenMinutes!,
    minSeenShare: minSeenPercent! / 100,
    enabled,
  };
}

/** The form of a rule that stands. */
export function toRuleForm({
  keyAreaId,
  weekdays,
  startMinute,
  endMinute,
  maxUnseenMinutes,
  minSeenShare,
  enabled,
}: NewCoverageRule): RuleForm {
  const isAllDay = startMinute === 0 && endMinute === ALL_DAY_MINUTES;
  return {
    keyAreaId,
    weekdays,
    start: isAllDay ? NEW_RULE_FORM.start : formatMinuteOfDay(startMinute),
    end: isAllDay ? NEW_RULE_FORM.end : formatMinuteOfDay(endMinute),
    isAllDay,
    maxUnseenMinutes,
    minSeenPercent: Math.round(minSeenShare * 100),
    enabled,
  };
}

/** Which field of the form a refusal speaks of, from its JSON path; null = the form as a whole. */
export function findRefusedRuleField(path: string | null): RuleField | null {
  const known: Record<string, RuleField> = {
    keyAreaId: 'keyAreaId',
    weekdays: 'weekdays',
    startMinute: 'hours',
    endMinute: 'hours',
    maxUnseenMinutes: 'maxUnseenMinutes',
    minSeenShare: 'minSeenPercent',
  };
  return known[path?.match(/^body\.(\w+)/)?.[1] ?? ''] ?? null;
}
