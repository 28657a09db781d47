import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoveragePlan } from '@liaowang/shared/schemas/coverage-plan';
import { useDraftStore } from '../../features/plans/draft.store.ts';
import { fetchPlan } from '../../features/plans/plans.api.ts';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import { takesKeys } from '../../lib/takes-keys.ts';
import { useCoverageView } from './coverage-view.store.ts';

/** Keeps the open plan and the address alike: a link opens its plan, and opening a plan changes the link. `open` may ask first. */
export function usePlanLink(open: (plan: CoveragePlan) => void): void {
  const { t } = useTranslation();
  const planId = useCoverageView((view) => view.planId);

  useEffect(() => {
    const { origin } = useDraftStore.getState();
    if (planId === null || planId === origin?.id) return undefined;
    let isCurrent = true;
    fetchPlan(planId).then(
      (plan) => isCurrent && open(plan),
      (error: unknown) => {
        if (!isCurrent) return;
        useCoverageView.getState().setPlan(useDraftStore.getState().origin?.id ?? null);
        const message = error instanceof ApiError && error.code === 'not-found' ? t('plans.gone') : errorText(t, error);
        notifications.show({ message, color: 'yellow' });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [planId, open, t]);

  useEffect(() => {
    const { origin } = useDraftStore.getState();
    if (origin && useCoverageView.getState().planId === null) useCoverageView.getState().setPlan(origin.id);
    return useDraftStore.subscribe((draft, before) => {
      if (draft.origin?.id !== before.origin?.id) useCoverageView.getState().setPlan(draft.origin?.id ?? null);
    });
  }, []);
}

/** Ctrl+Z and Ctrl+Y go back and forth in the draft. */
export function useDraftKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      // A field takes back what was typed in it.
      if (takesKeys(event.target)) return;
      const key = event.key.toLowerCase();
      const { undo, redo } = useDraftStore.getState();
      if (key === 'z' && !event.shiftKey) undo();
      else if (key === 'y' || (key === 'z' && event.shiftKey)) redo();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
