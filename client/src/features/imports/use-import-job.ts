import { useEffect, useState } from 'react';
import type { IncidentImport } from '@liaowang/shared/schemas/incident-import';
import type { Job } from '@liaowang/shared/schemas/job';
import { isJobRunning, useJob } from '../../lib/jobs.api.ts';
import { useImportStore } from './import.store.ts';
import { renewImport } from './imports.api.ts';

interface ImportJob {
  /** Null = none was started, or it is forgotten. */
  job: Job | null;
  /** A job was started and its outcome is not known yet. */
  isPending: boolean;
}

/** The running or last job of an import. Once it has ended the import is fetched anew; only then its outcome counts. */
export function useImportJob(
  { importId, jobId: knownJobId }: Pick<IncidentImport, 'importId' | 'jobId'>,
  onImported: () => void,
): ImportJob {
  const startedJobId = useImportStore((store) => store.jobId);
  const jobId = startedJobId ?? knownJobId;
  const { data: job = null, error } = useJob(jobId);
  const [settledJobId, setSettledJobId] = useState<string | null>(null);
  const isOver = job !== null && !isJobRunning(job);
  const hasImported = isOver && job.kind === 'import-commit' && job.state === 'done';
  useEffect(() => {
    if (!isOver) return undefined;
    let isCurrent = true;
    void renewImport(importId).then(() => {
      if (isCurrent) setSettledJobId(jobId);
    });
    return () => {
      isCurrent = false;
    };
  }, [isOver, importId, jobId]);
  const isSettled = settledJobId === jobId;
  useEffect(() => {
    if (hasImported && isSettled) onImported();
  }, [hasImported, isSettled, onImported]);
  return { job: error === null ? job : null, isPending: jobId !== null && error === null && !isSettled };
}
