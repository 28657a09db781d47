import { findDistinctPlaces } from './distinct-places.ts';
import { createOccupiedCells, type OccupiedCells, type PlanarPoints } from './occupied-cells.ts';

export interface DbscanOptions {
  /** Points at most this far apart are neighbours (d ≤ eps). */
  readonly epsMeters: number;
  /** Neighbours that make a point a core point, itself included. */
  readonly minPoints: number;
}

export interface Clusters {
  /** One a point: 0 is noise, clusters are 1, 2, … in order of their first core point. */
  readonly labels: Int32Array;
  /** 1 for each core point. */
  readonly core: Uint8Array;
  /** Points of cluster k, border points included, at k − 1. */
  readonly sizes: Int32Array;
}

/**
 * Side of a cell in eps: two points of one cell are neighbours whatever rounding does (√2 · side < eps), and neighbours
 * are never more than two rows or columns apart.
 */
const CELL_SIDE = 0.999 * Math.SQRT1_2;
const REACH_CELLS = 2;

/** Places in the order of their cells, with what is known of them. */
interface Scene {
  readonly cells: OccupiedCells;
  readonly counts: Int32Array;
  readonly core: Uint8Array;
  readonly epsSquared: number;
  readonly minPoints: number;
}

/**
 * Density-based clusters (DBSCAN, Ester, Kriegel, Sander & Xu 1996) of points on a plane in metres. A border point in
 * reach of several clusters, which the paper leaves to chance, goes to the one with the lowest number, as in R's dbscan.
 * Points that are not finite are noise. Cores are found and joined by cells of which all points are neighbours (Gan &
 * Tao 2015), so that crowds at one place cost no more than others.
 *
 * Throws RangeError unless eps is positive, finite and more than 2^-26 of the extent, and minPoints at least 1.
 */
export function computeDbscan(points: PlanarPoints, { epsMeters, minPoints }: DbscanOptions): Clusters {
  if (!(minPoints >= 1)) throw new RangeError('minPoints must be at least 1');
  const places = findDistinctPlaces(points);
  const cells = createOccupiedCells(places, epsMeters * CELL_SIDE, REACH_CELLS);
  const counts = Int32Array.from(cells.order, (place) => places.counts[place]!);
  const scene: Scene = {
    cells,
    counts,
    core: new Uint8Array(counts.length),
    epsSquared: epsMeters * epsMeters,
    minPoints,
  };
  markCores(scene);
  const groupOf = joinCells(scene);
  const slotOf = new Int32Array(counts.length);
  cells.order.forEach((place, slot) => (slotOf[place] = slot));
  const slotOfPoint = places.placeOf.map((place) => (place < 0 ? -1 : slotOf[place]!));

  const cellLabels = numberCells(scene, groupOf, slotOfPoint);
  const placeLabels = labelPlaces(scene, cellLabels);
  const labels = new Int32Array(slotOfPoint.length);
  const core = new Uint8Array(slotOfPoint.length);
  const sizes = new Int32Array(cellLabels.reduce((highest, label) => Math.max(highest, label), 0));
  slotOfPoint.forEach((slot, i) => {
    if (slot < 0) return;
    labels[i] = placeLabels[slot]!;
    core[i] = scene.core[slot]!;
    if (labels[i]! > 0) sizes[labels[i]! - 1]!++;
  });
  return { labels, core, sizes };
}

function markCores({ cells, counts, core, epsSquared, minPoints }: Scene): void {
  const { starts, xs, ys, neighborStarts, neighbors } = cells;
  for (let c = 0; c < cells.cellCount; c++) {
    let own = 0;
    for (let slot = starts[c]!; slot < starts[c + 1]!; slot++) own += counts[slot]!;
    if (own >= minPoints) {
      core.fill(1, starts[c]!, starts[c + 1]!);
      continue;
    }
    for (let slot = starts[c]!; slot < starts[c + 1]!; slot++) {
      let inReach = own;
      for (let k = neighborStarts[c]!; k < neighborStarts[c + 1]! && inReach < minPoints; k++) {
        const end = starts[neighbors[k]! + 1]!;
        for (let other = starts[neighbors[k]!]!; other < end && inReach < minPoints; other++) {
          const dx = xs[other]! - xs[slot]!;
          const dy = ys[other]! - ys[slot]!;
          if (dx * dx + dy * dy <= epsSquared) inReach += counts[other]!;
        }
      }
      if (inReach >= minPoints) core[slot] = 1;
    }
  }
}

