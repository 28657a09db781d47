import type { TFunction } from 'i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { RevisitMeasure, RevisitPoint, RevisitSurface } from '@liaowang/shared/schemas/revisit';
import { formatDuration, formatNumber, type Language } from '../../lib/format.ts';

/** Below this somebody is there now. */
const JUST_NOW_MS = 60_000;

/** A value of a surface in words, e.g. `2 小时 10 分`, `12 次`. */
export function formatRevisitValue(
  t: TFunction,
  unit: RevisitSurface['scale']['unit'],
  value: number,
  language: Language,
): string {
  return unit === 'seconds'
    ? formatDuration(value * 1000, language)
    : t('revisit.visitCount', { count: formatNumber(value) });
}

interface ReadoutContext {
  t: TFunction;
  language: Language;
  nowMs: number;
  /** Name of the unit or lookout that saw it last; null = not known to this account. */
  nameOf: (seenBy: NonNullable<RevisitPoint['lastSeenBy']>) => string | null;
}

/** "Last seen 2 h 10 min ago, by Bus 37": the sentence for a place now. */
export function describeLastSeen(
  { lastSeenAt, lastSeenBy }: Pick<RevisitPoint, 'lastSeenAt' | 'lastSeenBy'>,
  { t, language, nowMs, nameOf }: ReadoutContext,
): string {
  if (lastSeenAt === null) return t('revisit.neverSeen');
  const ageMs = nowMs - parseInstant(lastSeenAt);
  const name = lastSeenBy && nameOf(lastSeenBy);
  if (ageMs < JUST_NOW_MS) return name === null ? t('revisit.seenNow') : t('revisit.seenNowBy', { name });
  // Minutes are as fine as anybody needs once an hour is over.
  const duration = formatDuration(ageMs, language);
  return name === null ? t('revisit.lastSeen', { duration }) : t('revisit.lastSeenBy', { duration, name });
}

/** What a computed window says of a place: the chosen measure first, then how often it was seen. Null where nothing was measured. */
export function describeWindowPoint(
  point: RevisitPoint,
  measure: RevisitMeasure,
  windowEndMs: number,
  { t, language }: Pick<ReadoutContext, 't' | 'language'>,
): string {
  if (point.visits === 0 || point.lastSeenAt === null) return t('revisit.notSeenInWindow');
  const seconds: Record<RevisitMeasure, number | null> = {
    age: (windowEndMs - parseInstant(point.lastSeenAt)) / 1000,
    visits: null,
    'mean-gap': point.meanGapSeconds,
    'max-gap': point.maxGapSeconds,
    'mean-age': point.meanAgeSeconds,
  };
  const value = seconds[measure];
  const visits = point.visits === null ? null : t('revisit.visitCount', { count: formatNumber(point.visits) });
  const chosen = value === null ? null : `${t(`revisit.measure.${measure}`)} ${formatDuration(value * 1000, language)}`;
  return [chosen, visits && t('revisit.seenTimes', { visits })].filter((part) => part !== null).join(' · ');
}
