import { DEFAULT_MIN_INCIDENTS, type ZoneMethod } from '../../../schemas/zone-method.ts';
import { createCellZones } from './cell-zones.ts';
import { drawCells, findCellsToDraw } from './drawn-cells.ts';
import { rankZones, sumZones } from './rank-zones.ts';
import { countIncidents, type ZoneGrid } from './zone-grid.ts';
import type { ZoneResult } from './zone-result.ts';
import type { PreparedStudy, StudyIncidents } from './zone-study.ts';

/** Rounding must not cost a cell where the share is a whole number of them. */
const CAPACITY_SLACK = 1e-9;

/**
 * The fullest cells that together take at most a share of the jurisdiction's area, but room for one cell at least: the
 * plain baseline of hotspot maps (Chainey, Tompson & Uhlig 2008). Ties are not broken: cells of equal counts are all in
 * or all out, so that none is called a hotspot before its equal; zones may therefore take less than the share. Empty
 * cells are never in a zone, nor are pieces of fewer than minIncidents.
 */
export function findCountsZones(
  study: PreparedStudy,
  grid: ZoneGrid,
  incidents: StudyIncidents,
  { areaShare, minIncidents = DEFAULT_MIN_INCIDENTS }: Extract<ZoneMethod, { kind: 'counts' }>,
): ZoneResult {
  const counts = countIncidents(grid, incidents);
  const areaSquareMeters = study.area.areaSquareMeters;
  const capacity = Math.max(1, Math.floor((areaShare * areaSquareMeters) / grid.cellSquareMeters + CAPACITY_SLACK));
  const least = findLeastCount(counts, capacity);
  const isFull = Uint8Array.from(counts, (count) => (count >= least ? 1 : 0));
  const { zones: found, inZone } = createCellZones({
    grid,
    projection: study.projection,
    classes: isFull,
    counts,
    strengths: counts,
    describe: (fullest, cells) => ({ kind: 'counts', mostInOneCell: counts[fullest]!, cells }),
    minIncidents,
  });
  const zones = rankZones(found, 'incidents');
  const figures = { counts, bins: Int8Array.from(inZone) };
  return {
    zones,
    incidentCount: incidents.xs.length,
    ...sumZones(zones),
    areaSquareMeters,
    surface: null,
    cells: { ...drawCells(grid, study.projection, findCellsToDraw(figures), figures), moran: null, emerging: null },
    unevenness: null,
    warning: null,
  };
}

/** The lowest count of which, and of all above, there are at most so many cells; Infinity if even the highest is too common. */
function findLeastCount(counts: Float64Array, capacity: number): number {
  const descending = counts
    .filter((count) => count > 0)
    .sort()
    .reverse();
  if (descending.length <= capacity) return descending.at(-1) ?? Infinity;
  // The first count that does not fit; those above it do.
  const excluded = descending[capacity]!;
  for (let k = capacity - 1; k >= 0; k--) if (descending[k]! > excluded) return descending[k]!;
  return Infinity;
}
