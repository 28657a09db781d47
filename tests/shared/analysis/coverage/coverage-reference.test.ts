import { describe, expect, it } from 'vitest';
import { createDiskUnion, type Disks } from '@liaowang/shared/analysis/geometry/disk-union/disk-union';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { prepareDemand, sumDemand } from '@liaowang/shared/analysis/coverage/demand-cover';
import { placeDisksAlong } from '@liaowang/shared/analysis/geometry/path-disks';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import disksReference from '../../../fixtures/coverage-disks.json' with { type: 'json' };
import reference from '../../../fixtures/coverage-reference.json' with { type: 'json' };

/*
 * The reference is in metres of UTM 50N. Here its plane, moved to the origin, is taken for the plane of a projection:
 * forward and inverse undo each other, so the figures stay planar.
 */
const ORIGIN = { x: 632_000, y: 3_792_000 };
const projection = createLocalProjection(118.35, 34.25);
const ring = disksReference.boundary.utm.map(([x, y]) => [x! - ORIGIN.x, y! - ORIGIN.y]);
const union = createDiskUnion([[ring]]);
const toLngLat = ([x, y]: readonly number[]): LngLat => projection.inverse(x! - ORIGIN.x, y! - ORIGIN.y);

const toDisks = (x: readonly number[], y: readonly number[], radiusMeters: readonly number[]): Disks => ({
  x: Float64Array.from(x, (value) => value - ORIGIN.x),
  y: Float64Array.from(y, (value) => value - ORIGIN.y),
  radiusMeters: Float64Array.from(radiusMeters),
});
const [circles22, circles2000] = disksReference.cases.map(({ x, y, radiusMeters }) => toDisks(x, y, radiusMeters)) as [
  Disks,
  Disks,
];
const casesById = { circles_22: circles22, circles_2000: circles2000 };

const without = ({ x, y, radiusMeters }: Disks, left: number): Disks => ({
  x: x.filter((_, i) => i !== left),
  y: y.filter((_, i) => i !== left),
  radiusMeters: radiusMeters.filter((_, i) => i !== left),
});
const join = (a: Disks, b: Disks): Disks => ({
  x: Float64Array.of(...a.x, ...b.x),
  y: Float64Array.of(...a.y, ...b.y),
  radiusMeters: Float64Array.of(...a.radiusMeters, ...b.radiusMeters),
});

