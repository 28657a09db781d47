import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createExactTails, EXACT_TAIL_DEFAULTS } from '@liaowang/shared/analysis/hotspots/gi-star/exact-tail';
import { computeHypergeometric } from '@liaowang/shared/analysis/hotspots/gi-star/hypergeometric';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

/** Sums of every way to draw. */
function enumerateSums(values: readonly number[], draws: number): number[] {
  if (draws === 0) return [0];
  return values.flatMap((value, i) => enumerateSums(values.slice(i + 1), draws - 1).map((sum) => sum + value));
}

describe('createExactTails', () => {
  it('gives the shares of all the ways to shuffle', () => {
    const arbitrary = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.constantFrom(17, 40)), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(arbitrary, fc.nat(), (values, pick) => {
        const [ownValue, ...others] = values as [number, ...number[]];
        const draws = pick % values.length;
        const sums = enumerateSums(others, draws);
        const tails = createExactTails(Float64Array.from(values))!;
        for (let sum = 0; sum <= Math.max(...sums) + 1; sum++) {
          const { greater, less } = tails.findTails({
            neighbourCount: draws + 1,
            ownValue,
            neighbourSum: sum + ownValue,
          })!;
          expect(greater).toBeCloseTo(sums.filter((each) => each >= sum).length / sums.length, 12);
          expect(less).toBeCloseTo(sums.filter((each) => each <= sum).length / sums.length, 12);
        }
        const extremes = [Math.min(...sums), Math.max(...sums)].map(
          (extreme) => sums.filter((sum) => sum === extreme).length / sums.length,
        );
        expect(tails.findSmallestTail({ neighbourCount: draws + 1, ownValue })).toBeCloseTo(Math.min(...extremes), 12);
      }),
      { numRuns: 200 },
    );
  });

  it('agrees with a plain draw far out in the tail of a large grid', () => {
    const values = new Float64Array(630_000).fill(1, 0, 3_000);
    const { greater } = createExactTails(values)!.findTails({ neighbourCount: 709, ownValue: 0, neighbourSum: 23 })!;
    const row = computeHypergeometric({ population: 629_999, marked: 3_000, draws: 708 });
    expect(greater / row.slice(23).reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
    expect(greater).toBeLessThan(1e-11);
  });

  it('bounds what is less likely than can matter instead of tabulating it', () => {
    const values = new Float64Array(10_000).fill(1, 0, 50).fill(4_000, 50, 60);
    const { greater, less } = createExactTails(values)!.findTails({
      neighbourCount: 9,
      ownValue: 0,
      neighbourSum: 32_000,
    })!;
    expect(greater).toBeLessThan(1e-15);
    expect(less).toBeCloseTo(1, 12);
  });

  it('is uniform under its null, place by place, where ties are broken by chance', () => {
    const random = createRandom(11);
    const places = 60;
    const values = Float64Array.from({ length: places }, (_, i) => (i < 14 ? 1 + (i % 3) : 0));
    const tails = createExactTails(values)!;
    const shuffles = 4_000;
    const ps: number[] = [];
    for (let shuffle = 0; shuffle < shuffles; shuffle++) {
      // The first place keeps its value, its eight neighbours follow it.
      for (let i = places - 1; i > 1; i--) {
        const j = 1 + Math.floor(random() * i);
        [values[i], values[j]] = [values[j]!, values[i]!];
      }
      const neighbourSum = values.slice(0, 9).reduce((sum, value) => sum + value, 0);
      const { greater, less } = tails.findTails({ neighbourCount: 9, ownValue: values[0]!, neighbourSum })!;
      ps.push(greater - random() * (greater + less - 1));
    }
    ps.sort((a, b) => a - b);
    // Kolmogorov–Smirnov: 1.95/√n is passed once in a thousand.
    const distance = Math.max(
      ...ps.map((p, i) => Math.max(Math.abs(p - i / shuffles), Math.abs(p - (i + 1) / shuffles))),
    );
    expect(distance).toBeLessThan(1.95 / Math.sqrt(shuffles));
  });

  it('refuses what is not counts, and what would cost too much', () => {
    expect(createExactTails(Float64Array.of(0, 1.5))).toBeNull();
    expect(createExactTails(Float64Array.of(0, -1))).toBeNull();
    const values = Float64Array.from({ length: 400 }, (_, i) => i % 40);
    const place = { neighbourCount: 60, ownValue: 3, neighbourSum: 900 };
    expect(createExactTails(values)!.findTails(place)).not.toBeNull();
    expect(createExactTails(values, { ...EXACT_TAIL_DEFAULTS, maxStates: 1_000 })!.findTails(place)).toBeNull();
    const frugal = createExactTails(values, { ...EXACT_TAIL_DEFAULTS, maxOperations: 10_000 })!;
    expect(frugal.findTails(place)).toBeNull();
    expect(frugal.findTails({ ...place, neighbourCount: 2, neighbourSum: 4 })).toBeNull();
  });

  it('throws on a place of another study', () => {
    const tails = createExactTails(Float64Array.of(0, 1, 2))!;
    expect(() => tails.findTails({ neighbourCount: 2, ownValue: 5, neighbourSum: 6 })).toThrow(RangeError);
    expect(() => tails.findSmallestTail({ neighbourCount: 4, ownValue: 1 })).toThrow(RangeError);
  });
});

describe('computeHypergeometric', () => {
  it('is the share of the ways to draw', () => {
    const choose = (n: number, k: number): number =>
      k < 0 || k > n
        ? 0
        : Array.from({ length: k }, (_, i) => (n - i) / (k - i)).reduce((product, factor) => product * factor, 1);
    const drawArbitrary = fc
      .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }), fc.nat())
      .map(([marked, rest, pick]) => ({ population: marked + rest, marked, draws: pick % (marked + rest + 1) }));
    fc.assert(
      fc.property(drawArbitrary, ({ population, marked, draws }) => {
        const row = computeHypergeometric({ population, marked, draws });
        expect(row).toHaveLength(Math.min(marked, draws) + 1);
        for (const [j, chance] of row.entries())
          expect(chance).toBeCloseTo(
            (choose(marked, j) * choose(population - marked, draws - j)) / choose(population, draws),
            12,
          );
      }),
      { numRuns: 300 },
    );
  });
});
