import { inflateRawSync } from 'node:zlib';
import { decodeSeen } from '@liaowang/shared/analysis/revisit/seen-codec';
import { appendSeen, createVisitColumns } from '@liaowang/shared/analysis/revisit/visit-columns';
import { closeStretch, createWindowTotals } from '@liaowang/shared/analysis/revisit/window-totals';

/** A step of a window, in its order: what was seen in an hour, or the end of a stretch. Seconds count from the window's start. */
export type WindowStep =
  | { kind: 'append'; data: Uint8Array; offsetSeconds: number }
  | { kind: 'close'; startSecond: number; endSecond: number };

/** Goes on with a window whose sums lie in memory that both threads see; nobody else may touch it meanwhile. */
export interface RevisitWindowTask {
  cellCount: number;
  columns: SharedArrayBuffer;
  /** Null for a window without ends: what is wanted are the columns. */
  totals: SharedArrayBuffer | null;
  steps: WindowStep[];
}

/** Runs a {@link RevisitWindowTask}. */
export default function runRevisitWindow({
  cellCount,
  columns: columnsBuffer,
  totals: totalsBuffer,
  steps,
}: RevisitWindowTask): void {
  const columns = createVisitColumns(cellCount, undefined, columnsBuffer);
  const totals = totalsBuffer && createWindowTotals(cellCount, totalsBuffer);
  for (const step of steps) {
    if (step.kind === 'append') appendSeen(columns, decodeSeen(inflateRawSync(step.data)), step.offsetSeconds);
    else if (totals) closeStretch(totals, columns, step.startSecond, step.endSecond);
  }
}
