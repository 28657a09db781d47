import { computeDbscan } from '../zones/dbscan.ts';
import { computeKernelDensity, type GridSpec, type PlanarEvents } from '../zones/density.ts';
import { computeGiStarScores } from '../gi-star/gi-star.ts';
import { sumGridNeighbours } from '../gi-star/grid-neighbourhood.ts';
import { findRepeatPlaces } from '../zones/repeat-places.ts';
import type { CellScorer, TrainingWindow } from './training-window.ts';

/** The baseline comes first. */
export const FORECAST_METHODS = [
  'counts',
  'density-quartic',
  'density-gaussian',
  'gi-star',
  'dbscan',
  'repeat',
  'recent',
] as const;
export type ForecastMethod = (typeof FORECAST_METHODS)[number];

export interface ForecastParameters {
  readonly bandwidthMeters: number;
  readonly bandMeters: number;
  readonly epsMeters: number;
  readonly minPoints: number;
}

/** The study area: the grid's cells that the mask marks with 1, in the grid's order; and all events on its plane. */
export interface ForecastStudy {
  readonly grid: GridSpec;
  readonly mask: Uint8Array;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly timesMs: Float64Array;
}

/** Prospective mapping (Bowers, Johnson & Pease 2004): events count within 400 m and two months, weighted by 1/(1 + steps of 50 m) and 1/(1 + weeks). */
const RECENT = { reachMeters: 400, stepMeters: 50, reachWeeks: 8 };
const WEEK_MS = 7 * 86_400_000;

/**
 * How each method of finding zones scores the cells of a study area for what comes next. `counts`: events a cell. The two
 * densities: kernel density at the cell's centre. `gi-star`: its z. `dbscan`: events of the cell that lie in a cluster.
 * `repeat`: events of the cell at places with more than one. `recent`: see RECENT.
 */
export function createScorers(
  study: ForecastStudy,
  parameters: ForecastParameters,
): Array<{ method: ForecastMethod; score: CellScorer }> {
  const { grid, mask } = study;
  const cells = Int32Array.from(mask.keys()).filter((cell) => mask[cell] === 1);
  const place = new Int32Array(mask.length).fill(-1);
  cells.forEach((cell, i) => {
    place[cell] = i;
  });
  const pick = (valuesOfGrid: ArrayLike<number>): Float64Array =>
    Float64Array.from(cells, (cell) => valuesOfGrid[cell]!);
  const toGrid = (values: Float64Array): Float64Array => {
    const all = new Float64Array(mask.length);
    cells.forEach((cell, i) => {
      all[cell] = values[i]!;
    });
    return all;
  };
  const eventsOf = ({ eventNumbers }: TrainingWindow): PlanarEvents => ({
    xs: Float64Array.from(eventNumbers, (i) => study.xs[i]!),
    ys: Float64Array.from(eventNumbers, (i) => study.ys[i]!),
  });
  const placeOf = (x: number, y: number): number => {
    const column = Math.floor((x - grid.originX) / grid.cellMeters);
    const row = Math.floor((y - grid.originY) / grid.cellMeters);
    return column >= 0 && column < grid.columns && row >= 0 && row < grid.rows
      ? place[row * grid.columns + column]!
      : -1;
  };
  const countMembers = (events: PlanarEvents, isMember: (i: number) => boolean): Float64Array => {
    const counts = new Float64Array(cells.length);
    for (let i = 0; i < events.xs.length; i++) {
      const at = isMember(i) ? placeOf(events.xs[i]!, events.ys[i]!) : -1;
      if (at >= 0) counts[at]!++;
    }
    return counts;
  };
  const density =
    (kernel: 'quartic' | 'gaussian'): CellScorer =>
    (training) =>
      pick(computeKernelDensity(eventsOf(training), grid, { kernel, bandwidthMeters: parameters.bandwidthMeters }));
  const scorers: Record<ForecastMethod, CellScorer> = {
    counts: ({ counts }) => counts,
    'density-quartic': density('quartic'),
    'density-gaussian': density('gaussian'),
    'gi-star': ({ counts }) =>
      computeGiStarScores(counts, sumGridNeighbours(grid, toGrid(counts), mask, parameters.bandMeters)),
    dbscan: (training) => {
      const events = eventsOf(training);
      const { labels } = computeDbscan(events, parameters);
      return countMembers(events, (i) => labels[i]! > 0);
    },
    repeat: (training) => {
      const events = eventsOf(training);
      const members = new Set(
        findRepeatPlaces({
          ...events,
          timesMs: Float64Array.from(training.eventNumbers, (i) => study.timesMs[i]!),
        }).flatMap((found) => found.members),
      );
      return countMembers(events, (i) => members.has(i));
    },
    recent: (training) => scoreRecent(training, study, cells.length, place),
  };
  return FORECAST_METHODS.map((method) => ({ method, score: scorers[method] }));
}

function scoreRecent(
  { eventNumbers, toMs }: TrainingWindow,
  { grid, xs, ys, timesMs }: ForecastStudy,
  cellCount: number,
  place: Int32Array,
): Float64Array {
  const scores = new Float64Array(cellCount);
  const { reachMeters, stepMeters, reachWeeks } = RECENT;
  for (const event of eventNumbers) {
    const weeks = Math.floor((toMs - timesMs[event]!) / WEEK_MS);
    if (weeks >= reachWeeks) continue;
    const column = Math.floor((xs[event]! - grid.originX) / grid.cellMeters);
    const row = Math.floor((ys[event]! - grid.originY) / grid.cellMeters);
    const reach = Math.ceil(reachMeters / grid.cellMeters);
    for (let r = Math.max(0, row - reach); r <= Math.min(grid.rows - 1, row + reach); r++) {
      for (let c = Math.max(0, column - reach); c <= Math.min(grid.columns - 1, column + reach); c++) {
        const at = place[r * grid.columns + c]!;
        const distance = Math.hypot(
          grid.originX + (c + 0.5) * grid.cellMeters - xs[event]!,
          grid.originY + (r + 0.5) * grid.cellMeters - ys[event]!,
        );
        if (at >= 0 && distance <= reachMeters)
          scores[at]! += 1 / ((1 + Math.floor(distance / stepMeters)) * (1 + weeks));
      }
    }
  }
  return scores;
}
