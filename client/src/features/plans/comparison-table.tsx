import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/choice.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { UNKNOWN, formatShare } from '../../lib/format.ts';
import { ChangeTag } from './change-tag.tsx';
import { MEASURES, sortByChange, type ComparisonRow, type Measure } from './comparison.ts';
import styles from './plans.module.css';

interface ComparisonTableProps {
  /** Null while they are worked out. */
  rows: readonly ComparisonRow[] | null;
  nameOf: (areaId: string) => string;
}

/** Rows shown before somebody asks for all: those that change come first. */
const FIRST_ROWS = 8;

/** Every area before and after, what changes most first. */
export function ComparisonTable({ rows, nameOf }: ComparisonTableProps) {
  const { t } = useTranslation();
  const [measure, setMeasure] = useState<Measure>('ground');
  const [onlyChanged, setOnlyChanged] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  if (rows === null) return <SkeletonRows rows={5} label={t('plans.computing')} />;
  const wanted = sortByChange(rows, measure).filter((row) => !onlyChanged || row[measure].change !== 0);
  const shown = showsAll ? wanted : wanted.slice(0, FIRST_ROWS);
  const share = (value: number | null): string => (value === null ? UNKNOWN : formatShare(value));
  return (
    <div>
      <div className={styles.tableHead}>
        <Choice
          label={t('plans.measureLabel')}
          value={measure}
          onChange={setMeasure}
          options={MEASURES.map((value) => ({ value, label: t(`plans.measure.${value}`) }))}
        />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={onlyChanged}
            onChange={(event) => setOnlyChanged(event.currentTarget.checked)}
          />
          {t('plans.table.onlyChanged')}
        </label>
      </div>
      {shown.length === 0 ? (
        <Note title={t('plans.table.noneChanged')} />
      ) : (
        <table className={styles.table} aria-label={t('plans.table.label')}>
          <thead>
            <tr>
              <th scope="col">{t('plans.table.area')}</th>
              <th scope="col">{t('plans.table.before')}</th>
              <th scope="col">{t('plans.table.after')}</th>
              <th scope="col">{t('plans.table.change')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.areaId}>
                <th scope="row" title={nameOf(row.areaId)}>
                  {nameOf(row.areaId)}
                </th>
                <td>{share(row[measure].before)}</td>
                <td>{share(row[measure].after)}</td>
                <td>
                  <ChangeTag change={row[measure].change} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown.length < wanted.length && (
        <TextButton onClick={() => setShowsAll(true)}>
          {t('plans.table.more', { count: wanted.length - shown.length })}
        </TextButton>
      )}
    </div>
  );
}
