import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAdded, findAxisStart, findElbow, findTicks } from '../../../../client/src/features/siting/siting-curve.ts';

const curveOf = (...shares: number[]) => shares.map((coveredShare, p) => ({ p, coveredShare }));

describe('findElbow', () => {
  it('finds where each further post begins to help less', () =>
    expect(findElbow(curveOf(0, 0.3, 0.55, 0.7, 0.72, 0.74, 0.75))).toBe(3));

  it('finds none in a straight line, a flat one or a stub', () => {
    expect(findElbow(curveOf(0, 0.1, 0.2, 0.3, 0.4))).toBeNull();
    expect(findElbow(curveOf(0.4, 0.4, 0.4, 0.4))).toBeNull();
    expect(findElbow(curveOf(0, 0.9, 1))).toBeNull();
    expect(findElbow([])).toBeNull();
  });

  it('is never an end of a curve that bends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 3, maxLength: 40 }),
        (gains) => {
          // Greedy: each adds at most as much as the one before.
          let sum = 0;
          const curve = curveOf(0, ...gains.sort((a, b) => b - a).map((gain) => (sum += gain)));
          const elbow = findElbow(curve);
          expect(elbow === null || (elbow > 0 && elbow < curve.length - 1)).toBe(true);
        },
      ),
    );
  });
});

describe('findAdded', () => {
  const curve = curveOf(0.1, 0.4, 0.5);
  it('is the difference to the point before', () => expect(findAdded(curve, 1)).toBeCloseTo(0.3, 12));
  it('is unknown for the first and for points that are not there', () => {
    expect(findAdded(curve, 0)).toBeNull();
    expect(findAdded(curve, 9)).toBeNull();
  });
});

describe('findTicks', () => {
  it('takes round steps', () => {
    expect(findTicks(0.74, 4)).toEqual([0, 0.2, 0.4, 0.6]);
    expect(findTicks(23, 6)).toEqual([0, 5, 10, 15, 20]);
    expect(findTicks(0, 4)).toEqual([0]);
    expect(findTicks(1, 4, 0.75)).toEqual([0.8, 0.9, 1]);
  });
  it('never takes more than asked for, nor beyond the end', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e5, noNaN: true }), fc.integer({ min: 2, max: 8 }), (max, count) => {
        const ticks = findTicks(max, count);
        expect(ticks.length).toBeLessThanOrEqual(count + 1);
        expect(ticks.at(-1)!).toBeLessThanOrEqual(max * (1 + 1e-6));
      }),
    );
  });
});

describe('findAxisStart', () => {
  it('begins at 0 unless that would press the curve against the top', () => {
    expect(findAxisStart(0.1, 0.9)).toBe(0);
    expect(findAxisStart(0.81, 1)).toBe(0.75);
  });
  it('leaves every start on the axis', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => findAxisStart(Math.min(a, b), Math.max(a, b)) <= Math.min(a, b),
      ),
    );
  });
});
