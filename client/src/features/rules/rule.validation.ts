import type { RuleSchedule } from '@liaowang/shared/schemas/rule-schedule';
import { formatMinuteOfDay } from '../../lib/format.ts';

/** Parameters as they are being filled in; null = nothing yet. */
export type Draft<P> = { [F in keyof P]: P[F] | null };

/** Days and hours as they are being filled in: times as `HH:mm`. */
export interface ScheduleForm {
  weekdays: readonly number[];
  start: string;
  end: string;
  isAllDay: boolean;
}

const ALL_DAY_MINUTES = 1440;

/** Workdays in the afternoon. */
export const NEW_SCHEDULE: ScheduleForm = { weekdays: [1, 2, 3, 4, 5], start: '16:00', end: '18:00', isAllDay: false };
/** Always. */
export const ALL_DAY: ScheduleForm = { weekdays: [1, 2, 3, 4, 5, 6, 7], start: '08:00', end: '18:00', isAllDay: true };

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

function checkHours({ isAllDay, start, end }: ScheduleForm): RuleProblem | undefined {
  if (isAllDay) return undefined;
  const startMinute = parseMinute(start);
  const endMinute = parseMinute(end);
  if (startMinute === null || endMinute === null || startMinute === ALL_DAY_MINUTES) return { key: 'noTime' };
  return startMinute === endMinute ? { key: 'sameTime' } : undefined;
}

/** Problems of days and hours; an empty object = none. */
export function validateSchedule(form: ScheduleForm): { weekdays?: RuleProblem; hours?: RuleProblem } {
  const hours = checkHours(form);
  return { ...(form.weekdays.length === 0 && { weekdays: { key: 'noDay' } as const }), ...(hours && { hours }) };
}

/** The problem of a parameter that must be a whole number within bounds; an empty object = none. */
export function checkWhole<F extends string>(
  field: F,
  value: number | null,
  { min, max }: { min: number; max: number },
): Partial<Record<F, RuleProblem>> {
  return value === null || !Number.isInteger(value) || value < min || value > max
    ? ({ [field]: { key: 'between', min, max } } as Partial<Record<F, RuleProblem>>)
    : {};
}

/** The days and hours of a form without problems. */
export function toSchedule({ weekdays, start, end, isAllDay }: ScheduleForm): RuleSchedule {
  return {
    weekdays: [...weekdays],
    startMinute: isAllDay ? 0 : parseMinute(start)!,
    endMinute: isAllDay ? ALL_DAY_MINUTES : parseMinute(end)!,
  };
}

/** The form of the days and hours of a rule that stands. */
export function toScheduleForm({ weekdays, startMinute, endMinute }: RuleSchedule): ScheduleForm {
  const isAllDay = startMinute === 0 && endMinute === ALL_DAY_MINUTES;
  return {
    weekdays,
    start: isAllDay ? NEW_SCHEDULE.start : formatMinuteOfDay(startMinute),
    end: isAllDay ? NEW_SCHEDULE.end : formatMinuteOfDay(endMinute),
    isAllDay,
  };
}

/** Which field of the form a refusal speaks of, from its JSON path: a parameter, `weekdays` or `hours`; null = the form as a whole. */
export function findRefusedRuleField(path: string | null): string | null {
  const [, part, field] = /^body\.(params|schedule)\.(\w+)/.exec(path ?? '') ?? [];
  if (field === undefined) return null;
  return part === 'schedule' && field !== 'weekdays' ? 'hours' : field;
}
