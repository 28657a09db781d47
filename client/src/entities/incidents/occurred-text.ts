import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { IncidentProperties } from '@liaowang/shared/schemas/incident';
import { formatDate, formatMoment } from '../../lib/format.ts';

/** When an incident was, as exactly as it is known: a moment, both ends of an interval, a day or a month. */
export function formatOccurred(
  {
    occurredAt,
    occurredUntil,
    timePrecision,
  }: Pick<IncidentProperties, 'occurredAt' | 'occurredUntil' | 'timePrecision'>,
  nowMs: number,
  timeZone: string,
): string {
  const atMs = parseInstant(occurredAt);
  if (timePrecision === 'month') return formatDate(atMs, timeZone).slice(0, 'YYYY-MM'.length);
  const format = (timeMs: number): string =>
    timePrecision === 'day' ? formatDate(timeMs, timeZone) : formatMoment(timeMs, nowMs, timeZone);
  return occurredUntil ? `${format(atMs)} – ${format(parseInstant(occurredUntil))}` : format(atMs);
}
