import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertOf } from '@liaowang/shared/schemas/alert';
import { FeedRow } from '../../components/feed-row.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { createPart } from '../../components/part.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { AlertMark } from '../../entities/alerts/alert-looks.tsx';
import { useChangeAlert } from '../../entities/alerts/alerts.api.ts';
import { errorText } from '../../i18n/error-text.ts';
import { loadSection } from '../../i18n/i18n.ts';
import { usePermission } from '../../lib/permission.store.ts';

const OutageDialog = createPart(async () => {
  const [{ OutageDialog: component }] = await Promise.all([import('./outage-dialog.tsx'), loadSection('alerts')]);
  return { default: component };
});

/** Many units that fell silent together, as one row; it opens who they are. */
export function OutageRow({ alert, time }: { alert: AlertOf<'units-lost'>; time: string }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const change = useChangeAlert();
  const mayAcknowledge = usePermission('alerts:acknowledge') && !alert.spansBranches;
  const waits = alert.status === 'raised';
  const count = alert.memberUnitIds.length;
  const returned = alert.affectedUnitCount - count;
  return (
    <FeedRow
      mark={<AlertMark kind={alert.kind} waits={waits} />}
      title={t(alert.detail.overdueAt === null ? 'feed.outage' : 'feed.outageOverdue', { count })}
      note={
        <>
          <StatusTag tone="plain">{t(`alertStatus.${alert.status}`)}</StatusTag>
          {returned > 0 && ` · ${t('feed.outageReturned', { returned, affected: alert.affectedUnitCount })}`}
          {change.error && ` · ${errorText(t, change.error)}`}
        </>
      }
      time={time}
      quiet={!waits}
      action={
        <>
          {mayAcknowledge && (
            <TextButton
              disabled={change.isPending}
              onClick={() => change.mutate({ id: alert.id, change: waits ? 'acknowledge' : 'clear' })}
            >
              {waits ? t('feed.acknowledge') : t('feed.clear')}
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
