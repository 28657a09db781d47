import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeMannKendall, computeTheilSenLine } from '@liaowang/shared/analysis/statistics/mann-kendall';
import reference from '../../../fixtures/mann-kendall-reference.json' with { type: 'json' };

const { tolerance } = reference;

describe('the Mann–Kendall test', () => {
  it.each(reference.cases)('reproduces $id of the reference', ({ values, expected }) => {
    const test = computeMannKendall(values);
    expect([test.count, test.s]).toEqual([expected.count, expected.s]);
    expect(Math.abs(test.variance - expected.variance)).toBeLessThan(tolerance.variance);
    expect(Math.abs(test.z - expected.z)).toBeLessThan(tolerance.z);
    expect(Math.abs(test.p / expected.p - 1)).toBeLessThan(tolerance.pRelative);
    expect(Math.abs(test.tauA! - expected.tauA)).toBeLessThan(tolerance.tau);
    expect(Math.abs(test.tauB! - expected.tauB)).toBeLessThan(tolerance.tau);
    const line = computeTheilSenLine(values)!;
    expect(line.slopePerStep).toBeCloseTo(expected.slopePerStep, 10);
    expect(line.intercept).toBeCloseTo(expected.intercept, 9);
  });

  it('finds no trend in too few or equal values', () => {
    const nothing = { s: 0, variance: 0, z: 0, p: 1, tauB: null };
    expect(computeMannKendall([])).toEqual({ ...nothing, count: 0, tauA: null });
    expect(computeMannKendall([7])).toEqual({ ...nothing, count: 1, tauA: null });
    expect(computeMannKendall([2, 2, 2, 2])).toEqual({ ...nothing, count: 4, tauA: 0 });
    expect(computeMannKendall([1, 2])).toMatchObject({ s: 1, z: 0, p: 1, tauA: 1, tauB: 1 });
    expect(computeTheilSenLine([])).toBeNull();
    expect(computeTheilSenLine([Number.NaN, 7])).toBeNull();
    expect(computeTheilSenLine([2, 2, 2])).toEqual({ slopePerStep: 0, intercept: 2 });
  });

  it('leaves out what is missing, and keeps the places of the rest', () => {
    const gappy = [1, Number.NaN, 5, 7, Infinity, 11];
    expect(computeMannKendall(gappy)).toEqual(computeMannKendall([1, 5, 7, 11]));
    expect(computeTheilSenLine(gappy)).toEqual({ slopePerStep: 2, intercept: 1 });
  });

  const series = fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 30 });

  it('sees only the order of values', () => {
    fc.assert(
      fc.property(series, (values) => {
        expect(computeMannKendall(values.map((value) => Math.exp(value / 4) - 3))).toEqual(computeMannKendall(values));
      }),
    );
  });

  it('turns its sign with the series, backwards or upside down', () => {
    fc.assert(
      fc.property(series, (values) => {
        const { z, s, p } = computeMannKendall(values);
        for (const turned of [values.toReversed(), values.map((value) => -value)]) {
          const other = computeMannKendall(turned);
          expect([other.z + z, other.s + s, other.p]).toEqual([0, 0, p]);
        }
      }),
    );
  });

  it('and the line goes along with changes of scale and slope', () => {
    fc.assert(
      fc.property(
        series.filter((values) => values.length > 1),
        fc.integer({ min: -9, max: 9 }),
        (values, rise) => {
          const line = computeTheilSenLine(values)!;
          const tilted = computeTheilSenLine(values.map((value, i) => 3 * value + rise * i))!;
          expect(tilted.slopePerStep).toBeCloseTo(3 * line.slopePerStep + rise, 9);
        },
      ),
    );
  });
});
