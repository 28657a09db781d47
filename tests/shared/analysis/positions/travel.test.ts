import { describe, expect, it } from 'vitest';
import { estimateTravelSeconds } from '@liaowang/shared/analysis/positions/travel';

describe('estimateTravelSeconds', () => {
  it('takes the straight line, the detour and the speed of the kind', () => {
    expect(estimateTravelSeconds('foot', 1_000)).toBeCloseTo(1_000, 6);
    expect(estimateTravelSeconds('bicycle', 1_000)).toBeCloseTo(325, 6);
    expect(estimateTravelSeconds('bus', 8_000)).toBeCloseTo(1_300, 6);
    expect(estimateTravelSeconds('taxi', 0)).toBe(0);
  });
});
