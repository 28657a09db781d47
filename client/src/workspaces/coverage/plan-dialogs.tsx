import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLookouts } from '../../entities/lookouts/lookouts.api.ts';
import { ApplyDialog } from '../../features/plans/apply-dialog.tsx';
import { useDraftStore } from '../../features/plans/draft.store.ts';
import { QuestionDialog } from '../../features/plans/question-dialog.tsx';
import { SaveDialog } from '../../features/plans/save-dialog.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { useCoverageView } from './coverage-view.store.ts';
import { PlanComparison } from './plan-comparison.tsx';
import { usePlanDialogs } from '../../features/plans/plan-dialogs.store.ts';
import type { usePlanActions } from '../../features/plans/use-plan-actions.ts';

/** The windows of the plan tab, one at a time. */
export function PlanDialogs({
  actions,
  comparedIds,
}: {
  actions: ReturnType<typeof usePlanActions>;
  comparedIds: ReadonlySet<number>;
}) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const lookouts = useLookouts().data ?? [];
  const origin = useDraftStore((draft) => draft.origin);
  const { dialog, close, show } = usePlanDialogs();
  const { create, change, apply } = actions;
  useEffect(() => {
    // A window that opens must not show how the last one ended.
    if (dialog !== null) return;
    for (const mutation of [create, change, apply]) if (mutation.isError) mutation.reset();
  }, [dialog, create, change, apply]);
  if (!dialog) return null;
  const findLookout = (id: number) => lookouts.find(({ properties }) => properties.lookoutId === id);
  switch (dialog.kind) {
    case 'save-as':
      return (
        <SaveDialog
          title={t('plans.saveDialog.title')}
          name={origin && !origin.isBackup ? t('plans.copyOf', { name: origin.name }) : ''}
          note={origin?.note ?? ''}
          isSaving={actions.create.isPending}
          error={actions.create.error}
          onSave={(name, note) => actions.saveAs(name, note, dialog.thenApply)}
          onClose={close}
        />
      );
    case 'rename':
      return (
        <SaveDialog
          title={t('plans.saveDialog.renameTitle')}
          name={dialog.plan.name}
          note={dialog.plan.note}
          isSaving={actions.change.isPending}
          error={actions.change.error}
          onSave={(name, note) => actions.rename(dialog.plan, name, note)}
          onClose={close}
        />
      );
    case 'apply':
      return (
        <ApplyDialog
          name={dialog.plan.name}
          definition={dialog.plan.definition}
          nameOfLookout={(id) => {
            const lookout = findLookout(id);
            return lookout ? localName(lookout.properties.name) : `#${id}`;
          }}
          isStanding={(id) => findLookout(id) !== undefined}
          isApplying={actions.apply.isPending}
          error={actions.apply.error instanceof ApiError ? actions.apply.error : null}
          onApply={() => actions.makeCurrent(dialog.plan)}
          onClose={close}
        />
      );
    case 'conflict':
      return (
        <QuestionDialog
          title={t('plans.conflict.title')}
          text={t('plans.conflict.text', { name: dialog.name })}
          answers={[
            { label: t('plans.conflict.reload'), onChoose: () => actions.reload(dialog.id) },
            { label: t('plans.conflict.saveAs'), onChoose: () => show({ kind: 'save-as', thenApply: false }) },
          ]}
          onClose={close}
        />
      );
    case 'leave':
      return (
        <QuestionDialog
          title={t('plans.leave.title')}
          text={t('plans.leave.text')}
          answers={[
            {
              label: t('plans.leave.discard'),
              onChoose: () => {
                useDraftStore.getState().open(dialog.next);
                close();
              },
            },
          ]}
          onClose={() => {
            close();
            // A link that was not followed must not stay in the address.
            useCoverageView.getState().setPlan(origin?.id ?? null);
          }}
        />
      );
    case 'compare':
      return <PlanComparison comparedIds={comparedIds} onClose={close} />;
  }
}
