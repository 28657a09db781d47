/** Minute of the local day, 0–1439, of an instant in an IANA time zone. */
export function minuteOfDay(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(atMs);
  const numberOf = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return numberOf('hour') * 60 + numberOf('minute');
}

/**
 * Whether a post is on duty at a minute of the local day. Hours are half-open; `end < start` runs past midnight;
 * 0–1440 is all day; `start === end` is never.
 */
export function isOnDuty(post: { dutyStartMinute: number; dutyEndMinute: number }, minute: number): boolean {
  const { dutyStartMinute: start, dutyEndMinute: end } = post;
  return start <= end ? minute >= start && minute < end : minute >= start || minute < end;
}
