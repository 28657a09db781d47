import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { OBSERVER_GROUPS, type RevisitWindow } from '@liaowang/shared/schemas/revisit';
import { MAX_WINDOW_MS } from './revisit-window.ts';

const MINUTE_MS = 60_000;
const RADIX = 36;
/** Weekdays of a window that has all of them. */
const EVERY_DAY = '0';
const MAX_HOUR = 24;

/**
 * A window as a link carries it: `hrn26.htda6.patrols.15.18.22` is its minutes since 1970 in base 36, its group, its weekdays
 * (`0` = every day) and its hours. At most 35 characters. Seconds are dropped, but never so that nothing is left.
 */
export function formatWindowLink({ from, to, group, weekdays, startHour, endHour }: RevisitWindow): string {
  const fromMinute = Math.floor(parseInstant(from) / MINUTE_MS);
  const toMinute = Math.max(fromMinute + 1, Math.floor(parseInstant(to) / MINUTE_MS));
  const days = weekdays === null || weekdays.length === 7 ? EVERY_DAY : [...weekdays].sort((a, b) => a - b).join('');
  return [fromMinute.toString(RADIX), toMinute.toString(RADIX), group, days, startHour, endHour].join('.');
}

/** What {@link formatWindowLink} wrote; null for anything else, and for what no form would ask. */
export function parseWindowLink(text: string): RevisitWindow | null {
  const match = /^([\da-z]{1,6})\.([\da-z]{1,6})\.([a-z]+)\.(0|[1-7]{1,6})\.(\d{1,2})\.(\d{1,2})$/.exec(text);
  if (!match) return null;
  const [fromText, toText, groupText, days, startText, endText] = match.slice(1) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const fromMs = Number.parseInt(fromText, RADIX) * MINUTE_MS;
  const toMs = Number.parseInt(toText, RADIX) * MINUTE_MS;
  const group = OBSERVER_GROUPS.find((known) => known === groupText);
  const weekdays = days === EVERY_DAY ? null : Array.from(days, Number);
  const [startHour, endHour] = [Number(startText), Number(endText)];
  if (!group || fromMs >= toMs || toMs - fromMs > MAX_WINDOW_MS) return null;
  if (weekdays && new Set(weekdays).size < weekdays.length) return null;
  if (startHour > MAX_HOUR || endHour > MAX_HOUR || startHour === endHour) return null;
  return {
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    group,
    weekdays,
    startHour,
    endHour,
  };
}
