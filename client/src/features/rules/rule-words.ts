import type { CoverageRule, RuleStatus } from '@liaowang/shared/schemas/coverage-rule';
import type { TFunction } from 'i18next';
import { formatMinuteOfDay, type Language } from '../../lib/format.ts';

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Weekdays as a set that has a name (`everyDay`, `workdays`, `weekend`), as one run (`run`), or as they are listed (`list`). */
export type WeekdayWords =
  | { key: 'everyDay' | 'workdays' | 'weekend' }
  | { key: 'run'; first: number; last: number }
  | { key: 'list'; days: readonly number[] };

/** How weekdays are said: never a list where a word will do. */
export function describeWeekdays(weekdays: readonly number[]): WeekdayWords {
  const days = [...weekdays].sort((a, b) => a - b);
  const name = { '1234567': 'everyDay', '12345': 'workdays', '67': 'weekend' }[days.join('')] as
    | 'everyDay'
    | 'workdays'
    | 'weekend'
    | undefined;
  if (name) return { key: name };
  const first = days[0];
  const last = days.at(-1);
  if (first !== undefined && last !== undefined && days.length > 2 && last - first === days.length - 1)
    return { key: 'run', first, last };
  return { key: 'list', days };
}

const DAY_JOIN: Record<Language, string> = { 'zh-CN': '、', en: ', ' };

/** {@link describeWeekdays} in the reader's language: `Mon–Fri`. */
export function describeDays(t: TFunction, weekdays: readonly number[], language: Language): string {
  const words = describeWeekdays(weekdays);
  const dayOf = (day: number): string => t(`rules.weekdayLong.${day as 1}`);
  if (words.key === 'run') return t('rules.dayRun', { first: dayOf(words.first), last: dayOf(words.last) });
  if (words.key === 'list') return words.days.map(dayOf).join(DAY_JOIN[language]);
  return t(`rules.daySet.${words.key}`);
}

/** `07:00–08:30`; null = all day. */
export function formatRuleHours({
  startMinute,
  endMinute,
}: Pick<CoverageRule, 'startMinute' | 'endMinute'>): string | null {
  if (startMinute === 0 && endMinute === 1440) return null;
  return `${formatMinuteOfDay(startMinute)}–${formatMinuteOfDay(endMinute)}`;
}

export interface RuleWithStatus {
  rule: CoverageRule;
  /** Undefined until the server has said. */
  status: RuleStatus | undefined;
}

/** What needs a person first. */
const URGENCY: Record<RuleStatus['state'], number> = { broken: 0, waiting: 1, kept: 2, resting: 3 };

/** Rules with how they stand: broken ones first, then those about to change, kept, resting; within these by area and hour. */
export function sortRules(rules: readonly CoverageRule[], statuses: readonly RuleStatus[]): RuleWithStatus[] {
  const byRule = new Map(statuses.map((status) => [status.ruleId, status]));
  const urgency = ({ status }: RuleWithStatus): number => (status ? URGENCY[status.state] : URGENCY.resting);
  return rules
    .map((rule) => ({ rule, status: byRule.get(rule.id) }))
    .sort(
      (a, b) =>
        urgency(a) - urgency(b) ||
        a.rule.keyAreaId - b.rule.keyAreaId ||
        a.rule.startMinute - b.rule.startMinute ||
        a.rule.id - b.rule.id,
    );
}
