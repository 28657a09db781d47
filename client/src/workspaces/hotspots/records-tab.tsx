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
import { computeBounds } from '../../lib/bounds.ts';
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
import { useReviewMapTool } from './use-record-map-tool.ts';
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
        title={t(isGone ? 'review.gone' : 'review.failed')}
        text={isGone ? t('review.goneText') : errorText(t, detail.error)}
        action={
          isGone
            ? { label: t('review.back'), onClick: back }
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
            {t('review.reproduce')}
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
          title={t('review.empty')}
          text={t('review.emptyText')}
          action={{ label: t('hotspotRoom.zones'), onClick: () => openTab('zones') }}
        />
      </>
    );
  }
  return (
    <>
      <div className={styles.head}>
        <Choice
          label={t('review.filterLabel')}
          value={filter}
          onChange={setFilter}
          options={RECORD_FILTERS.filter(
            (value) => value === 'due' || value === 'all' || value === filter || counts[value] > 0,
          ).map((value) => ({
            value,
            label: `${value === 'due' || value === 'all' ? t(`review.filters.${value}`) : t(`review.status.${value}`)} ${counts[value]}`,
          }))}
        />
      </div>
      <NightlyLine today={today} mayReview={mayReview} />
      <div className={styles.tools}>
        <Choice
          label={t('review.shape')}
          value={shape}
          onChange={setShape}
          options={SHAPES.map((value) => ({ value, label: t(`review.shapes.${value}`) }))}
        />
        <ExportMenu exports={RECORD_EXPORTS} />
        {shape === 'list' && (
          <label>
            {t('review.sort')}
            <select
              value={sort}
              onChange={({ currentTarget }) =>
                setSort(RECORD_SORTS.find((known) => known === currentTarget.value) ?? 'due')
              }
            >
              {RECORD_SORTS.map((value) => (
                <option key={value} value={value}>
                  {t(`review.sorts.${value}`)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {shape === 'list' &&
        (sorted.length > 0 ? (
          list(sorted, t('review.list'))
        ) : (
          <Note
            title={t(filter === 'due' ? 'review.noneDue' : 'review.noneShown')}
            action={{ label: t('review.showAll'), onClick: () => setFilter('all') }}
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
            <p className={styles.hint}>{t('review.calendar.choose')}</p>
          ) : ofDay.length > 0 ? (
            list(ofDay, t('review.calendar.dayWith', { day, count: ofDay.length }))
          ) : (
            <p className={styles.hint}>{t('review.calendar.nothing', { day })}</p>
          )}
          {undated > 0 && <p className={styles.hint}>{t('review.calendar.undated', { count: undated })}</p>}
        </>
      )}
    </>
  );
}

/** Hotspot records: which are due, what each rests on, and what people decided. */
export default function ReviewTab() {
  const { t } = useTranslation();
  const records = useHotspotRecords();
  const hotspotId = useHotspotsView((view) => view.hotspotId);
  const today = useToday();
  useReviewMapTool(records.data ?? NO_RECORDS);
  if (hotspotId !== null) return <ChosenRecord hotspotId={hotspotId} today={today} />;
  if (!records.data && !records.error) return <SkeletonRows rows={7} label={t('common.loading')} />;
  if (!records.data)
    return (
      <Note
        tone="error"
        title={t('review.failed')}
        text={errorText(t, records.error)}
        action={{ label: t('common.retry'), onClick: () => void records.refetch() }}
      />
    );
  return (
    <div className={styles.tab}>
      <RecordBrowser records={records.data} today={today} />
    </div>
  );
}
