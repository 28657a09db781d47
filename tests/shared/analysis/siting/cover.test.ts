import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeCoverMatrix, sumCoveredWeight } from '@liaowang/shared/analysis/siting/cover-matrix';
import { reduceCover } from '@liaowang/shared/analysis/siting/cover-reduction';
import { explainSites } from '@liaowang/shared/analysis/siting/explain-sites';
import { coverGreedily } from '@liaowang/shared/analysis/siting/greedy-cover';
import reference from '../../../fixtures/siting-reference.json' with { type: 'json' };

const toPlane = ({ x, y }: { x: number[]; y: number[] }) => ({ xs: x, ys: y });

describe.each(reference.instances)(
  '$id',
  ({ id, candidates, demand, radiusMeters, totalWeight, coverableWeight, mclp, conditional, lscp }) => {
    const matrix = computeCoverMatrix(toPlane(candidates), toPlane(demand), radiusMeters);
    const all = candidates.x.map((_, j) => j);

    it('covers what can be covered', () => {
      expect(demand.weight.reduce((sum, weight) => sum + weight, 0)).toBe(totalWeight);
      expect(sumCoveredWeight(matrix, demand.weight, all)).toBe(coverableWeight);
    });

    it.each(mclp)(
      'chooses greedily in the stated order, p = $p',
      ({ p, greedy, greedyOrder, greedyGains, optimum }) => {
        const chosen = coverGreedily(matrix, demand.weight, { maxSites: p, boundSites: p });
        expect(chosen.order).toEqual(greedyOrder);
        expect(chosen.gains).toEqual(greedyGains);
        expect(sumCoveredWeight(matrix, demand.weight, chosen.order)).toBe(greedy);
        expect(chosen.bound).toBeGreaterThanOrEqual(optimum);
        expect(greedy).toBeGreaterThanOrEqual((1 - 1 / Math.E) * optimum);
      },
    );

    it.each(conditional)(
      'adds $add beside existing sites',
      ({ existing, existingCovered, add, greedyAdded, greedyGains, greedy }) => {
        const chosen = coverGreedily(matrix, demand.weight, { kept: existing, maxSites: add });
        expect(chosen.keptWeight).toBe(existingCovered);
        expect(chosen.gains).toEqual(greedyGains);
        expect(sumCoveredWeight(matrix, demand.weight, [...existing, ...chosen.order])).toBe(greedy);
        expect(chosen.order).toEqual(greedyAdded ?? chosen.order);
      },
    );

    it('covers all that can be covered with as many sites as the reference greedy', () => {
      // The reference counts places in its random instances, weight in the one made by hand.
      const counted = id === 'greedy_trap' ? demand.weight : demand.weight.map(() => 1);
      expect(coverGreedily(matrix, counted).order).toHaveLength(lscp.greedySites);
      const byWeight = coverGreedily(matrix, demand.weight, { targetWeight: coverableWeight });
      expect(sumCoveredWeight(matrix, demand.weight, byWeight.order)).toBe(coverableWeight);
      expect(byWeight.order.length).toBeGreaterThanOrEqual(lscp.minSites);
    });
  },
);

/** Small instances with many ties: points of a lattice, whole weights. */
const instances = fc.record({
  candidates: fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 })), {
    minLength: 1,
    maxLength: 9,
  }),
  demand: fc.array(
    fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 5 })),
    { minLength: 1, maxLength: 25 },
  ),
  radius: fc.integer({ min: 1, max: 5 }),
  keptCount: fc.integer({ min: 0, max: 2 }),
});

type Instance = typeof instances extends fc.Arbitrary<infer T> ? T : never;

function prepare({ candidates, demand, radius, keptCount }: Instance) {
  const matrix = computeCoverMatrix(
    { xs: candidates.map(([x]) => x * 100), ys: candidates.map(([, y]) => y * 100) },
    { xs: demand.map(([x]) => x * 100), ys: demand.map(([, y]) => y * 100) },
    radius * 100,
  );
  return {
    matrix,
    weights: demand.map(([, , weight]) => weight),
    kept: candidates.slice(0, keptCount).map((_, j) => j),
  };
}

/** The most weight that at most p candidates cover, by trying all. */
function findOptimum(
  matrix: ReturnType<typeof prepare>['matrix'],
  weights: readonly number[],
  kept: readonly number[],
  p: number,
): number {
  const choose = (from: number, chosen: number[]): number => {
    let best = sumCoveredWeight(matrix, weights, [...kept, ...chosen]);
    if (chosen.length < p)
      for (let j = from; j < matrix.candidateCount; j++) best = Math.max(best, choose(j + 1, [...chosen, j]));
    return best;
  };
  return choose(0, []);
}

