import { Box, Group } from '@mantine/core';
import { Suspense, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { isCallForHelp, type Alert } from '@liaowang/shared/schemas/alert';
import { Choice } from '../../components/choice.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { Panel } from '../../components/panel.tsx';
import { createPart } from '../../components/part.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useHold } from '../../components/use-hold.ts';
import type { ListRowPlace } from '../../components/virtual-rows.tsx';
import { useSession } from '../../entities/accounts/session.api.ts';
import { usePlaceName } from '../../features/place-names/place-name.ts';
import { errorText } from '../../i18n/error-text.ts';
import { formatClock, formatDate, formatDuration } from '../../lib/format.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { useStoredFlag } from '../../lib/use-stored-flag.ts';
import { useViewStore } from '../../map/view.store.ts';
import { AlertRow } from './alert-row.tsx';
import { FEED_FILTERS, keyOf, splitByDay, type FeedEntry, type FeedLine } from './feed-entries.ts';
import { countConditions, isAlertWaiting, isIncidentWaiting } from './feed-filter.ts';
import styles from './feed-panel.module.css';
import { AlikeRow, IncidentRow } from './feed-rows.tsx';
import { useSeenMarks } from './feed-seen.ts';
import { useFeedStore } from './feed.store.ts';
import { OutageRow } from './outage-row.tsx';
import { useFeedEntries } from './use-feed-entries.ts';
import { useHeldFeed } from './use-held-feed.ts';

/** Rows shown before somebody asks for all. */
const FIRST_ROWS = 40;

const isDay = ({ kind }: FeedLine): boolean => kind === 'day';

/** What mounts rows only where they are seen is fetched when somebody asks for all. */
const LongFeed = createPart(async () => ({
  default: (await import('../../components/virtual-rows.tsx')).ListRows<FeedLine>,
}));

const Conditions = createPart(() => import('./feed-conditions.tsx'));
const ChoiceBar = createPart(() => import('./feed-choice-bar.tsx'));

const MINUTE_MS = 60_000;

/** When somebody has to look began, epoch milliseconds; null = nobody has to any more. */
function findWaitingSince(entry: FeedEntry): number | null {
  switch (entry.kind) {
    case 'incident':
      return isIncidentWaiting(entry.incident) ? parseInstant(entry.incident.properties.reportedAt) : null;
    case 'alert':
      return isAlertWaiting(entry.alert) ? parseInstant(entry.alert.raisedAt) : null;
    case 'alike': {
      const waiting = entry.alerts.filter(isAlertWaiting);
      return waiting.length > 0 ? Math.min(...waiting.map(({ raisedAt }) => parseInstant(raisedAt))) : null;
    }
  }
}

/** Calls for help are taken one by one: each wants somebody who goes. */
function canBeChosen(alert: Alert): boolean {
  return isAlertWaiting(alert) && !isCallForHelp(alert) && !alert.spansBranches;
}

/** What happened in the last day and what needs a person, newest first. */
export function FeedPanel({ foldable = true }: { foldable?: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nowMs = useNow();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const placeName = usePlaceName();
  const mayAcknowledge = usePermission('alerts:acknowledge');
  const { incidents, alerts, entries, present, question, isNarrowed } = useFeedEntries();
  const feed = useFeedStore();
  const [showsAll, setShowsAll] = useState(false);
  const [folded, setFolded] = useStoredFlag('fold.feed', false);
  const [areConditionsOpen, setConditionsOpen] = useState(false);
  /** Null = rows are not chosen now. */
  const [chosen, setChosen] = useState<ReadonlySet<number> | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const hold = useHold();
  const isWall = useViewStore((view) => view.wall);
  // Nobody points at a wall.
  const isHeld = hold.isHeld && !isWall;
  const known = useMemo(
    () => ({ incidents: incidents.data ?? [], alerts: alerts.data ?? [] }),
    [incidents.data, alerts.data],
  );
  const { shown, newCount, hasNewCall, renew } = useHeldFeed(entries, isHeld, question, known);
  const username = useSession().data?.username ?? '';
  const { isUnseen, see } = useSeenMarks(username, present);
  const today = formatDate(nowMs, timeZone);
  const lines = useMemo(
    () => splitByDay(shown, today, (timeMs) => formatDate(timeMs, timeZone)),
    [shown, today, timeZone],
  );
  const mounted = showsAll ? lines : lines.slice(0, FIRST_ROWS);
  // What was before the eyes of somebody who was in the feed is seen when they leave it.
  const lastShown = useRef<readonly FeedEntry[]>([]);
  const wasHeld = useRef(false);
  useEffect(() => {
    if (isHeld) lastShown.current = mounted.filter((line) => line.kind !== 'day');
    else if (wasHeld.current) see(lastShown.current);
    wasHeld.current = isHeld;
  });
  const left = lines.slice(FIRST_ROWS).filter((line) => !isDay(line)).length;
  const waiting = (alerts.data ?? []).filter(isAlertWaiting).length;
  const hasWaitingCall = alerts.data?.some((alert) => isCallForHelp(alert) && isAlertWaiting(alert));
  const offeredIds = shown.flatMap((entry) =>
    entry.kind === 'alert' && canBeChosen(entry.alert) ? [entry.alert.id] : [],
  );
  const chosenIds = offeredIds.filter((id) => chosen?.has(id));

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
    if (incidents.isLoading || (shown.length === 0 && alerts.isLoading))
      return <SkeletonRows rows={6} label={t('common.loading')} />;
    if (shown.length === 0)
      return isNarrowed ? (
        <Note title={t('feed.emptyFiltered')} />
      ) : (
        <Note title={t('feed.empty')} text={t('feed.emptyHint')} />
      );
    const lineOf = (line: FeedLine, place?: ListRowPlace): ReactNode => {
      const key = keyOf(line);
      if (line.kind === 'day')
        return (
          <li key={key} {...place} className={styles.day}>
            {line.day}
          </li>
        );
      const sinceMs = findWaitingSince(line);
      const waitedMs = sinceMs === null ? 0 : Math.max(1, Math.floor((nowMs - sinceMs) / MINUTE_MS)) * MINUTE_MS;
      const shared = {
        place,
        time: formatClock(line.timeMs, timeZone),
        waited: sinceMs === null ? null : t('feed.waited', { duration: formatDuration(waitedMs, language) }),
        news: isUnseen(line) ? t('feed.news') : undefined,
      };
      if (line.kind === 'incident')
        return (
          <IncidentRow
            key={key}
            {...shared}
            incident={line.incident}
            where={placeName(line.incident.geometry.coordinates)}
          />
        );
      if (line.kind === 'alike')
        return (
          <AlikeRow
            key={key}
            {...shared}
            kind={line.alertKind}
            alerts={line.alerts}
            onOpen={() => feed.change({ filter: 'alerts' })}
          />
        );
      const { alert } = line;
      const choice = chosen && (
        <input
          type="checkbox"
          className={styles.check}
          aria-label={t('feed.choose', { what: t(`alertKind.${alert.kind}`), time: shared.time })}
          disabled={!canBeChosen(alert)}
          checked={chosen.has(alert.id) && canBeChosen(alert)}
          onChange={({ currentTarget: { checked } }) =>
            setChosen(new Set(checked ? [...chosen, alert.id] : [...chosen].filter((id) => id !== alert.id)))
          }
        />
      );
      if (alert.subjectKind === 'units') return <OutageRow key={key} {...shared} alert={alert} choice={choice} />;
      const where = alert.position ? placeName(alert.position) : t('common.unknown');
      return <AlertRow key={key} {...shared} alert={alert} where={where} nowMs={nowMs} choice={choice} />;
    };
    const first = <ul className="lw-list">{lines.slice(0, FIRST_ROWS).map((line) => lineOf(line))}</ul>;
    if (!showsAll) return first;
    return (
      <Suspense fallback={first}>
        <LongFeed rows={lines} keyOf={keyOf} rowHeightPx={52} isHead={isDay}>
          {lineOf}
        </LongFeed>
      </Suspense>
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
          label: t(folded ? 'common.unfold' : 'common.fold', { name: t('feed.title') }),
          onChange: setFolded,
        },
      })}
    >
      <Group gap="sm" justify="space-between" px="md" pb="md">
        <Choice
          label={t('feed.filter')}
          value={feed.filter}
          onChange={(filter) => feed.change({ filter })}
          options={FEED_FILTERS.map((value) => ({ value, label: t(`feed.${value}`) }))}
        />
        <Group gap="xs">
          <TextButton pressed={areConditionsOpen} onClick={() => setConditionsOpen(!areConditionsOpen)}>
            {t('feed.narrow')}
            {countConditions(feed) > 0 && ` · ${countConditions(feed)}`}
          </TextButton>
          {mayAcknowledge && (
            <TextButton
              pressed={chosen !== null}
              onClick={() => {
                setChosen(chosen ? null : new Set());
                // Alerts that share a row are chosen one by one.
                if (!chosen) feed.change({ filter: 'alerts' });
              }}
            >
              {t('feed.several')}
            </TextButton>
          )}
        </Group>
      </Group>
      <Suspense>
        {areConditionsOpen && <Conditions />}
        {chosen && (
          <ChoiceBar
            offeredIds={offeredIds}
            chosenIds={chosenIds}
            onChoose={(ids) => setChosen(new Set(ids))}
            onClose={() => setChosen(null)}
          />
        )}
      </Suspense>
      <div ref={list} {...hold.props}>
        {newCount > 0 && (
          <div className={styles.renew}>
            <TextButton
              tone={hasNewCall ? 'danger' : 'primary'}
              onClick={() => {
                flushSync(renew);
                // The button goes: the focus, and the list, to where the new ones are.
                list.current?.querySelector<HTMLElement>('li button')?.focus();
                list.current?.scrollIntoView({ block: 'start' });
              }}
            >
              {t('feed.newOnes', { count: newCount })}
            </TextButton>
          </div>
        )}
        {content()}
        {!showsAll && left > 0 && (
          <Box px={14} py="md" className="lw-ruled">
            <TextButton onClick={() => setShowsAll(true)}>{t('feed.more', { count: left })}</TextButton>
          </Box>
        )}
      </div>
    </Panel>
  );
}
