import type { PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';

/** A plan and how it came to be. Definitions are never changed in place, so a step costs only what changed. */
export interface PlanHistory {
  readonly past: readonly PlanDefinition[];
  readonly present: PlanDefinition;
  readonly future: readonly PlanDefinition[];
  /** The gesture that made the present, e.g. one drag: what follows of it is the same step. */
  readonly gesture: string | null;
}

/** More steps than anybody takes back. */
const MAX_STEPS = 200;

/** A history that begins here. */
export function startHistory(present: PlanDefinition): PlanHistory {
  return { past: [], present, future: [], gesture: null };
}

/** The history with a new present; steps that were taken back are gone. `gesture` joins the many changes of one drag into one step. */
export function recordStep(history: PlanHistory, present: PlanDefinition, gesture: string | null = null): PlanHistory {
  if (present === history.present) return history;
  const continues = gesture !== null && gesture === history.gesture;
  return {
    past: continues ? history.past : [...history.past, history.present].slice(-MAX_STEPS),
    present,
    future: [],
    gesture,
  };
}

/** One step back; the same history where there is none. */
export function undoStep({ past, present, future, ...rest }: PlanHistory): PlanHistory {
  const previous = past.at(-1);
  return previous === undefined
    ? { past, present, future, ...rest }
    : { past: past.slice(0, -1), present: previous, future: [present, ...future], gesture: null };
}

/** One step forward again; the same history where there is none. */
export function redoStep({ past, present, future, ...rest }: PlanHistory): PlanHistory {
  const [next, ...later] = future;
  return next === undefined
    ? { past, present, future, ...rest }
    : { past: [...past, present], present: next, future: later, gesture: null };
}
