import type { RevisitSurface } from '@liaowang/shared/schemas/revisit';
import { useRevisitNow, useWindowSurface } from './revisit.api.ts';
import { useRevisitStore } from './revisit.store.ts';
import { useJob } from '../../lib/jobs.api.ts';

interface ShownRevisit {
  surface: RevisitSurface | undefined;
  error: Error | null;
  /** The computed window that is shown; null = now, or nothing computed yet. */
  doneJobId: string | null;
  updatedAtMs: number;
  retry: () => void;
}

/** The surface that the open tab shows: ages now, or one measure of a computed window. The tab and the map ask the same. */
export function useRevisitShown(): ShownRevisit {
  const { isOpen, mode, group, measure, jobId } = useRevisitStore();
  const isNow = isOpen && mode === 'now';
  const windowJobId = isOpen && mode === 'window' ? jobId : null;
  const job = useJob(windowJobId).data;
  const doneJobId = job?.state === 'done' ? windowJobId : null;
  const now = useRevisitNow(isNow ? group : null);
  const window = useWindowSurface(doneJobId, measure);
  const shown = isNow ? now : window;
  const isWanted = isNow || doneJobId !== null;
  return {
    surface: isWanted ? shown.data : undefined,
    error: isWanted ? shown.error : null,
    doneJobId,
    updatedAtMs: shown.dataUpdatedAt,
    retry: () => void shown.refetch(),
  };
}
