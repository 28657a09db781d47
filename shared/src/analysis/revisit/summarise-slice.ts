import { findRunsOf, type RevisitGrid } from './revisit-grid.ts';
import { createLocalProjection } from '../geometry/local-projection.ts';
import type { ObserverGroup } from '../../schemas/revisit.ts';
import type { AreaGeometry, LngLat } from '../../schemas/geometry.ts';
import type { UnitKind } from '../../schemas/unit.ts';
import { addGroundSighting, addSighting, createSightings, orderBySecond, type Sightings } from './sightings.ts';
import { forEachPiece, type PlaneFix } from './path-pieces.ts';
import { forEachSeenRun } from './seen-ground.ts';
import { clearVisits, collectSeen, createVisitColumns, stampVisit, type SeenCells } from './visit-columns.ts';
import type { HourSlice } from './window-stretches.ts';

/** A unit's fixes around a slice, in time order: WGS-84 degrees, epoch milliseconds. */
export interface UnitTrack {
  kind: UnitKind;
  /** 0 = its kind does not count. */
  dayRangeMeters: number;
  nightRangeMeters: number;
  timesMs: Float64Array;
  lngs: Float64Array;
  lats: Float64Array;
}

/** A post and the minutes of the hour (0–59) at which it is on duty. */
export interface PostPresence {
  position: LngLat;
  dayRangeMeters: number;
  nightRangeMeters: number;
  /** What it sees instead of the disk of its range, see drawSeenShape; null = the disk. */
  dayGround: AreaGeometry | null;
  nightGround: AreaGeometry | null;
  isOnDuty: readonly boolean[];
}

export interface SliceObservations {
  slice: HourSlice;
  /** Whether the night's ranges hold, for each minute of the hour. */
  isNight: readonly boolean[];
  tracks: readonly UnitTrack[];
  posts: readonly PostPresence[];
}

/** Whose passing a unit's is, beside everybody's. */
export function groupOf(kind: UnitKind): Exclude<ObserverGroup, 'all'> {
  return kind === 'foot' || kind === 'bicycle' ? 'patrols' : 'vehicles';
}

const GROUPS = ['patrols', 'vehicles', 'lookouts'] as const;

/**
 * The cells seen in a slice of an hour, by group. Fixes within PATH_DEFAULTS.connectWithinMs beyond the slice belong to
 * `tracks`, so that slices together tell exactly what one would. Sightings are stamped in the order of their seconds.
 */
export function summariseSlice<G extends ObserverGroup>(
  grid: RevisitGrid,
  observations: SliceObservations,
  groups: readonly G[],
  mergeSeconds?: number,
): Record<G, SeenCells> {
  const sightings = findSightings(grid, observations);
  const order = orderBySecond(sightings);
  const columns = createVisitColumns(grid.cellCount, mergeSeconds);
  // One group after another over the same columns: a quarter of the memory, at no more stamps.
  const seen = groups.map((group) => {
    clearVisits(columns);
    const code = GROUPS.findIndex((each) => each === group);
    const { places, ranges, seconds, untils, groups: codes, grounds, runs } = sightings;
    let i = 0;
    const stamp = (first: number, end: number) => stampVisit(columns, first, end, seconds[i]!, untils[i]!);
    for (i of order) {
      if (code >= 0 && codes[i] !== code) continue;
      const cells = runs[grounds[i]!];
      if (cells) {
        for (let k = 0; k < cells.length; k += 2) stamp(cells[k]!, cells[k + 1]!);
        continue;
      }
      forEachSeenRun(
        grid,
        places[4 * i]!,
        places[4 * i + 1]!,
        places[4 * i + 2]!,
        places[4 * i + 3]!,
        ranges[i]!,
        stamp,
      );
    }
    return [group, collectSeen(columns)] as const;
  });
  return Object.fromEntries(seen) as Record<G, SeenCells>;
}

function findSightings(grid: RevisitGrid, { slice, isNight, tracks, posts }: SliceObservations): Sightings {
  const projection = createLocalProjection(...grid.center);
  const sightings = createSightings();
  for (const { kind, timesMs, lngs, lats, dayRangeMeters, nightRangeMeters } of tracks) {
    const group = GROUPS.indexOf(groupOf(kind));
    const xs = new Float64Array(lngs.length);
    const ys = new Float64Array(lngs.length);
    projection.forwardAll(lngs, lats, xs, ys);
    let previous: PlaneFix | null = null;
    for (let i = 0; i < xs.length; i++) {
      const fix: PlaneFix = { x: xs[i]!, y: ys[i]!, timeMs: timesMs[i]! };
      forEachPiece(kind, previous, fix, (fromX, fromY, toX, toY, timeMs) => {
        const second = Math.floor((timeMs - slice.hourMs) / 1_000);
        if (second < slice.fromSecond || second >= slice.toSecond) return;
        const range = isNight[Math.floor(second / 60)] ? nightRangeMeters : dayRangeMeters;
        if (range > 0) addSighting(sightings, fromX, fromY, toX, toY, range, second, second, group);
      });
      previous = fix;
    }
  }
  const addGround = (ground: AreaGeometry | null): number =>
    ground === null ? -1 : sightings.runs.push(findRunsOf(grid, ground)) - 1;
  const lookouts = GROUPS.indexOf('lookouts');
  for (const { position, dayRangeMeters, nightRangeMeters, dayGround, nightGround, isOnDuty } of posts) {
    const [x, y] = projection.forward(...position);
    const dayCells = addGround(dayGround);
    const nightCells = addGround(nightGround);
    for (let minute = 0; minute < 60; minute++) {
      const second = Math.max(60 * minute, slice.fromSecond);
      const until = Math.min(60 * minute + 59, slice.toSecond - 1);
      const range = isNight[minute] ? nightRangeMeters : dayRangeMeters;
      if (!(isOnDuty[minute] && range > 0 && second <= until)) continue;
      const cells = isNight[minute] ? nightCells : dayCells;
      if (cells >= 0) addGroundSighting(sightings, cells, second, until, lookouts);
      else addSighting(sightings, x, y, x, y, range, second, until, lookouts);
    }
  }
  return sightings;
}
