import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoveragePlan } from '@liaowang/shared/schemas/coverage-plan';
import { showUndoNotice } from '../../components/undo-notice.tsx';
import { hasUnsavedChanges, useDraftStore } from './draft.store.ts';
import { fetchPlan, useApplyPlan, useChangePlan, useCreatePlan, useDeletePlan } from './plans.api.ts';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import { usePlanDialogs } from './plan-dialogs.store.ts';

/** As the schema says. */
const MAX_NAME_LENGTH = 80;

const draft = useDraftStore.getState;

/** Opens a plan, or null to start from now; asks first where work would be lost. */
export function openPlan(plan: CoveragePlan | null): void {
  if (hasUnsavedChanges(draft())) usePlanDialogs.getState().show({ kind: 'leave', next: plan });
  else draft().open(plan);
}

/** What can be done with plans. Each says how it went; what it needs to ask, it asks in a dialog. */
export function usePlanActions() {
  const { t } = useTranslation();
  const create = useCreatePlan();
  const change = useChangePlan();
  const remove = useDeletePlan();
  const apply = useApplyPlan();
  const show = usePlanDialogs((state) => state.show);
  const close = usePlanDialogs((state) => state.close);
  const fail = useCallback(
    (error: unknown) => void notifications.show({ message: errorText(t, error), color: 'yellow' }),
    [t],
  );
  const tellSaved = (name: string): void =>
    void notifications.show({ message: t('plans.saveDialog.saved', { name }), autoClose: 2_500 });

  const adopt = (plan: CoveragePlan, thenApply: boolean): void => {
    draft().markSaved(plan);
    tellSaved(plan.name);
    if (thenApply) show({ kind: 'apply', plan });
    else close();
  };

  /** Keeps the draft under another name. */
  const saveAs = (name: string, note: string, thenApply = false): void =>
    // Awaited, here and below: what was saved must be known as saved though the tab be closed by then.
    void create.mutateAsync({ name, note, definition: draft().history.present }).then(
      (plan) => adopt(plan, thenApply),
      () => undefined,
    );

  /** Saves the draft where it came from; a new one, a backup and somebody else's ask for a name. */
  const save = (thenApply = false): void => {
    const { origin, history } = draft();
    if (!origin || origin.isBackup || !origin.mayChange) return show({ kind: 'save-as', thenApply });
    const { id, version, name, note } = origin;
    void change.mutateAsync({ id, version, name, note, definition: history.present }).then(
      (plan) => adopt(plan, thenApply),
      (error: unknown) => {
        const code = error instanceof ApiError ? error.code : '';
        if (code === 'plan-changed') show({ kind: 'conflict', id, name });
        // Deleted meanwhile: what is on the map is kept, as another plan.
        else if (code === 'not-found') show({ kind: 'save-as', thenApply });
        else fail(error);
      },
    );
  };

  const rename = (plan: CoveragePlan, name: string, note: string): void =>
    change.mutate(
      { id: plan.id, version: plan.version, name, note, definition: plan.definition },
      {
        onSuccess: (renamed) => {
          // The open plan is one version further, and what was saved of it is the same.
          if (draft().origin?.id === renamed.id) draft().markSaved(renamed);
          close();
        },
      },
    );

  const duplicate = (plan: CoveragePlan): void => {
    const name = t('plans.copyOf', { name: plan.name }).slice(0, MAX_NAME_LENGTH);
    create.mutate(
      { name, note: plan.note, definition: plan.definition },
      { onSuccess: (copy) => tellSaved(copy.name), onError: fail },
    );
  };

  const deletePlan = (plan: CoveragePlan): void =>
    remove.mutate(plan.id, {
      onError: fail,
      onSuccess: () => {
        if (draft().origin?.id === plan.id) draft().forgetOrigin();
        const { name, note, definition } = plan;
        // Awaited, not called back: the tab may be closed by then.
        showUndoNotice({
          message: t('plans.deleted', { name }),
          label: t('common.undo'),
          onUndo: () => void create.mutateAsync({ name, note, definition }).catch(fail),
        });
      },
    });

  /** Makes a saved plan the set-up; its backup can bring back what was. */
  const makeCurrent = (plan: CoveragePlan): void =>
    apply.mutate(plan, {
      onSuccess: ({ backup }) => {
        close();
        // What the plan said is now what stands: there is nothing left to try.
        if (!hasUnsavedChanges(draft())) draft().open(null);
        showUndoNotice({
          message: t('plans.applyDialog.done', { name: plan.name }),
          label: t('plans.applyDialog.undo'),
          onUndo: () =>
            void apply.mutateAsync(backup).then(
              () => notifications.show({ message: t('plans.applyDialog.undone'), autoClose: 3_000 }),
              (error: unknown) =>
                notifications.show({
                  title: t('plans.applyDialog.undoFailed'),
                  message: errorText(t, error),
                  color: 'yellow',
                }),
            ),
        });
      },
    });

  /** Asks before the open plan is made the set-up; what is not saved is saved first. */
  const askToApply = (): void => {
    const { origin, history } = draft();
    if (!origin || hasUnsavedChanges(draft())) return save(true);
    fetchPlan(origin.id).then((plan) => {
      if (plan.version === origin.version) show({ kind: 'apply', plan: { ...plan, definition: history.present } });
      else show({ kind: 'conflict', id: origin.id, name: origin.name });
    }, fail);
  };

  /** Drops the draft for what somebody else saved. */
  const reload = (id: number): void =>
    void fetchPlan(id).then((plan) => {
      draft().open(plan);
      close();
    }, fail);

  return { save, saveAs, rename, duplicate, deletePlan, makeCurrent, askToApply, reload, create, change, apply };
}
