import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { Unit } from '@liaowang/shared/schemas/unit';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration, formatMoment } from '../../lib/format.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage } from '../../lib/use-language.ts';

/** Reasons that people can do something about, each with its own words. */
const TOLD_REASONS = ['future', 'too-old', 'invalid-coordinates', 'inaccurate', 'impossible-jump'] as const;

/** Why nothing of a unit gets through, in one sentence: what is refused most, how often and since when; null while its fixes are taken. */
export function useRefusalText(): (unit: Unit) => string | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  return useCallback(
    ({ refusals: [most] }) => {
      if (!most) return null;
      const reason = TOLD_REASONS.find((told) => told === most.reason);
      const ahead = formatDuration((most.clockAheadSeconds ?? 0) * 1_000, language);
      const why = reason ? t(`unit.refusedAs.${reason}`, { duration: ahead }) : t('unit.refusedAs.other');
      return t('unit.refused', {
        why,
        count: most.count,
        time: formatMoment(parseInstant(most.since), serverNowMs(), timeZone),
      });
    },
    [t, language, timeZone],
  );
}
