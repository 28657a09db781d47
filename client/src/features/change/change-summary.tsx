import { useTranslation } from 'react-i18next';
import type { WindowsComparison } from '@liaowang/shared/analysis/change/compare-windows';
import { HowNote } from '../../components/how-note.tsx';
import { UNKNOWN, formatNumber } from '../../lib/format.ts';
import styles from './change.module.css';
import { describeInterval, describeVerdict, formatChange } from './change-words.ts';
import { RatioBar } from './ratio-bar.tsx';

/** Rate a day with as many digits as it has meaning. */
const formatRate = (count: number, days: number): string => formatNumber(count / days, count / days < 10 ? 2 : 1);

function Season({ season, now }: { season: WindowsComparison['season']; now: number }) {
  const { t } = useTranslation();
  if (season.kind === 'same-season') return <p className={styles.season}>{t('change.season.same')}</p>;
  if (season.kind === 'unknown') return <p className={styles.season}>{t('change.season.unknown')}</p>;
  const { years, expectedNow, change } = season;
  const text = t('change.season.expected', { count: years, expected: formatNumber(expectedNow), now: formatNumber(now), change: formatChange(change.ratio), interval: describeInterval(t, change) });
  return <p className={styles.season}>{text} <b>{change.verdict === 'chance explains it' ? t('change.season.chance') : t(change.verdict === 'more' ? 'change.season.more' : 'change.season.fewer')}</b></p>;
}

/** The two windows in all: counts, rates, the ratio with its interval, and the season. */
export function ChangeSummary({ comparison: { now, before, comparison, season } }: { comparison: WindowsComparison }) {
  const { t } = useTranslation();
  const { rateRatio, low, high } = comparison;
  const interval = describeInterval(t, comparison);
  return (
    <section className={styles.summary} aria-label={t('change.summary')}>
      <div className={styles.counts}>
        <div><span>{t('change.before')}</span><b>{formatNumber(before.count)}</b><small>{t('change.perDay', { rate: formatRate(before.count, before.days) })}</small></div>
        <div><span>{t('change.now')}</span><b>{formatNumber(now.count)}</b><small>{t('change.perDay', { rate: formatRate(now.count, now.days) })}</small></div>
        <div data-main><span>{t('change.change')}<HowNote label={t('change.change')} text={t('change.how.ratio')} /></span><b>{rateRatio === null ? UNKNOWN : formatChange(rateRatio)}</b><small>{t('change.interval', { interval })}</small></div>
      </div>
      <div className={styles.verdict}>
        <RatioBar ratio={rateRatio} low={low} high={high} label={interval} />
        <strong data-verdict={comparison.verdict}>{describeVerdict(t, comparison)}</strong>
      </div>
      <div className={styles.seasonRow}><Season season={season} now={now.count} /><HowNote label={t('change.season.title')} text={t('change.how.season')} /></div>
    </section>
  );
}
