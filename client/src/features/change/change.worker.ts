import { SizeRefused } from '@liaowang/shared/analysis/hotspots/zones/size-refused';
import type { ChangeAnswer } from './change.messages.ts';
import { computeChange, type ChangeTask } from './compute-change.ts';

/** Entry of the thread that compares windows. */
function answer(task: ChangeTask): ChangeAnswer {
  try {
    return { id: task.id, kind: 'found', found: computeChange(task) };
  } catch (error) {
    return {
      id: task.id,
      kind: 'failed',
      cause: error instanceof RangeError ? 'settings' : 'fault',
      offer: error instanceof SizeRefused ? error.works : null,
      reason: error instanceof Error ? error.message : String(error),
    };
  }
}

addEventListener('message', ({ data }: MessageEvent<ChangeTask>) => postMessage(answer(data)));
