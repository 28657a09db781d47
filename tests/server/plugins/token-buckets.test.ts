import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTokenBuckets } from '../../../server/src/plugins/token-buckets.ts';

const taps = fc.array(fc.record({ key: fc.constantFrom('a', 'b'), afterMs: fc.integer({ min: 0, max: 3_000 }) }), {
  maxLength: 200,
});

it('lets no more through in any stretch than the burst and what the time gives', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 5 }), taps, (burst, perSecond, asked) => {
      const buckets = createTokenBuckets({ burst, perSecond });
      let nowMs = 0;
      const taken: number[] = [];
      for (const { key, afterMs } of asked) {
        nowMs += afterMs;
        if (buckets.take(key, nowMs) && key === 'a') taken.push(nowMs);
      }
      for (let i = 0; i < taken.length; i++) {
        for (let j = i; j < taken.length; j++)
          expect(j - i + 1).toBeLessThanOrEqual(burst + ((taken[j]! - taken[i]!) / 1_000) * perSecond + 1e-6);
      }
    }),
  );
});

it('says truly how long to wait, and a token given back can be taken again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), fc.double({ min: 0.01, max: 5, noNaN: true }), (burst, perSecond) => {
      const buckets = createTokenBuckets({ burst, perSecond });
      for (let i = 0; i < burst; i++) expect(buckets.take('a', 0)).toBe(true);
      const waitMs = buckets.waitMs('a', 0);
      expect(waitMs).toBeGreaterThan(0);
      expect(buckets.take('a', 0)).toBe(false);
      expect(buckets.take('b', 0)).toBe(true);
      expect(buckets.take('a', waitMs)).toBe(true);
      buckets.giveBack('a', waitMs);
      expect(buckets.waitMs('a', waitMs)).toBe(0);
    }),
  );
});
