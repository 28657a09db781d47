import { IconArrowBackUp, IconLink, IconUsersGroup } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import { Card, CardText } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { PlaceFact } from '../../components/place-fact.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useCategoryName } from './category-names.ts';
import { errorText } from '../../i18n/error-text.ts';
import { formatDuration } from '../../lib/format.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { IncidentMark, isUnconfirmedCritical } from './incident-look.tsx';
import { useWithdrawIncident } from './incidents.api.ts';
import { NearRepeatLine } from './near-repeat-line.tsx';
import { formatOccurred } from './occurred-text.ts';
import { WITHDRAW_WITHIN_MS, useOwnReportsStore } from './own-reports.store.ts';

interface IncidentCardProps {
  incident: IncidentFeature;
  placeName: string;
  /** For the title. */
  shortPlaceName: string;
  branchName: string;
  nowMs: number;
  /** Who could be there first, shown when it is asked for; false = not for this account. */
  nearest: ReactNode;
  onCopyLink: () => void;
  onClose: () => void;
}

/** What happened, where and when, and who may take it back. */
export function IncidentCard({
  incident,
  placeName,
  shortPlaceName,
  branchName,
  nowMs,
  nearest,
  onCopyLink,
  onClose,
}: IncidentCardProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = useCategoryName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const withdraw = useWithdrawIncident();
  const [isSure, setIsSure] = useState(false);
  const [showsNearest, setShowsNearest] = useState(false);
  const { incidentId, categoryId, severity, status, source, description, occurredAt, reportedAt } = incident.properties;
  const isOwn =
    useOwnReportsStore((store) => store.incidentIds.has(incidentId)) &&
    nowMs - parseInstant(reportedAt) < WITHDRAW_WITHIN_MS;
  const mayManage = usePermission('incidents:manage');
  const occurredMs = parseInstant(occurredAt);
  const tone = isUnconfirmedCritical({ severity, status })
    ? 'alarm'
    : severity === 'high' || severity === 'critical'
      ? 'severe'
      : 'plain';

  return (
    <Card
      mark={<IncidentMark severity={severity} status={status} size={18} />}
      title={`${nameOf(categoryId)} · ${shortPlaceName}`}
      subtitle={
        <>
          <StatusTag tone={tone}>{t(`severity.${severity}`)}</StatusTag> · {t(`status.${status}`)} ·{' '}
          {t('incident.title', { id: incidentId })}
        </>
      }
      onClose={onClose}
      actions={
        <>
          {(isOwn || mayManage) && status !== 'withdrawn' && (
            <TextButton
              tone={isSure ? 'danger' : 'plain'}
              disabled={withdraw.isPending}
              onClick={() => (isSure ? withdraw.mutate(incidentId, { onSuccess: onClose }) : setIsSure(true))}
            >
              <IconArrowBackUp />
              {isSure ? t('incident.withdrawSure') : t('incident.withdraw')}
            </TextButton>
          )}
          {nearest && (
            <TextButton pressed={showsNearest} onClick={() => setShowsNearest(!showsNearest)}>
              <IconUsersGroup />
              {t('incident.nearest')}
            </TextButton>
          )}
          <TextButton onClick={onCopyLink}>
            <IconLink />
            {t('common.copyLink')}
          </TextButton>
        </>
      }
    >
      {description === '' ? (
        <CardText tone="quiet">{t('incident.noDescription')}</CardText>
      ) : (
        <CardText>{description}</CardText>
      )}
      <NearRepeatLine incidentId={incidentId} nowMs={nowMs} />
      <Facts
        facts={[
          {
            label: t('incident.occurred'),
            value: `${formatOccurred(incident.properties, nowMs, timeZone)} · ${t('common.ago', { duration: formatDuration(nowMs - occurredMs, language) })}`,
            wide: true,
          },
          {
            label: t('incident.place'),
            value: <PlaceFact name={placeName} position={incident.geometry.coordinates} />,
            wide: true,
          },
          { label: t('incident.source'), value: t(`source.${source}`) },
          { label: t('card.branch'), value: branchName },
        ]}
      />
      {showsNearest && nearest}
      {withdraw.error && <CardText tone="warning">{errorText(t, withdraw.error)}</CardText>}
    </Card>
  );
}
