import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeKnox } from '@liaowang/shared/analysis/hotspots/near-repeat/knox-test';
import { listNearPairs } from '@liaowang/shared/analysis/hotspots/near-repeat/list-pairs';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

const BREAKS = { spaceBreaksMeters: [0, 1, 100, 250], timeBreaksDays: [0, 7, 14] };
const events = fc
  .array(
    fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 60 })),
    { minLength: 2, maxLength: 40 },
  )
  .map((list) => ({
    xs: Float64Array.from(list, ([x]) => x),
    ys: Float64Array.from(list, ([, y]) => y),
    timesDays: Float64Array.from(list, ([, , day]) => day),
  }));

describe('listNearPairs', () => {
  it('lists as many pairs in each cell as the Knox table counts, the earlier event first', () => {
    fc.assert(
      fc.property(events, (study) => {
        const { observed, spaceBands, timeBands } = computeKnox(study, {
          ...BREAKS,
          metric: 'euclidean',
          permutations: 1,
          random: createRandom(1),
        });
        const { earlier, later, meters, days, pairCount } = listNearPairs(study, BREAKS, 'euclidean', 10_000);
        const counts = new Float64Array(observed.length);
        meters.forEach((distance, pair) => {
          expect(days[pair]).toBe(study.timesDays[later[pair]!]! - study.timesDays[earlier[pair]!]!);
          expect(days[pair]).toBeGreaterThanOrEqual(0);
          counts[
            spaceBands.findIndex(({ before }) => distance < before) * timeBands.length +
              timeBands.findIndex(({ before }) => days[pair]! < before)
          ]!++;
        });
        expect(counts).toEqual(observed);
        expect(pairCount).toBe(observed.reduce((sum, count) => sum + count, 0));
      }),
    );
  });

  it('lists the nearest bands first where there are too many, and says how many there are', () => {
    fc.assert(
      fc.property(events, fc.integer({ min: 0, max: 20 }), (study, most) => {
        const all = listNearPairs(study, BREAKS, 'euclidean', 10_000);
        const some = listNearPairs(study, BREAKS, 'euclidean', most);
        expect(some.pairCount).toBe(all.pairCount);
        expect(some.meters).toEqual(all.meters.slice(0, most));
        const band = (distance: number): number => BREAKS.spaceBreaksMeters.findLastIndex((bound) => bound <= distance);
        expect([...all.meters].map(band)).toEqual([...all.meters].map(band).toSorted((a, b) => a - b));
      }),
    );
  });
});
