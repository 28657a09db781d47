import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boundPMedian, rankCandidates } from '@liaowang/shared/analysis/siting/p-median-bound';
import {
  createPMedianInstance,
  interchangeMedians,
  placeMediansGreedily,
  sumWeightedDistance,
  type PMedianInstance,
} from '@liaowang/shared/analysis/siting/p-median';

const coordinate = fc.integer({ min: 0, max: 20 });
/** Small instances with many ties: points of a lattice, whole weights. */
const instances = fc
  .record({
    candidates: fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 9 }),
    demand: fc.array(fc.tuple(coordinate, coordinate, fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 20 }),
    keptCount: fc.integer({ min: 0, max: 1 }),
    p: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ candidates, demand, keptCount, p }) => ({
    p,
    instance: createPMedianInstance(
      { xs: candidates.map(([x]) => x), ys: candidates.map(([, y]) => y) },
      { xs: demand.map(([x]) => x), ys: demand.map(([, y]) => y) },
      demand.map(([, , weight]) => weight),
      keptCount === 1 ? [0] : [],
    ),
  }));

/** All choices of p candidates beside the kept ones. */
function listChoices({ candidateCount, kept }: PMedianInstance, p: number, from = 0): number[][] {
  if (p === 0) return [[]];
  return Array.from({ length: candidateCount - from }, (_, k) => from + k)
    .filter((j) => !kept.includes(j))
    .flatMap((j) => listChoices({ candidateCount, kept } as PMedianInstance, p - 1, j + 1).map((rest) => [j, ...rest]));
}

it('the quick sites are real choices no better than the optimum, and interchange makes none worse', () => {
  fc.assert(
    fc.property(instances, ({ instance, p }) => {
      const optimum = Math.min(...listChoices(instance, p).map((sites) => sumWeightedDistance(instance, sites)));
      const greedy = placeMediansGreedily(instance, p);
      const swapped = interchangeMedians(instance, greedy);
      expect(new Set(swapped).size).toBe(p);
      expect(swapped.some((j) => instance.kept.includes(j))).toBe(false);
      expect(sumWeightedDistance(instance, swapped)).toBeLessThanOrEqual(sumWeightedDistance(instance, greedy) + 1e-9);
      expect(sumWeightedDistance(instance, swapped)).toBeGreaterThanOrEqual(optimum - 1e-9);
      // No single swap is left that would help.
      for (const leaving of swapped) {
        for (const [j] of listChoices(instance, 1)) {
          if (swapped.includes(j!)) continue;
          const other = swapped.map((site) => (site === leaving ? j! : site));
          expect(sumWeightedDistance(instance, other)).toBeGreaterThanOrEqual(
            sumWeightedDistance(instance, swapped) * (1 - 1e-6) - 1e-6,
          );
        }
      }
    }),
    { numRuns: 200 },
  );
});

it('the bound is never above the optimum, and what it rules out is in no better solution', () => {
  fc.assert(
    fc.property(instances, ({ instance, p }) => {
      const choices = listChoices(instance, p).map((sites) => ({
        sites,
        objective: sumWeightedDistance(instance, sites),
      }));
      const optimum = Math.min(...choices.map(({ objective }) => objective));
      // The worst start: it must not be taken for the truth.
      const start = choices.toSorted((a, b) => b.objective - a.objective)[0]!.sites;
      const { bound, fixed, sites, objective } = boundPMedian(instance, rankCandidates(instance), p, start);
      expect(bound).toBeLessThanOrEqual(optimum + 1e-6 * (1 + optimum));
      expect(objective).toBeCloseTo(sumWeightedDistance(instance, sites), 6);
      expect(objective).toBeGreaterThanOrEqual(optimum - 1e-9);
      for (const better of choices.filter((choice) => choice.objective < objective * (1 - 1e-6))) {
        for (const j of better.sites) expect(fixed[j]).not.toBe(1);
        const kept = [...fixed.keys()].filter((j) => fixed[j] === 2);
        expect(better.sites).toEqual(expect.arrayContaining(kept));
      }
    }),
    { numRuns: 300 },
  );
});

it('the bound can be stopped, and holds all the same', () => {
  const xs = Array.from({ length: 30 }, (_, i) => (i * 37) % 101);
  const ys = Array.from({ length: 30 }, (_, i) => (i * 53) % 97);
  const instance = createPMedianInstance(
    { xs: xs.slice(0, 10), ys: ys.slice(0, 10) },
    { xs, ys },
    xs.map(() => 1),
  );
  const boundAfter = (steps: number) => {
    let asked = 0;
    return boundPMedian(instance, rankCandidates(instance), 2, [0, 1], () => ++asked <= steps).bound;
  };
  const optimum = Math.min(...listChoices(instance, 2).map((sites) => sumWeightedDistance(instance, sites)));
  expect(boundAfter(0)).toBe(0);
  expect(boundAfter(3)).toBeGreaterThan(0);
  expect(boundAfter(300)).toBeGreaterThan(boundAfter(3));
  expect(boundAfter(300)).toBeLessThanOrEqual(optimum);
});
