import { Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WindowsComparison } from '@liaowang/shared/analysis/hotspots/change/compare-windows';
import { HowNote } from '../../components/how-note.tsx';
import { UNKNOWN, formatNumber } from '../../lib/format.ts';
import styles from './change.module.css';
import { formatChange } from '../../lib/format-ratio.ts';
import { describeDispersion, describeInterval, describeSeason, describeVerdict } from './change-words.ts';
import { RatioBar } from './ratio-bar.tsx';

/** Rate a day with as many digits as it has meaning. */
const formatRate = (count: number, days: number): string => formatNumber(count / days, count / days < 10 ? 2 : 1);

function Season({ season, now }: { season: WindowsComparison['season']; now: number }) {
  const { t } = useTranslation();
  const { text, verdict } = describeSeason(t, season, now);
  return (
    <p className={styles.season}>
      {text} {verdict && <b>{verdict}</b>}
    </p>
  );
}

/** The two windows in all: counts, rates, the ratio with its interval, and the season. */
export function ChangeSummary({
  comparison: { now, before, comparison, season, monthsLeftOut },
}: {
  comparison: WindowsComparison;
}) {
  const { t } = useTranslation();
  const { rateRatio } = comparison;
  const interval = describeInterval(t, comparison);
  return (
    <Stack component="section" aria-label={t('change.summary')}>
      <div className={styles.counts}>
        <div>
          <span>{t('change.before')}</span>
          <b>{formatNumber(before.count)}</b>
          <small>{t('change.perDay', { rate: formatRate(before.count, before.days) })}</small>
        </div>
        <div>
          <span>{t('change.now')}</span>
          <b>{formatNumber(now.count)}</b>
          <small>{t('change.perDay', { rate: formatRate(now.count, now.days) })}</small>
        </div>
        <div data-main>
          <span>
            {t('change.change')}
            <HowNote label={t('change.change')} text={t('change.how.ratio')} />
          </span>
          <b>{rateRatio === null ? UNKNOWN : formatChange(rateRatio)}</b>
          <small>{t('change.interval', { interval })}</small>
        </div>
      </div>
      <div className={styles.verdict}>
        <RatioBar ratio={rateRatio} interval={comparison.interval} label={interval} />
        <strong data-verdict={comparison.verdict}>{describeVerdict(t, comparison)}</strong>
      </div>
      <p className={styles.season}>{describeDispersion(t, comparison)}</p>
      {monthsLeftOut > 0 && (
        <p className={styles.season}>{t('incident.monthsLeftOut', { number: formatNumber(monthsLeftOut) })}</p>
      )}
      <Group gap="xs" align="start" wrap="nowrap">
        <Season season={season} now={now.count} />
        <HowNote label={t('change.season.title')} text={t('change.how.season')} />
      </Group>
    </Stack>
  );
}
