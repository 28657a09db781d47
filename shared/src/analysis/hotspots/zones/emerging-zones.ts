import { DEFAULT_MIN_INCIDENTS, type ZoneMethod } from '../../../schemas/zone-method.ts';
import { EMERGING_CATEGORIES, findEmergingCategory, type EmergingCategory } from '../emerging/emerging-category.ts';
import { computeGiStarOfCounts } from '../gi-star/gi-star-of-counts.ts';
import { computeGiStarScores, type NeighbourSums } from '../gi-star/gi-star.ts';
import { computeMannKendall } from '../../statistics/mann-kendall.ts';
import { adjustBenjaminiHochberg } from '../../statistics/benjamini-hochberg.ts';
import { prepareBandSums } from './band-sums.ts';
import { createCellZones } from './cell-zones.ts';
import { drawCells } from './drawn-cells.ts';
import { rankZones, sumZones } from './rank-zones.ts';
import { countBySteps, layOutSteps, type StepCounts } from './step-counts.ts';
import { isTooFew, warnOfTooFewEvents } from './too-few-events.ts';
import type { ZoneGrid } from './zone-grid.ts';
import type { ZoneResult } from './zone-result.ts';
import type { PreparedStudy, StudyIncidents } from './zone-study.ts';

type EmergingMethod = Extract<ZoneMethod, { kind: 'emerging' }>;

const DAY_MS = 86_400_000;
/** Esri's least for emerging hot spots: with fewer, nine tenths of the steps and a trend mean little. */
const MIN_STEPS = 10;

/**
 * Connected cells of the same hot category, past ones included; cold cells are only drawn. Steps are counted back from
 * the window's end, incidents before the first whole step are not looked at. z is that of computeSpaceTimeGiStar over
 * the cells that ever had an incident; p is that of computeGiStarOfCounts over the bins of the entire cube, taken as
 * negative binomial counts. The trend that decides between categories is that of z with no lag, so that steps do not share
 * incidents, at a false discovery rate of 5 % over all places. A cell is marked as too few if none of its steps had a verdict. Throws RangeError like countBySteps and prepareBandSums.
 */
export function findEmergingZones(
  study: PreparedStudy,
  grid: ZoneGrid,
  incidents: StudyIncidents,
  method: EmergingMethod,
  window: { fromMs: number; toMs: number },
): ZoneResult {
  const areaSquareMeters = study.area.areaSquareMeters;
  const steps = layOutSteps(window, method.stepDays * DAY_MS);
  if (steps.count < MIN_STEPS) {
    const warning = { code: 'too-few-steps', needed: MIN_STEPS, found: steps.count } as const;
    return {
      zones: [],
      incidentCount: incidents.xs.length,
      heldCount: 0,
      zoneSquareMeters: 0,
      areaSquareMeters,
      surface: null,
      cells: null,
      unevenness: null,
      warning,
    };
  }
  const cube = countBySteps(grid, incidents, steps);
  const { places } = cube;
  const { z, bins, basis, unevenness } = computeGiStarOfCounts(
    cube.counts,
    sumSpaceTime(grid, cube, steps.count, method),
    'negative-binomial',
  );
  const rowOf = <T extends Float64Array | Int8Array | Uint8Array>(of: T, place: number): T =>
    of.subarray(place * steps.count, (place + 1) * steps.count) as T;
  // Windows with a lag overlap, and neighbouring steps would be alike without any trend.
  const steady =
    method.lagSteps === 0
      ? z
      : computeGiStarScores(cube.counts, sumSpaceTime(grid, cube, steps.count, { ...method, lagSteps: 0 }));
  const trends = Array.from(places, (_, place) => computeMannKendall(rowOf(steady, place)));
  const trendQs = adjustBenjaminiHochberg(trends.map(({ p }) => p));
  const categories = trends.map((trend, place): EmergingCategory =>
    findEmergingCategory(rowOf(bins, place), { z: trend.z, p: trendQs[place]! }),
  );

  const cells = grid.cells.length;
  const figures = {
    counts: new Float64Array(cells),
    bins: new Int8Array(cells),
    z: new Float64Array(cells),
    tooFew: new Uint8Array(cells),
  };
  const classes = new Uint8Array(cells);
  const placeOf = new Int32Array(cells);
  places.forEach((cell, place) => {
    const category = categories[place]!;
    if (category.endsWith('-hot-spot')) classes[cell] = EMERGING_CATEGORIES.indexOf(category) + 1;
    placeOf[cell] = place;
    figures.counts[cell] = rowOf(cube.counts, place).reduce((sum, count) => sum + count, 0);
    figures.bins[cell] = Math.sign(classes[cell]!);
    figures.z[cell] = rowOf(z, place).at(-1)!;
    figures.tooFew[cell] = rowOf(basis, place).every(isTooFew) ? 1 : 0;
  });
  const { zones: found } = createCellZones({
    grid,
    projection: study.projection,
    classes,
    counts: figures.counts,
    strengths: figures.counts,
    describe: (fullest, count) => {
      // Of the very counts that are drawn as its sparkline.
      const { z: trendZ, p: trendP } = computeMannKendall(rowOf(cube.counts, placeOf[fullest]!));
      return { kind: 'emerging', category: categories[placeOf[fullest]!]!, cells: count, trendZ, trendP };
    },
    minIncidents: method.minIncidents ?? DEFAULT_MIN_INCIDENTS,
  });
  const zones = rankZones(found, 'density');
  const stepStartsMs = Float64Array.from({ length: steps.count }, (_, step) => steps.startMs + step * steps.stepMs);
  return {
    zones,
    incidentCount: cube.incidentCount,
    ...sumZones(zones),
    areaSquareMeters,
    surface: null,
    cells: {
      ...drawCells(grid, study.projection, places, figures),
      moran: null,
      emerging: { categories, steps: steps.count, stepStartsMs, counts: cube.counts },
    },
    unevenness,
    warning: warnOfTooFewEvents(figures.counts, basis),
  };
}

/** Neighbourhoods of bins: the cells in the band at the bin's own step and at the steps in the lag before it. */
function sumSpaceTime(
  grid: ZoneGrid,
  { places, counts }: StepCounts,
  steps: number,
  { bandMeters, lagSteps }: EmergingMethod,
): NeighbourSums {
  const sumBand = prepareBandSums(grid, places, bandMeters);
  const ofStep = new Float64Array(counts.length);
  const summed = { counts: new Int32Array(counts.length), sums: new Float64Array(counts.length) };
  for (let step = 0; step < steps; step++) {
    const band = sumBand(Float64Array.from(places, (_, place) => counts[place * steps + step]!));
    const earliest = Math.max(0, step - lagSteps);
    for (let place = 0; place < places.length; place++) {
      const bin = place * steps + step;
      ofStep[bin] = band.sums[place]!;
      summed.counts[bin] = band.counts[place]! * (step - earliest + 1);
      for (let other = place * steps + earliest; other <= bin; other++) summed.sums[bin]! += ofStep[other]!;
    }
  }
  return summed;
}
