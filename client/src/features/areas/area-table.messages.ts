import type { AreaTable, AreaTableAsk } from '@liaowang/shared/analysis/hotspots/areas/area-table';

export interface AreaTableTask extends AreaTableAsk {
  id: number;
}

/** From the worker, one for each task; `id` is the task's. */
export type AreaTableAnswer = { id: number } & (
  | { kind: 'counted'; table: AreaTable }
  | { kind: 'failed'; reason: string }
);
