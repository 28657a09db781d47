import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createExactTails } from '@liaowang/shared/analysis/hotspots/gi-star/exact-tail';
import { sumNeighbours, type NeighbourSums } from '@liaowang/shared/analysis/hotspots/gi-star/gi-star';
import { sumGridNeighbours } from '@liaowang/shared/analysis/hotspots/gi-star/grid-neighbourhood';
import { findNeighboursWithin } from '@liaowang/shared/analysis/hotspots/gi-star/neighbour-lists';
import { computeLocalMoran } from '@liaowang/shared/analysis/hotspots/local-moran/local-moran';
import { countPermutedSums } from '@liaowang/shared/analysis/hotspots/local-moran/permuted-sums';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { createCountGenerator, type CountGenerator } from '../../../../support/random-counts.ts';

interface Reference {
  localMoran: {
    columns: number;
    rows: number;
    bandCells: number;
    values: number[];
    i: number[];
    iBinary: number[];
    pFolded: number[];
    clusters: string[];
  };
}
const { localMoran: reference } = JSON.parse(
  readFileSync(new URL('../../../../fixtures/clustering-reference.json', import.meta.url), 'utf8'),
) as Reference;

function neighboursOf(columns: number, rows: number, band: number, values: Float64Array): NeighbourSums {
  const cells = Array.from({ length: columns * rows }, (_, cell) => cell);
  return sumNeighbours(
    values,
    findNeighboursWithin(
      Float64Array.from(cells, (cell) => cell % columns),
      Float64Array.from(cells, (cell) => Math.floor(cell / columns)),
      band,
    ),
  );
}

describe('local Moran against spdep', () => {
  const values = Float64Array.from(reference.values);
  const neighbourhoods = neighboursOf(reference.columns, reference.rows, reference.bandCells, values);
  const found = computeLocalMoran(values, neighbourhoods, { permutations: 99_999, random: createRandom(1) });

  it('gives I and the quadrants of localmoran, and I of binary weights but for the number of neighbours', () => {
    reference.i.forEach((expected, cell) => expect(found.i[cell]).toBeCloseTo(expected, 10));
    reference.iBinary.forEach((expected, cell) =>
      expect(found.i[cell]! * (neighbourhoods.counts[cell]! - 1)).toBeCloseTo(expected, 9),
    );
    expect(found.clusters).toEqual(reference.clusters);
  });

  it('gives the pseudo-p of all permutations, as near as its draws allow', () => {
    const tails = createExactTails(values)!;
    values.forEach((ownValue, cell) => {
      const { greater, less } = tails.findTails({
        neighbourCount: neighbourhoods.counts[cell]!,
        ownValue,
        neighbourSum: neighbourhoods.sums[cell]!,
      })!;
      const exact = found.clusters[cell]?.endsWith('high') ? greater : less;
      expect(Math.abs(found.p[cell]! - exact), `cell ${cell}`).toBeLessThan(
        4.5 * Math.sqrt((exact * (1 - exact)) / 99_999) + 2e-5,
      );
    });
  });

  it('comes near to the pseudo-p of localmoran_perm, which draws with replacement and halves ties', () => {
    reference.pFolded.forEach((expected, cell) =>
      expect(Math.abs(found.p[cell]! - expected), `cell ${cell}`).toBeLessThan(0.05),
    );
  });
});

