import { Table } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { CategoryChange } from '@liaowang/shared/analysis/hotspots/change/compare-windows';
import { FigureTable } from '../../components/figure-table.tsx';
import { TableRows } from '../../components/virtual-rows.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { useCategoryName } from '../../entities/incidents/category-names.ts';
import { UNKNOWN, formatNumber } from '../../lib/format.ts';
import { formatChange } from '../../lib/format-ratio.ts';
import { describeDispersion, describeInterval } from './change-words.ts';
import styles from './change.module.css';
import { RatioBar } from './ratio-bar.tsx';

const LARGEST_CALLED_Q = 0.05;

interface OpenRow {
  change: CategoryChange;
  level: number;
  hasBelow: boolean;
}

const keyOf = ({ change }: OpenRow): string => change.categoryId;

/** The categories as a tree in the order given, those below closed ones left out. */
function listOpen(
  categories: readonly CategoryChange[],
  open: ReadonlySet<string>,
  parentId: string | null = null,
  level = 0,
): OpenRow[] {
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
  const rows = listOpen(categories, open);
  const toggle = (categoryId: string): void => {
    const next = new Set(open);
    if (!next.delete(categoryId)) next.add(categoryId);
    setOpen(next);
  };
  return (
    <section>
      <SectionHead how={t('change.how.categories')}>{t('change.byCategory')}</SectionHead>
      <FigureTable className={styles.table} aria-rowcount={rows.length + 1}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('change.category')}</Table.Th>
            <Table.Th scope="col">{t('change.before')}</Table.Th>
            <Table.Th scope="col">{t('change.now')}</Table.Th>
            <Table.Th scope="col">{t('change.change')}</Table.Th>
            <Table.Th scope="col" aria-label={t('change.intervalColumn')} />
          </Table.Tr>
        </Table.Thead>
        <TableRows rows={rows} keyOf={keyOf} rowHeightPx={26}>
          {({ change: { categoryId, now, before, comparison, q }, level, hasBelow }, place) => (
            <Table.Tr
              key={categoryId}
              {...place}
              data-sure={
                (q <= LARGEST_CALLED_Q && (comparison.verdict === 'more' || comparison.verdict === 'fewer')) ||
                undefined
              }
              title={`${describeInterval(t, comparison)} · q = ${q < 0.001 ? '< 0.001' : q.toFixed(3)} · ${describeDispersion(t, comparison)}`}
            >
              <Table.Th scope="row" style={{ '--level': level } as CSSProperties}>
                {hasBelow ? (
                  <button
                    type="button"
                    className={styles.fold}
                    aria-expanded={open.has(categoryId)}
                    aria-label={t(open.has(categoryId) ? 'common.foldBelow' : 'common.unfoldBelow', {
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
              </Table.Th>
              <Table.Td>{formatNumber(before)}</Table.Td>
              <Table.Td>{formatNumber(now)}</Table.Td>
              <Table.Td>{comparison.rateRatio === null ? UNKNOWN : formatChange(comparison.rateRatio)}</Table.Td>
              <Table.Td>
                <RatioBar
                  ratio={comparison.rateRatio}
                  interval={comparison.interval}
                  label={describeInterval(t, comparison)}
                />
              </Table.Td>
            </Table.Tr>
          )}
        </TableRows>
      </FigureTable>
    </section>
  );
}
