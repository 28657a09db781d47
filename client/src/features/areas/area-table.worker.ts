import { computeAreaTable } from '@liaowang/shared/analysis/hotspots/areas/area-table';
import type { AreaTableAnswer, AreaTableTask } from './area-table.messages.ts';

/** Entry of the thread that counts by area. */
function answer(task: AreaTableTask): AreaTableAnswer {
  try {
    return { id: task.id, kind: 'counted', table: computeAreaTable(task) };
  } catch (error) {
    return { id: task.id, kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

addEventListener('message', ({ data }: MessageEvent<AreaTableTask>) => postMessage(answer(data)));
