import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { formatMinuteOfDay } from '../../lib/format.ts';

const DAY_MS = 86_400_000;

/** `07:00–21:00`; null = all day. Equal ends mean no duty at all and are shown as they are. */
export function formatDutyHours({
  dutyStartMinute,
  dutyEndMinute,
}: {
  dutyStartMinute: number;
  dutyEndMinute: number;
}): string | null {
  if (dutyStartMinute === 0 && dutyEndMinute === 1440) return null;
  return `${formatMinuteOfDay(dutyStartMinute)}–${formatMinuteOfDay(dutyEndMinute)}`;
}

/** Whole calendar days from one `YYYY-MM-DD` to another, never below 0. */
export function countDaysBetween(from: string, to: string): number {
  return Math.max(0, Math.round((parseInstant(`${to}T00:00:00Z`) - parseInstant(`${from}T00:00:00Z`)) / DAY_MS));
}
