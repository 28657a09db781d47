import { IconChevronRight } from '@tabler/icons-react';
import { useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { createCategoryTree } from '@liaowang/shared/contract/category-tree';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import { useCategoryName } from '../../entities/incidents/category-names.ts';
import { formatNumber } from '../../lib/format.ts';
import { rememberLast } from '../../lib/remember-last.ts';
import styles from './category-bars.module.css';
import { SectionHead } from '../../components/section-head.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { chooseCategory, findRowState } from './choose-category.ts';

/** Kinds below one category that are shown before somebody asks for the others. */
const FIRST_KINDS = 12;

const treeOf = rememberLast(createCategoryTree);

interface CategoryBarsProps {
  nodes: IncidentColumns['categoryNodes'];
  /** Incidents of each node itself, in the order of the nodes. */
  counts: Uint32Array;
  /** Null = none is left out. */
  chosen: readonly string[] | null;
  onChoose: (chosen: string[] | null) => void;
}

/** Incidents by category as bars, ours first, each with the city's own kinds below it. A click chooses a category with all that is below it. */
export function CategoryBars({ nodes, counts, chosen, onChoose }: CategoryBarsProps) {
  const { t } = useTranslation();
  const nameOf = useCategoryName();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set());
  const tree = treeOf(nodes);
  const sums = tree.sumSubtrees(counts);
  const countOf = new Map(nodes.map(({ categoryId }, at) => [categoryId, sums[at]!]));
  const tops = tree.findChildren(null);
  const most = Math.max(1, ...tops.map((id) => countOf.get(id)!));
  const toggle = (set: ReadonlySet<string>, id: string): Set<string> => {
    const next = new Set(set);
    if (!next.delete(id)) next.add(id);
    return next;
  };

  function rowsOf(categoryId: string, level: number): ReactNode[] {
    const count = countOf.get(categoryId) ?? 0;
    const below = tree.findChildren(categoryId).sort((a, b) => countOf.get(b)! - countOf.get(a)!);
    const state = findRowState(tree, chosen, categoryId);
    // What is chosen below it is not hidden.
    const isOpen = open.has(categoryId) !== (state === 'partly');
    const shown = whole.has(categoryId) ? below : below.slice(0, FIRST_KINDS);
    const label = nameOf(categoryId);
    return [
      <div key={categoryId} className={styles.row} style={{ '--level': level } as CSSProperties}>
        {below.length > 0 ? (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={isOpen}
            aria-label={t(isOpen ? 'common.foldBelow' : 'common.unfoldBelow', { label })}
            onClick={() => setOpen(toggle(open, categoryId))}
          >
            <IconChevronRight />
          </button>
        ) : (
          <span className={styles.fold} />
        )}
        <button
          type="button"
          className={styles.bar}
          aria-pressed={chosen?.includes(categoryId) ?? false}
          data-state={state ?? undefined}
          title={`${label} · ${t('filter.bars.hint')}`}
          aria-label={t('filter.bars.row', { label, count, number: formatNumber(count) })}
          onClick={(event) => onChoose(chooseCategory(tree, chosen, categoryId, event))}
        >
          <span className={styles.label}>{label}</span>
          <span className={styles.track}>
            <i style={{ width: `${(count / most) * 100}%` }} />
          </span>
          <span className={styles.count}>{formatNumber(count)}</span>
        </button>
      </div>,
      ...(isOpen ? shown.flatMap((id) => rowsOf(id, level + 1)) : []),
      ...(isOpen && shown.length < below.length
        ? [
            <button
              key={`${categoryId} more`}
              type="button"
              className={styles.more}
              style={{ '--level': level + 1 } as CSSProperties}
              onClick={() => setWhole(toggle(whole, categoryId))}
            >
              {t('filter.bars.more', { count: below.length - shown.length })}
            </button>,
          ]
        : []),
    ];
  }

  const title = t('filter.bars.category');
  return (
    <div className={styles.bars} role="group" aria-label={title}>
      <div className={styles.head}>
        <SectionHead quiet>{title}</SectionHead>
        {chosen !== null && (
          <TextButton tone="link" onClick={() => onChoose(null)}>
            {t('filter.bars.all')}
          </TextButton>
        )}
      </div>
      {tops.flatMap((id) => rowsOf(id, 0))}
    </div>
  );
}
