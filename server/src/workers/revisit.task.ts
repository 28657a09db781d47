import type { RevisitGrid } from '@liaowang/shared/analysis/revisit/revisit-grid';
import type { PostPresence } from '@liaowang/shared/analysis/revisit/summarise-slice';
import type { HourSlice } from '@liaowang/shared/analysis/revisit/window-stretches';
import type { ObserverGroup } from '@liaowang/shared/schemas/revisit';
import type { UnitKind } from '@liaowang/shared/schemas/unit';

/** What was seen in a slice of an hour, from the fixes around it. */
export interface RevisitSliceTask {
  kind: 'revisit-slice';
  grid: RevisitGrid;
  slice: HourSlice;
  /** Whether the night's ranges hold, for each minute of the hour. */
  isNight: boolean[];
  /** `fixes` as packed-fixes.ts describes. */
  units: { kind: UnitKind; dayRangeMeters: number; nightRangeMeters: number; fixes: Uint8Array }[];
  posts: PostPresence[];
  groups: readonly ObserverGroup[];
}

/** Seen cells of a group, encoded and deflated: what is stored of an hour. */
export interface PackedSeen {
  group: ObserverGroup;
  cells: number;
  data: Uint8Array;
}

/** A step of a window, in its order: what was seen in an hour, or the end of a stretch. Seconds count from the window's start. */
export type WindowStep =
  | { kind: 'append'; data: Uint8Array; offsetSeconds: number }
  | { kind: 'close'; startSecond: number; endSecond: number };

/** Goes on with a window whose sums lie in memory that both threads see; nobody else may touch it meanwhile. */
export interface RevisitWindowTask {
  kind: 'revisit-window';
  cellCount: number;
  columns: SharedArrayBuffer;
  /** Null for a window without ends: what is wanted are the columns. */
  totals: SharedArrayBuffer | null;
  steps: WindowStep[];
}
