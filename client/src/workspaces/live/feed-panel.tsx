import { IconBellRinging, IconEyeOff, IconPlugConnectedX } from '@tabler/icons-react';
import { Fragment, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import { Choice } from '../../components/choice.tsx';
import { FeedRow } from '../../components/feed-row.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useAlerts, useChangeAlert } from '../../entities/alerts/alerts.api.ts';
import { IncidentMark, isUnconfirmedCritical } from '../../entities/incidents/incident-look.tsx';
import { useIncidents } from '../../entities/incidents/incidents.api.ts';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { useUnitsStore } from '../../entities/units/units.store.ts';
import { useCategoryName } from '../../i18n/category-names.ts';
import { errorText } from '../../i18n/error-text.ts';
import { formatClock, formatDate, formatDuration } from '../../lib/format.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useStoredFlag } from '../../lib/use-stored-flag.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { FEED_FILTERS, composeFeed, isWaitingSos, type FeedEntry, type FeedFilter } from './feed-entries.ts';
import styles from './feed-panel.module.css';
import { goToPlace, goToThing } from '../../map/go-to.ts';
import { OutageRow } from './outage-row.tsx';
import { usePlaceName } from '../../features/place-names/place-name.ts';
import { useViewStore } from '../../map/view.store.ts';

/** Rows shown before somebody asks for all. */
const FIRST_ROWS = 40;
const ICON_STYLE = { width: 'calc(15 * var(--px))', height: 'calc(15 * var(--px))' };

function AlertMark({ kind, waits }: { kind: Alert['kind']; waits: boolean }) {
  if (kind === 'sos')
    return <IconBellRinging style={{ ...ICON_STYLE, color: waits ? 'var(--lw-sos)' : 'var(--lw-soft)' }} />;
  if (kind === 'area-uncovered')
    return <IconEyeOff style={{ ...ICON_STYLE, color: waits ? 'var(--lw-ink)' : 'var(--lw-soft)' }} />;
  return <IconPlugConnectedX style={{ ...ICON_STYLE, color: 'var(--lw-lost)' }} />;
}

function AlertRow({ alert, time, where }: { alert: Alert; time: string; where: string }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const language = useLanguage();
  const unit = useUnitsStore((store) => (alert.unitId === null ? undefined : store.units.get(alert.unitId)));
  const keyArea = useKeyAreas().data?.find(({ id }) => id === alert.keyAreaId);
  const selection = useViewStore((view) => view.selection);
  const mayAcknowledge = usePermission('alerts:acknowledge');
  const change = useChangeAlert();
  const waits = alert.status === 'raised';
  const isSos = alert.kind === 'sos';
  const named = unit ?? keyArea;
  const who = named ? localName(named.name) : where;
  return (
    <FeedRow
      mark={<AlertMark kind={alert.kind} waits={waits} />}
      title={t('feed.titleAt', { what: t(`alertKind.${alert.kind}`), where: who })}
      note={
        <>
          <StatusTag tone={waits && isSos ? 'alarm' : 'plain'}>{t(`alertStatus.${alert.status}`)}</StatusTag>
          {alert.count > 1 && ` · ${t('feed.times', { count: alert.count })}`}
          {named && ` · ${where}`}
          {alert.maxUnseenMinutes !== null &&
            ` · ${t('feed.unseenLimit', { duration: formatDuration(alert.maxUnseenMinutes * 60_000, language) })}`}
          {change.error && ` · ${errorText(t, change.error)}`}
        </>
      }
      time={time}
      urgent={waits && isSos}
      quiet={!waits}
      selected={
        (selection?.kind === 'unit' && selection.id === alert.unitId) ||
        (selection?.kind === 'key-area' && selection.id === alert.keyAreaId)
      }
      action={
        mayAcknowledge && (
          <TextButton
            tone={waits && isSos ? 'danger' : 'plain'}
            disabled={change.isPending}
            onClick={() => change.mutate({ id: alert.id, change: waits ? 'acknowledge' : 'clear' })}
          >
            {waits ? t('feed.acknowledge') : t('feed.clear')}
          </TextButton>
        )
      }
      onOpen={() => {
        if (alert.unitId !== null) goToThing({ kind: 'unit', id: alert.unitId });
        else if (alert.keyAreaId !== null) goToThing({ kind: 'key-area', id: alert.keyAreaId });
        else if (alert.position) goToPlace(alert.position, 15);
      }}
    />
  );
}

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

function LostUnitsRow({ alerts, time, onOpen }: { alerts: readonly Alert[]; time: string; onOpen: () => void }) {
  const { t } = useTranslation();
  const waiting = alerts.filter(({ status }) => status === 'raised').length;
  return (
    <FeedRow
      mark={<IconPlugConnectedX style={{ ...ICON_STYLE, color: 'var(--lw-lost)' }} />}
      title={t('feed.lostUnits', { count: alerts.length })}
      note={t('feed.lostUnitsNote', { count: waiting })}
      time={time}
      onOpen={onOpen}
    />
  );
}

function keyOf(entry: FeedEntry): string {
  if (entry.kind === 'incident') return `i${entry.incident.id}`;
  return entry.kind === 'alert' ? `a${entry.alert.id}` : 'lost';
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
  const hasWaitingSos = alerts.data?.some(({ kind, status }) => kind === 'sos' && status === 'raised');

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
          const startsDay = entryDay !== day && !isWaitingSos(entry);
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
              {entry.kind === 'alert' && entry.alert.kind === 'units-lost' && (
                <OutageRow alert={entry.alert} time={formatClock(entry.timeMs, timeZone)} />
              )}
              {entry.kind === 'alert' && entry.alert.kind !== 'units-lost' && (
                <AlertRow
                  alert={entry.alert}
                  time={formatClock(entry.timeMs, timeZone)}
                  where={entry.alert.position ? placeName(entry.alert.position) : t('common.unknown')}
                />
              )}
              {entry.kind === 'lost-units' && (
                <LostUnitsRow
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
          <StatusTag tone={hasWaitingSos ? 'alarm' : 'quiet'}>{t('feed.unacknowledged', { count: waiting })}</StatusTag>
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
