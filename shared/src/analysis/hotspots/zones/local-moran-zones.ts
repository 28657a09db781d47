import { DEFAULT_MIN_INCIDENTS, MORAN_PERMUTATIONS, type ZoneMethod } from '../../../schemas/zone-method.ts';
import { GI_STAR_DEFAULTS, P_BASIS } from '../gi-star/gi-star-of-counts.ts';
import { computeLocalMoran, type MoranCluster } from '../local-moran/local-moran.ts';
import { createRandom } from '../../statistics/seeded-random.ts';
import { prepareBandSums } from './band-sums.ts';
import { findCellAcross } from './cell-frame.ts';
import { createCellZones } from './cell-zones.ts';
import { drawCells, findCellsToDraw } from './drawn-cells.ts';
import { fillEnclosedCells } from './enclosed-cells.ts';
import { rankZones, sumZones } from './rank-zones.ts';
import { isTooFew, warnOfTooFewEvents } from './too-few-events.ts';
import { countIncidents, type ZoneGrid } from './zone-grid.ts';
import type { ZoneResult } from './zone-result.ts';
import type { PreparedStudy, StudyIncidents } from './zone-study.ts';

/** The same cells give the same p everywhere. */
const SEED = 1;

/** How cells are told apart on the map (DrawnCells.bins) where q is at most maxQ. */
export const MORAN_BINS = { 'high-high': 2, 'high-low': 1, 'low-high': -1, 'low-low': -2 } as const satisfies Record<
  MoranCluster,
  number
>;

/** Classes of connected cells: a cluster, and a full cell among empty ones. */
const CLUSTER = 1;
const OUTLIER = 2;

/**
 * Connected high–high cells of local Moran's I at a false discovery rate of at most maxQ, and single heaps (high–low) as zones
 * of their own; low–low and low–high cells are drawn but make no zones. I tests the neighbours of a cell, not the cell: what a
 * cluster's cells enclose belongs to it, and so does a fuller cell beside one of them, for it is what their neighbours are
 * high by. Zones hold minIncidents at least. Throws RangeError like prepareBandSums.
 */
export function findLocalMoranZones(
  study: PreparedStudy,
  grid: ZoneGrid,
  incidents: StudyIncidents,
  method: Extract<ZoneMethod, { kind: 'local-moran' }>,
  onShare?: (share: number) => void,
): ZoneResult {
  const { bandMeters, maxQ, permutations: asked, minIncidents = DEFAULT_MIN_INCIDENTS } = method;
  const counts = countIncidents(grid, incidents);
  const neighbourhoods = prepareBandSums(
    grid,
    Int32Array.from(counts, (_, cell) => cell),
    bandMeters,
  )(counts);
  const { i, p, q, clusters, permutations } = computeLocalMoran(counts, neighbourhoods, {
    permutations: asked,
    random: createRandom(SEED),
    onShare,
  });
  const canTell = incidents.xs.length >= GI_STAR_DEFAULTS.minEvents;
  const called = clusters.map((cluster, cell) => (canTell && q[cell]! <= maxQ ? cluster : null));

  const isHigh = Uint8Array.from(called, (cluster) => (cluster === 'high-high' ? 1 : 0));
  const inCluster = fillEnclosedCells(
    grid,
    takeInHeaps(grid, counts, isHigh),
    neighbourhoods.counts.reduce((most, count) => Math.max(most, count), 0),
  );
  const { zones: found } = createCellZones({
    grid,
    projection: study.projection,
    classes: inCluster.map((isIn, cell) => (isIn === 1 ? CLUSTER : called[cell] === 'high-low' ? OUTLIER : 0)),
    counts,
    // Only cells that were called speak for their zone.
    strengths: Float64Array.from(i, (value, cell) => (called[cell]?.startsWith('high') ? Math.abs(value) : -Infinity)),
    describe: (strongest, cells) => ({
      kind: 'local-moran',
      cluster: called[strongest] === 'high-low' ? 'high-low' : 'high-high',
      i: i[strongest]!,
      p: p[strongest]!,
      q: q[strongest]!,
      permutations,
      cells,
    }),
    minIncidents,
  });
  const zones = rankZones(found, 'density');
  const basis = new Uint8Array(counts.length).fill(canTell ? P_BASIS.exact : P_BASIS.tooFewEvents);
  const figures = {
    counts,
    bins: Int8Array.from(called, (cluster) => (cluster === null ? 0 : MORAN_BINS[cluster])),
    q,
    tooFew: basis.map((value) => (isTooFew(value) ? 1 : 0)),
  };
  const drawn = findCellsToDraw(figures);
  return {
    zones,
    incidentCount: incidents.xs.length,
    ...sumZones(zones),
    areaSquareMeters: study.area.areaSquareMeters,
    surface: null,
    cells: {
      ...drawCells(grid, study.projection, drawn, figures),
      moran: { i: Float64Array.from(drawn, (cell) => i[cell]!) },
      emerging: null,
    },
    unevenness: null,
    warning:
      warnOfTooFewEvents(counts, basis) ??
      (called.every((cluster) => cluster === null) ? warnOfTooFewPermutations(p, permutations) : null),
  };
}

/** The warning where a cell has the least p that so many draws can give, so that more of them might call it. */
function warnOfTooFewPermutations(p: Float64Array, permutations: number): ZoneResult['warning'] {
  const needed = MORAN_PERMUTATIONS.find((more) => more > permutations);
  const least = 1 / (permutations + 1);
  return needed !== undefined && p.includes(least)
    ? { code: 'too-few-permutations', needed, found: permutations }
    : null;
}

/** The marked cells, and those that share a side with one and hold more than it. */
function takeInHeaps(grid: ZoneGrid, counts: Float64Array, marks: Uint8Array): Uint8Array {
  const taken = marks.slice();
  marks.forEach((mark, cell) => {
    if (mark === 0) return;
    for (let side = 0; side < grid.corners.length; side++) {
      const across = findCellAcross(grid, grid.cells[cell]!, side);
      const other = across < 0 ? -1 : grid.numbers[across]!;
      if (other >= 0 && counts[other]! > counts[cell]!) taken[other] = 1;
    }
  });
  return taken;
}
