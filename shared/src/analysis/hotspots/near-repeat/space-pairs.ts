import { createOccupiedCells, type OccupiedCells, type PlanarPoints } from '../zones/occupied-cells.ts';
import type { Band } from './bands.ts';
import { measureStep, type PlaneMetric } from './plane-distance.ts';

/** The pairs of events in each finite spatial band. Events are numbered anew so that those close in space are close in memory. */
export interface SpacePairs {
  /** Numbers of the events, as given. */
  readonly order: Int32Array;
  /** Event a makes a pair of band s with those from starts[s][a] up to starts[s][a + 1] − 1 of partners[s]; each pair once. */
  readonly starts: readonly Int32Array[];
  readonly partners: readonly Int32Array[];
  /** Pairs of band s that event a is part of: degrees[s][a]. */
  readonly degrees: readonly Int32Array[];
}

/** A cell is this much wider than the reach, so that rounding never puts two events in reach two cells apart. */
const CELL_SLACK = 1.000_01;

/** Lists the pairs in finite bands; events that are not finite are left out. Takes 4 bytes a pair. */
export function findSpacePairs(events: PlanarPoints, finiteBands: readonly Band[], metric: PlaneMetric): SpacePairs {
  const reachMeters = finiteBands.at(-1)!.before;
  const cells = createOccupiedCells(events, reachMeters * CELL_SLACK, 1);
  const eventCount = cells.order.length;
  const starts = finiteBands.map(() => new Int32Array(eventCount + 1));
  const degrees = finiteBands.map(() => new Int32Array(eventCount));
  visitPairs(cells, metric, finiteBands, (band, a, b) => {
    starts[band]![a + 1]!++;
    degrees[band]![a]!++;
    degrees[band]![b]!++;
  });
  for (const ends of starts) for (let a = 0; a < eventCount; a++) ends[a + 1]! += ends[a]!;
  const partners = starts.map((ends) => new Int32Array(ends[eventCount]!));
  const next = starts.map((ends) => ends.slice());
  visitPairs(cells, metric, finiteBands, (band, a, b) => {
    partners[band]![next[band]![a]!++] = b;
  });
  return { order: cells.order, starts, partners, degrees };
}

function visitPairs(
  cells: OccupiedCells,
  metric: PlaneMetric,
  finiteBands: readonly Band[],
  visit: (band: number, a: number, b: number) => void,
): void {
  const { starts, xs, ys, neighborStarts, neighbors } = cells;
  const bounds = Float64Array.from(finiteBands, ({ before }) => before);
  const reachMeters = bounds.at(-1)!;
  const visitRange = (a: number, from: number, end: number): void => {
    for (let b = from; b < end; b++) {
      const meters = measureStep(xs[b]! - xs[a]!, ys[b]! - ys[a]!, metric);
      if (meters >= reachMeters) continue;
      let band = 0;
      while (meters >= bounds[band]!) band++;
      visit(band, a, b);
    }
  };
  for (let c = 0; c < cells.cellCount; c++) {
    for (let a = starts[c]!; a < starts[c + 1]!; a++) {
      visitRange(a, a + 1, starts[c + 1]!);
      for (let k = neighborStarts[c]!; k < neighborStarts[c + 1]!; k++) {
        const d = neighbors[k]!;
        if (d > c) visitRange(a, starts[d]!, starts[d + 1]!);
      }
    }
  }
}
