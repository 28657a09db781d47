import { describe, expect, it } from 'vitest';
import { createExactTails } from '@liaowang/shared/analysis/hotspots/gi-star/exact-tail';
import { computeGiStarOfSums } from '@liaowang/shared/analysis/hotspots/gi-star/gi-star';
import {
  computeGiStarOfCounts,
  GI_STAR_DEFAULTS,
  P_BASIS,
} from '@liaowang/shared/analysis/hotspots/gi-star/gi-star-of-counts';
import { sumGridNeighbours } from '@liaowang/shared/analysis/hotspots/gi-star/grid-neighbourhood';
import { adjustBenjaminiHochberg } from '@liaowang/shared/analysis/statistics/benjamini-hochberg';
import reference from '../../../../fixtures/gi-star-reference.json' with { type: 'json' };
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

function sumOfGrid(columns: number, rows: number, values: Float64Array, bandMeters: number) {
  return sumGridNeighbours(
    { columns, rows, cellMeters: 50 },
    values,
    new Uint8Array(columns * rows).fill(1),
    bandMeters,
  );
}

const hasOnly = (basis: Uint8Array, expected: number): boolean => basis.every((each) => each === expected);

describe('computeGiStarOfCounts of shuffled neighbours', () => {
  it.each([
    { minExpectedForNormal: 5, minEquivalentForNormal: 0, minEvents: 10, exactOfBand: 4, exactOfQueens: 224 },
    { minExpectedForNormal: 5, minEquivalentForNormal: 50, minEvents: 10, exactOfBand: 224, exactOfQueens: 224 },
    { minExpectedForNormal: 0, minEquivalentForNormal: 0, minEvents: 10, exactOfBand: 0, exactOfQueens: 0 },
  ])(
    'takes the exact p of $exactOfBand and $exactOfQueens places and the normal one of the others',
    ({ exactOfBand, exactOfQueens, ...options }) => {
      for (const [k, expectedExact] of [exactOfBand, exactOfQueens].entries()) {
        const { grid, bandMeters, values: counted } = reference.cases[k]!;
        const values = Float64Array.from(counted);
        const neighbourhoods = sumGridNeighbours(grid!, values, new Uint8Array(values.length).fill(1), bandMeters!);
        const normal = computeGiStarOfSums(values, neighbourhoods);
        const result = computeGiStarOfCounts(values, neighbourhoods, 'neighbours-shuffled', options);
        const exact = createExactTails(values)!;
        for (const [i, ownValue] of values.entries()) {
          const { greater, less } = exact.findTails({
            neighbourCount: neighbourhoods.counts[i]!,
            ownValue,
            neighbourSum: neighbourhoods.sums[i]!,
          })!;
          const exactP = Math.min(1, 2 * (result.z[i]! > 0 ? greater : less));
          expect(result.p[i]).toBe(result.basis[i] === P_BASIS.exact ? exactP : normal.p[i]);
        }
        expect(result.basis.filter((basis) => basis === P_BASIS.exact)).toHaveLength(expectedExact);
        expect(result.basis.filter((basis) => basis === P_BASIS.normal)).toHaveLength(values.length - expectedExact);
        expect(result.z).toEqual(normal.z);
        expect(result.q).toEqual(adjustBenjaminiHochberg(result.p));
      }
    },
  );

  it('takes the normal p of all where the exact one is only preferred and not to be had', () => {
    const weights = Float64Array.from({ length: 400 }, (_, i) => (i % 10 === 0 ? 30.5 : 0.5));
    const result = computeGiStarOfCounts(weights, sumOfGrid(20, 20, weights, 100), 'neighbours-shuffled');
    expect(hasOnly(result.basis, P_BASIS.normal)).toBe(true);
    expect(result.p).toEqual(computeGiStarOfSums(weights, sumOfGrid(20, 20, weights, 100)).p);
  });

  it('calls a cluster among few events hot, and no noise', () => {
    const random = createRandom(3);
    const noise = new Float64Array(60 * 60);
    for (let event = 0; event < 60; event++) noise[Math.floor(random() * noise.length)]!++;
    const ofNoise = sumOfGrid(60, 60, noise, 100);
    const normal = computeGiStarOfSums(noise, ofNoise);
    const result = computeGiStarOfCounts(noise, ofNoise, 'neighbours-shuffled');
    expect(hasOnly(result.basis, P_BASIS.exact)).toBe(true);
    // The normal p sees hot spots in places drawn by lot.
    expect(normal.bins.filter((bin) => bin !== 0).length).toBeGreaterThan(50);
    expect(result.bins.every((bin) => bin === 0)).toBe(true);

    const clustered = noise.slice();
    for (const cell of [29 * 60 + 30, 30 * 60 + 29, 30 * 60 + 30, 30 * 60 + 31, 31 * 60 + 30]) clustered[cell]! += 2;
    const found = computeGiStarOfCounts(clustered, sumOfGrid(60, 60, clustered, 100), 'neighbours-shuffled');
    expect(found.bins[30 * 60 + 30]).toBe(3);
    expect(found.bins.filter((bin) => bin !== 0).length).toBeLessThan(30);
  });

  it('says that there are too few events', () => {
    const few = new Float64Array(400);
    few[5] = GI_STAR_DEFAULTS.minEvents - 1;
    const result = computeGiStarOfCounts(few, sumOfGrid(20, 20, few, 100), 'neighbours-shuffled');
    expect(hasOnly(result.basis, P_BASIS.tooFewEvents)).toBe(true);
    expect(result.p.every((p) => p === 1) && result.bins.every((bin) => bin === 0)).toBe(true);

    // Twenty events at one place: the neighbours of it could be hot by z, but any place would have such neighbours.
    const heap = new Float64Array(400);
    heap[210] = 20;
    const ofHeap = computeGiStarOfCounts(heap, sumOfGrid(20, 20, heap, 100), 'neighbours-shuffled');
    expect(hasOnly(ofHeap.basis, P_BASIS.tooFewEvents)).toBe(true);
    expect(ofHeap.z[211]).toBeGreaterThan(4);
    expect(ofHeap.bins[211]).toBe(0);

    const none = computeGiStarOfCounts(
      new Float64Array(0),
      { counts: new Int32Array(0), sums: new Float64Array(0) },
      'neighbours-shuffled',
    );
    expect(none.bins).toHaveLength(0);
  });

  it('leaves open what neither p can tell', () => {
    const weights = new Float64Array(400);
    for (let i = 0; i < 100; i++) weights[i * 4] = 0.5;
    const result = computeGiStarOfCounts(weights, sumOfGrid(20, 20, weights, 50), 'neighbours-shuffled');
    expect(hasOnly(result.basis, P_BASIS.unresolved)).toBe(true);
    expect(result.p.every((p) => p === 1)).toBe(true);
  });

  it('keeps false alarms to the share it promises', () => {
    const random = createRandom(17);
    let studiesWithAlarm = 0;
    const studies = 200;
    for (let study = 0; study < studies; study++) {
      const values = new Float64Array(15 * 15);
      for (let event = 0; event < 40; event++) values[Math.floor(random() * values.length)]!++;
      if (computeGiStarOfCounts(values, sumOfGrid(15, 15, values, 75), 'neighbours-shuffled').q.some((q) => q <= 0.1))
        studiesWithAlarm++;
    }
    // Where nothing is there to be found, every call is false: at most one study in ten, and two standard errors.
    expect(studiesWithAlarm / studies).toBeLessThan(0.1 + 2 * Math.sqrt(0.09 / studies));
  });
});
