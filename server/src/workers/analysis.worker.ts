import type { AnalysisTask } from './analysis.tasks.ts';
import { runCoverage } from './run-coverage.ts';
import { runDensity } from './run-density.ts';

/** Entry of the analysis threads. */
export default function run(task: AnalysisTask) {
  return task.kind === 'coverage' ? runCoverage(task) : runDensity(task);
}
