import { describe, expect, it } from 'vitest';
import { computeGiStarOfCounts, P_BASIS } from '@liaowang/shared/analysis/hotspots/gi-star/gi-star-of-counts';
import { sumNeighbours, type NeighbourSums } from '@liaowang/shared/analysis/hotspots/gi-star/gi-star';
import { sumGridNeighbours } from '@liaowang/shared/analysis/hotspots/gi-star/grid-neighbourhood';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { createCountGenerator } from '../../../../support/random-counts.ts';
import expected from '../../../../fixtures/gi-star-negative-binomial.json' with { type: 'json' };
import reference from '../../../../fixtures/gi-star-reference.json' with { type: 'json' };

const SIDE = 60;
/** 21 cells with the cell itself. */
const BAND_METERS = 250;
const RUNS = 100;

function sumOfGrid(values: Float64Array, side = SIDE): NeighbourSums {
  return sumGridNeighbours(
    { columns: side, rows: side, cellMeters: 100 },
    values,
    new Uint8Array(side * side).fill(1),
    BAND_METERS,
  );
}

function listOfNeighbours(neighbours: readonly (readonly number[])[]): { starts: Int32Array; members: Int32Array } {
  const starts = Int32Array.from([
    0,
    ...neighbours.map((_, i) => neighbours.slice(0, i + 1).reduce((sum, list) => sum + list.length, 0)),
  ]);
  return { starts, members: Int32Array.from(neighbours.flat()) };
}

function sumOfReference(k: number): NeighbourSums {
  const { grid, bandMeters, neighbours, values } = reference.cases[k]! as unknown as {
    grid?: { columns: number; rows: number; cellMeters: number };
    bandMeters?: number;
    neighbours?: number[][];
    values: number[];
  };
  const counts = Float64Array.from(values);
  return grid
    ? sumGridNeighbours(grid, counts, new Uint8Array(counts.length).fill(1), bandMeters!)
    : sumNeighbours(counts, listOfNeighbours(neighbours!));
}

/** Studies of 100 with a hot cell at q ≤ .05, and those said to be heavier-tailed than the model. */
function simulate(draw: () => number): { alarms: number; heavy: number } {
  const outcome = { alarms: 0, heavy: 0 };
  for (let run = 0; run < RUNS; run++) {
    const values = Float64Array.from({ length: SIDE * SIDE }, draw);
    const { q, z, unevenness } = computeGiStarOfCounts(values, sumOfGrid(values), 'negative-binomial');
    if (q.some((value, i) => value <= 0.05 && z[i]! > 0)) outcome.alarms++;
    if (unevenness!.heavyTail) outcome.heavy++;
  }
  return outcome;
}

describe('Gi* of negative binomial counts', () => {
  it.each([0, 1, 2])('gives the p and q of SciPy, case %i', (k) => {
    const neighbourhoods = sumOfReference(k);
    const { mean, dispersion, neighbourCounts, sums, greater, q, hot } = expected.cases[k]!;
    const result = computeGiStarOfCounts(
      Float64Array.from(reference.cases[k]!.values),
      neighbourhoods,
      'negative-binomial',
    );
    expect([...neighbourhoods.counts]).toEqual(neighbourCounts);
    expect([...neighbourhoods.sums]).toEqual(sums);
    expect(result.unevenness!.mean).toBeCloseTo(mean, 12);
    expect(result.unevenness!.dispersion! / dispersion).toBeCloseTo(1, 6);
    for (const [i, z] of result.z.entries()) {
      if (!(z > 0)) continue;
      expect(result.p[i]! / greater[i]!).toBeCloseTo(1, 5);
      expect(result.q[i]! / q[i]!).toBeCloseTo(1, 5);
    }
    expect([...result.bins.keys()].filter((i) => result.bins[i]! >= 2)).toEqual(hot);
    expect(result.basis.every((basis) => basis === P_BASIS.negativeBinomial)).toBe(true);
  });

  // What is hot by chance at a nominal 5 %: the false alarms that docs/hotspots.md states.
  it.each([
    { name: 'Poisson .05', mean: 0.05, dispersion: Infinity },
    { name: 'Poisson .4', mean: 0.4, dispersion: Infinity },
    { name: 'mean .4, k .3', mean: 0.4, dispersion: 0.3 },
    { name: 'mean 3, k .3', mean: 3, dispersion: 0.3 },
    { name: 'mean 3, k 1', mean: 3, dispersion: 1 },
  ])('raises few false alarms among even and uneven counts: $name', ({ mean, dispersion }) => {
    const counts = createCountGenerator(createRandom(1));
    const { alarms, heavy } = simulate(() =>
      dispersion === Infinity ? counts.poisson(mean) : counts.negativeBinomial(mean, dispersion),
    );
    // 5 of a hundred, and two standard errors.
    expect(alarms).toBeLessThanOrEqual(9);
    expect(heavy).toBeLessThanOrEqual(2);
  });

  it('says where counts are heavier-tailed than its model, as there it raises too many', () => {
    const counts = createCountGenerator(createRandom(2));
    expect(simulate(() => counts.poisson(Math.exp(counts.normal()))).heavy).toBeGreaterThan(75);
  });

  it('finds a single heap, which shuffling all values never does', () => {
    const counts = createCountGenerator(createRandom(3));
    for (let run = 0; run < 20; run++) {
      const values = Float64Array.from({ length: SIDE * SIDE }, () => counts.poisson(0.4));
      const heap = (run + 20) * SIDE + 30;
      values[heap] = 30;
      expect(computeGiStarOfCounts(values, sumOfGrid(values), 'negative-binomial').bins[heap]).toBe(3);
      expect(computeGiStarOfCounts(values, sumOfGrid(values), 'all-shuffled').bins[heap]).toBe(0);
    }
  });

  it('finds the fullest cells among counts as uneven as a real register', () => {
    // As many cells, and as uneven, as three months of a large city in 250 m cells; ten of 75 to 202 where 0.4 is expected, in busy surroundings.
    const side = 165;
    const counts = createCountGenerator(createRandom(4));
    const values = Float64Array.from({ length: side * side }, () => counts.negativeBinomial(0.4, 0.06));
    const heaps = [202, 170, 150, 131, 118, 104, 96, 88, 80, 75].map((count, i) => ({
      cell: (8 + 15 * i) * side + 10 + ((47 * i) % 140),
      count,
    }));
    for (const { cell, count } of heaps) {
      for (const beside of [-side, -1, 1, side]) values[cell + beside]! += counts.poisson(count / 15);
      values[cell] = count;
    }
    const { bins, q, z } = computeGiStarOfCounts(values, sumOfGrid(values, side), 'negative-binomial');
    for (const { cell } of heaps) expect(bins[cell]).toBeGreaterThanOrEqual(2);
    expect(q.filter((value, i) => value <= 0.05 && z[i]! > 0).length / q.length).toBeLessThan(0.1);
  });

  it('refuses what is no count', () => {
    const values = new Float64Array(SIDE * SIDE).fill(0.5);
    expect(() => computeGiStarOfCounts(values, sumOfGrid(values), 'negative-binomial')).toThrow(/whole/);
  });
});
