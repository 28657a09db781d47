import type { PlannedLookout, StandingLookout } from '@liaowang/shared/analysis/coverage/plan-observers';
import { create } from 'zustand';
import type { WhatIfFigures } from './what-if.ts';
import type { ObservingGround } from '../../entities/observers/coverage-gaps.layer.ts';

interface WhatIfState {
  /** Who would observe under the plan, for the map; null while the tab is closed. */
  ground: ObservingGround | null;
  /** The lookouts as they are. */
  standing: readonly StandingLookout[];
  /** The lookouts under the plan. */
  lookouts: readonly PlannedLookout[];
  /** Minute of the local day at which the plan is judged. */
  minute: number;
  isNight: boolean;
  figures: WhatIfFigures | null;
  hasFailed: boolean;
  /** Median time from an edit to its figures, milliseconds; null before the first. */
  answerMs: number | null;
}

const CLOSED: WhatIfState = {
  ground: null,
  standing: [],
  lookouts: [],
  minute: 0,
  isNight: false,
  figures: null,
  hasFailed: false,
  answerMs: null,
};

/** What a plan comes to, as plan-engine.ts works it out: the map and the panel read it. */
export const useWhatIfStore = create<WhatIfState>()(() => CLOSED);

/** Forgets everything: the map shows again what is. */
export function closeWhatIf(): void {
  useWhatIfStore.setState(CLOSED);
}
