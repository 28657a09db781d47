import type { CoveragePlan } from '@liaowang/shared/schemas/coverage-plan';
import { create } from 'zustand';

/** The window over the plan tab. */
export type PlanDialog =
  /** `thenApply`: the plan is to be made current once it is saved. */
  | { kind: 'save-as'; thenApply: boolean }
  | { kind: 'rename'; plan: CoveragePlan }
  | { kind: 'apply'; plan: CoveragePlan }
  /** Somebody else saved the plan of this name meanwhile. */
  | { kind: 'conflict'; id: number; name: string }
  /** The draft would be lost: `next` null = start from now. */
  | { kind: 'leave'; next: CoveragePlan | null }
  | { kind: 'compare' };

interface PlanDialogsState {
  dialog: PlanDialog | null;
  show: (dialog: PlanDialog) => void;
  close: () => void;
}

/** Which window of the plan tab is open. */
export const usePlanDialogs = create<PlanDialogsState>()((set) => ({
  dialog: null,
  show: (dialog) => set({ dialog }),
  close: () => set({ dialog: null }),
}));
