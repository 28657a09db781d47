import { describe, expect, it } from 'vitest';
import { formatChange, formatInterval } from '../../../client/src/lib/format-ratio.ts';

describe('a change in per cent', () => {
  it.each([
    [1.314, '+31%'],
    [0.5, '−50%'],
    [1.002, '±0%'],
    [0, '−100%'],
    [25, '+2,400%'],
  ])('of %d is %s', (ratio, text) => expect(formatChange(ratio)).toBe(text));
});

describe('an interval', () => {
  it('has the digits that its verdict needs', () => {
    expect(formatInterval({ low: 0.95, high: 1.8 }, '∞')).toBe('−5% … +80%');
    expect(formatInterval({ low: 1.004, high: 1.8 }, '∞')).toBe('+0.4% … +80.0%');
    expect(formatInterval({ low: 0.9, high: 0.9996 }, '∞')).toBe('−10.00% … −0.04%');
    expect(formatInterval({ low: 1.00003, high: 1.2 }, '∞')).toBe('+0.003% … +20.000%');
    expect(formatInterval({ low: 1, high: 1.2 }, '∞')).toBe('±0% … +20%');
    expect(formatInterval({ low: 0.3, high: null }, '∞')).toBe('−70% … ∞');
    expect(formatInterval(null, '∞')).toBe('—');
  });
});
