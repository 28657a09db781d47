import { describe, expect, it } from 'vitest';
import { formatChange } from '../../../../client/src/features/change/change-words.ts';

describe('a change in per cent', () => {
  it.each([[1.314, '+31%'], [0.5, '−50%'], [1.002, '±0%'], [0, '−100%'], [25, '+2,400%']])('of %d is %s', (ratio, text) => expect(formatChange(ratio)).toBe(text));
});
