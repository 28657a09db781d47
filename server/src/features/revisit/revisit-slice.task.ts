import { deflateRawSync } from 'node:zlib';
import type { RevisitGrid } from '@liaowang/shared/analysis/revisit/revisit-grid';
import { encodeSeen } from '@liaowang/shared/analysis/revisit/seen-codec';
import { summariseSlice, type PostPresence } from '@liaowang/shared/analysis/revisit/summarise-slice';
import type { HourSlice } from '@liaowang/shared/analysis/revisit/window-stretches';
import type { ObserverGroup } from '@liaowang/shared/schemas/revisit';
import type { UnitKind } from '@liaowang/shared/schemas/unit';
import { unpackFixes } from './packed-fixes.ts';

/** What was seen in a slice of an hour, from the fixes around it. */
export interface RevisitSliceTask {
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

/** Runs a {@link RevisitSliceTask}. */
export default function runRevisitSlice({
  grid,
  slice,
  isNight,
  units,
  posts,
  groups,
}: RevisitSliceTask): PackedSeen[] {
  const tracks = units.map(({ fixes, ...unit }) => ({ ...unit, ...unpackFixes(fixes) }));
  const seen = summariseSlice(grid, { slice, isNight, tracks, posts }, groups);
  return groups.map((group) => ({
    group,
    cells: seen[group].cells.length,
    data: deflateRawSync(encodeSeen(seen[group])),
  }));
}
