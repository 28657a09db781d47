import type { GridSpec, PlanarEvents } from '../zones/density.ts';
import { locateEvents } from '../zones/event-cells.ts';

/** Events counted by place and time step. */
export interface SpaceTimeCube {
  readonly grid: GridSpec;
  /** The grid cell of each location, ascending. */
  readonly cells: Int32Array;
  readonly stepCount: number;
  /** Events a bin; that of a location and a step is at location × stepCount + step. */
  readonly counts: Float64Array;
}

export interface TimedEvents extends Pick<PlanarEvents, 'xs' | 'ys'> {
  readonly timesMs: Float64Array;
}

/** Time steps of equal length, the newest of which is complete. */
export interface CubeSteps {
  readonly stepMs: number;
  readonly stepCount: number;
  /** The end of the last step. */
  readonly endMs: number;
}

/**
 * Counts events by grid cell and time step. The locations are `cells`, or else all cells with an event at any step:
 * cells where nothing can happen would make the others look hot. Steps are counted back from their common end; each
 * holds its beginning and not its end, except that the last holds both. Events before the first step, after the last or
 * off the locations count nothing. Throws RangeError unless steps are longer than nothing and at least one.
 */
export function createSpaceTimeCube(
  events: TimedEvents,
  grid: GridSpec,
  steps: CubeSteps,
  cells?: ArrayLike<number>,
): SpaceTimeCube {
  const { stepMs, stepCount, endMs } = steps;
  if (!(stepMs > 0 && stepMs < Infinity)) throw new RangeError('stepMs must be positive and finite');
  if (!(Number.isSafeInteger(stepCount) && stepCount > 0)) throw new RangeError('stepCount must be a positive integer');
  const startMs = endMs - stepCount * stepMs;
  const isInTime = (timeMs: number): boolean => timeMs >= startMs && timeMs <= endMs;
  const locations = cells === undefined ? findEventCells(events, grid, isInTime) : Int32Array.from(cells).sort();
  const counts = new Float64Array(locations.length * stepCount);
  const locationOf = locateEvents(events, grid, locations);
  for (let i = 0; i < locationOf.length; i++) {
    const location = locationOf[i]!;
    const timeMs = events.timesMs[i]!;
    if (location < 0 || !isInTime(timeMs)) continue;
    counts[location * stepCount + Math.min(stepCount - 1, Math.floor((timeMs - startMs) / stepMs))]!++;
  }
  return { grid, cells: locations, stepCount, counts };
}

function findEventCells(events: TimedEvents, grid: GridSpec, isInTime: (timeMs: number) => boolean): Int32Array {
  const cellOf = locateEvents(events, grid);
  return Int32Array.from(new Set(cellOf.filter((cell, i) => cell >= 0 && isInTime(events.timesMs[i]!)))).sort();
}
