import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createExactTails } from '@liaowang/shared/analysis/hotspots/gi-star/exact-tail';
import {
  computeGiStar,
  computeGiStarOfSums,
  sumNeighbours,
  type NeighbourLists,
} from '@liaowang/shared/analysis/hotspots/gi-star/gi-star';
import { sumGridNeighbours } from '@liaowang/shared/analysis/hotspots/gi-star/grid-neighbourhood';
import { findNeighboursWithin } from '@liaowang/shared/analysis/hotspots/gi-star/neighbour-lists';
import { adjustBenjaminiHochberg } from '@liaowang/shared/analysis/statistics/benjamini-hochberg';
import { normalUpperTail } from '@liaowang/shared/analysis/statistics/normal-distribution';
import reference from '../../../../fixtures/gi-star-reference.json' with { type: 'json' };

function toLists(neighbours: readonly (readonly number[])[]): NeighbourLists {
  const starts = [0];
  for (const each of neighbours) starts.push(starts.at(-1)! + each.length);
  return { starts: Int32Array.from(starts), members: Int32Array.from(neighbours.flat()) };
}

function listOfCase({ grid, bandMeters, neighbours }: (typeof reference.cases)[number]): NeighbourLists {
  if (neighbours !== undefined) return toLists(neighbours);
  const cells = Array.from({ length: grid.columns * grid.rows }, (_, k) => k);
  const xs = Float64Array.from(cells, (k) => grid.originX + ((k % grid.columns) + 0.5) * grid.cellMeters);
  const ys = Float64Array.from(cells, (k) => grid.originY + (Math.floor(k / grid.columns) + 0.5) * grid.cellMeters);
  return findNeighboursWithin(xs, ys, bandMeters);
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of expected.entries())
    expect(Math.abs(actual[i]! - value), `place ${i}`).toBeLessThanOrEqual(tolerance);
}

const countHot = (ps: Float64Array): number => adjustBenjaminiHochberg(ps).filter((q) => q <= 0.05).length;

describe.each(reference.cases)('Gi* of the reference $id', (referenceCase) => {
  const values = Float64Array.from(referenceCase.values);
  const lists = listOfCase(referenceCase);
  const { expected } = referenceCase;

  it('has its z, p, q and bins', () => {
    const { z, p, q, bins } = computeGiStar(values, lists);
    expectClose(z, expected.z, reference.tolerance.z);
    expectClose(p, expected.p, reference.tolerance.p);
    expectClose(q, expected.q, reference.tolerance.p);
    expect([...bins]).toEqual(expected.bins);
  });

  it('has its exact tails, by which fewer places are hot than by the normal distribution', () => {
    const { counts, sums } = sumNeighbours(values, lists);
    const exact = createExactTails(values)!;
    const tails = referenceCase.values.map((ownValue, i) =>
      exact.findTails({ neighbourCount: counts[i]!, ownValue, neighbourSum: sums[i]! })!,
    );
    const greater = Float64Array.from(tails, (tail) => tail.greater);
    expectClose(greater, expected.exactGreater, reference.tolerance.p);
    expectClose(
      tails.map(({ less }) => less),
      expected.exactLess,
      reference.tolerance.p,
    );
    // Tails of a millionth must hold to their own size, not only to the tolerance.
    for (const [i, value] of expected.exactGreater.entries())
      expect(Math.abs(greater[i]! / value - 1)).toBeLessThan(1e-9);
    expect(countHot(greater)).toBe(expected.hotByExactGreater);
    expect(countHot(computeGiStar(values, lists).z.map(normalUpperTail))).toBe(expected.hotByNormalGreater);
  });
});

