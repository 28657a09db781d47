import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankByScore } from '@liaowang/shared/analysis/hotspots/back-test/cell-ranking';
import {
  computeAreaUnderCurve,
  computeBestHitRateCurve,
  computeExpectedHitRateCurve,
  computeHitRateCurve,
} from '@liaowang/shared/analysis/hotspots/back-test/hit-rate-curve';
import reference from '../../../../fixtures/back-test-reference.json' with { type: 'json' };

const { grid, tolerance } = reference;

describe('the hit-rate curve', () => {
  it('is that of the reference', () => {
    const { areaShares, hitRates, auc, aucBestPossible } = grid.hitRateCurve;
    const curve = computeHitRateCurve(rankByScore(grid.train), grid.test)!;
    for (const [k, share] of areaShares.entries()) {
      expect(Math.abs(curve.areaShares[k]! - share)).toBeLessThan(tolerance);
      expect(Math.abs(curve.hitRates[k]! - hitRates[k]!)).toBeLessThan(tolerance);
    }
    expect(Math.abs(computeAreaUnderCurve(curve) - auc)).toBeLessThan(tolerance);
    expect(Math.abs(computeAreaUnderCurve(computeBestHitRateCurve(grid.test)!) - aucBestPossible)).toBeLessThan(
      tolerance,
    );
  });

  it('is none without events', () => {
    expect(computeHitRateCurve(rankByScore([1, 2]), [0, 0])).toBeNull();
    expect(computeExpectedHitRateCurve([], [])).toBeNull();
    expect(computeBestHitRateCurve([0])).toBeNull();
  });

  it('is that of chance if all scores are equal', () => {
    expect(computeAreaUnderCurve(computeExpectedHitRateCurve([3, 3, 3, 3], [0, 9, 1, 0])!)).toBeCloseTo(0.5, 12);
  });

  const cells = fc
    .array(
      fc.record({
        score: fc.integer({ min: 0, max: 5 }),
        count: fc.integer({ min: 0, max: 5 }),
        area: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 1, maxLength: 30 },
    )
    .filter((all) => all.some(({ count }) => count > 0));

  it('rises from nothing to everything, under the best possible one', () => {
    fc.assert(
      fc.property(cells, fc.boolean(), (all, isZoned) => {
        const scores = all.map(({ score }) => score);
        const counts = all.map(({ count }) => count);
        const areas = isZoned ? all.map(({ area }) => area) : undefined;
        const best = computeAreaUnderCurve(computeBestHitRateCurve(counts, areas)!);
        const curves = [computeHitRateCurve(rankByScore(scores), counts, areas)!];
        if (!isZoned) curves.push(computeExpectedHitRateCurve(scores, counts)!);
        for (const curve of curves) {
          expect([curve.areaShares[0], curve.hitRates[0], curve.areaShares.at(-1), curve.hitRates.at(-1)]).toEqual([
            0, 0, 1, 1,
          ]);
          for (let k = 1; k < curve.hitRates.length; k++) {
            expect(curve.hitRates[k]).toBeGreaterThanOrEqual(curve.hitRates[k - 1]! - 1e-12);
            expect(curve.areaShares[k]).toBeGreaterThan(curve.areaShares[k - 1]!);
          }
          expect(computeAreaUnderCurve(curve)).toBeLessThanOrEqual(best + 1e-12);
        }
      }),
    );
  });
});
