import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { formatClock, formatDate } from './format.ts';

/** `2026-11-24T12:03:00+08:00`: an instant as the city's clocks show it, unmistakable elsewhere. */
export function formatIsoLocal(timeMs: number, timeZone: string): string {
  const local = `${formatDate(timeMs, timeZone)}T${formatClock(timeMs, timeZone)}`;
  const offsetMinutes = Math.round((parseInstant(`${local}Z`) - Math.floor(timeMs / 1000) * 1000) / 60_000);
  const [sign, minutes] = offsetMinutes < 0 ? ['-', -offsetMinutes] : ['+', offsetMinutes];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${local}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
