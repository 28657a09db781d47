import { Box, Group, NativeSelect, Text } from '@mantine/core';
import { IconChartDots3, IconFlame } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';
import { Choice } from '../../components/choice.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { monthOf, type Day } from '../../features/records/calendar-days.ts';
import { NightlyLine } from '../../features/records/nightly-line.tsx';
import { RecordDetail } from '../../features/records/record-detail.tsx';
import { RecordList } from '../../features/records/record-list.tsx';
import {
  RECORD_FILTERS,
  RECORD_SORTS,
  countByFilter,
  filterRecords,
  groupByReviewDay,
  sortRecords,
} from '../../features/records/record-order.ts';
import { ReviewCalendar } from '../../features/records/review-calendar.tsx';
import { useHotspotDetail, useHotspotRecords } from '../../features/records/records.api.ts';
import { useRecordsStore } from '../../features/records/records.store.ts';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { usePermission } from '../../lib/permission.store.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { mapControl } from '../../map/map-control.ts';
import { useViewStore } from '../../map/view.store.ts';
import { BriefButton } from './brief/brief-button.tsx';
import { RECORD_EXPORTS } from './export/export-files.ts';
import { ExportMenu } from './export/export-menu.tsx';
import { useHotspotsView } from './hotspots-view.store.ts';
import { reproduceEvidence } from './reproduce-evidence.ts';
import styles from './records-tab.module.css';
import { useRecordName } from './use-record-name.ts';
import { useRecordMapTool } from './use-record-map-tool.ts';
import { useToday } from './use-today.ts';

const SHAPES = ['list', 'calendar'] as const;
const NO_RECORDS: readonly HotspotRecord[] = [];

function showOnMap({ geometry }: HotspotRecord): void {
  useViewStore.getState().follow(null);
  mapControl.fitBounds(computeBounds(geometry));
}

function ChosenRecord({ hotspotId, today }: { hotspotId: number; today: Day }) {
  const { t } = useTranslation();
  const detail = useHotspotDetail(hotspotId);
  const nameOf = useRecordName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const mayReview = usePermission('hotspots:review');
  const { chooseHotspot, openTab } = useHotspotsView();
  const back = (): void => chooseHotspot(null);
  if (!detail.data) {
    if (!detail.error) return <SkeletonRows rows={6} label={t('common.loading')} />;
    const isGone = detail.error instanceof ApiError && detail.error.status === 404;
    return (
      <Note
        tone="error"
        title={t(isGone ? 'records.gone' : 'records.failed')}
        text={isGone ? t('records.goneText') : errorText(t, detail.error)}
        action={
          isGone
            ? { label: t('records.back'), onClick: back }
            : { label: t('common.retry'), onClick: () => void detail.refetch() }
        }
      />
    );
  }
  const { hotspot } = detail.data;
  return (
    <RecordDetail
      key={hotspotId}
      detail={detail.data}
      name={nameOf(hotspot)}
      today={today}
      nowMs={serverNowMs()}
      mayReview={mayReview}
      onShow={() => showOnMap(hotspot)}
      onBack={back}
      actions={
        <>
          <TextButton onClick={() => reproduceEvidence(hotspot.evidence, timeZone)}>
            <IconFlame />
            {t('records.reproduce')}
          </TextButton>
          <TextButton onClick={() => openTab('outcome')}>
            <IconChartDots3 />
            {t('hotspotRoom.outcome')}
          </TextButton>
          <BriefButton subject={{ kind: 'record', hotspotId }} />
        </>
      }
    />
  );
}

function Hint({ children }: { children: string }) {
  return (
    <Text size="xs" c="dimmed" px={14} py="sm">
      {children}
    </Text>
  );
}

