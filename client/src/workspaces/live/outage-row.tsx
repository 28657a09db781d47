import { Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertOf } from '@liaowang/shared/schemas/alert';
import { FeedRow } from '../../components/feed-row.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { createPart } from '../../components/part.tsx';
import { TextButton } from '../../components/text-button.tsx';
import type { ListRowPlace } from '../../components/virtual-rows.tsx';
import { AlertMark } from '../../entities/alerts/alert-looks.tsx';
import { useChangeAlert } from '../../entities/alerts/alerts.api.ts';
import { errorText } from '../../i18n/error-text.ts';
import { loadSection } from '../../i18n/i18n.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { OUTAGE_TEXTS } from './outage-texts.ts';

const OutageDialog = createPart(async () => {
  const [{ OutageDialog: component }] = await Promise.all([import('./outage-dialog.tsx'), loadSection(OUTAGE_TEXTS)]);
  return { default: component };
});

interface OutageRowProps {
  place?: ListRowPlace | undefined;
  alert: AlertOf<'units-lost'>;
  time: string;
  waited: string | null;
  news: string | undefined;
  /** As of other alerts: in place of what can be done with it. */
  choice: ReactNode;
}

/** Many units that fell silent together, as one row; it opens who they are. */
export function OutageRow({ place, alert, time, waited, news, choice }: OutageRowProps) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const change = useChangeAlert();
  const mayAcknowledge = usePermission('alerts:acknowledge') && !alert.spansBranches;
  const waits = alert.status === 'raised';
  const count = alert.memberUnitIds.length;
  const returned = alert.affectedUnitCount - count;
  return (
    <FeedRow
      place={place}
      mark={<AlertMark kind={alert.kind} waits={waits} />}
      title={t(alert.detail.overdueAt === null ? 'feed.outage' : 'feed.outageOverdue', { count })}
      note={
        <>
          <StatusTag tone="plain">{t(`alertStatus.${alert.status}`)}</StatusTag>
          {waited !== null && ` · ${waited}`}
          {returned > 0 && ` · ${t('feed.outageReturned', { returned, affected: alert.affectedUnitCount })}`}
          {change.error && ` · ${errorText(t, change.error)}`}
        </>
      }
      time={time}
      news={news}
      quiet={!waits}
      action={
        <>
          {choice}
          {!choice && mayAcknowledge && alert.status !== 'cleared' && (
            <TextButton
              disabled={change.isPending}
              onClick={() => change.mutate({ id: alert.id, change: waits ? 'acknowledge' : 'clear' })}
            >
              {waits ? t('alert.acknowledge') : t('alert.clear')}
            </TextButton>
          )}
          {isOpen && (
            <Suspense fallback={null}>
              <OutageDialog alert={alert} onClose={() => setIsOpen(false)} />
            </Suspense>
          )}
        </>
      }
      onOpen={() => setIsOpen(true)}
    />
  );
}
