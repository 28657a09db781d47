import { useTranslation } from 'react-i18next';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { AlertKind } from '@liaowang/shared/schemas/alert-kinds';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import { FeedRow } from '../../components/feed-row.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import type { ListRowPlace } from '../../components/virtual-rows.tsx';
import { ALERT_LOOKS, AlertMark } from '../../entities/alerts/alert-looks.tsx';
import { useCategoryName } from '../../entities/incidents/category-names.ts';
import { IncidentMark, isUnconfirmedCritical } from '../../entities/incidents/incident-look.tsx';
import { goToThing } from '../../map/go-to.ts';
import { useViewStore } from '../../map/view.store.ts';

interface RowProps {
  place?: ListRowPlace | undefined;
  time: string;
  waited: string | null;
  news: string | undefined;
}

interface IncidentRowProps extends RowProps {
  incident: IncidentFeature;
  where: string;
}

/** An incident as a row; it opens that. */
export function IncidentRow({ place, incident, time, where, waited, news }: IncidentRowProps) {
  const { t } = useTranslation();
  const nameOf = useCategoryName();
  const selection = useViewStore((view) => view.selection);
  const { incidentId, categoryId, severity, status, description } = incident.properties;
  const isCritical = isUnconfirmedCritical({ severity, status });
  const tone = isCritical ? 'alarm' : severity === 'high' || severity === 'critical' ? 'severe' : 'plain';
  return (
    <FeedRow
      place={place}
      mark={<IncidentMark severity={severity} status={status} />}
      title={t('feed.titleAt', { what: nameOf(categoryId), where })}
      note={
        <>
          <StatusTag tone={status === 'closed' ? 'quiet' : tone}>{t(`severity.${severity}`)}</StatusTag> ·{' '}
          {t(`status.${status}`)}
          {waited !== null && ` · ${waited}`}
          {description && ` · ${description}`}
        </>
      }
      time={time}
      news={news}
      urgent={isCritical}
      quiet={status === 'closed'}
      selected={selection?.kind === 'incident' && selection.id === incidentId}
      onOpen={() => goToThing({ kind: 'incident', id: incidentId })}
    />
  );
}

interface AlikeRowProps extends RowProps {
  kind: AlertKind;
  alerts: readonly Alert[];
  onOpen: () => void;
}

/** Alerts of one kind as one row; it opens the list of them. */
export function AlikeRow({ place, kind, alerts, time, waited, news, onOpen }: AlikeRowProps) {
  const { t } = useTranslation();
  const waiting = alerts.filter(({ status }) => status === 'raised').length;
  return (
    <FeedRow
      place={place}
      mark={<AlertMark kind={kind} waits={waiting > 0} />}
      title={ALERT_LOOKS[kind].sharedRow?.title(t, alerts.length) ?? ''}
      note={
        <>
          {t('feed.alikeNote', { count: waiting })}
          {waited !== null && ` · ${waited}`}
        </>
      }
      time={time}
      news={news}
      onOpen={onOpen}
    />
  );
}
