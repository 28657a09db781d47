import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planFolds } from '@liaowang/shared/analysis/hotspots/back-test/plan-folds';

const DAY_MS = 86_400_000;

describe('folds', () => {
  it('end with the newest test window and come oldest first', () => {
    expect(planFolds({ fromMs: 0, toMs: 100 * DAY_MS }, { trainDays: 30, testDays: 30, maxFolds: 12 })).toEqual([
      { trainFromMs: 10 * DAY_MS, testFromMs: 40 * DAY_MS, testToMs: 70 * DAY_MS },
      { trainFromMs: 40 * DAY_MS, testFromMs: 70 * DAY_MS, testToMs: 100 * DAY_MS },
    ]);
  });

  it('are as many as fit, at most as many as asked for, each inside the record, tests without overlap', () => {
    const days = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(
        days,
        days,
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 0, max: 2_000 }),
        (trainDays, testDays, maxFolds, recordDays) => {
          const folds = planFolds({ fromMs: 0, toMs: recordDays * DAY_MS }, { trainDays, testDays, maxFolds });
          expect(folds.length).toBe(Math.max(0, Math.min(maxFolds, Math.floor((recordDays - trainDays) / testDays))));
          folds.forEach(({ trainFromMs, testFromMs, testToMs }, i) => {
            expect(trainFromMs).toBeGreaterThanOrEqual(0);
            expect([testFromMs - trainFromMs, testToMs - testFromMs]).toEqual([trainDays * DAY_MS, testDays * DAY_MS]);
            expect(testFromMs).toBe(folds[i - 1]?.testToMs ?? testFromMs);
          });
        },
      ),
    );
  });
});
