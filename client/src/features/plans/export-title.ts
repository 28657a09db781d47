import type { TFunction } from 'i18next';
import { hasUnsavedChanges, type useDraftStore } from './draft.store.ts';
import { changesNothing } from './plan-edits.ts';
import { formatMinuteOfDay } from '../../lib/format.ts';

type Draft = Pick<ReturnType<typeof useDraftStore.getState>, 'history' | 'saved' | 'origin'>;

/** What the map shows of a plan, e.g. `推演“早班”（未保存），按 22:00 计`; null while the plan is just what is now. */
export function describeTriedPlan(t: TFunction, draft: Draft, minute: number): string | null {
  const {
    origin,
    history: { present },
  } = draft;
  const isVoid = changesNothing(present);
  if (origin === null && isVoid && present.atMinute === null) return null;
  const name = origin?.name ?? t(isVoid ? 'plans.compareDialog.now' : 'plans.untitled');
  const time = formatMinuteOfDay(minute);
  // One without a name says already that it is not saved.
  const isChanged = origin !== null && hasUnsavedChanges(draft);
  return t('plans.mapOfPlan', { name: isChanged ? `${name} · ${t('plans.unsaved')}` : name, time });
}
