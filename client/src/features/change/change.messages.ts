import type { SizeRefused } from '@liaowang/shared/analysis/hotspots/zones/size-refused';
import type { ChangeFound } from './compute-change.ts';

/** From the worker, one for each task; `id` is the task's. `settings`: the method cannot be computed so, e.g. too many cells, and `offer` is a setting that can. */
export type ChangeAnswer = { id: number } & (
  | { kind: 'found'; found: ChangeFound }
  | { kind: 'failed'; cause: 'settings' | 'fault'; offer: SizeRefused['works'] | null; reason: string }
);
