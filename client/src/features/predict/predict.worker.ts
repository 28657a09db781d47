import { SizeRefused } from '@liaowang/shared/analysis/hotspots/zones/size-refused';
import type { PredictAnswer } from './predict.messages.ts';
import { runPredict, type PredictTask } from './run-predict.ts';

/** Entry of the thread of one back-test; it is ended to cancel it. */
addEventListener('message', ({ data }: MessageEvent<PredictTask>) => {
  const answer = (message: PredictAnswer): void => postMessage(message);
  const startedMs = performance.now();
  try {
    const steps = runPredict(data);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        answer({ kind: 'done', outcome: step.value, computeMs: performance.now() - startedMs });
        return;
      }
      answer({ kind: 'progress', share: step.value });
    }
  } catch (error) {
    answer({
      kind: 'failed',
      cellMeters: error instanceof SizeRefused ? error.works.value : null,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
});
