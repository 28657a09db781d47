import type { AlertRule, AlertRuleStatus } from '@liaowang/shared/schemas/alert-rule';
import type { RuleSchedule } from '@liaowang/shared/schemas/rule-schedule';
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
  const dayOf = (day: number): string => t(`calendar.weekday.${day as 1}`);
  if (words.key === 'run') return t('rules.dayRun', { first: dayOf(words.first), last: dayOf(words.last) });
  if (words.key === 'list') return words.days.map(dayOf).join(DAY_JOIN[language]);
  return t(`rules.daySet.${words.key}`);
}

/** `07:00–08:30`; null = all day. */
export function formatRuleHours({ startMinute, endMinute }: Omit<RuleSchedule, 'weekdays'>): string | null {
  if (startMinute === 0 && endMinute === 1440) return null;
  return `${formatMinuteOfDay(startMinute)}–${formatMinuteOfDay(endMinute)}`;
}

/** `Mon–Fri 07:00–08:30` */
export function describeSchedule(t: TFunction, schedule: RuleSchedule, language: Language): string {
  return `${describeDays(t, schedule.weekdays, language)} ${formatRuleHours(schedule) ?? t('rules.allDay')}`;
}

export interface RuleWithStatus {
  rule: AlertRule;
  /** Undefined until the server has said. */
  status: AlertRuleStatus | undefined;
}

/** What needs a person first. */
const URGENCY: Record<AlertRuleStatus['state'], number> = { broken: 0, waiting: 1, kept: 2, resting: 3 };

const areaOf = ({ params }: AlertRule): number => ('keyAreaId' in params ? params.keyAreaId : 0);

/** Rules with how they stand: broken ones first, then those about to change, kept, resting; within these by kind, area and hour. */
export function sortRules(rules: readonly AlertRule[], statuses: readonly AlertRuleStatus[]): RuleWithStatus[] {
  const byRule = new Map(statuses.map((status) => [status.ruleId, status]));
  const urgency = ({ status }: RuleWithStatus): number => (status ? URGENCY[status.state] : URGENCY.resting);
  return rules
    .map((rule) => ({ rule, status: byRule.get(rule.id) }))
    .sort(
      (a, b) =>
        urgency(a) - urgency(b) ||
        a.rule.kind.localeCompare(b.rule.kind) ||
        areaOf(a.rule) - areaOf(b.rule) ||
        a.rule.schedule.startMinute - b.rule.schedule.startMinute ||
        a.rule.id - b.rule.id,
    );
}
