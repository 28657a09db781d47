import { notifications } from '@mantine/notifications';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import { createPart } from '../components/part.tsx';
import { showUndoNotice } from '../components/undo-notice.tsx';
import { INCIDENT_WINDOW_MS, useWithdrawIncident } from '../entities/incidents/incidents.api.ts';
import { useCategoryName } from '../entities/incidents/category-names.ts';
import { errorText } from '../i18n/error-text.ts';
import { serverNowMs } from '../lib/server-clock.ts';
import { usePermission } from '../lib/permission.store.ts';
import { usePlaceName } from '../features/place-names/place-name.ts';
import { useViewStore } from '../map/view.store.ts';

const ReportForm = createPart(async () => ({
  default: (await import('../entities/incidents/report-form.tsx')).ReportForm,
}));

/** The report form where the view asks for it, and the undo after it. */
export function ReportDialog() {
  const { t } = useTranslation();
  const nameOf = useCategoryName();
  const reportAt = useViewStore((view) => view.reportAt);
  const startReport = useViewStore((view) => view.startReport);
  const mayReport = usePermission('incidents:report');
  const placeName = usePlaceName();
  const withdraw = useWithdrawIncident();
  const isRefused = reportAt !== null && !mayReport;
  useEffect(() => {
    if (!isRefused) return;
    startReport(null);
    notifications.show({ message: t('report.notAllowed') });
  }, [isRefused, startReport, t]);
  if (reportAt === null || !mayReport) return null;

  const offerUndo = (incident: IncidentFeature) => {
    startReport(null);
    const { incidentId, categoryId, occurredAt } = incident.properties;
    const isShown = parseInstant(occurredAt) > serverNowMs() - INCIDENT_WINDOW_MS;
    if (isShown) useViewStore.getState().select({ kind: 'incident', id: incidentId });
    const undo = () =>
      // Awaited, not called back: the form's component may be gone by then.
      void withdraw.mutateAsync(incidentId).then(
        () => {
          const { selection, select } = useViewStore.getState();
          if (selection?.kind === 'incident' && selection.id === incidentId) select(null);
          notifications.show({ message: t('report.undone'), autoClose: 3_000 });
        },
        (error: unknown) =>
          notifications.show({ title: t('report.undoFailed'), message: errorText(t, error), color: 'yellow' }),
      );
    // Later its card takes it back.
    showUndoNotice({
      message: t(isShown ? 'report.done' : 'report.doneEarlier', { what: nameOf(categoryId) }),
      label: t('common.undo'),
      onUndo: undo,
    });
  };
  return (
    <Suspense>
      <ReportForm
        position={reportAt}
        placeName={placeName(reportAt)}
        onReported={offerUndo}
        onClose={() => startReport(null)}
      />
    </Suspense>
  );
}
