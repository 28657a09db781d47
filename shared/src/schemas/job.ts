import * as Type from 'typebox';
import type { Static } from 'typebox';
import { Refusal } from './error.ts';
import { Instant } from './text.ts';

/** `interrupted` = its server stopped while it ran. */
export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted'] as const;
export const JobState = Type.Enum(JOB_STATES);
export type JobState = (typeof JOB_STATES)[number];

/** Work that takes longer than a request: started by one account, followed and cancelled by it. */
export const Job = Type.Object({
  id: Type.String({ format: 'uuid' }),
  /** Registered by the feature that starts such jobs. */
  kind: Type.String(),
  state: JobState,
  /** 0–1; null while it cannot be told. */
  progress: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()]),
  /** What it does now, translated by the page, e.g. `reading`, `solving`. */
  phase: Type.String(),
  /** Figures of the phase, e.g. the solver's bound. */
  detail: Type.Record(Type.String(), Type.Number()),
  /** Why it failed. */
  error: Type.Union([Refusal, Type.Null()]),
  createdAt: Instant,
  finishedAt: Type.Union([Instant, Type.Null()]),
});
export type Job = Static<typeof Job>;

export const StartedJob = Type.Object({ jobId: Type.String({ format: 'uuid' }) });
export type StartedJob = Static<typeof StartedJob>;
