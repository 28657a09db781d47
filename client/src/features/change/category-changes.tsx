import { IconChevronRight } from '@tabler/icons-react';
import { useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { CategoryChange } from '@liaowang/shared/analysis/hotspots/change/compare-windows';
import { HowNote } from '../../components/how-note.tsx';
import { useCategoryName } from '../../i18n/category-names.ts';
import { UNKNOWN, formatNumber } from '../../lib/format.ts';
import { formatChange } from '../../lib/format-ratio.ts';
import { describeDispersion, describeInterval } from './change-words.ts';
import styles from './change.module.css';
import { RatioBar } from './ratio-bar.tsx';

const LARGEST_CALLED_Q = 0.05;

/** The categories as a tree in the order given, those below closed ones left out. */
function listOpen(
  categories: readonly CategoryChange[],
  open: ReadonlySet<string>,
  parentId: string | null = null,
  level = 0,
): Array<{ change: CategoryChange; level: number; hasBelow: boolean }> {
  return categories
    .filter((change) => change.parentId === parentId)
    .flatMap((change) => {
      const hasBelow = categories.some((other) => other.parentId === change.categoryId);
      return [
        { change, level, hasBelow },
        ...(open.has(change.categoryId) ? listOpen(categories, open, change.categoryId, level + 1) : []),
      ];
    });
}

/** Each category in both windows, the city's own kinds below ours; only what many comparisons leave standing is emphasised. */
export function CategoryChanges({ categories }: { categories: readonly CategoryChange[] }) {
  const { t } = useTranslation();
  const nameOf = useCategoryName();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (categoryId: string): void => {
    const next = new Set(open);
    if (!next.delete(categoryId)) next.add(categoryId);
    setOpen(next);
  };
  return (
    <section>
      <h3 className={styles.title}>
        {t('change.byCategory')}
        <HowNote label={t('change.byCategory')} text={t('change.how.categories')} />
      </h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('change.category')}</th>
            <th scope="col">{t('change.before')}</th>
            <th scope="col">{t('change.now')}</th>
            <th scope="col">{t('change.change')}</th>
            <th scope="col" aria-label={t('change.intervalColumn')} />
          </tr>
        </thead>
        <tbody>
          {listOpen(categories, open).map(({ change: { categoryId, now, before, comparison, q }, level, hasBelow }) => (
            <tr
              key={categoryId}
              data-sure={
                (q <= LARGEST_CALLED_Q && (comparison.verdict === 'more' || comparison.verdict === 'fewer')) ||
                undefined
              }
              title={`${describeInterval(t, comparison)} · q = ${q < 0.001 ? '< 0.001' : q.toFixed(3)} · ${describeDispersion(t, comparison)}`}
            >
              <th scope="row" style={{ '--level': level } as CSSProperties}>
                {hasBelow ? (
                  <button
                    type="button"
                    className={styles.fold}
                    aria-expanded={open.has(categoryId)}
                    aria-label={t(open.has(categoryId) ? 'zones.filter.bars.fold' : 'zones.filter.bars.unfold', {
                      label: nameOf(categoryId),
                    })}
                    onClick={() => toggle(categoryId)}
                  >
                    <IconChevronRight />
                    {nameOf(categoryId)}
                  </button>
                ) : (
                  <span className={styles.leaf}>{nameOf(categoryId)}</span>
                )}
              </th>
              <td>{formatNumber(before)}</td>
              <td>{formatNumber(now)}</td>
              <td>{comparison.rateRatio === null ? UNKNOWN : formatChange(comparison.rateRatio)}</td>
              <td>
                <RatioBar
                  ratio={comparison.rateRatio}
                  interval={comparison.interval}
                  label={describeInterval(t, comparison)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
