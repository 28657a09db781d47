import { describe, expect, it } from 'vitest';
import { computeSparkline } from '../../../../client/src/features/coverage/sparkline.ts';

describe('computeSparkline', () => {
  it('draws lowest at the bottom and highest at the top', () => {
    expect(computeSparkline([0.2, 0.6, 0.4], 10, 20)).toBe('M0 20L5 0L10 10');
  });

  it('breaks where nothing was recorded, and shows a lonely value as a dot', () => {
    expect(computeSparkline([0.5, 1, null, 0.5, null], 40, 10)).toBe('M0 10L10 0M30 10h0');
  });

  it('draws noise nearly flat: two tenths of a percentage point are no story', () => {
    const [low, high] = computeSparkline([0.5, 0.502], 10, 10)
      .match(/[\d.]+$|(?<=M0 )[\d.]+/g)!
      .map(Number);
    expect(Math.abs(low! - high!)).toBeCloseTo(1, 5);
  });

  it('is empty without values', () => {
    expect(computeSparkline([], 10, 10)).toBe('');
    expect(computeSparkline([null, null], 10, 10)).toBe('');
  });
});
