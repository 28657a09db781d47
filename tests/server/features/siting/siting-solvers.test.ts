import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeCoverMatrix, sumCoveredWeight } from '@liaowang/shared/analysis/siting/cover-matrix';
import { coverGreedily } from '@liaowang/shared/analysis/siting/greedy-cover';
import {
  createPMedianInstance,
  interchangeMedians,
  placeMediansGreedily,
  sumWeightedDistance,
} from '@liaowang/shared/analysis/siting/p-median';
import {
  solveMaximalCover,
  solvePMedian,
  solveSetCover,
} from '../../../../server/src/features/siting/siting-solvers.ts';
import reference from '../../../fixtures/siting-reference.json' with { type: 'json' };

const LIMIT = { timeLimitSeconds: 60 };
const toPlane = ({ x, y }: { x: number[]; y: number[] }) => ({ xs: x, ys: y });

describe.each(reference.instances)(
  '$id',
  ({ candidates, demand, radiusMeters, coverableWeight, mclp, conditional, lscp, pMedian }) => {
    const matrix = computeCoverMatrix(toPlane(candidates), toPlane(demand), radiusMeters);
    const weights = Float64Array.from(demand.weight);

    async function cover(p: number, kept: number[]) {
      const greedy = coverGreedily(matrix, weights, { kept, maxSites: p, boundSites: p });
      const exact = await solveMaximalCover(
        matrix,
        weights,
        { p, kept, greedy: greedy.order, greedyBound: greedy.bound },
        LIMIT,
      );
      return { ...exact, value: sumCoveredWeight(matrix, weights, [...kept, ...exact.sites]) };
    }

    it.each(mclp)('covers the most with $p sites', async ({ p, optimum }) => {
      expect(await cover(p, [])).toMatchObject({ status: 'optimal', value: optimum, bound: optimum });
    });

    it.each(conditional)('covers the most with $add sites beside the existing', async ({ existing, add, optimum }) => {
      const exact = await cover(add, existing);
      expect(exact).toMatchObject({ status: 'optimal', value: optimum, bound: optimum });
      expect(exact.sites.length).toBeLessThanOrEqual(add);
    });

    it('needs the fewest sites for all, and for shares no fewer than maximal covering allows', async () => {
      const fewest = async (share: number) => {
        const targetWeight = share * coverableWeight;
        const greedy = coverGreedily(matrix, weights, { targetWeight }).order;
        const exact = await solveSetCover(matrix, weights, { targetWeight, kept: [], greedy }, LIMIT);
        expect(sumCoveredWeight(matrix, weights, exact.sites)).toBeGreaterThanOrEqual(targetWeight - 1e-6);
        expect(exact.bound).toBe(exact.sites.length);
        expect(exact.sites.length).toBeLessThanOrEqual(greedy.length);
        return exact.sites.length;
      };
      expect(await fewest(1)).toBe(lscp.minSites);
      const half = await fewest(0.5);
      expect((await cover(half, [])).value).toBeGreaterThanOrEqual(0.5 * coverableWeight);
      expect(half > 1 ? (await cover(half - 1, [])).value : 0).toBeLessThan(0.5 * coverableWeight);
    });

    it('serves from the nearest sites', async () => {
      const instance = createPMedianInstance(toPlane(candidates), toPlane(demand), demand.weight);
      for (const { p, optimum } of pMedian) {
        const start = interchangeMedians(instance, placeMediansGreedily(instance, p));
        const exact = await solvePMedian(instance, p, start, LIMIT);
        expect(exact.status).toBe('optimal');
        expect(exact.sites).toHaveLength(p);
        expect(Math.abs(sumWeightedDistance(instance, exact.sites) - optimum)).toBeLessThan(1e-3);
        expect(Math.abs(exact.bound - optimum)).toBeLessThan(1e-2);
        expect(sumWeightedDistance(instance, start)).toBeGreaterThanOrEqual(optimum - 1e-3);
      }
    });
  },
);

describe('any small instance', () => {
  const coordinate = fc.integer({ min: 0, max: 12 });
  const layouts = fc.record({
    candidates: fc.array(fc.tuple(coordinate, coordinate), { minLength: 4, maxLength: 8 }),
    demand: fc.array(fc.tuple(coordinate, coordinate, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 20 }),
    radius: fc.integer({ min: 1, max: 6 }),
    kept: fc.constantFrom<number[]>([], [0]),
    p: fc.integer({ min: 1, max: 3 }),
  });
  const listChoices = (candidates: readonly number[], p: number): number[][] =>
    p === 0
      ? [[]]
      : candidates.flatMap((j, position) =>
          listChoices(candidates.slice(position + 1), p - 1).map((rest) => [j, ...rest]),
        );

  it('has the optimum that trying all finds, never below the greedy one', async () => {
    await fc.assert(
      fc.asyncProperty(layouts, async ({ candidates, demand, radius, kept, p }) => {
        const places = { xs: candidates.map(([x]) => x), ys: candidates.map(([, y]) => y) };
        const points = { xs: demand.map(([x]) => x), ys: demand.map(([, y]) => y) };
        const weights = Float64Array.from(demand, ([, , weight]) => weight);
        const free = candidates.map((_, j) => j).filter((j) => !kept.includes(j));
        const matrix = computeCoverMatrix(places, points, radius);
        const valueOf = (sites: readonly number[]) => sumCoveredWeight(matrix, weights, [...kept, ...sites]);

        const greedy = coverGreedily(matrix, weights, { kept, maxSites: p, boundSites: p });
        const cover = await solveMaximalCover(
          matrix,
          weights,
          { p, kept, greedy: greedy.order, greedyBound: greedy.bound },
          LIMIT,
        );
        const optimum = Math.max(...listChoices(free, p).map(valueOf));
        expect([cover.status, valueOf(cover.sites), cover.bound]).toEqual(['optimal', optimum, optimum]);
        expect(optimum).toBeGreaterThanOrEqual(valueOf(greedy.order));
        expect(greedy.gains.reduce((sum, gain) => sum + gain, 0)).toBeGreaterThanOrEqual(
          (1 - 1 / Math.E) * (optimum - greedy.keptWeight) - 1e-9,
        );

        const targetWeight = 0.8 * valueOf(free);
        const quick = coverGreedily(matrix, weights, { kept, targetWeight }).order;
        const fewest = await solveSetCover(matrix, weights, { targetWeight, kept, greedy: quick }, LIMIT);
        expect(valueOf(fewest.sites)).toBeGreaterThanOrEqual(targetWeight - 1e-6);
        const enough = [0, 1, 2, 3, 4, 5, 6, 7, 8].find((count) =>
          listChoices(free, count).some((sites) => valueOf(sites) >= targetWeight - 1e-9),
        );
        expect(fewest.sites).toHaveLength(enough!);

        const instance = createPMedianInstance(places, points, weights, kept);
        const start = placeMediansGreedily(instance, p);
        const median = await solvePMedian(instance, p, start, LIMIT);
        const nearest = Math.min(...listChoices(free, p).map((sites) => sumWeightedDistance(instance, sites)));
        expect(sumWeightedDistance(instance, median.sites)).toBeCloseTo(nearest, 5);
        expect(median.bound).toBeCloseTo(nearest, 5);
        expect(median.status).toBe('optimal');
      }),
      { numRuns: 60 },
    );
  });
});
