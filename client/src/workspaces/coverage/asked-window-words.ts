import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { RevisitWindow } from '@liaowang/shared/schemas/revisit';
import type { TFunction } from 'i18next';
import { formatLocal } from '../../lib/local-time.ts';
import { describeDays } from '../../features/rules/rule-words.ts';
import { formatMinuteOfDay, type Language } from '../../lib/format.ts';

const PART_JOIN: Record<Language, string> = { 'zh-CN': '，', en: ', ' };

/** Which window was asked, on the city's clock: `2026-09-28 16:30 to 2026-11-23 16:30, Mon, 18:00–22:00, Patrols`. */
export function describeAskedWindow(
  { from, to, group, weekdays, startHour, endHour }: RevisitWindow,
  { t, language, timeZone }: { t: TFunction; language: Language; timeZone: string },
): string {
  const isAllDay = Math.abs(endHour - startHour) === 24;
  return [
    t('revisit.span', { from: formatLocal(parseInstant(from), timeZone), to: formatLocal(parseInstant(to), timeZone) }),
    ...(weekdays === null ? [] : [describeDays(t, weekdays, language)]),
    ...(isAllDay ? [] : [`${formatMinuteOfDay(startHour * 60)}–${formatMinuteOfDay(endHour * 60)}`]),
    t(`revisit.group.${group}`),
  ].join(PART_JOIN[language]);
}
