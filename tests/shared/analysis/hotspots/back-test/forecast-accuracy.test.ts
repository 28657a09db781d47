import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countFlagged, flagAreaShare, rankByScore } from '@liaowang/shared/analysis/hotspots/back-test/cell-ranking';
import {
  computeAccuracy,
  computeChanceOfHits,
  computeExpectedAccuracy,
  computePeiOfAnyArea,
} from '@liaowang/shared/analysis/hotspots/back-test/forecast-accuracy';
import reference from '../../../../fixtures/back-test-reference.json' with { type: 'json' };

const { tolerance, grid, zones, ties } = reference;
const gridOutcome = {
  testCounts: grid.test,
  trainCounts: grid.train,
  areaSquareKilometers: grid.cellMeters ** 2 / 1e6,
};

function expectNear(actual: number | null, expected: number): void {
  expect(Math.abs(actual! - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
}

describe('accuracy of a forecast', () => {
  it.each(grid.byFlaggedCount)(
    'is that of the reference, $flaggedCount cells flagged',
    ({ flaggedCount, flagged, peiOfAnyArea, ...expected }) => {
      const first = rankByScore(grid.train).subarray(0, flaggedCount);
      expect([...first].sort((a, b) => a - b)).toEqual(flagged);
      const accuracy = computeAccuracy(first, gridOutcome);
      expect([accuracy.hits, accuracy.events, accuracy.bestHits]).toEqual([
        expected.hits,
        expected.events,
        expected.bestHits,
      ]);
      for (const measure of ['areaShare', 'hitRate', 'pai', 'pei', 'rri', 'hitsPerSquareKilometer'] as const)
        expectNear(accuracy[measure], expected[measure]);
      expectNear(computePeiOfAnyArea(flaggedCount, accuracy.hits, grid.test), peiOfAnyArea);
    },
  );

  it('has the chance of the reference', () => {
    expectNear(computeChanceOfHits(computeAccuracy([5, 6, 12], gridOutcome)), grid.chanceOf3Flagged);
  });

  it('is that of the reference for zones of unequal size', () => {
    const densities = zones.train.map((count, i) => count / zones.areaSquareKilometers[i]!);
    const flagged = flagAreaShare(rankByScore(densities), zones.areaSquareKilometers, zones.maxAreaShare);
    expect([...flagged]).toEqual(zones.flagged);
    const accuracy = computeAccuracy(flagged, {
      testCounts: zones.test,
      trainCounts: zones.train,
      areaSquareKilometers: zones.areaSquareKilometers,
    });
    expect(accuracy).toMatchObject({ hits: zones.hits, events: zones.events, bestHits: null, pei: null });
    for (const measure of ['areaShare', 'hitRate', 'pai'] as const) expectNear(accuracy[measure], zones[measure]);
  });

  it('says what ties would do on average', () => {
    const outcome = { testCounts: ties.test, trainCounts: ties.train, areaSquareKilometers: 1 };
    const flagged = rankByScore(ties.train).subarray(0, ties.flaggedCount);
    expect([...flagged]).toEqual(ties.flagged);
    expectNear(computeAccuracy(flagged, outcome).hitRate, ties.hitRate);
    expectNear(computeExpectedAccuracy(ties.train, ties.flaggedCount, outcome).hitRate, ties.expectedHitRate);
  });

  it('is null where it would divide by nothing', () => {
    const outcome = { testCounts: [0, 0], trainCounts: [0, 3], areaSquareKilometers: 1 };
    expect(computeAccuracy([1], outcome)).toMatchObject({
      hitRate: null,
      pai: null,
      pei: null,
      rri: null,
      hitsPerSquareKilometer: 0,
    });
    expect(computeAccuracy([0], { ...outcome, testCounts: [2, 2] })).toMatchObject({
      hitRate: 0.5,
      pai: 1,
      pei: 1,
      rri: null,
    });
    expect(computeAccuracy([], { ...outcome, testCounts: [2, 2] })).toMatchObject({
      areaShare: 0,
      hitRate: 0,
      pai: null,
      pei: null,
      rri: null,
      hitsPerSquareKilometer: null,
    });
    expect(computeAccuracy([0], { testCounts: [2, 2], trainCounts: [0, 0], areaSquareKilometers: 1 }).rri).toBeNull();
    expect(computeAccuracy([], { testCounts: [], trainCounts: [], areaSquareKilometers: 1 })).toMatchObject({
      areaShare: 0,
      hitRate: null,
      pai: null,
    });
    expect(computePeiOfAnyArea(1, 0, [0, 0])).toBeNull();
    expect(() => computeExpectedAccuracy([1, 2], 3, outcome)).toThrow('flaggedCount');
  });

  const cells = fc
    .array(
      fc.record({
        score: fc.integer({ min: 0, max: 3 }),
        test: fc.integer({ min: 0, max: 5 }),
        train: fc.integer({ min: 0, max: 5 }),
      }),
      { minLength: 1, maxLength: 7 },
    )
    .map((all) => ({
      scores: all.map(({ score }) => score),
      outcome: {
        testCounts: all.map(({ test }) => test),
        trainCounts: all.map(({ train }) => train),
        areaSquareKilometers: 0.25,
      },
    }));

  it('of flagging everything is that of chance, and the best there is', () => {
    fc.assert(
      fc.property(cells, ({ scores, outcome }) => {
        const { events, pai, pei, rri } = computeAccuracy(rankByScore(scores), outcome);
        const one = events > 0 ? 1 : null;
        expect([pai, pei, rri]).toEqual([one, one, outcome.trainCounts.some((count) => count > 0) ? one : null]);
      }),
    );
  });

  it('over ties is the mean of all ways to break them', () => {
    fc.assert(
      fc.property(cells, fc.nat(), ({ scores, outcome }, pick) => {
        const flaggedCount = pick % (scores.length + 1);
        const { hits, pei } = computeExpectedAccuracy(scores, flaggedCount, outcome);
        const ways = listRankings(scores).map((ranking) => computeAccuracy(ranking.slice(0, flaggedCount), outcome));
        expect(hits).toBeCloseTo(ways.reduce((sum, way) => sum + way.hits, 0) / ways.length, 10);
        expect(pei ?? 0).toBeLessThanOrEqual(1 + 1e-12);
      }),
      { numRuns: 60 },
    );
  });

  /** All rankings by score, ties in any order. */
  function listRankings(scores: readonly number[], taken: readonly number[] = []): number[][] {
    if (taken.length === scores.length) return [[...taken]];
    const left = scores.map((_, i) => i).filter((i) => !taken.includes(i));
    const best = Math.max(...left.map((i) => scores[i]!));
    return left.filter((i) => scores[i] === best).flatMap((i) => listRankings(scores, [...taken, i]));
  }
});

describe('ranking of cells', () => {
  it('is by score, then by number, what is not known last', () => {
    expect([...rankByScore([1, Number.NaN, 3, 3, -Infinity, 1, Infinity])]).toEqual([6, 2, 3, 0, 5, 1, 4]);
  });

  it('flags a share of equal cells', () => {
    expect([
      countFlagged(0.1, 1_785),
      countFlagged(0.01, 20),
      countFlagged(0.5, 5),
      countFlagged(2, 5),
      countFlagged(-1, 5),
    ]).toEqual([179, 0, 3, 5, 0]);
  });

  it('flags unequal cells up to a share of the area', () => {
    const areas = [1, 2, 0.5, 6.5];
    const flag = (share: number) => [...flagAreaShare(Uint32Array.of(2, 0, 1, 3), areas, share)];
    expect([flag(0), flag(0.05), flag(0.34), flag(0.35), flag(1)]).toEqual([[], [2], [2, 0], [2, 0, 1], [2, 0, 1, 3]]);
    // 0.1 + 0.2 is more than 0.3 to a computer.
    expect([...flagAreaShare(Uint32Array.of(0, 1, 2), [0.1, 0.2, 0.7], 0.3)]).toEqual([0, 1]);
  });
});
