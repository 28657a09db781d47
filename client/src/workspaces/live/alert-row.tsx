import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isCallForHelp, type Alert } from '@liaowang/shared/schemas/alert';
import { FeedRow } from '../../components/feed-row.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { TextButton } from '../../components/text-button.tsx';
import type { ListRowPlace } from '../../components/virtual-rows.tsx';
import { AlertMark, describeAlert } from '../../entities/alerts/alert-looks.tsx';
import { useChangeAlert } from '../../entities/alerts/alerts.api.ts';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { useUnitsStore } from '../../entities/units/units.store.ts';
import { errorText } from '../../i18n/error-text.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { CLOSE_ZOOM, goToPlace, goToThing } from '../../map/go-to.ts';
import type { Selection } from '../../map/selection.ts';
import { useViewStore } from '../../map/view.store.ts';

interface AlertRowProps {
  place?: ListRowPlace | undefined;
  alert: Alert;
  time: string;
  where: string;
  /** The server's clock, epoch milliseconds. */
  nowMs: number;
  /** How long it has waited, where it waits. */
  waited: string | null;
  news: string | undefined;
  /** In place of what can be done with it: several are chosen to be taken at once. */
  choice: ReactNode;
}

/** What a click selects; null where the alert is about no one thing. */
function findSubject({ subjectKind, subjectId }: Alert): Selection | null {
  return subjectKind === 'units' || subjectId === null ? null : { kind: subjectKind, id: subjectId };
}

/** An alert about one thing, as a row; it opens that. */
export function AlertRow({ place, alert, time, where, nowMs, waited, news, choice }: AlertRowProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const language = useLanguage();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const subject = findSubject(alert);
  const unit = useUnitsStore((store) => (subject?.kind === 'unit' ? store.units.get(subject.id) : undefined));
  const keyArea = useKeyAreas().data?.find(({ id }) => subject?.kind === 'key-area' && id === subject.id);
  const selection = useViewStore((view) => view.selection);
  const mayAcknowledge = usePermission('alerts:acknowledge');
  const change = useChangeAlert();
  const waits = alert.status === 'raised';
  const isCall = isCallForHelp(alert);
  const named = unit ?? keyArea;
  const note = describeAlert(alert, { t, language, timeZone, nowMs });
  return (
    <FeedRow
      place={place}
      mark={<AlertMark kind={alert.kind} waits={waits} />}
      title={t('feed.titleAt', { what: t(`alertKind.${alert.kind}`), where: named ? localName(named.name) : where })}
      note={
        <>
          <StatusTag tone={waits && isCall ? 'alarm' : 'plain'}>{t(`alertStatus.${alert.status}`)}</StatusTag>
          {waited !== null && ` · ${waited}`}
          {alert.count > 1 && ` · ${t('feed.times', { count: alert.count })}`}
          {named && ` · ${where}`}
          {note !== null && ` · ${note}`}
          {change.error && ` · ${errorText(t, change.error)}`}
        </>
      }
      time={time}
      news={news}
      urgent={waits && isCall}
      quiet={!waits}
      selected={subject !== null && selection?.kind === subject.kind && selection.id === subject.id}
      action={
        choice ??
        (mayAcknowledge && alert.status !== 'cleared' && (
          <TextButton
            tone={waits && isCall ? 'danger' : 'plain'}
            disabled={change.isPending}
            onClick={() => change.mutate({ id: alert.id, change: waits ? 'acknowledge' : 'clear' })}
          >
            {waits ? t('alert.acknowledge') : t('alert.clear')}
          </TextButton>
        ))
      }
      onOpen={() => {
        if (subject) goToThing(subject);
        else if (alert.position) goToPlace(alert.position, CLOSE_ZOOM);
      }}
    />
  );
}
