import { Fragment, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isCallForHelp, type Alert } from '@liaowang/shared/schemas/alert';
import type { AlertKind } from '@liaowang/shared/schemas/alert-kinds';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import { Choice } from '../../components/choice.tsx';
import { FeedRow } from '../../components/feed-row.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { ALERT_LOOKS, AlertMark } from '../../entities/alerts/alert-looks.tsx';
import { useAlerts } from '../../entities/alerts/alerts.api.ts';
import { IncidentMark, isUnconfirmedCritical } from '../../entities/incidents/incident-look.tsx';
import { useIncidents } from '../../entities/incidents/incidents.api.ts';
import { useCategoryName } from '../../i18n/category-names.ts';
import { errorText } from '../../i18n/error-text.ts';
import { formatClock, formatDate } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useStoredFlag } from '../../lib/use-stored-flag.ts';
import { useNow } from '../../lib/use-now.ts';
import { AlertRow } from './alert-row.tsx';
import { FEED_FILTERS, composeFeed, isWaitingCall, type FeedEntry, type FeedFilter } from './feed-entries.ts';
import styles from './feed-panel.module.css';
import { goToThing } from '../../map/go-to.ts';
import { OutageRow } from './outage-row.tsx';
import { usePlaceName } from '../../features/place-names/place-name.ts';
import { useViewStore } from '../../map/view.store.ts';

/** Rows shown before somebody asks for all. */
const FIRST_ROWS = 40;
function IncidentRow({ incident, time, where }: { incident: IncidentFeature; time: string; where: string }) {
  const { t } = useTranslation();
  const nameOf = useCategoryName();
  const selection = useViewStore((view) => view.selection);
  const { incidentId, categoryId, severity, status, description } = incident.properties;
  const isCritical = isUnconfirmedCritical({ severity, status });
  const tone = isCritical ? 'alarm' : severity === 'high' || severity === 'critical' ? 'severe' : 'plain';
  return (
    <FeedRow
      mark={<IncidentMark severity={severity} status={status} />}
      title={t('feed.titleAt', { what: nameOf(categoryId), where })}
      note={
        <>
          <StatusTag tone={status === 'closed' ? 'quiet' : tone}>{t(`severity.${severity}`)}</StatusTag> ·{' '}
          {t(`status.${status}`)}
          {description && ` · ${description}`}
        </>
      }
      time={time}
      urgent={isCritical}
      quiet={status === 'closed'}
      selected={selection?.kind === 'incident' && selection.id === incidentId}
      onOpen={() => goToThing({ kind: 'incident', id: incidentId })}
    />
  );
}

function AlikeRow({
  kind,
  alerts,
  time,
  onOpen,
}: {
  kind: AlertKind;
  alerts: readonly Alert[];
  time: string;
  onOpen: () => void;
}) {
  const { t } = useTranslation();
  const waiting = alerts.filter(({ status }) => status === 'raised').length;
  return (
    <FeedRow
      mark={<AlertMark kind={kind} waits={waiting > 0} />}
      title={ALERT_LOOKS[kind].sharedRow?.title(t, alerts.length) ?? ''}
      note={t('feed.alikeNote', { count: waiting })}
      time={time}
      onOpen={onOpen}
    />
  );
}

function keyOf(entry: FeedEntry): string {
  if (entry.kind === 'incident') return `i${entry.incident.id}`;
  return entry.kind === 'alert' ? `a${entry.alert.id}` : entry.alertKind;
}

/** What happened in the last day and what needs a person, newest first. */
export function FeedPanel({ foldable = true }: { foldable?: boolean }) {
  const { t } = useTranslation();
  const nowMs = useNow();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const placeName = usePlaceName();
  const incidents = useIncidents();
  const alerts = useAlerts();
  const [filter, setFilter] = useState<FeedFilter>('all');
  const [showsAll, setShowsAll] = useState(false);
  const [folded, setFolded] = useStoredFlag('fold.feed', false);
  const entries = useMemo(
    () => composeFeed(incidents.data ?? [], alerts.data ?? [], filter),
    [incidents.data, alerts.data, filter],
  );
  const shown = showsAll ? entries : entries.slice(0, FIRST_ROWS);
  const waiting = (alerts.data ?? []).filter(({ status }) => status === 'raised').length;
  const hasWaitingCall = alerts.data?.some((alert) => isCallForHelp(alert) && alert.status === 'raised');

  const content = () => {
    const missing = incidents.error ? incidents : alerts;
    if (missing.error) {
      return (
        <Note
          tone="error"
          title={t('feed.failed')}
          text={errorText(t, missing.error)}
          action={{ label: t('common.retry'), onClick: () => void missing.refetch() }}
        />
      );
    }
    if (incidents.isLoading || (entries.length === 0 && alerts.isLoading))
      return <SkeletonRows rows={6} label={t('common.loading')} />;
    if (entries.length === 0)
      return filter === 'all' ? (
        <Note title={t('feed.empty')} text={t('feed.emptyHint')} />
      ) : (
        <Note title={t('feed.emptyFiltered')} />
      );
    const today = formatDate(nowMs, timeZone);
    let day = today;
    return (
      <ul className={styles.list}>
        {shown.map((entry) => {
          const entryDay = formatDate(entry.timeMs, timeZone);
          // Calls that wait stand first whatever their day.
          const startsDay = entryDay !== day && !isWaitingCall(entry);
          if (startsDay) day = entryDay;
          return (
            <Fragment key={keyOf(entry)}>
              {startsDay && <li className={styles.day}>{entryDay}</li>}
              {entry.kind === 'incident' && (
                <IncidentRow
                  incident={entry.incident}
                  time={formatClock(entry.timeMs, timeZone)}
                  where={placeName(entry.incident.geometry.coordinates)}
                />
              )}
              {entry.kind === 'alert' && entry.alert.subjectKind === 'units' && (
                <OutageRow alert={entry.alert} time={formatClock(entry.timeMs, timeZone)} />
              )}
              {entry.kind === 'alert' && entry.alert.subjectKind !== 'units' && (
                <AlertRow
                  alert={entry.alert}
                  time={formatClock(entry.timeMs, timeZone)}
                  where={entry.alert.position ? placeName(entry.alert.position) : t('common.unknown')}
                  nowMs={nowMs}
                />
              )}
              {entry.kind === 'alike' && (
                <AlikeRow
                  kind={entry.alertKind}
                  alerts={entry.alerts}
                  time={formatClock(entry.timeMs, timeZone)}
                  onOpen={() => setFilter('alerts')}
                />
              )}
            </Fragment>
          );
        })}
      </ul>
    );
  };

  return (
    <Panel
      className={folded && foldable ? undefined : styles.panel}
      title={t('feed.title')}
      extra={
        waiting > 0 && (
          <StatusTag tone={hasWaitingCall ? 'alarm' : 'quiet'}>
            {t('feed.unacknowledged', { count: waiting })}
          </StatusTag>
        )
      }
      {...(foldable && {
        fold: {
          folded,
          label: t(folded ? 'layers.unfold' : 'layers.fold', { name: t('feed.title') }),
          onChange: setFolded,
        },
      })}
    >
      <div className={styles.filter}>
        <Choice
          label={t('feed.filter')}
          value={filter}
          onChange={setFilter}
          options={FEED_FILTERS.map((value) => ({ value, label: t(`feed.${value}`) }))}
        />
      </div>
      {content()}
      {shown.length < entries.length && (
        <div className={styles.more}>
          <TextButton onClick={() => setShowsAll(true)}>
            {t('feed.more', { count: entries.length - shown.length })}
          </TextButton>
        </div>
      )}
    </Panel>
  );
}
