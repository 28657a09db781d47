import { describe, expect, it } from 'vitest';
import { toKindBits } from '../../../../client/src/entities/units/unit-marks.layer.ts';

describe('toKindBits', () => {
  it('sets one bit a kind, as the shader reads them', () => {
    expect(toKindBits([])).toBe(0);
    expect(toKindBits(['foot', 'bus'])).toBe(0b101);
  });
});