describe('any instance', () => {
  it('has the covers that a comparison of all pairs finds, the radius included', () => {
    fc.assert(
      fc.property(instances, (instance) => {
        const { matrix } = prepare(instance);
        const pairs = instance.candidates.map(([x, y]) =>
          instance.demand.flatMap(([u, v], i) => ((x - u) ** 2 + (y - v) ** 2 <= instance.radius ** 2 ? [i] : [])),
        );
        expect(pairs.map((_, j) => [...matrix.demand.subarray(matrix.starts[j]!, matrix.starts[j + 1]!)])).toEqual(
          pairs,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('is chosen lazily as by counting anew each time', () => {
    fc.assert(
      fc.property(instances, (instance) => {
        const { matrix, weights, kept } = prepare(instance);
        const chosen: number[] = [];
        for (;;) {
          const covered = sumCoveredWeight(matrix, weights, [...kept, ...chosen]);
          const gains = instance.candidates.map((_, j) =>
            kept.includes(j) ? 0 : sumCoveredWeight(matrix, weights, [...kept, ...chosen, j]) - covered,
          );
          const best = Math.max(...gains);
          if (best <= 0) break;
          chosen.push(gains.indexOf(best));
        }
        expect(coverGreedily(matrix, weights, { kept }).order).toEqual(chosen);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its optimum when it is reduced, and no bound is below it', () => {
    fc.assert(
      fc.property(instances, fc.integer({ min: 1, max: 3 }), (instance, p) => {
        const { matrix, weights, kept } = prepare(instance);
        const optimum = findOptimum(matrix, weights, kept, p);
        const reduced = reduceCover(matrix, weights, kept);
        expect(reduced.keptWeight).toBe(sumCoveredWeight(matrix, weights, kept));
        expect(reduced.keptWeight + findOptimum(reduced.matrix, [...reduced.weights], [], p)).toBe(optimum);
        const greedy = coverGreedily(matrix, weights, { kept, maxSites: p, boundSites: p });
        expect(greedy.bound).toBeGreaterThanOrEqual(optimum);
        const added = greedy.gains.reduce((sum, gain) => sum + gain, 0);
        expect(added).toBeGreaterThanOrEqual((1 - 1 / Math.E) * (optimum - greedy.keptWeight) - 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  it('is explained by shares that add up', () => {
    fc.assert(
      fc.property(instances, (instance) => {
        const { matrix, weights, kept } = prepare(instance);
        const chosen = instance.candidates
          .map((_, j) => j)
          .filter((j) => !kept.includes(j))
          .slice(0, 4);
        const shares = explainSites(matrix, weights, chosen, kept);
        const keptWeight = sumCoveredWeight(matrix, weights, kept);
        const all = sumCoveredWeight(matrix, weights, [...kept, ...chosen]);
        expect(shares.map(({ site }) => site).toSorted()).toEqual(chosen.toSorted());
        expect(shares.reduce((sum, { added }) => sum + added, keptWeight)).toBe(all);
        for (const [rank, { site, alone, only, added }] of shares.entries()) {
          expect(alone).toBe(sumCoveredWeight(matrix, weights, [...kept, site]) - keptWeight);
          expect(only).toBe(all - sumCoveredWeight(matrix, weights, [...kept, ...chosen.filter((j) => j !== site)]));
          expect(added).toBeGreaterThanOrEqual(only);
          expect(added).toBeLessThanOrEqual(alone);
          expect(added).toBeLessThanOrEqual(shares[rank - 1]?.added ?? Infinity);
        }
      }),
      { numRuns: 300 },
    );
  });
});

it('refuses a radius that is not positive', () => {
  expect(() => computeCoverMatrix({ xs: [0], ys: [0] }, { xs: [0], ys: [0] }, 0)).toThrow(RangeError);
});

it('covers within its range only what a candidate sees, edges included', () => {
  const demand = { xs: [0, 50, 50, -50, 90, 50], ys: [0, 0, 50, 0, 0, 300] };
  const north = {
    type: 'MultiPolygon' as const,
    coordinates: [
      [
        [
          [-200, 0],
          [200, 0],
          [200, 400],
          [-200, 400],
          [-200, 0],
        ],
      ],
    ],
  };
  const east = {
    type: 'MultiPolygon' as const,
    coordinates: [
      [
        [
          [10, -10],
          [60, -10],
          [60, 60],
          [10, 60],
          [10, -10],
        ],
      ],
    ],
  };
  const { starts, demand: covered } = computeCoverMatrix({ xs: [0, 0, 0], ys: [0, 0, 0] }, demand, 100, [
    north,
    east,
    null,
  ]);
  expect([0, 1, 2].map((j) => Array.from(covered.subarray(starts[j], starts[j + 1])))).toEqual([
    [0, 1, 2, 3, 4],
    [1, 2],
    [0, 1, 2, 3, 4],
  ]);
});
