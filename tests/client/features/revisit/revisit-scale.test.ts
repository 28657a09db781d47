import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REVISIT_BYTES, type RevisitSurface } from '@liaowang/shared/schemas/revisit';
import {
  findByteShare,
  findScaleShare,
  findScaleTicks,
} from '../../../../client/src/features/revisit/revisit-scale.ts';

const scale = (part: Partial<RevisitSurface['scale']> = {}): RevisitSurface['scale'] => ({
  kind: 'logarithmic',
  low: 60,
  high: 86_400,
  unit: 'seconds',
  ...part,
});

describe('findByteShare', () => {
  it('runs from the lowest byte to the highest', () => {
    expect(findByteShare(REVISIT_BYTES.lowest)).toBe(0);
    expect(findByteShare(REVISIT_BYTES.highest)).toBe(1);
  });
  it('gives none to what was never seen or lies outside', () => {
    expect(findByteShare(REVISIT_BYTES.never)).toBeNull();
    expect(findByteShare(REVISIT_BYTES.outside)).toBeNull();
  });
});

describe('findScaleShare', () => {
  it('is the logarithm’s on a logarithmic scale, the value’s on a linear one', () => {
    expect(findScaleShare(scale(), 60)).toBe(0);
    expect(findScaleShare(scale(), 86_400)).toBe(1);
    expect(findScaleShare(scale({ low: 1, high: 100 }), 10)).toBeCloseTo(0.5, 12);
    expect(findScaleShare(scale({ kind: 'linear', low: 0, high: 100 }), 10)).toBeCloseTo(0.1, 12);
  });
  it('stays within the scale', () => {
    expect(findScaleShare(scale(), 1)).toBe(0);
    expect(findScaleShare(scale(), 1e9)).toBe(1);
  });
});

describe('findScaleTicks', () => {
  it('labels a day by round times', () =>
    expect(findScaleTicks(scale()).map(({ value }) => value)).toEqual([60, 300, 1_800, 10_800, 86_400]));

  it('keeps labels apart, in order and within the scale, with both ends', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('linear', 'logarithmic'),
        fc.constantFrom('seconds', 'visits'),
        fc.double({ min: 1, max: 1e3, noNaN: true }),
        fc.double({ min: 1.5, max: 1e5, noNaN: true }),
        (kind, unit, low, factor) => {
          const ticks = findScaleTicks({ kind, unit, low, high: low * factor });
          expect(ticks[0]!.share).toBe(0);
          expect(ticks.at(-1)!.share).toBe(1);
          for (let i = 1; i < ticks.length; i++) expect(ticks[i]!.share - ticks[i - 1]!.share).toBeGreaterThan(0.16);
        },
      ),
    );
  });
});
