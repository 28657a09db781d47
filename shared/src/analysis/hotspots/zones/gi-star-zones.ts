import { DEFAULT_MIN_INCIDENTS, type ZoneMethod } from '../../../schemas/zone-method.ts';
import { computeGiStarOfCounts, P_BASIS } from '../gi-star/gi-star-of-counts.ts';
import { prepareBandSums } from './band-sums.ts';
import { createCellZones } from './cell-zones.ts';
import { drawCells, findCellsToDraw } from './drawn-cells.ts';
import { fillEnclosedCells } from './enclosed-cells.ts';
import { rankZones, sumZones } from './rank-zones.ts';
import { isTooFew, warnOfTooFewEvents } from './too-few-events.ts';
import { countIncidents, type ZoneGrid } from './zone-grid.ts';
import type { ZoneEvidence, ZoneResult } from './zone-result.ts';
import type { PreparedStudy, StudyIncidents } from './zone-study.ts';

const BASIS_WORDS: Record<number, Extract<ZoneEvidence, { kind: 'gi-star' }>['basis']> = {
  [P_BASIS.normal]: 'normal',
  [P_BASIS.exact]: 'exact',
  [P_BASIS.negativeBinomial]: 'negative-binomial',
};

/**
 * Connected hot cells of Gi* over all counted cells, empty ones too, at a false discovery rate of at most maxQ, with the
 * ground they enclose: no ring without its middle. p is that of computeGiStarOfCounts under the null of the method. Zones
 * hold minIncidents at least. Throws RangeError like prepareBandSums.
 */
export function findGiStarZones(
  study: PreparedStudy,
  grid: ZoneGrid,
  incidents: StudyIncidents,
  method: Extract<ZoneMethod, { kind: 'gi-star' }>,
): ZoneResult {
  const { bandMeters, maxQ, nullModel = 'negative-binomial', minIncidents = DEFAULT_MIN_INCIDENTS } = method;
  const counts = countIncidents(grid, incidents);
  const all = new Int32Array(counts.length).map((_, cell) => cell);
  const neighbourhoods = prepareBandSums(grid, all, bandMeters)(counts);
  const { z, p, q, bins, basis, unevenness } = computeGiStarOfCounts(counts, neighbourhoods, nullModel);
  const isHot = new Uint8Array(z.length);
  for (let cell = 0; cell < z.length; cell++) isHot[cell] = z[cell]! > 0 && q[cell]! <= maxQ ? 1 : 0;
  const { zones: found } = createCellZones({
    grid,
    projection: study.projection,
    classes: fillEnclosedCells(
      grid,
      isHot,
      neighbourhoods.counts.reduce((most, count) => Math.max(most, count), 0),
    ),
    counts,
    // Enclosed cells speak for no zone.
    strengths: z.map((value, cell) => (isHot[cell] === 1 ? value : -Infinity)),
    describe: (strongest, cells) => ({
      kind: 'gi-star',
      z: z[strongest]!,
      p: p[strongest]!,
      q: q[strongest]!,
      basis: BASIS_WORDS[basis[strongest]!]!,
      cells,
    }),
    minIncidents,
  });
  const zones = rankZones(found, 'density');
  const figures = { counts, bins, z, q, tooFew: basis.map((value) => (isTooFew(value) ? 1 : 0)) };
  return {
    zones,
    incidentCount: incidents.xs.length,
    ...sumZones(zones),
    areaSquareMeters: study.area.areaSquareMeters,
    surface: null,
    cells: { ...drawCells(grid, study.projection, findCellsToDraw(figures), figures), moran: null, emerging: null },
    unevenness,
    warning: warnOfTooFewEvents(counts, basis),
  };
}
