import type { AnalysisTask } from './analysis.tasks.ts';
import { runCoverage } from './run-coverage.ts';
import { runDensity } from './run-density.ts';
import { runPastCoverage } from './run-past-coverage.ts';
import { runRevisitSlice, runRevisitWindow } from './run-revisit.ts';
import { runZones } from './run-zones.ts';

/** Entry of the analysis threads. */
export default function run(task: AnalysisTask) {
  switch (task.kind) {
    case 'coverage':
      return runCoverage(task);
    case 'density':
      return runDensity(task);
    case 'past-coverage':
      return runPastCoverage(task);
    case 'revisit-slice':
      return runRevisitSlice(task);
    case 'revisit-window':
      return runRevisitWindow(task);
    case 'zones':
      return runZones(task);
  }
}
