import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/choice.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { DaysDialog } from './days-dialog.tsx';
import { WINDOW_DAYS, type FilterWindow } from './filter-choice.ts';
import { changeFilter } from './filter.store.ts';
import { useIncidentColumns } from './incident-columns.api.ts';
import { RecordBrush } from './record-brush.tsx';
import { TrendChart, formatDays } from './trend-chart.tsx';
import { useCrossFilter, type CrossView } from './use-cross-filter.ts';
import { errorText } from '../../i18n/error-text.ts';
import { formatNumber } from '../../lib/format.ts';
import styles from './trend-strip.module.css';

const OPTIONS = [...WINDOW_DAYS, 'all', 'days'] as const;

/** The window in words, and others to choose. */
function WindowChoice({ view }: { view: CrossView }) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const { window: chosen } = view.choice;
  const choose = (option: (typeof OPTIONS)[number]): void => {
    if (option === 'days') setIsAsking(true);
    else
      changeFilter({
        window: option === 'all' ? { kind: 'all' } : ({ kind: 'last', days: option } satisfies FilterWindow),
      });
  };
  const days = view.window.endDay - view.window.fromDay;
  const isHistory = chosen.kind === 'last' && view.window.endDay <= view.today;
  return (
    <div className={styles.choice}>
      <div className={styles.label}>
        {t('filter.window.label')}
        <HowNote label={t('filter.window.label')} text={t('filter.how.window')} />
      </div>
      <div className={styles.dates}>{formatDays(view.window)}</div>
      <div className={styles.note}>
        {t('filter.window.days', { count: days, number: formatNumber(days) })} ·{' '}
        {t('filter.window.matched', {
          count: view.counts.matched.length,
          number: formatNumber(view.counts.matched.length),
        })}
        {isHistory && ` · ${t('filter.window.history')}`}
      </div>
      <Choice
        isRepeatable
        label={t('filter.window.label')}
        value={chosen.kind === 'last' ? chosen.days : chosen.kind}
        onChange={choose}
        options={OPTIONS.map((value) => ({
          value,
          label:
            typeof value === 'number'
              ? t('filter.window.last', { count: value })
              : t(value === 'all' ? 'filter.window.all' : 'filter.window.custom'),
        }))}
      />
      {isAsking && (
        <DaysDialog
          initial={view.window}
          onClose={() => setIsAsking(false)}
          onApply={(range) => {
            changeFilter({ window: { kind: 'days', ...range } });
            setIsAsking(false);
          }}
        />
      )}
    </div>
  );
}

/** When: the window of the filter over the whole record. */
export function TrendStrip() {
  const { t } = useTranslation();
  const incidents = useIncidentColumns();
  const view = useCrossFilter();
  return (
    <section className={styles.strip} aria-label={t('filter.trend.label')}>
      {view === null && incidents.error ? (
        <Note
          tone="error"
          title={t('filter.failed')}
          text={errorText(t, incidents.error)}
          action={{ label: t('common.retry'), onClick: () => void incidents.refetch() }}
        />
      ) : view === null ? (
        <SkeletonRows rows={3} label={t('filter.loading')} />
      ) : (
        <>
          <WindowChoice view={view} />
          <TrendChart counts={view.counts} window={view.window} settledWindow={view.settledWindow} today={view.today} />
          <RecordBrush counts={view.counts} window={view.window} onRecord={view.onRecord} record={view.record} />
        </>
      )}
    </section>
  );
}
