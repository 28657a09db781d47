import { Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/choice.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { useHourOfWeek } from '../../features/coverage/coverage.api.ts';
import { HourMatrix, useCellName } from '../../features/coverage/hour-matrix.tsx';
import {
  FEW_HOURS,
  HOUR_MEASURES,
  countRecordedHours,
  summarizeHours,
  type HourMeasure,
} from '../../features/coverage/hour-of-week.ts';
import { errorText } from '../../i18n/error-text.ts';
import { formatNumber, formatShare } from '../../lib/format.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { HOUR_WEEKS, useCoverageView } from './coverage-view.store.ts';
import styles from './hours-tab.module.css';
import { useChosenArea } from './use-chosen-area.ts';

/** When of the week the chosen area is seen, and when it is not. */
export default function HoursTab() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const cellName = useCellName();
  const chosen = useChosenArea();
  const weeks = useCoverageView((view) => view.hourWeeks);
  const setWeeks = useCoverageView((view) => view.setHourWeeks);
  const [measure, setMeasure] = useState<HourMeasure>('share');
  const matrix = useHourOfWeek(chosen?.areaId ?? null, weeks);
  const summary = matrix.data ? summarizeHours(matrix.data, measure) : null;
  const recorded = matrix.data ? countRecordedHours(matrix.data) : 0;
  const name = chosen ? localName(chosen.name) : '';

  return (
    <Stack px={14} pt={10} pb={14}>
      <Group component="h3" gap="xs" fz="sm" fw={600} c="bright">
        {name}
        <HowNote label={t('coverage.tool.hours')} text={t('coverage.how.hourOfWeek')} />
      </Group>
      <Group>
        <Choice
          label={t('coverage.hours.weeks')}
          value={weeks}
          onChange={setWeeks}
          options={HOUR_WEEKS.map((value) => ({ value, label: t('coverage.hours.lastWeeks', { count: value }) }))}
        />
        <Choice
          label={t('coverage.hours.measure')}
          value={measure}
          onChange={setMeasure}
          options={HOUR_MEASURES.map((value) => ({ value, label: t(`coverage.hours.${value}`) }))}
        />
      </Group>
      {!matrix.data && !matrix.error ? (
        <SkeletonRows rows={5} label={t('coverage.hours.loading')} />
      ) : !matrix.data ? (
        <Note
          tone="error"
          title={t('coverage.hours.failed')}
          text={errorText(t, matrix.error)}
          action={{ label: t('common.retry'), onClick: () => void matrix.refetch() }}
        />
      ) : recorded === 0 ? (
        <Note title={t('coverage.hours.none')} text={t('coverage.hours.noneText')} />
      ) : summary === null ? (
        <Note title={t('coverage.hours.noIncidents')} />
      ) : (
        <>
          <HourMatrix
            label={t('coverage.hours.label', { name })}
            matrix={matrix.data}
            measure={measure}
            summary={summary}
          />
          <Group component="dl" grow className={`lw-number ${styles.extremes}`}>
            <div data-tone="best">
              <dt>{t('coverage.hours.best')}</dt>
              <dd>
                {cellName(summary.best)}
                <b>{formatShare(summary.high)}</b>
              </dd>
            </div>
            <div data-tone="worst">
              <dt>{t('coverage.hours.worst')}</dt>
              <dd>
                {cellName(summary.worst)}
                <b>{formatShare(summary.low)}</b>
              </dd>
            </div>
          </Group>
          <Text size="xs" c="dimmed">
            {t('coverage.hours.spread', { points: ((summary.high - summary.low) * 100).toFixed(1) })}
          </Text>
          {recorded < FEW_HOURS && (
            <Text size="xs" c="var(--lw-warn)">
              {t('coverage.hours.few', { hours: formatNumber(recorded) })}
            </Text>
          )}
          {matrix.data.isSimulated && (
            <Text size="xs" c="var(--lw-warn)">
              {t('coverage.hours.simulated')}
            </Text>
          )}
        </>
      )}
    </Stack>
  );
}