describe('countPermutedSums', () => {
  /** All ways to draw k of the other values, counted one by one. */
  function enumerate(others: readonly number[], k: number): number[] {
    if (k === 0) return [0];
    return others.flatMap((value, i) => enumerate(others.slice(i + 1), k - 1).map((sum) => sum + value));
  }

  it('comes as near to the exact tails as its number of draws allows, also where most of the places are drawn', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 8 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 14 }),
        (list, wanted, observed) => {
          const k = Math.min(wanted, list.length - 1);
          const values = Float64Array.from(list);
          const permutations = 4_000;
          const { atLeast, atMost } = countPermutedSums({
            values,
            neighbourCounts: new Int32Array(values.length).fill(k),
            neighbourSums: new Float64Array(values.length).fill(observed),
            permutations,
            random: createRandom(list.length * 100 + observed),
          });
          list.forEach((_, place) => {
            const sums = enumerate(
              list.filter((__, other) => other !== place),
              k,
            );
            const [more, less] = [
              sums.filter((sum) => sum >= observed).length / sums.length,
              sums.filter((sum) => sum <= observed).length / sums.length,
            ];
            expect(Math.abs(atLeast[place]! / permutations - more)).toBeLessThan(0.05);
            expect(Math.abs(atMost[place]! / permutations - less)).toBeLessThan(0.05);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('makes fewer draws where neighbourhoods are so large that they would take too much memory', () => {
    const values = new Float64Array(30).fill(1);
    const draws = {
      values,
      neighbourCounts: new Int32Array(30).fill(19),
      neighbourSums: new Float64Array(30).fill(19),
      permutations: 999,
      random: createRandom(1),
    };
    expect(countPermutedSums(draws).permutations).toBe(999);
    expect(countPermutedSums(draws, { maxKeptIndexes: 2_000 }).permutations).toBe(100);
  });
});

describe('local Moran of counts', () => {
  const SIDE = 60;
  const mask = new Uint8Array(SIDE * SIDE).fill(1);
  const frame = { columns: SIDE, rows: SIDE, cellMeters: 250 } as Parameters<typeof sumGridNeighbours>[0];
  const assess = (values: Float64Array, permutations = 9_999) =>
    computeLocalMoran(values, sumGridNeighbours(frame, values, mask, 600), { permutations, random: createRandom(1) });

  it('says nothing where all values are alike', () => {
    const { i, p, q, clusters } = assess(new Float64Array(SIDE * SIDE).fill(3), 99);
    expect([new Set(i), new Set(p), new Set(q), new Set(clusters)]).toEqual([
      new Set([0]),
      new Set([1]),
      new Set([1]),
      new Set([null]),
    ]);
  });

  it('tells how far it has come, and is the same for it', () => {
    const values = Float64Array.from(mask, (_, cell) => cell % 7);
    const shares: number[] = [];
    const told = computeLocalMoran(values, sumGridNeighbours(frame, values, mask, 600), {
      permutations: 9_999,
      random: createRandom(1),
      onShare: (share) => shares.push(share),
    });
    expect(told).toEqual(assess(values));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect([shares.length > 10, shares.at(-1)! > 0.8, shares.at(-1)! <= 1]).toEqual([true, true, true]);
  });

  it('gives the same p for the same seed', () => {
    const { poisson } = createCountGenerator(createRandom(5));
    const values = Float64Array.from(mask, () => poisson(0.5));
    expect(assess(values, 999)).toEqual(assess(values, 999));
  });

  it('finds a cluster, and calls the quiet cells in it outliers', () => {
    const { poisson } = createCountGenerator(createRandom(6));
    const isIn = (cell: number): boolean => Math.hypot((cell % SIDE) - 30, Math.floor(cell / SIDE) - 30) < 4;
    const values = Float64Array.from(mask, (_, cell) => (isIn(cell) ? poisson(4) : poisson(0.3)));
    values[30 * SIDE + 30] = 0;
    const { clusters, q } = assess(values);
    const called = clusters.map((cluster, cell) => (q[cell]! <= 0.05 ? cluster : null));
    expect(called[30 * SIDE + 30]).toBe('low-high');
    const inside = [...called.keys()].filter(isIn);
    expect(inside.filter((cell) => called[cell] === 'high-high').length).toBeGreaterThan(0.8 * inside.length);
    expect(called.filter((cluster, cell) => cluster === 'high-high' && !isIn(cell)).length).toBeLessThan(inside.length);
  });

  it('raises false alarms no more often than it says, on sparse and on uneven cells', () => {
    const runs = 40;
    const nulls: Record<string, (g: CountGenerator) => number> = {
      sparse: (g) => g.poisson(0.05),
      uneven: (g) => g.negativeBinomial(0.4, 0.3),
      veryUneven: (g) => g.poisson(0.4 * Math.exp(g.normal() - 0.5)),
    };
    for (const [name, draw] of Object.entries(nulls)) {
      const generator = createCountGenerator(createRandom(17));
      let alarms = 0;
      for (let run = 0; run < runs; run++) {
        const { clusters, q } = assess(Float64Array.from(mask, () => draw(generator)));
        if (clusters.some((cluster, cell) => cluster === 'high-high' && q[cell]! <= 0.05)) alarms++;
      }
      expect(alarms, name).toBeLessThanOrEqual(5);
    }
  }, 60_000);
});
