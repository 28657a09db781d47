import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { findCell, type RevisitGrid } from '@liaowang/shared/analysis/revisit/revisit-grid';
import {
  createTimeScale,
  createVisitScale,
  encodeSurface,
  findCorners,
} from '@liaowang/shared/analysis/revisit/surface';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type {
  ObserverGroup,
  RevisitAreas,
  RevisitMeasure,
  RevisitPoint,
  RevisitSurface,
} from '@liaowang/shared/schemas/revisit';
import type { LiveRevisit } from './live-revisit.ts';
import type { WindowResult } from './windows.service.ts';

/** Ages on the live surface: longer is shown as this. */
const LONGEST_AGE_SECONDS = 86_400;

/** Cells that an account may see: 1 each; null = all. */
export type ShownCells = Uint8Array | null;

interface SurfaceParts {
  measure: RevisitMeasure;
  group: ObserverGroup;
  fromMs: number;
  toMs: number;
  scale: RevisitSurface['scale'];
  valueAt: (cell: number) => number;
  isSeen: (cell: number) => boolean;
  isFilling: boolean;
  shown: ShownCells;
}

function toSurface(
  grid: RevisitGrid,
  { measure, group, fromMs, toMs, scale, valueAt, isSeen, isFilling, shown }: SurfaceParts,
): RevisitSurface {
  const isShown = (cell: number): boolean => shown === null || shown[cell] === 1;
  let seen = 0;
  let count = 0;
  for (let cell = 0; cell < grid.cellCount; cell++) {
    if (!isShown(cell)) continue;
    count++;
    if (isSeen(cell)) seen++;
  }
  const bytes = encodeSurface(grid, scale, valueAt, isShown);
  return {
    measure,
    group,
    scale,
    isFilling,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    columns: grid.columns,
    rows: grid.rows,
    cellMeters: grid.cellMeters,
    corners: findCorners(grid),
    values: Buffer.from(bytes.buffer).toString('base64'),
    seenShare: count === 0 ? 0 : seen / count,
  };
}

/** How long ago each cell was last seen. */
export function describeLive(
  { grid: live, isFilling, knownSinceMs }: LiveRevisit,
  group: ObserverGroup,
  nowMs: number,
  shown: ShownCells,
): RevisitSurface {
  const seconds = live.lastSeconds(group);
  const nowSecond = Math.floor(nowMs / 1_000);
  return toSurface(live.grid, {
    measure: 'age',
    group,
    isFilling,
    shown,
    fromMs: knownSinceMs,
    toMs: nowMs,
    scale: createTimeScale(LONGEST_AGE_SECONDS),
    // A device's clock may run ahead of ours.
    valueAt: (cell) => (seconds[cell] === 0 ? Number.NaN : Math.max(0, nowSecond - seconds[cell]!)),
    isSeen: (cell) => seconds[cell] !== 0,
  });
}

/** A measure of a window; cells that were never seen have no value in any, nor have those without a gap in `mean-gap`. */
export function describeWindow(
  grid: RevisitGrid,
  { window, measures, endMs }: WindowResult,
  measure: RevisitMeasure,
  shown: ShownCells,
): RevisitSurface {
  const { visits, age, meanGap, maxGap, meanAge, totalSeconds } = measures;
  const column = { age: age, visits, 'mean-gap': meanGap, 'max-gap': maxGap, 'mean-age': meanAge }[measure];
  return toSurface(grid, {
    measure,
    group: window.group,
    isFilling: false,
    shown,
    fromMs: parseInstant(window.from),
    toMs: endMs,
    scale: measure === 'visits' ? createVisitScale(visits) : createTimeScale(totalSeconds),
    valueAt: (cell) => (visits[cell] === 0 ? Number.NaN : column[cell]!),
    isSeen: (cell) => visits[cell] !== 0,
  });
}

const NO_MEASURES = { visits: null, meanGapSeconds: null, maxGapSeconds: null, meanAgeSeconds: null };

/** The cell of a place; negative outside the city, and where the account may not see. */
function findPlace(grid: RevisitGrid, [lng, lat]: LngLat, shown: ShownCells): number {
  const cell = findCell(grid, ...createLocalProjection(...grid.center).forward(lng, lat));
  return cell >= 0 && shown !== null && shown[cell] === 0 ? -1 : cell;
}

/** When a place was last seen, and by whom. */
export function describeLivePoint(
  { grid: live }: LiveRevisit,
  group: ObserverGroup,
  position: LngLat,
  shown: ShownCells,
): RevisitPoint {
  const cell = findPlace(live.grid, position, shown);
  const second = cell < 0 ? 0 : live.lastSeconds(group)[cell]!;
  return {
    position,
    isInside: cell >= 0,
    lastSeenAt: second === 0 ? null : new Date(second * 1_000).toISOString(),
    lastSeenBy: second === 0 ? null : live.lastObserver(group, cell),
    ...NO_MEASURES,
  };
}

/** The measures of a window at a place. Hours hold no names, so nobody can say by whom it was seen. */
export function describeWindowPoint(
  grid: RevisitGrid,
  { measures, endMs }: WindowResult,
  position: LngLat,
  shown: ShownCells,
): RevisitPoint {
  const cell = findPlace(grid, position, shown);
  if (cell < 0) return { position, isInside: false, lastSeenAt: null, lastSeenBy: null, ...NO_MEASURES };
  const age = measures.age[cell]!;
  const meanGap = measures.meanGap[cell]!;
  return {
    position,
    isInside: true,
    lastSeenAt: Number.isNaN(age) ? null : new Date(endMs - age * 1_000).toISOString(),
    lastSeenBy: null,
    visits: measures.visits[cell]!,
    meanGapSeconds: Number.isNaN(meanGap) ? null : meanGap,
    maxGapSeconds: measures.maxGap[cell]!,
    meanAgeSeconds: measures.meanAge[cell]!,
  };
}

/** A window over the cells of an area; ages and gaps are null for one of which nothing was seen. */
export function describeArea(
  areaId: string,
  cells: Int32Array,
  { visits, meanAge, maxGap }: WindowResult['measures'],
): RevisitAreas[number] {
  let seen = 0;
  let ageSum = 0;
  let longest = 0;
  for (const cell of cells) {
    if (visits[cell] !== 0) seen++;
    ageSum += meanAge[cell]!;
    longest = Math.max(longest, maxGap[cell]!);
  }
  return {
    areaId,
    seenShare: cells.length === 0 ? 0 : seen / cells.length,
    meanAgeSeconds: seen === 0 ? null : ageSum / cells.length,
    maxGapSeconds: seen === 0 ? null : longest,
  };
}