describe('Gi*', () => {
  it.each(reference.cases.filter(({ grid }) => grid !== undefined))(
    'is the same along the rows of the grid: $id',
    (referenceCase) => {
      const { grid, bandMeters } = referenceCase;
      const values = Float64Array.from(referenceCase.values);
      const mask = new Uint8Array(values.length).fill(1);
      expect(computeGiStarOfSums(values, sumGridNeighbours(grid!, values, mask, bandMeters!))).toEqual(
        computeGiStar(values, listOfCase(referenceCase)),
      );
    },
  );

  const placesArbitrary = fc.array(
    fc.record({
      x: fc.integer({ min: 0, max: 40 }),
      y: fc.integer({ min: 0, max: 40 }),
      value: fc.integer({ min: 0, max: 20 }),
    }),
    { minLength: 2, maxLength: 60 },
  );
  const columnsOf = (places: readonly { x: number; y: number; value: number }[]) => ({
    xs: Float64Array.from(places, ({ x }) => x),
    ys: Float64Array.from(places, ({ y }) => y),
    values: Float64Array.from(places, ({ value }) => value),
  });

  it('stays as it is when values are scaled and shifted, and turns over with their sign', () => {
    fc.assert(
      fc.property(
        placesArbitrary,
        fc.integer({ min: 0, max: 15 }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: -500, max: 500, noNaN: true }),
        (places, band, scale, shift) => {
          const { xs, ys, values } = columnsOf(places);
          const lists = findNeighboursWithin(xs, ys, band);
          const { z } = computeGiStar(values, lists);
          expectClose(
            computeGiStar(
              values.map((value) => scale * value),
              lists,
            ).z,
            [...z],
            1e-9,
          );
          // A shift far larger than the values costs digits.
          expectClose(
            computeGiStar(
              values.map((value) => value + shift),
              lists,
            ).z,
            [...z],
            1e-8,
          );
          expectClose(
            computeGiStar(
              values.map((value) => -value),
              lists,
            ).z,
            Array.from(z, (score) => -score),
            1e-9,
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('follows the formula of Ord and Getis written out', () => {
    fc.assert(
      fc.property(placesArbitrary, fc.integer({ min: 0, max: 15 }), (places, band) => {
        const { xs, ys, values } = columnsOf(places);
        const { z } = computeGiStar(values, findNeighboursWithin(xs, ys, band));
        const n = places.length;
        const mean = places.reduce((sum, { value }) => sum + value, 0) / n;
        const deviation = Math.sqrt(places.reduce((sum, { value }) => sum + value ** 2, 0) / n - mean ** 2);
        for (const [i, place] of places.entries()) {
          const near = places.filter(({ x, y }) => (x - place.x) ** 2 + (y - place.y) ** 2 <= band ** 2);
          const spread = deviation * Math.sqrt((n * near.length - near.length ** 2) / (n - 1));
          const score = (near.reduce((sum, { value }) => sum + value, 0) - mean * near.length) / spread;
          expect(z[i]).toBeCloseTo(
            places.every(({ value }) => value === place.value) || near.length === n ? 0 : score,
            8,
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is nothing where it is undefined', () => {
    const [alike, everybody] = reference.degenerate;
    const nothing = (n: number) => ({
      z: new Float64Array(n),
      p: new Float64Array(n).fill(1),
      q: new Float64Array(n).fill(1),
      bins: new Int8Array(n),
    });
    const xs = Float64Array.from(alike!.x.keys());
    expect(computeGiStar(Float64Array.from(alike!.x), findNeighboursWithin(xs, xs, 2))).toEqual(nothing(9));
    // A mean of tenths is not quite a tenth.
    expect(computeGiStar(new Float64Array(9).fill(0.1), findNeighboursWithin(xs, xs, 2))).toEqual(nothing(9));
    expect(computeGiStar(Float64Array.from(everybody!.x), toLists(everybody!.neighbours!))).toEqual(nothing(3));
    expect(computeGiStar(Float64Array.of(7), toLists([[0]]))).toEqual(nothing(1));
    expect(computeGiStar(new Float64Array(0), toLists([]))).toEqual(nothing(0));
  });

  it('refuses what cannot be computed', () => {
    expect(() => computeGiStar(Float64Array.of(1, Number.NaN), toLists([[0], [1]]))).toThrow(RangeError);
    expect(() => computeGiStar(Float64Array.of(1, 2), toLists([[0]]))).toThrow(RangeError);
    expect(() =>
      computeGiStarOfSums(Float64Array.of(1, 2), { counts: Int32Array.of(1), sums: Float64Array.of(1) }),
    ).toThrow(RangeError);
  });
});
