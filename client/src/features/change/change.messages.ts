import type { ChangeFound } from './compute-change.ts';

/** From the worker, one for each task; `id` is the task's. `settings`: the method cannot be computed so, e.g. too many cells. */
export type ChangeAnswer = { id: number } & ({ kind: 'found'; found: ChangeFound } | { kind: 'failed'; cause: 'settings' | 'fault'; reason: string });
