import { EMPTY_PLAN, type CoveragePlan, type PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { create } from 'zustand';
import { changesNothing, isSameDefinition, isSamePart, type PlanPart } from './plan-edits.ts';
import { recordStep, redoStep, startHistory, undoStep, type PlanHistory } from './plan-history.ts';

/** The saved plan that a draft came from. */
export type DraftOrigin = Pick<CoveragePlan, 'id' | 'version' | 'name' | 'note' | 'isBackup' | 'mayChange'>;

/** What a click on the map does: choose and drag, put up a post, or draw a loop. */
export type DraftMode = 'idle' | 'post' | 'loop';

interface DraftState {
  /** The tab is open: the map shows the plan. */
  isOpen: boolean;
  history: PlanHistory;
  origin: DraftOrigin | null;
  /** As last saved or opened; the empty plan where nothing was. */
  saved: PlanDefinition;
  selected: PlanPart | null;
  mode: DraftMode;
  /** Corners of the loop that is being drawn. */
  corners: readonly LngLat[];
  /** Where the pointer is while a loop is being drawn. */
  pointer: LngLat | null;
  setOpen: (isOpen: boolean) => void;
  /** Changes the plan; changes of one `gesture` are one step to take back. */
  change: (edit: (definition: PlanDefinition) => PlanDefinition, gesture?: string) => void;
  undo: () => void;
  redo: () => void;
  select: (part: PlanPart | null) => void;
  setMode: (mode: DraftMode) => void;
  setCorners: (corners: readonly LngLat[]) => void;
  setPointer: (pointer: LngLat | null) => void;
  /** Starts from a saved plan, or with null from what stands now. */
  open: (plan: CoveragePlan | null) => void;
  /** The draft is what was saved as `plan`; its history stays. */
  markSaved: (plan: CoveragePlan) => void;
  /** The draft no longer belongs to a saved plan (it was deleted): its contents stay. */
  forgetOrigin: () => void;
}

const NOT_DRAWING = { mode: 'idle', corners: [], pointer: null } as const;

const toOrigin = ({ id, version, name, note, isBackup, mayChange }: CoveragePlan): DraftOrigin => ({
  id,
  version,
  name,
  note,
  isBackup,
  mayChange,
});

/** The parts of a plan that a selection may name: what undo took away is no longer selected. */
function keepSelection({ selected, history: { present } }: Pick<DraftState, 'selected' | 'history'>): PlanPart | null {
  if (selected === null || selected.kind === 'lookout') return selected;
  return (selected.kind === 'post' ? present.posts : present.loops).some(({ id }) => id === selected.id)
    ? selected
    : null;
}

/** The plan somebody is trying out, on this page only until it is saved. */
export const useDraftStore = create<DraftState>()((set) => {
  const step = (move: (history: PlanHistory) => PlanHistory) =>
    set(({ history, selected }) => {
      const moved = move(history);
      return { history: moved, selected: keepSelection({ selected, history: moved }) };
    });
  return {
    isOpen: false,
    history: startHistory(EMPTY_PLAN),
    origin: null,
    saved: EMPTY_PLAN,
    selected: null,
    mode: 'idle',
    corners: [],
    pointer: null,
    setOpen: (isOpen) => set(isOpen ? { isOpen } : { isOpen, ...NOT_DRAWING, selected: null }),
    change: (edit, gesture) => step((history) => recordStep(history, edit(history.present), gesture ?? null)),
    undo: () => step(undoStep),
    redo: () => step(redoStep),
    select: (selected) => set((state) => (isSamePart(state.selected, selected) ? {} : { selected })),
    setMode: (mode) => set({ ...NOT_DRAWING, mode, ...(mode === 'idle' ? {} : { selected: null }) }),
    setCorners: (corners) => set({ corners }),
    setPointer: (pointer) => set({ pointer }),
    open: (plan) => {
      const definition = plan?.definition ?? EMPTY_PLAN;
      set({
        history: startHistory(definition),
        saved: definition,
        origin: plan && toOrigin(plan),
        selected: null,
        ...NOT_DRAWING,
      });
    },
    markSaved: (plan) => set({ origin: toOrigin(plan), saved: plan.definition }),
    forgetOrigin: () => set({ origin: null, saved: EMPTY_PLAN }),
  };
});

/** Whether leaving the draft would lose work. */
export function hasUnsavedChanges({
  history,
  saved,
  origin,
}: Pick<DraftState, 'history' | 'saved' | 'origin'>): boolean {
  return origin === null ? !changesNothing(history.present) : !isSameDefinition(history.present, saved);
}