function RecordBrowser({ records, today }: { records: readonly HotspotRecord[]; today: Day }) {
  const { t } = useTranslation();
  const nameOf = useRecordName();
  const mayReview = usePermission('hotspots:review');
  const { chooseHotspot, openTab } = useHotspotsView();
  const { shape, filter, sort, month, hoveredId, setShape, setFilter, setSort, setMonth, hover } = useRecordsStore();
  const [day, setDay] = useState<Day | null>(null);
  const counts = useMemo(() => countByFilter(records, today), [records, today]);
  const filtered = useMemo(() => filterRecords(records, filter, today), [records, filter, today]);
  const sorted = useMemo(() => sortRecords(filtered, sort, today), [filtered, sort, today]);
  const open = (record: HotspotRecord): void => {
    hover(null);
    chooseHotspot(record.hotspotId);
    showOnMap(record);
  };
  const list = (shown: readonly HotspotRecord[], label: string) => (
    <RecordList
      records={shown}
      label={label}
      today={today}
      hoveredId={hoveredId}
      nameOf={nameOf}
      onHover={hover}
      onOpen={open}
    />
  );
  const ofDay = day === null ? [] : (groupByReviewDay(filtered).get(day) ?? []);
  const undated = filtered.filter(({ nextReviewOn }) => nextReviewOn === null).length;
  if (records.length === 0) {
    return (
      <>
        <NightlyLine today={today} mayReview={mayReview} />
        <Note
          title={t('records.empty')}
          text={t('records.emptyText')}
          action={{ label: t('hotspotRoom.zones'), onClick: () => openTab('zones') }}
        />
      </>
    );
  }
  return (
    <>
      <Box px="md">
        <Choice
          label={t('records.filterLabel')}
          value={filter}
          onChange={setFilter}
          options={RECORD_FILTERS.filter(
            (value) => value === 'due' || value === 'all' || value === filter || counts[value] > 0,
          ).map((value) => ({
            value,
            label: `${value === 'due' || value === 'all' ? t(`records.filters.${value}`) : t(`records.status.${value}`)} ${counts[value]}`,
          }))}
        />
      </Box>
      <NightlyLine today={today} mayReview={mayReview} />
      <Group wrap="nowrap" pl="md" pr={14} pt="xs" pb="sm" className={styles.tools}>
        <Choice
          label={t('records.shape')}
          value={shape}
          onChange={setShape}
          options={SHAPES.map((value) => ({ value, label: t(`records.shapes.${value}`) }))}
        />
        <ExportMenu exports={RECORD_EXPORTS} />
        {shape === 'list' && (
          <NativeSelect
            className={styles.sort}
            label={t('records.sort')}
            value={sort}
            data={RECORD_SORTS.map((value) => ({ value, label: t(`records.sorts.${value}`) }))}
            onChange={({ currentTarget }) =>
              setSort(RECORD_SORTS.find((known) => known === currentTarget.value) ?? 'due')
            }
          />
        )}
      </Group>
      {shape === 'list' &&
        (sorted.length > 0 ? (
          list(sorted, t('records.list'))
        ) : (
          <Note
            title={t(filter === 'due' ? 'records.noneDue' : 'records.noneShown')}
            action={{ label: t('records.showAll'), onClick: () => setFilter('all') }}
          />
        ))}
      {shape === 'calendar' && (
        <>
          <ReviewCalendar
            records={filtered}
            month={month ?? monthOf(today)}
            today={today}
            chosenDay={day}
            onMonth={setMonth}
            onChoose={setDay}
          />
          {day === null ? (
            <Hint>{t('records.calendar.choose')}</Hint>
          ) : ofDay.length > 0 ? (
            list(ofDay, t('records.calendar.dayWith', { day, count: ofDay.length }))
          ) : (
            <Hint>{t('records.calendar.nothing', { day })}</Hint>
          )}
          {undated > 0 && <Hint>{t('records.calendar.undated', { count: undated })}</Hint>}
        </>
      )}
    </>
  );
}

/** Hotspot records: which are due, what each rests on, and what people decided. */
export default function RecordsTab() {
  const { t } = useTranslation();
  const records = useHotspotRecords();
  const hotspotId = useHotspotsView((view) => view.hotspotId);
  const today = useToday();
  useRecordMapTool(records.data ?? NO_RECORDS);
  if (hotspotId !== null) return <ChosenRecord hotspotId={hotspotId} today={today} />;
  if (!records.data && !records.error) return <SkeletonRows rows={7} label={t('common.loading')} />;
  if (!records.data)
    return (
      <Note
        tone="error"
        title={t('records.failed')}
        text={errorText(t, records.error)}
        action={{ label: t('common.retry'), onClick: () => void records.refetch() }}
      />
    );
  return (
    <Box pt="md" pb={10}>
      <RecordBrowser records={records.data} today={today} />
    </Box>
  );
}
