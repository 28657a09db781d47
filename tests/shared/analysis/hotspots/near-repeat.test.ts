import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBands, findFiniteBands } from '@liaowang/shared/analysis/hotspots/near-repeat/bands';
import { findNearRepeats } from '@liaowang/shared/analysis/hotspots/near-repeat/find-near-repeats';
import {
  computeKnox,
  computeKnoxInSteps,
  type DatedPoints,
  type KnoxOptions,
} from '@liaowang/shared/analysis/hotspots/near-repeat/knox-test';
import referenceFile from '../../../fixtures/near-repeat-reference.json' with { type: 'json' };
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

interface ReferenceCase {
  id: string;
  points: 'imdepi_B' | 'tiny6';
  spaceBreaksMeters: (number | null)[];
  timeBreaksDays: (number | null)[];
  observed: number[][];
  exactMean: number[][];
  exactSd: number[][];
  p: number[][];
  pTolerance?: number;
}

const reference = { ...referenceFile, cases: referenceFile.cases as ReferenceCase[] };
const openLast = (breaks: readonly (number | null)[]): number[] => breaks.map((value) => value ?? Infinity);
const metrics = fc.constantFrom('euclidean' as const, 'manhattan' as const);

/** Counts every pair; the times may be given in another order. */
function countByBruteForce(
  { xs, ys, timesDays }: DatedPoints,
  { spaceBreaksMeters, timeBreaksDays, metric }: Omit<KnoxOptions, 'permutations' | 'random'>,
  order: readonly number[],
): number[] {
  const timeBands = createBands(timeBreaksDays);
  const spaceBands = createBands(spaceBreaksMeters);
  const counts = spaceBands.flatMap(() => timeBands.map(() => 0));
  for (let a = 0; a < xs.length; a++) {
    for (let b = 0; b < a; b++) {
      const [dx, dy] = [Math.abs(xs[a]! - xs[b]!), Math.abs(ys[a]! - ys[b]!)];
      const meters = metric === 'euclidean' ? Math.sqrt(dx * dx + dy * dy) : dx + dy;
      const days = Math.abs(timesDays[order[a]!]! - timesDays[order[b]!]!);
      const space = spaceBands.findIndex(({ from, before }) => meters >= from && meters < before);
      const time = timeBands.findIndex(({ from, before }) => days >= from && days < before);
      if (space >= 0 && time >= 0) counts[space * timeBands.length + time]!++;
    }
  }
  return counts;
}

function listOrders(count: number): number[][] {
  if (count === 0) return [[]];
  return listOrders(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, at) => order.toSpliced(at, 0, count - 1)),
  );
}

// On a lattice, where many distances and times are exactly a break.
const event = fc.record({
  x: fc.integer({ min: 0, max: 12 }),
  y: fc.integer({ min: 0, max: 12 }),
  days: fc.integer({ min: 0, max: 15 }),
});
const toPoints = (events: readonly { x: number; y: number; days: number }[]): DatedPoints => ({
  xs: events.map(({ x }) => x),
  ys: events.map(({ y }) => y),
  timesDays: events.map(({ days }) => days),
});
const breaks = fc.record({
  spaceBreaksMeters: fc.constantFrom([0, 5], [0, 1, 3, 5], [0, 2, Infinity], [0, 1, 5, 10, Infinity]),
  timeBreaksDays: fc.constantFrom([0, 3], [0, 1, 2, 7], [0, 7, Infinity], [0, 1, 2, 9, Infinity]),
  metric: metrics,
});

