import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { decodeSeen, encodeSeen } from '@liaowang/shared/analysis/revisit/seen-codec';
import { summariseSlice } from '@liaowang/shared/analysis/revisit/summarise-slice';
import { appendSeen, createVisitColumns } from '@liaowang/shared/analysis/revisit/visit-columns';
import { closeStretch, createWindowTotals } from '@liaowang/shared/analysis/revisit/window-totals';
import { unpackFixes } from './packed-fixes.ts';
import type { PackedSeen, RevisitSliceTask, RevisitWindowTask } from './revisit.task.ts';

/** Runs a {@link RevisitSliceTask}. */
export function runRevisitSlice({ grid, slice, isNight, units, posts, groups }: RevisitSliceTask): PackedSeen[] {
  const tracks = units.map(({ fixes, ...unit }) => ({ ...unit, ...unpackFixes(fixes) }));
  const seen = summariseSlice(grid, { slice, isNight, tracks, posts }, groups);
  return groups.map((group) => ({
    group,
    cells: seen[group].cells.length,
    data: deflateRawSync(encodeSeen(seen[group])),
  }));
}

/** Runs a {@link RevisitWindowTask}. */
export function runRevisitWindow({
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
