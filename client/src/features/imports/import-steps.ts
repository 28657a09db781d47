import type { IncidentImport } from '@liaowang/shared/schemas/incident-import';
import type { Job } from '@liaowang/shared/schemas/job';

/** What the wizard asks, in this order. `file` is past once there is an import. */
export const IMPORT_STEPS = ['file', 'columns', 'categories', 'check', 'done'] as const;
export type ImportStep = (typeof IMPORT_STEPS)[number];

/** Where an import is gone on with: at the first thing that still has to be said or looked at. */
export function findNextStep({
  state,
  check,
  mapping,
}: Pick<IncidentImport, 'state' | 'check' | 'mapping'>): ImportStep {
  if (state === 'committed' || state === 'undone') return 'done';
  if (state === 'discarded') return 'file';
  return check || mapping ? 'check' : 'columns';
}

interface Position {
  /** Where the wizard stands. */
  step: ImportStep;
  /** Whether the columns are all named, so that categories and the dry run make sense. */
  isMapped: boolean;
  /** Nothing may be changed while a job runs. */
  isRunning: boolean;
}

/** Whether the wizard may go to a step from where it stands: back always, forward only past what is said. A committed import stays where it is. */
export function mayGoTo(target: ImportStep, { step, isMapped, isRunning }: Position): boolean {
  if (isRunning || step === 'done' || target === 'done' || target === 'file' || target === step) return false;
  return target === 'columns' || isMapped;
}

/** What the step of the dry run shows. */
export type CheckView = 'checking' | 'committing' | 'result' | 'outdated' | 'ended' | 'none';

/**
 * What the dry run's step shows: a running job before all, then why the last one brought nothing, then its result.
 * `outdated` = the mapping was changed since. `ended` = the job was cancelled, failed or was interrupted and there is
 * nothing newer to look at.
 */
export function findCheckView(
  job: Pick<Job, 'kind' | 'state'> | null,
  { hasCheck, isOutdated }: { hasCheck: boolean; isOutdated: boolean },
): CheckView {
  const isRunning = job?.state === 'queued' || job?.state === 'running';
  if (isRunning) return job.kind === 'import-commit' ? 'committing' : 'checking';
  if (job && job.state !== 'done') return 'ended';
  if (!hasCheck) return 'none';
  return isOutdated ? 'outdated' : 'result';
}