describe('Knox test', () => {
  for (const { id, points, spaceBreaksMeters, timeBreaksDays, ...expected } of reference.cases) {
    it(`gives the counts, moments, ratios and p of the reference: ${id}`, () => {
      const permutations = 999;
      const { x, y, t } = reference.points[points];
      const table = computeKnox(
        { xs: x, ys: y, timesDays: t },
        {
          spaceBreaksMeters: openLast(spaceBreaksMeters),
          timeBreaksDays: openLast(timeBreaksDays),
          metric: 'euclidean',
          permutations,
          random: createRandom(1),
        },
      );
      expect([...table.observed]).toEqual(expected.observed.flat());
      for (const [k, mean] of expected.exactMean.flat().entries()) {
        const sd = expected.exactSd.flat()[k]!;
        const p = expected.p.flat()[k]!;
        expect(table.expected[k]).toBeCloseTo(mean, 10);
        expect(table.expectedSd[k]).toBeCloseTo(sd, 10);
        expect(Math.abs(table.permutedMean[k]! - mean)).toBeLessThanOrEqual((4 * sd) / Math.sqrt(permutations));
        expect(table.permutedSd[k]! / sd).toBeGreaterThan(0.85);
        expect(table.permutedSd[k]! / sd).toBeLessThan(1.15);
        expect(table.ratio[k]).toBe(table.observed[k]! / table.permutedMean[k]!);
        expect(Math.abs(table.p[k]! - p)).toBeLessThanOrEqual(
          expected.pTolerance ?? 4 * Math.sqrt((p * (1 - p)) / permutations) + 1 / (permutations + 1),
        );
      }
    });
  }

  it('counts each pair in its half-open bands, open ones included', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), breaks, (events, options) => {
        const points = toPoints(events);
        const { observed } = computeKnox(points, { ...options, permutations: 1, random: createRandom(1) });
        expect([...observed]).toEqual(
          countByBruteForce(
            points,
            options,
            events.map((_, i) => i),
          ),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('expects the mean and the standard deviation of all orders of the times', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 2, maxLength: 5 }), breaks, (events, options) => {
        const points = toPoints(events);
        const { expected, expectedSd } = computeKnox(points, { ...options, permutations: 1, random: createRandom(1) });
        const counts = listOrders(events.length).map((order) => countByBruteForce(points, options, order));
        for (let k = 0; k < expected.length; k++) {
          const mean = counts.reduce((sum, count) => sum + count[k]!, 0) / counts.length;
          const variance = counts.reduce((sum, count) => sum + (count[k]! - mean) ** 2, 0) / counts.length;
          expect(expected[k]).toBeCloseTo(mean, 9);
          expect(expectedSd[k]! ** 2).toBeCloseTo(variance, 9);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('comes close to them with many permutations', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 10, maxLength: 40 }), breaks, fc.integer(), (events, options, seed) => {
        const permutations = 400;
        const { expected, expectedSd, permutedMean } = computeKnox(toPoints(events), {
          ...options,
          permutations,
          random: createRandom(seed),
        });
        for (let k = 0; k < expected.length; k++) {
          expect(Math.abs(permutedMean[k]! - expected[k]!)).toBeLessThanOrEqual(
            (5 * expectedSd[k]!) / Math.sqrt(permutations) + 1e-9,
          );
        }
      }),
      // A rare event happens to someone: not at each new run of the tests.
      { numRuns: 50, seed: 1 },
    );
  });

  it('has p spread evenly where time has nothing to do with place', () => {
    const random = createRandom(8);
    const worlds = 400;
    const ps = Array.from({ length: worlds }, () => {
      const draw = (scale: number) => Array.from({ length: 80 }, () => random() * scale);
      const options = {
        spaceBreaksMeters: [0, 250],
        timeBreaksDays: [0, 90],
        metric: 'euclidean',
        permutations: 99,
        random,
      } as const;
      return computeKnox({ xs: draw(1_000), ys: draw(1_000), timesDays: draw(365) }, options).p[0]!;
    }).sort((a, b) => a - b);
    // Kolmogorov–Smirnov at 1 in 1,000; ties between counts make p a little too large.
    const distance = Math.max(...ps.map((p, i) => Math.max(Math.abs((i + 1) / worlds - p), Math.abs(i / worlds - p))));
    expect(distance).toBeLessThan(1.95 / Math.sqrt(worlds));
    expect(ps.filter((p) => p <= 0.05).length / worlds).toBeLessThan(0.05 + 4 * Math.sqrt((0.05 * 0.95) / worlds));
  });

  it('finds repeats that were put there', () => {
    const random = createRandom(3);
    const first = Array.from({ length: 100 }, () => ({
      x: random() * 9_000,
      y: random() * 9_000,
      days: random() * 365,
    }));
    const repeats = first
      .slice(0, 30)
      .map(({ x, y, days }) => ({ x: x + 50 * random(), y: y + 50 * random(), days: days + 6 * random() }));
    const { observed, ratio, p } = computeKnox(toPoints([...first, ...repeats]), {
      spaceBreaksMeters: [0, 100, 200],
      timeBreaksDays: [0, 7, 14],
      metric: 'manhattan',
      permutations: 199,
      random,
    });
    expect(observed[0]).toBeGreaterThanOrEqual(30);
    expect(ratio[0]).toBeGreaterThan(10);
    expect(p[0]).toBe(1 / 200);
  });

  it('tells how far it is, and is the same whatever the steps', () => {
    const random = createRandom(4);
    const points = toPoints(
      Array.from({ length: 50 }, () => ({ x: random() * 100, y: random() * 100, days: random() * 30 })),
    );
    const options = (): KnoxOptions => ({
      spaceBreaksMeters: [0, 20, Infinity],
      timeBreaksDays: [0, 7],
      metric: 'euclidean',
      permutations: 25,
      random: createRandom(9),
    });
    const steps = computeKnoxInSteps(points, { ...options(), permutationsPerStep: 10 });
    const done: number[] = [];
    let step = steps.next();
    for (; !step.done; step = steps.next()) done.push(step.value);
    expect(done).toEqual([10, 20, 25]);
    expect(step.value).toEqual(computeKnox(points, options()));
  });

  it('leaves out events without a place or a time, and makes do with few', () => {
    const options = {
      spaceBreaksMeters: [0, 10, Infinity],
      timeBreaksDays: [0, 5, Infinity],
      metric: 'euclidean',
      permutations: 9,
      random: createRandom(1),
    } as const;
    const table = computeKnox(
      { xs: [0, 1, Number.NaN, 2], ys: [0, 1, 1, 2], timesDays: [0, 1, 1, Number.NaN] },
      options,
    );
    expect(table.eventCount).toBe(2);
    expect([...table.observed]).toEqual([1, 0, 0, 0]);
    expect([...table.expectedSd]).toEqual([0, 0, 0, 0]);
    expect([...table.ratio]).toEqual([1, Number.NaN, Number.NaN, Number.NaN]);
    expect([...table.p]).toEqual([1, 1, 1, 1]);
    expect([...computeKnox({ xs: [], ys: [], timesDays: [] }, options).expected]).toEqual([0, 0, 0, 0]);
  });

  it('refuses less than one permutation and breaks that are none', () => {
    const options = {
      spaceBreaksMeters: [0, 10],
      timeBreaksDays: [0, 5],
      metric: 'euclidean',
      permutations: 9,
      random: createRandom(1),
    } as const;
    const points = { xs: [0], ys: [0], timesDays: [0] };
    for (const wrong of [
      { permutations: 0 },
      { permutations: 1.5 },
      { permutationsPerStep: 0 },
      { spaceBreaksMeters: [0, Infinity] },
      { timeBreaksDays: [1, 2] },
    ]) {
      expect(() => computeKnox(points, { ...options, ...wrong })).toThrow(RangeError);
    }
  });
});

