import type { PredictOutcome } from './run-predict.ts';

/** From the worker: progress, then one of the others. */
export type PredictAnswer =
  | { kind: 'progress'; share: number }
  | { kind: 'done'; outcome: PredictOutcome; computeMs: number }
  | { kind: 'failed'; /** Size of cells that can be computed with. */ cellMeters: number | null; reason: string };
