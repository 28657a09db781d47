import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  computeDisplacementQuotient,
  findDisplacementInterval,
  readDisplacementInterval,
  type BeforeAndAfter,
} from '@liaowang/shared/analysis/hotspots/outcome/displacement';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { createCountGenerator } from '../../../../support/random-counts.ts';

const unchanged = { before: 100, after: 100 };

function compute(
  target: [before: number, after: number],
  buffer: [before: number, after: number],
  control = unchanged,
) {
  const toPair = ([before, after]: [number, number]) => ({ before, after });
  return computeDisplacementQuotient({ target: toPair(target), buffer: toPair(buffer), control });
}

describe('the weighted displacement quotient', () => {
  it.each([
    { buffer: [50, 30], quotient: 2 },
    { buffer: [50, 45], quotient: 0.5 },
    { buffer: [50, 50], quotient: 0 },
    { buffer: [50, 55], quotient: -0.5 },
    { buffer: [50, 70], quotient: -2 },
  ])('is $quotient for a buffer of $buffer', ({ buffer, quotient }) => {
    expect(compute([40, 30], buffer as [number, number])).toBeCloseTo(quotient, 12);
  });

  it('is none if there was no benefit or no control', () => {
    expect(compute([40, 40], [50, 20])).toBeNull();
    expect(compute([40, 44], [50, 20])).toBeNull();
    for (const control of [
      { before: 0, after: 9 },
      { before: 9, after: 0 },
      { before: Number.NaN, after: 9 },
    ]) {
      expect(compute([40, 20], [50, 50], control)).toBeNull();
    }
  });

  it('measures by the control, not by what changed everywhere', () => {
    // Everything fell by a tenth: the target had no benefit of its own.
    expect(compute([100, 90], [50, 45], { before: 200, after: 180 })).toBeNull();
    expect(compute([100, 60], [50, 45], { before: 200, after: 180 })).toBe(0);
  });

  it('is the formula of the paper, and does not depend on how long is counted', () => {
    const pair = fc.record({ before: fc.integer({ min: 1, max: 500 }), after: fc.integer({ min: 1, max: 500 }) });
    fc.assert(
      fc.property(
        fc.record({ target: pair, buffer: pair, control: pair }),
        fc.integer({ min: 2, max: 9 }),
        (counts, times) => {
          const quotient = computeDisplacementQuotient(counts);
          if (quotient === null) return;
          const { target: a, buffer: b, control: c } = counts;
          const direct = (b.after / c.after - b.before / c.before) / (a.after / c.after - a.before / c.before);
          expect(Math.abs(quotient - direct)).toBeLessThan(1e-9 * Math.max(1, Math.abs(direct)));
          const lengthen = ({ before, after }: BeforeAndAfter): BeforeAndAfter => ({ before: times * before, after });
          const lengthened = computeDisplacementQuotient({
            target: lengthen(a),
            buffer: lengthen(b),
            control: lengthen(c),
          });
          expect(Math.abs(lengthened! - quotient)).toBeLessThan(1e-9 * Math.max(1, Math.abs(quotient)));
        },
      ),
    );
  });
});

describe('what is read from an interval', () => {
  it('is its sign where it holds one, and a size beside the benefit where it lies on one side of ±1', () => {
    const read = (low: number, high: number) => readDisplacementInterval({ low, high });
    expect([
      read(1.1, 3),
      read(0.2, 1),
      read(0.2, 3),
      read(-0.1, 3),
      read(-0.8, -0.1),
      read(-3, -1.1),
      read(-3, -0.1),
    ]).toEqual([
      'diffusion-exceeds-benefit',
      'diffusion',
      'diffusion-of-unknown-size',
      'cannot-be-told',
      'displacement',
      'displacement-exceeds-benefit',
      'displacement-of-unknown-size',
    ]);
    expect(readDisplacementInterval(null)).toBe('cannot-be-told');
  });
});

describe('the interval of the quotient', () => {
  const counts = createCountGenerator(createRandom(12));
  const weeks = (count: number, target: number, buffer: number, control: number) =>
    Array.from({ length: count }, () => ({
      target: counts.poisson(target),
      buffer: counts.poisson(buffer),
      control: counts.poisson(control),
    }));
  const holds = (interval: { low: number; high: number } | null, value: number) =>
    interval === null || (interval.low <= value && value <= interval.high);

  it('holds the true quotient most of the time, and both signs where nothing moved', () => {
    let [held, signed] = [0, 0];
    const studies = 120;
    for (let study = 0; study < studies; study++) {
      // Target 50 → 30 a week, buffer 40 → 46: (46 − 40) / (30 − 50) of the same control.
      if (holds(findDisplacementInterval(weeks(12, 50, 40, 200), weeks(12, 30, 46, 200), createRandom(study)), -0.3))
        held++;
      const idle = findDisplacementInterval(weeks(12, 50, 40, 200), weeks(12, 30, 40, 200), createRandom(study));
      if (idle && (idle.low > 0 || idle.high < 0)) signed++;
    }
    expect(held / studies).toBeGreaterThan(0.88);
    // A reading by mistake: 5 %, and what a bootstrap of twelve weeks is too sure by.
    expect(signed / studies).toBeLessThan(0.12);
  });

  it('is none of few weeks, nor where the target often did no better', () => {
    expect(findDisplacementInterval(weeks(3, 50, 40, 200), weeks(12, 30, 46, 200), createRandom(1))).toBeNull();
    expect(findDisplacementInterval(weeks(12, 5, 4, 20), weeks(12, 5, 4, 20), createRandom(1))).toBeNull();
  });
});