/** The group of each cell with a core, as the number of one of its cells; −1 for cells without a core. */
function joinCells(scene: Scene): Int32Array {
  const { cells, core } = scene;
  const boxes = findCoreBoxes(scene);
  const parents = Int32Array.from({ length: cells.cellCount }, (_, c) => c);
  const findRoot = (cell: number): number => {
    let root = cell;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root]!]!;
      root = parents[root]!;
    }
    return root;
  };
  const hasCore = Uint8Array.from(parents, (c) =>
    core.subarray(cells.starts[c], cells.starts[c + 1]).includes(1) ? 1 : 0,
  );
  for (let c = 0; c < cells.cellCount; c++) {
    if (hasCore[c] === 0) continue;
    for (let k = cells.neighborStarts[c]!; k < cells.neighborStarts[c + 1]!; k++) {
      const d = cells.neighbors[k]!;
      if (d < c || hasCore[d] === 0) continue;
      const [own, other] = [findRoot(c), findRoot(d)];
      if (own !== other && touch(scene, boxes, c, d)) parents[other] = own;
    }
  }
  return parents.map((_, c) => (hasCore[c] === 1 ? findRoot(c) : -1));
}

/** West, south, east and north of the cores of each cell. */
function findCoreBoxes({ cells, core }: Scene): Float64Array {
  const boxes = new Float64Array(4 * cells.cellCount);
  for (let c = 0; c < cells.cellCount; c++) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let slot = cells.starts[c]!; slot < cells.starts[c + 1]!; slot++) {
      if (core[slot] === 0) continue;
      west = Math.min(west, cells.xs[slot]!);
      south = Math.min(south, cells.ys[slot]!);
      east = Math.max(east, cells.xs[slot]!);
      north = Math.max(north, cells.ys[slot]!);
    }
    boxes.set([west, south, east, north], 4 * c);
  }
  return boxes;
}

/** Whether a core of cell c is a neighbour of a core of cell d. */
function touch({ cells, core, epsSquared }: Scene, boxes: Float64Array, c: number, d: number): boolean {
  const { starts, xs, ys } = cells;
  for (let slot = starts[c]!; slot < starts[c + 1]!; slot++) {
    if (core[slot] === 0) continue;
    const x = xs[slot]!;
    const y = ys[slot]!;
    // Two crowds just out of reach of each other would cost the product of their sizes.
    const awayX = Math.max(0, boxes[4 * d]! - x, x - boxes[4 * d + 2]!);
    const awayY = Math.max(0, boxes[4 * d + 1]! - y, y - boxes[4 * d + 3]!);
    if (awayX * awayX + awayY * awayY > epsSquared) continue;
    if (findCoreInReach(cells, core, d, x, y, epsSquared)) return true;
  }
  return false;
}

function findCoreInReach(
  { starts, xs, ys }: OccupiedCells,
  core: Uint8Array,
  cell: number,
  x: number,
  y: number,
  epsSquared: number,
): boolean {
  for (let slot = starts[cell]!; slot < starts[cell + 1]!; slot++) {
    if (core[slot] === 0) continue;
    const dx = xs[slot]! - x;
    const dy = ys[slot]! - y;
    if (dx * dx + dy * dy <= epsSquared) return true;
  }
  return false;
}

/** The cluster of the cores of each cell, by the order of the points; 0 for cells without a core. */
function numberCells({ cells, core }: Scene, groupOf: Int32Array, slotOfPoint: Int32Array): Int32Array {
  const cellOfSlot = new Int32Array(core.length);
  for (let c = 0; c < cells.cellCount; c++) cellOfSlot.fill(c, cells.starts[c], cells.starts[c + 1]);
  const groupLabels = new Int32Array(cells.cellCount);
  let clusterCount = 0;
  for (const slot of slotOfPoint) {
    if (slot < 0 || core[slot] === 0) continue;
    const group = groupOf[cellOfSlot[slot]!]!;
    if (groupLabels[group] === 0) groupLabels[group] = ++clusterCount;
  }
  return groupOf.map((group) => (group < 0 ? 0 : groupLabels[group]!));
}

function labelPlaces({ cells, core, epsSquared }: Scene, cellLabels: Int32Array): Int32Array {
  const { starts, xs, ys, neighborStarts, neighbors } = cells;
  const labels = new Int32Array(core.length);
  for (let c = 0; c < cells.cellCount; c++) {
    for (let slot = starts[c]!; slot < starts[c + 1]!; slot++) {
      let label = cellLabels[c]!;
      for (let k = neighborStarts[c]!; core[slot] === 0 && k < neighborStarts[c + 1]!; k++) {
        const candidate = cellLabels[neighbors[k]!]!;
        if (candidate === 0 || (label !== 0 && candidate >= label)) continue;
        if (findCoreInReach(cells, core, neighbors[k]!, xs[slot]!, ys[slot]!, epsSquared)) label = candidate;
      }
      labels[slot] = label;
    }
  }
  return labels;
}