describe('figures of the reference', () => {
  it('what each circle sees of the city', () => {
    const each = Array.from(
      circles22.x,
      (x, i) =>
        union.computeFigures({
          x: Float64Array.of(x),
          y: circles22.y.slice(i, i + 1),
          radiusMeters: circles22.radiusMeters.slice(i, i + 1),
        }).observedAreaSquareMeters,
    );
    for (const [i, expected] of reference.circles22.areaInsideSquareMeters.entries())
      expect(Math.abs(each[i]! / expected - 1)).toBeLessThan(1e-5);
    expect(
      Math.abs(each.reduce((sum, area) => sum + area, 0) / reference.circles22.sumInsideSquareMeters - 1),
    ).toBeLessThan(1e-5);
  });

  it('what each circle sees that no other does', () => {
    const together = union.computeFigures(circles22).observedAreaSquareMeters;
    for (const [i, expected] of reference.circles22.areaOnlyByThisCircleSquareMeters.entries()) {
      const alone = together - union.computeFigures(without(circles22, i)).observedAreaSquareMeters;
      // Within 1e-5, or ten square metres for the smallest: the difference of two sums.
      expect(Math.abs(alone - expected)).toBeLessThan(Math.max(10, 1e-5 * expected));
    }
  });

  for (const id of ['circles_22', 'circles_2000'] as const) {
    for (const cellMeters of [100, 200] as const) {
      it(`the raster of ${cellMeters} m under ${id}, cell by cell`, () => {
        const { gaps, findGapAt } = union.computeGaps(casesById[id]);
        const { x, y, radiusMeters } = casesById[id];
        const toCentres = (values: readonly number[]): number[] => {
          const from = Math.floor(Math.min(...values) / cellMeters);
          return Array.from(
            { length: Math.ceil(Math.max(...values) / cellMeters) - from },
            (_, k) => (from + k + 0.5) * cellMeters,
          );
        };
        const columns = toCentres(disksReference.boundary.utm.map(([value]) => value!));
        let inside = 0;
        let uncovered = 0;
        let misplaced = 0;
        for (const py of toCentres(disksReference.boundary.utm.map(([, value]) => value!))) {
          const near = Array.from(y.keys()).filter((i) => Math.abs(y[i]! + ORIGIN.y - py) <= radiusMeters[i]!);
          for (const px of columns) {
            if (!union.contains(px - ORIGIN.x, py - ORIGIN.y)) continue;
            inside++;
            if (near.some((i) => (x[i]! + ORIGIN.x - px) ** 2 + (y[i]! + ORIGIN.y - py) ** 2 <= radiusMeters[i]! ** 2))
              continue;
            uncovered++;
            if (gaps[findGapAt(px - ORIGIN.x, py - ORIGIN.y)] === undefined) misplaced++;
          }
        }
        expect({ insideCells: inside, uncoveredCells: uncovered }).toEqual(reference.rasterCentreRule[id][cellMeters]);
        // Every uncovered cell lies in some gap, but for those on a rim to within the jitter.
        expect(misplaced).toBeLessThanOrEqual(1);
        const exact = union.computeFigures(casesById[id]).gapAreaSquareMeters;
        expect(Math.abs(uncovered * cellMeters ** 2 - exact) / union.areaSquareMeters).toBeLessThan(1e-3);
      }, 60_000);
    }
  }

  describe('bands along tracks, by disks', () => {
    const MAX_ERROR_SHARE = 0.002;
    const placeAll = (bufferMeters: number): Disks => {
      const centres = reference.tracks.linesUtm.flatMap((line) =>
        placeDisksAlong(line.map(toLngLat), bufferMeters, MAX_ERROR_SHARE),
      );
      const planar = centres.map(([lng, lat]) => projection.forward(lng, lat));
      return {
        x: Float64Array.from(planar, ([x]) => x),
        y: Float64Array.from(planar, ([, y]) => y),
        radiusMeters: Float64Array.from(planar, () => bufferMeters),
      };
    };

    for (const { bufferMeters, uncoveredExactUtmSquareMeters, gaps: gapCount } of reference.tracks.results) {
      it(`of ${bufferMeters} m lose less than the share allowed, and gain nothing`, () => {
        const { observedAreaSquareMeters, areaSquareMeters, gaps } = union.computeGaps(placeAll(bufferMeters));
        const exact = areaSquareMeters - uncoveredExactUtmSquareMeters;
        expect(observedAreaSquareMeters / exact).toBeGreaterThan(1 - MAX_ERROR_SHARE / 2);
        expect(observedAreaSquareMeters / exact).toBeLessThan(1 + 1e-5);
        expect(gaps.filter((gap) => gap.areaSquareMeters > 100)).toHaveLength(gapCount);
      }, 60_000);
    }

    it('join the circles', () => {
      const { gapAreaSquareMeters, areaSquareMeters } = union.computeFigures(join(circles22, placeAll(150)));
      const exact = reference.tracks.combined22CirclesPlus150MeterTracksUncoveredSquareMeters;
      expect((gapAreaSquareMeters - exact) / (areaSquareMeters - exact)).toBeGreaterThan(-1e-5);
      expect((gapAreaSquareMeters - exact) / (areaSquareMeters - exact)).toBeLessThan(MAX_ERROR_SHARE / 2);
    });
  });

  for (const { case: id, coveredWeight, totalWeight, share, pointsCovered } of reference.demand.results) {
    it(`demand under ${id}`, () => {
      const { x, y, weight } = reference.demand;
      const places = x.map((value, i) => toLngLat([value, y[i]!]));
      const area = { id: 'everywhere', contains: () => true };
      const demand = prepareDemand(
        {
          lngs: places.map(([lng]) => lng),
          lats: places.map(([, lat]) => lat),
          incidentWeights: weight,
          households: weight.map(() => 1),
        },
        projection,
        [area],
      );
      const sum = sumDemand(
        demand,
        demand.findMembers('everywhere')!,
        demand.markObserved(casesById[id as keyof typeof casesById]),
      );
      expect(sum).toEqual({
        incidentWeight: totalWeight,
        observedIncidentWeight: coveredWeight,
        households: x.length,
        observedHouseholds: pointsCovered,
      });
      expect(sum.observedIncidentWeight / sum.incidentWeight).toBeCloseTo(share, 12);
    });
  }
});
