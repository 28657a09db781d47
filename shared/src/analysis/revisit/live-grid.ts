import { OBSERVER_GROUPS, type ObserverGroup } from '../../schemas/revisit.ts';
import type { UnitKind } from '../../schemas/unit.ts';
import { findCell, type RevisitGrid } from './revisit-grid.ts';
import { forEachPiece, type PlaneFix } from './path-pieces.ts';
import { forEachSeenRun } from './seen-ground.ts';
import { groupOf } from './summarise-slice.ts';

/** Who saw a place. */
export interface Observer {
  kind: 'unit' | 'lookout';
  id: number;
}

/** When each cell was last seen, by each group: the newest stamp counts, in whatever order they come. */
export interface LiveGrid {
  grid: RevisitGrid;
  /** Ground seen on the way to a unit's fix from the one before (null: at the fix alone). `rangeAtMeters` tells how far it sees then. */
  stampFix(
    unit: { unitId: number; kind: UnitKind },
    from: PlaneFix | null,
    to: PlaneFix,
    rangeAtMeters: (timeMs: number) => number,
  ): void;
  /** Ground that a lookout sees at a moment. */
  stampPost(lookoutId: number, x: number, y: number, rangeMeters: number, timeMs: number): void;
  /** The same of ground that is no disk: runs of cells, see findRunsOf. */
  stampGround(lookoutId: number, runs: Int32Array, timeMs: number): void;
  /** Cells that were last seen at these epoch seconds (0 = never), by nobody can say whom. */
  mergeLastSeen(group: ObserverGroup, lastSeconds: Uint32Array): void;
  /** Epoch seconds, 0 = never. Not to be changed. */
  lastSeconds(group: ObserverGroup): Uint32Array;
  lastObserver(group: ObserverGroup, cell: number): Observer | null;
  /** How often a vehicle came into each cell. Not to be changed. */
  vehiclePasses: Uint32Array;
  /** Share (0–1) of cells that were seen by anybody at `sinceMs` or later; 0 for no cells. */
  seenShare(cells: Int32Array, sinceMs: number): number;
}

/**
 * An empty live grid: 8 bytes a cell and group plus 4, so 23 MB for 629,000 cells; whole seconds. Lookouts have negative
 * numbers in it.
 */
export function createLiveGrid(grid: RevisitGrid): LiveGrid {
  const layers = Object.fromEntries(
    OBSERVER_GROUPS.map((group) => [
      group,
      { seconds: new Uint32Array(grid.cellCount), observers: new Int32Array(grid.cellCount) },
    ]),
  ) as Record<ObserverGroup, { seconds: Uint32Array; observers: Int32Array }>;
  const vehiclePasses = new Uint32Array(grid.cellCount);

  function stamp(
    group: ObserverGroup,
    observer: number,
    timeMs: number,
    fromX: number,
    fromY: number,
    toX: number,
    toY: number,
    rangeMeters: number,
  ): void {
    forEachSeenRun(grid, fromX, fromY, toX, toY, rangeMeters, stampRun(group, observer, timeMs));
  }

  function stampRun(group: ObserverGroup, observer: number, timeMs: number): (first: number, end: number) => void {
    const second = Math.floor(timeMs / 1_000);
    const all = layers.all;
    const own = layers[group];
    return (first, end) => {
      for (let cell = first; cell < end; cell++) {
        if (second >= all.seconds[cell]!) {
          all.seconds[cell] = second;
          all.observers[cell] = observer;
        }
        if (second >= own.seconds[cell]!) {
          own.seconds[cell] = second;
          own.observers[cell] = observer;
        }
      }
    };
  }

  return {
    grid,
    vehiclePasses,
    stampFix({ unitId, kind }, from, to, rangeAtMeters) {
      const group = groupOf(kind);
      if (group === 'vehicles') {
        const cell = findCell(grid, to.x, to.y);
        // A bus that waits came once.
        if (cell >= 0 && (from === null || cell !== findCell(grid, from.x, from.y))) vehiclePasses[cell]!++;
      }
      forEachPiece(kind, from, to, (fromX, fromY, toX, toY, timeMs) => {
        const rangeMeters = rangeAtMeters(timeMs);
        if (rangeMeters > 0) stamp(group, unitId, timeMs, fromX, fromY, toX, toY, rangeMeters);
      });
    },
    stampPost: (lookoutId, x, y, rangeMeters, timeMs) => stamp('lookouts', -lookoutId, timeMs, x, y, x, y, rangeMeters),
    stampGround(lookoutId, runs, timeMs) {
      const stampCells = stampRun('lookouts', -lookoutId, timeMs);
      for (let k = 0; k < runs.length; k += 2) stampCells(runs[k]!, runs[k + 1]!);
    },
    mergeLastSeen(group, lastSeconds) {
      const { seconds, observers } = layers[group];
      for (let cell = 0; cell < grid.cellCount; cell++) {
        if (lastSeconds[cell]! <= seconds[cell]!) continue;
        seconds[cell] = lastSeconds[cell]!;
        observers[cell] = 0;
      }
    },
    lastSeconds: (group) => layers[group].seconds,
    lastObserver(group, cell) {
      const observer = layers[group].observers[cell] ?? 0;
      if (observer === 0) return null;
      return observer > 0 ? { kind: 'unit', id: observer } : { kind: 'lookout', id: -observer };
    },
    seenShare(cells, sinceMs) {
      const since = Math.ceil(sinceMs / 1_000);
      let seen = 0;
      for (const cell of cells) if (layers.all.seconds[cell]! >= since) seen++;
      return cells.length === 0 ? 0 : seen / cells.length;
    },
  };
}
