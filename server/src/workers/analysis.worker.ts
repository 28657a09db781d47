import type { AnalysisTask } from './analysis.tasks.ts';
import { runCoverage } from './run-coverage.ts';
import { runDensity } from './run-density.ts';
import { runImportPreview, runImportRecognise } from './run-import-preview.ts';
import { runImportRows } from './run-import-rows.ts';
import { runPastCoverage } from './run-past-coverage.ts';
import { runRevisitSlice, runRevisitWindow } from './run-revisit.ts';
import { runSiting } from './run-siting.ts';
import { runZones } from './run-zones.ts';

/** Entry of the analysis threads. */
export default function run(task: AnalysisTask) {
  switch (task.kind) {
    case 'coverage':
      return runCoverage(task);
    case 'density':
      return runDensity(task);
    case 'import-recognise':
      return runImportRecognise(task);
    case 'import-preview':
      return runImportPreview(task);
    case 'import-rows':
      return runImportRows(task);
    case 'past-coverage':
      return runPastCoverage(task);
    case 'revisit-slice':
      return runRevisitSlice(task);
    case 'revisit-window':
      return runRevisitWindow(task);
    case 'siting':
      return runSiting(task);
    case 'zones':
      return runZones(task);
  }
}
