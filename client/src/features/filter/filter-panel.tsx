import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { INCIDENT_SEVERITIES, INCIDENT_SOURCES } from '@liaowang/shared/schemas/incident';
import { HowNote } from '../../components/how-note.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { Panel } from '../../components/panel.tsx';
import { CalendarChart } from './calendar-chart.tsx';
import { CategoryBars } from './category-bars.tsx';
import { ChoiceBars } from './choice-bars.tsx';
import { changeFilter, clearFilter } from './filter.store.ts';
import { HourOfWeekChart } from './hour-of-week-chart.tsx';
import { useIncidentColumns } from './incident-columns.api.ts';
import { VagueTimesNote } from './vague-times-note.tsx';
import { useCrossFilter, type CrossView } from './use-cross-filter.ts';
import { errorText } from '../../i18n/error-text.ts';
import { formatNumber } from '../../lib/format.ts';
import { useStoredFlag } from '../../lib/use-stored-flag.ts';
import { FilterHead } from './filter-head.tsx';
import styles from './filter-panel.module.css';
import { SectionHead } from '../../components/section-head.tsx';
import { useUndoKey } from './use-undo-key.ts';

/** All charts of the panel; each counts what the other filters let through. */
function FilterCharts({ view }: { view: CrossView }) {
  const { t } = useTranslation();
  const { choice, counts, loaded } = view;
  return (
    <div className={styles.charts}>
      {counts.matched.length === 0 && (
        <div className="lw-ruled">
          <Note
            title={t('filter.nothing')}
            text={t('filter.nothingText')}
            action={{ label: t('filter.clear'), onClick: clearFilter }}
          />
        </div>
      )}
      {loaded.leftOut > 0 && (
        <Text className="lw-ruled" size="xs" c="var(--lw-warn)" py={5} px={14}>
          {t('filter.leftOut', { count: loaded.leftOut, number: formatNumber(loaded.leftOut) })}
        </Text>
      )}
      <section className="lw-ruled">
        <HourOfWeekChart counts={counts.hoursOfWeek} hours={choice.hours} weekdays={choice.weekdays} />
        <VagueTimesNote vague={counts.vague} unsureCount={counts.unsureCount} />
      </section>
      <section className="lw-ruled">
        <SectionHead quiet>{t('filter.calendar.title')}</SectionHead>
        <CalendarChart counts={counts} window={view.window} record={view.record} />
      </section>
      <section className={`lw-ruled ${styles.kinds}`}>
        <CategoryBars
          nodes={loaded.columns.categoryNodes}
          counts={counts.kinds}
          chosen={choice.categories}
          onChoose={(categories) => changeFilter({ categories })}
        />
        <Stack gap="sm" miw={0}>
          <ChoiceBars
            title={t('filter.bars.severity')}
            chosen={choice.severities}
            onChoose={(severities) => changeFilter({ severities })}
            rows={INCIDENT_SEVERITIES.map((value, at) => ({
              value,
              label: t(`severity.${value}`),
              count: counts.severities[at]!,
            }))}
          />
          <ChoiceBars
            title={t('filter.bars.source')}
            chosen={choice.source === 'any' ? null : [choice.source]}
            onChoose={(sources) => changeFilter({ source: sources?.length === 1 ? sources[0]! : 'any' })}
            rows={INCIDENT_SOURCES.map((value, at) => ({
              value,
              label: t(`source.${value}`),
              count: counts.sources[at]!,
              isHollow: value === 'found',
            }))}
          />
          <Group component="p" align="flex-start" wrap="nowrap" gap={0} fz="xs" c="dimmed" lh="sm" pl="xs">
            {t(choice.source === 'reported' ? 'filter.bars.reportedOnly' : 'filter.bars.withFound')}
            <HowNote label={t('filter.bars.source')} text={t('filter.how.source')} />
          </Group>
        </Stack>
      </section>
    </div>
  );
}

/** Which incidents the hotspot workspace looks at: by hour and weekday, day, category, severity and source. */
export function FilterPanel() {
  const { t } = useTranslation();
  const incidents = useIncidentColumns();
  const view = useCrossFilter();
  const [folded, setFolded] = useStoredFlag('fold.filter', false);
  useUndoKey();
  const title = t('filter.title');
  return (
    <Panel
      className={styles.panel}
      title={title}
      extra={<FilterHead />}
      fold={{ folded, label: t(folded ? 'common.unfold' : 'common.fold', { name: title }), onChange: setFolded }}
    >
      {view === null && incidents.error ? (
        <Note
          tone="error"
          title={t('filter.failed')}
          text={errorText(t, incidents.error)}
          action={{ label: t('common.retry'), onClick: () => void incidents.refetch() }}
        />
      ) : view === null ? (
        <SkeletonRows rows={12} label={t('filter.loading')} />
      ) : view.loaded.columns.ids.length === 0 ? (
        <Note title={t('filter.none')} text={t('filter.noneText')} />
      ) : (
        <FilterCharts view={view} />
      )}
    </Panel>
  );
}
