import { useTranslation } from 'react-i18next';
import type { CategoryChange } from '@liaowang/shared/analysis/change/compare-windows';
import { HowNote } from '../../components/how-note.tsx';
import { UNKNOWN, formatNumber } from '../../lib/format.ts';
import { formatChange } from '../../lib/format-ratio.ts';
import { describeDispersion, describeInterval } from './change-words.ts';
import styles from './change.module.css';
import { RatioBar } from './ratio-bar.tsx';

const LARGEST_CALLED_Q = 0.05;

/** Each category in both windows; only what many comparisons leave standing is emphasised. */
export function CategoryChanges({ categories }: { categories: readonly CategoryChange[] }) {
  const { t } = useTranslation();
  return (
    <section>
      <h3 className={styles.title}>{t('change.byCategory')}<HowNote label={t('change.byCategory')} text={t('change.how.categories')} /></h3>
      <table className={styles.table}>
        <thead><tr><th scope="col">{t('change.category')}</th><th scope="col">{t('change.before')}</th><th scope="col">{t('change.now')}</th><th scope="col">{t('change.change')}</th><th scope="col" aria-label={t('change.intervalColumn')} /></tr></thead>
        <tbody>
          {categories.map(({ category, now, before, comparison, q }) => (
            <tr key={category} data-sure={(q <= LARGEST_CALLED_Q && (comparison.verdict === 'more' || comparison.verdict === 'fewer')) || undefined} title={`${describeInterval(t, comparison)} · q = ${q < 0.001 ? '< 0.001' : q.toFixed(3)} · ${describeDispersion(t, comparison)}`}>
              <th scope="row">{t(`category.${category}`)}</th>
              <td>{formatNumber(before)}</td>
              <td>{formatNumber(now)}</td>
              <td>{comparison.rateRatio === null ? UNKNOWN : formatChange(comparison.rateRatio)}</td>
              <td><RatioBar ratio={comparison.rateRatio} interval={comparison.interval} label={describeInterval(t, comparison)} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