describe('bands', () => {
  it('are bounded from a break up to but excluding the next', () => {
    const bands = createBands([0, 7, 14, Infinity]);
    expect(bands).toEqual([
      { from: 0, before: 7 },
      { from: 7, before: 14 },
      { from: 14, before: Infinity },
    ]);
    expect(findFiniteBands(bands)).toHaveLength(2);
  });

  it('need ascending breaks from 0 and a bound', () => {
    for (const wrong of [
      [],
      [0],
      [0, Infinity],
      [1, 2],
      [0, 2, 2],
      [0, 2, 1],
      [0, 2, Number.NaN],
      [0, Infinity, Infinity],
    ]) {
      expect(() => createBands(wrong)).toThrow(RangeError);
    }
  });
});

describe('near repeats of a new event', () => {
  const bands = { spaceBreaksMeters: [0, 100, 200, Infinity], timeBreaksDays: [0, 7, 14, Infinity] };
  const events = {
    xs: [0, 0, 150, 100, 60, 0, 0],
    ys: [0, 0, 0, 0, 80, 0, 0],
    timesDays: [5.9, 6, 6.5, 13, 20, 20, 21],
  };

  it('are the earlier events in its finite bands, the latest first, until the last band ends', () => {
    const { repeats, watchUntilDays } = findNearRepeats(events, { x: 0, y: 0, timeDays: 20 }, bands, 'euclidean');
    expect(repeats).toEqual([
      { event: 5, distanceMeters: 0, elapsedDays: 0, spaceBand: 0, timeBand: 0 },
      { event: 4, distanceMeters: 100, elapsedDays: 0, spaceBand: 1, timeBand: 0 },
      { event: 3, distanceMeters: 100, elapsedDays: 7, spaceBand: 1, timeBand: 1 },
      { event: 2, distanceMeters: 150, elapsedDays: 13.5, spaceBand: 1, timeBand: 1 },
    ]);
    expect(watchUntilDays).toBe(34);
    const alongStreets = findNearRepeats(
      events,
      { x: 0, y: 0, timeDays: 20 },
      { ...bands, spaceBreaksMeters: [0, 140] },
      'manhattan',
    );
    expect(alongStreets.repeats.map(({ event: number }) => number)).toEqual([5, 3]);
  });

  it('are the pairs that the Knox test counts', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), breaks, (unsorted, { metric, ...scene }) => {
        const points = toPoints(unsorted.toSorted((a, b) => a.days - b.days));
        const { observed, timeBands, spaceBands } = computeKnox(points, {
          ...scene,
          metric,
          permutations: 1,
          random: createRandom(1),
        });
        const counts = new Float64Array(observed.length);
        for (let i = 0; i < unsorted.length; i++) {
          const earlier = {
            xs: Array.from(points.xs).slice(0, i),
            ys: Array.from(points.ys).slice(0, i),
            timesDays: Array.from(points.timesDays).slice(0, i),
          };
          const { repeats } = findNearRepeats(
            earlier,
            { x: points.xs[i]!, y: points.ys[i]!, timeDays: points.timesDays[i]! },
            scene,
            metric,
          );
          for (const { spaceBand, timeBand } of repeats) counts[spaceBand * timeBands.length + timeBand]!++;
        }
        const isFinite = (k: number) =>
          spaceBands[Math.floor(k / timeBands.length)]!.before < Infinity &&
          timeBands[k % timeBands.length]!.before < Infinity;
        expect([...counts]).toEqual(Array.from(observed, (count, k) => (isFinite(k) ? count : 0)));
      }),
      { numRuns: 200 },
    );
  });
});
