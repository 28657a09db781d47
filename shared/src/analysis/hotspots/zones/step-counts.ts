import type { StudyIncidents } from './zone-study.ts';
import { SizeRefused } from './size-refused.ts';
import { locateIncidents, type ZoneGrid } from './zone-grid.ts';

const DAY_MS = 86_400_000;
/** Bins of a cube that are computed with: a third of a gigabyte, some seconds. */
const MAX_BINS = 4_000_000;
/** The trend of a cell compares each step with each other. */
const MAX_STEPS = 400;

export interface Steps {
  readonly count: number;
  readonly stepMs: number;
  readonly startMs: number;
}

/** Incidents by cell and step, for the cells with an incident at any step. */
export interface StepCounts {
  /** Counted cells, ascending. */
  readonly places: Int32Array;
  /** That of a place and a step is at place × steps + step. */
  readonly counts: Float64Array;
  /** Incidents in the steps, those in cells along the boundary that do not count included. */
  readonly incidentCount: number;
}

/** The whole steps that fit into a window, counted back from its end. */
export function layOutSteps({ fromMs, toMs }: { fromMs: number; toMs: number }, stepMs: number): Steps {
  const count = Math.max(0, Math.floor((toMs - fromMs) / stepMs));
  return { count, stepMs, startMs: toMs - count * stepMs };
}

/**
 * Counts incidents by cell and step, a step holding its beginning and not its end. As in createSpaceTimeCube, cells that
 * never had an incident are left out: where nothing can happen, the others would look hot. Throws SizeRefused if the cube
 * would be too large.
 */
export function countBySteps(
  grid: ZoneGrid,
  { xs, ys, timesMs }: StudyIncidents,
  { count: steps, stepMs, startMs }: Steps,
): StepCounts {
  const cellOf = locateIncidents(grid, { xs, ys });
  const stepOf = Int32Array.from(timesMs, (atMs) => {
    const step = Math.floor((atMs - startMs) / stepMs);
    return step >= 0 && step < steps ? step : -1;
  });
  const isPlace = new Uint8Array(grid.cells.length);
  cellOf.forEach((cell, i) => {
    if (cell >= 0 && stepOf[i]! >= 0) isPlace[cell] = 1;
  });
  const placeOf = new Int32Array(isPlace.length).fill(-1);
  const places: number[] = [];
  isPlace.forEach((flag, cell) => {
    if (flag === 1) placeOf[cell] = places.push(cell) - 1;
  });
  if (steps > MAX_STEPS || places.length * steps > MAX_BINS) {
    const most = Math.min(MAX_STEPS, Math.floor(MAX_BINS / places.length));
    throw new SizeRefused(
      `${places.length} cells in ${steps} steps are too many (at most ${MAX_STEPS} steps and ${MAX_BINS} in all)`,
      {
        parameter: 'stepDays',
        value: Math.ceil(((steps + 1) * stepMs) / most / DAY_MS),
      },
    );
  }
  const counts = new Float64Array(places.length * steps);
  cellOf.forEach((cell, i) => {
    if (cell >= 0 && stepOf[i]! >= 0) counts[placeOf[cell]! * steps + stepOf[i]!]!++;
  });
  return {
    places: Int32Array.from(places),
    counts,
    incidentCount: stepOf.reduce((inSteps, step) => inSteps + (step >= 0 ? 1 : 0), 0),
  };
}
