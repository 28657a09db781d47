import { create } from 'zustand';
import { DEFAULT_OUTCOME_FORM, type OutcomeForm } from './outcome-form.ts';

interface OutcomesState {
  /** What was last asked of each hotspot. */
  asked: Readonly<Record<number, OutcomeForm>>;
  ask: (hotspotId: number, form: OutcomeForm) => void;
}

/** The questions of the outcome tab, for the tab and for the map. */
export const useOutcomesStore = create<OutcomesState>()((set) => ({
  asked: {},
  ask: (hotspotId, form) => set(({ asked }) => ({ asked: { ...asked, [hotspotId]: form } })),
}));

/** What is asked of a hotspot. */
export function useOutcomeForm(hotspotId: number | null): OutcomeForm {
  return useOutcomesStore(({ asked }) => (hotspotId === null ? undefined : asked[hotspotId])) ?? DEFAULT_OUTCOME_FORM;
}
