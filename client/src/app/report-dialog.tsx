import { notifications } from '@mantine/notifications';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import { createPart } from '../components/part.tsx';
import { TextButton } from '../components/text-button.tsx';
import { useWithdrawIncident } from '../entities/incidents/incidents.api.ts';
import { useCategoryName } from '../i18n/category-names.ts';
import { errorText } from '../i18n/error-text.ts';
import { usePermission } from '../lib/permission.store.ts';
import { usePlaceName } from '../features/place-names/place-name.ts';
import { useViewStore } from '../map/view.store.ts';

const ReportForm = createPart(async () => ({
  default: (await import('../entities/incidents/report-form.tsx')).ReportForm,
}));

/** How long a fresh report can be undone with one click; later its card does it. */
const UNDO_MS = 10_000;

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
    const { incidentId, categoryId } = incident.properties;
    useViewStore.getState().select({ kind: 'incident', id: incidentId });
    const undo = () => {
      notifications.hide(noticeId);
      // Awaited, not called back: the form's component may be gone by then.
      withdraw.mutateAsync(incidentId).then(
        () => {
          const { selection, select } = useViewStore.getState();
          if (selection?.kind === 'incident' && selection.id === incidentId) select(null);
          notifications.show({ message: t('report.undone'), autoClose: 3_000 });
        },
        (error: unknown) =>
          notifications.show({ title: t('report.undoFailed'), message: errorText(t, error), color: 'yellow' }),
      );
    };
    const noticeId = notifications.show({
      autoClose: UNDO_MS,
      message: (
        <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 16 }}>
          {t('report.done', { what: nameOf(categoryId) })}
          <TextButton tone="primary" onClick={undo}>
            {t('common.undo')}
          </TextButton>
        </span>
      ),
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
