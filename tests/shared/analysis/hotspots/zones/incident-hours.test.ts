import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addAoristic,
  countVagueTimes,
  findHourSlots,
  findIncidentHours,
  keepDated,
} from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import { createColumns } from '../../../../support/incident-columns.ts';

const weigh = (minuteOfWeek: number, spanMinutes: number): Float64Array => {
  const weights = new Float64Array(168);
  addAoristic(weights, minuteOfWeek, spanMinutes);
  return weights;
};
const filled = (weights: Float64Array): Record<number, number> =>
  Object.fromEntries(
    [...weights]
      .map((weight, hour) => [hour, Math.round(weight * 1e9) / 1e9] as const)
      .filter(([, weight]) => weight > 0),
  );

describe('aoristic weights', () => {
  it('give each hour its share of the interval', () => {
    expect(filled(weigh(30, 0))).toEqual({ 0: 1 });
    // 00:30 to 02:30: half an hour, an hour, half an hour of two.
    expect(filled(weigh(30, 120))).toEqual({ 0: 0.25, 1: 0.5, 2: 0.25 });
    // From Sunday 23:00 over the end of the week.
    expect(filled(weigh(167 * 60, 120))).toEqual({ 0: 0.5, 167: 0.5 });
    expect(new Set(Object.values(filled(weigh(17, 7 * 24 * 60))))).toEqual(new Set([Math.round(1e9 / 168) / 1e9]));
  });
  it('sum to one for each incident, however long it may have been', () => {
    fc.assert(
      fc.property(fc.nat(168 * 60 - 1), fc.nat(100_000), (minute, span) => {
        expect(weigh(minute, span).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
      }),
    );
  });
  it('are the share of the minutes that lie in each hour', () => {
    fc.assert(
      fc.property(fc.nat(168 * 60 - 1), fc.integer({ min: 1, max: 30_000 }), (minute, span) => {
        const byMinute = new Float64Array(168);
        for (let i = 0; i < span; i++) byMinute[Math.floor((minute + i) / 60) % 168]! += 1 / span;
        const weights = weigh(minute, span);
        for (let hour = 0; hour < 168; hour++) expect(weights[hour]).toBeCloseTo(byMinute[hour]!, 8);
      }),
      { numRuns: 30 },
    );
  });
});

describe('days and months without an hour', () => {
  // Wednesday 6 May 2026.
  const columns = createColumns(
    [0, 1, 2, 3].map((i) => Date.parse('2026-05-06T00:00:00Z') + i * 3_600_000),
    { precisions: [0, 1, 2, 0], spansMinutes: [0, 0, 0, 5] },
  );
  it('stand beyond the hours of the week', () => {
    expect([...findIncidentHours(columns, 'UTC').hoursOfWeek]).toEqual([48, 170, 175, 51]);
  });
  it('pass where the whole day, or the whole week, passes', () => {
    const slots = (hours: { start: number; end: number } | null, weekdays: number[] | null) => [
      ...findHourSlots({ hours, weekdays }).subarray(168),
    ];
    expect(slots(null, null)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    expect(slots(null, [3, 7])).toEqual([0, 0, 1, 0, 0, 0, 1, 0]);
    expect(slots({ start: 1, end: 24 }, null)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });
  it('are counted, and months left out of what needs days', () => {
    expect(countVagueTimes(columns, [0, 1, 2, 3])).toEqual({ days: 1, months: 1, intervals: 1 });
    expect([...keepDated(columns).ids]).toEqual([1, 2, 4]);
    const dated = keepDated(columns);
    expect(keepDated(dated)).toBe(dated);
  });
});
