import { describe, expect, it } from 'vitest';
import { computeWeeklyLimits, measureWeeklyDispersion } from '@liaowang/shared/analysis/hotspots/areas/weekly-limits';
import { adjustBenjaminiHochberg } from '@liaowang/shared/analysis/statistics/benjamini-hochberg';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { createCountGenerator } from '../../../../support/random-counts.ts';

const flat = (count: number, weeks = 52): number[] => Array.from({ length: weeks }, () => count);
const limitsOf = (count: number, past: readonly number[], leastDispersion = 1) =>
  computeWeeklyLimits(count, past, { leastDispersion })!;

describe('weekly limits', () => {
  it('are those of the predictive negative binomial of Poisson weeks', () => {
    const { low, high, mean, weeks, dispersion, verdict } = limitsOf(4, flat(4));
    expect({ mean, weeks, dispersion, verdict }).toEqual({
      mean: 4,
      weeks: 52,
      dispersion: 1,
      verdict: 'no-change-shown',
    });
    // scipy: nbinom.sf(8, 208, 208 / 212) is still above norm.sf(t.ppf(.975, 51)), that of 9 is not; nbinom.cdf(0, …) is below it.
    expect([low, high]).toEqual([1, 9]);
  });

  it('say more just above the highest and fewer just below the lowest usual count', () => {
    const past = Array.from({ length: 52 }, (_, week) => 18 + ((week * 7) % 9));
    const { low, high } = limitsOf(22, past);
    expect([low - 1, low, high, high + 1].map((count) => limitsOf(count, past).verdict)).toEqual([
      'fewer',
      'no-change-shown',
      'no-change-shown',
      'more',
    ]);
    for (const count of [low - 1, low, high, high + 1])
      expect(limitsOf(count, past).p <= 0.05).toBe(count < low || count > high);
  });

  it('are wider where past weeks are uneven, or those of the other areas', () => {
    const uneven = Array.from({ length: 52 }, (_, week) => (week % 4 === 0 ? 40 : 10));
    expect(measureWeeklyDispersion(uneven)).toBeCloseTo(9.8, 1);
    const [even, own, shared] = [limitsOf(17, flat(18)), limitsOf(17, uneven), limitsOf(17, flat(18), 4)];
    expect(own.high).toBeGreaterThan(even.high);
    expect(shared.high).toBeGreaterThan(even.high);
    expect(shared.dispersion).toBe(4);
  });

  it('ask twelve weeks, and tell nothing where too little happened', () => {
    expect(computeWeeklyLimits(3, flat(3, 11), { leastDispersion: 1 })).toBeNull();
    expect(limitsOf(0, flat(0)).verdict).toBe('too-few');
    expect(limitsOf(1, flat(0)).verdict).toBe('too-few');
    expect(limitsOf(9, flat(0)).verdict).toBe('more');
  });

  it('leave a change of less than the least share alone', () => {
    expect(computeWeeklyLimits(10_900, flat(10_000), { leastDispersion: 1 })!.verdict).toBe('no-change-shown');
    expect(computeWeeklyLimits(10_900, flat(10_000), { leastDispersion: 1, leastChange: 0.05 })!.verdict).toBe('more');
  });
});

describe('false alarms of sixty areas at once, a nominal 5 %', () => {
  const AREAS = 60;
  const RUNS = 60;
  const WEEKS = 53;
  const { poisson, normal, negativeBinomial } = createCountGenerator(createRandom(7));
  const weeksOf = (draw: () => number): number[] => Array.from({ length: WEEKS }, draw);
  const nulls: Record<string, (mean: number) => number[]> = {
    'Poisson weeks': (mean) => weeksOf(() => poisson(mean)),
    'weeks four times as uneven': (mean) => weeksOf(() => negativeBinomial(mean, mean / 3)),
    'heaps in few weeks': (mean) => weeksOf(() => negativeBinomial(mean, 0.5)),
    'a level that wanders': (mean) => {
      let level = normal();
      return weeksOf(() => {
        level = 0.6 * level + 0.8 * normal();
        return poisson(mean * Math.exp(0.3 * level - 0.045));
      });
    },
  };
  it.each(Object.keys(nulls).flatMap((kind) => [0.3, 3, 20].map((mean) => [kind, mean] as const)))(
    'stay few: %s of mean %s',
    (kind, mean) => {
      let [runsWithAny, alone] = [0, 0];
      for (let run = 0; run < RUNS; run++) {
        const areas = Array.from({ length: AREAS }, (_, i) => nulls[kind]!(mean * [0.3, 1, 2][i % 3]!));
        const measured = areas.flatMap((weeks) => measureWeeklyDispersion(weeks.slice(0, -1)) ?? []);
        const leastDispersion =
          measured.reduce((sum, factor) => sum + Math.max(1, factor), 0) / Math.max(1, measured.length);
        const limits = areas.map((weeks) => limitsOf(weeks.at(-1)!, weeks.slice(0, -1), leastDispersion));
        const qs = adjustBenjaminiHochberg(limits.map(({ p }) => p));
        if (limits.some(({ verdict }, i) => qs[i]! <= 0.05 && (verdict === 'more' || verdict === 'fewer')))
          runsWithAny++;
        alone += limits.filter(({ count, low, high }) => count < low || count > high).length;
      }
      // Binomial noise of 60 runs about 5 % reaches 12 %.
      expect(runsWithAny / RUNS).toBeLessThanOrEqual(0.12);
      expect(alone / (RUNS * AREAS)).toBeLessThan(0.05);
    },
  );
});
