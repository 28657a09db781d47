import type { ZoneMethod } from '../../schemas/zone-method.ts';
import { computeGiStarOfCounts, P_BASIS } from '../gi-star/gi-star-of-counts.ts';
import { prepareBandSums } from './band-sums.ts';
import { createCellZones } from './cell-zones.ts';
import { drawCells, findCellsToDraw } from './drawn-cells.ts';
import { rankZones, sumZones } from './rank-zones.ts';
import { isTooFew, warnOfTooFewEvents } from './too-few-events.ts';
import { countIncidents, type ZoneGrid } from './zone-grid.ts';
import type { ZoneResult } from './zone-result.ts';
import type { PreparedStudy, StudyIncidents } from './zone-study.ts';

/**
 * Connected hot cells of Gi* over all counted cells, empty ones too, at a false discovery rate of at most maxQ; p is that
 * of computeGiStarOfCounts, which gives no verdict where events are too few. A hot cell may itself be empty. Throws
 * RangeError like prepareBandSums.
 */
export function findGiStarZones(study: PreparedStudy, grid: ZoneGrid, incidents: StudyIncidents, { bandMeters, maxQ }: Extract<ZoneMethod, { kind: 'gi-star' }>): ZoneResult {
  const counts = countIncidents(grid, incidents);
  const all = Int32Array.from(counts, (_, cell) => cell);
  const { z, p, q, bins, basis } = computeGiStarOfCounts(counts, prepareBandSums(grid, all, bandMeters)(counts));
  const isHot = Uint8Array.from(z, (value, cell) => (value > 0 && q[cell]! <= maxQ ? 1 : 0));
  const zones = rankZones(
    createCellZones({
      grid,
      projection: study.projection,
      classes: isHot,
      counts,
      strengths: z,
      describe: (strongest, cells) => ({
        kind: 'gi-star',
        z: z[strongest]!,
        p: p[strongest]!,
        q: q[strongest]!,
        basis: basis[strongest] === P_BASIS.exact ? 'exact' : 'normal',
        cells,
      }),
    }),
    'density',
  );
  const figures = { counts, bins, z, q, tooFew: Uint8Array.from(basis, (value) => (isTooFew(value) ? 1 : 0)) };
  return {
    zones,
    incidentCount: incidents.xs.length,
    ...sumZones(zones),
    areaSquareMeters: study.area.areaSquareMeters,
    surface: null,
    cells: { ...drawCells(grid, study.projection, findCellsToDraw(figures), figures), emerging: null },
    warning: warnOfTooFewEvents(basis, counts.reduce((sum, count) => sum + count, 0)),
  };
}
