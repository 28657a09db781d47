import { useSitingResult } from '../../features/siting/siting.api.ts';
import { findSolution } from '../../features/siting/siting-words.ts';
import { useSitingStore } from '../../features/siting/siting.store.ts';
import { useJob } from '../../lib/jobs.api.ts';
import { useCoverageView } from './coverage-view.store.ts';
import type { ToolLegend } from './export-legend.ts';
import { useRevisitShown } from '../../features/revisit/use-revisit-shown.ts';

/** What the open tool has put onto the map, for the legend of a picture. */
export function useToolLegend(): ToolLegend {
  const { surface, doneJobId } = useRevisitShown();
  const { isOpen, shown } = useSitingStore();
  const jobId = useCoverageView((view) => view.jobId);
  const job = useJob(isOpen ? jobId : null).data;
  const result = useSitingResult(jobId, isOpen && job?.state === 'done').data;
  return {
    revisit: surface ?? null,
    isRevisitOfWindow: doneJobId !== null,
    hasSites: isOpen && result !== undefined && findSolution(result, shown).sites.length > 0,
  };
}
