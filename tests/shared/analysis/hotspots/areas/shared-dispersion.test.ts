import { describe, expect, it } from 'vitest';
import { shareDispersions } from '@liaowang/shared/analysis/hotspots/areas/shared-dispersion';
import { measureWindows } from '@liaowang/shared/analysis/hotspots/change/daily-series';
import { compareCounts } from '@liaowang/shared/analysis/hotspots/change/compare-counts';
import { adjustBenjaminiHochberg } from '@liaowang/shared/analysis/statistics/benjamini-hochberg';
import type { DailySeries } from '@liaowang/shared/analysis/statistics/dispersion';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { createCountGenerator } from '../../../../support/random-counts.ts';

describe('the dispersion of areas told at once', () => {
  it('is its own, but at least the mean of all, which is that of areas of which none could be measured', () => {
    const measured = [
      { factor: 1, degreesOfFreedom: 40 },
      { factor: 5, degreesOfFreedom: 20 },
    ];
    expect(shareDispersions([...measured, null])).toEqual([
      { factor: 3, degreesOfFreedom: 40 },
      { factor: 5, degreesOfFreedom: 20 },
      { factor: 3, degreesOfFreedom: 30 },
    ]);
    expect(shareDispersions([null, null])).toEqual([null, null]);
  });

  // Figures in docs/hotspots.md.
  it.each([28, 90].flatMap((days) => [0.3, 3, 20].map((mean) => [days, mean] as const)))(
    'keeps false alarms few where days are four times as uneven: windows of %d days, %d a week',
    (days, mean) => {
      const { negativeBinomial } = createCountGenerator(createRandom(31));
      const [AREAS, RUNS] = [60, 50];
      let runsWithAny = 0;
      for (let run = 0; run < RUNS; run++) {
        const windows = Array.from(
          { length: AREAS },
          (_, i) =>
            [0, 1].map((): DailySeries => {
              const perDay = (mean / 7) * [0.3, 1, 2][i % 3]!;
              return {
                counts: Array.from({ length: days }, () => negativeBinomial(perDay, perDay / 3)),
                exposures: new Array<number>(days).fill(1),
                weekdays: Array.from({ length: days }, (_each, day) => day % 7),
              };
            }) as [DailySeries, DailySeries],
        );
        const countOf = ({ counts }: DailySeries) => ({
          count: Array.from(counts).reduce((sum, count) => sum + count, 0),
          days,
        });
        const dispersions = shareDispersions(
          windows.map(([now, before]) =>
            countOf(now).count + countOf(before).count === 0 ? null : measureWindows(now, before, () => null),
          ),
        );
        const compared = windows.map(([now, before], i) =>
          compareCounts(countOf(now), countOf(before), { dispersion: dispersions[i]! }),
        );
        const qs = adjustBenjaminiHochberg(compared.map(({ p }) => p));
        if (compared.some(({ verdict }, i) => qs[i]! <= 0.05 && (verdict === 'more' || verdict === 'fewer')))
          runsWithAny++;
      }
      // Binomial noise of 50 runs about 5 % reaches 12 %; with each area's own dispersion it was up to 16 %.
      expect(runsWithAny / RUNS).toBeLessThanOrEqual(0.12);
    },
  );
});
