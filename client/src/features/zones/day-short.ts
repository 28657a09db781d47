import type { TFunction } from 'i18next';
import { formatDate } from '../../lib/format.ts';

/** `11 月 20 日`, `20 Nov` in the city's time zone: within a season the year goes without saying. */
export function formatDayShort(atMs: number, timeZone: string, t: TFunction): string {
  const [, month, day] = formatDate(atMs, timeZone).split('-') as [string, string, string];
  return t('zones.dayShort', { month: t(`zones.month.${Number(month) as 1}`), day: Number(day) });
}
