import { describe, expect, it } from 'vitest';
import {
  computeSeasonalExpectation,
  type TimeSpan,
} from '@liaowang/shared/analysis/hotspots/change/seasonal-expectation';

const DAY_MS = 86_400_000;
const YEAR_MS = 364 * DAY_MS;
const span = (fromDay: number, days: number): TimeSpan => ({
  fromMs: fromDay * DAY_MS,
  toMs: (fromDay + days) * DAY_MS,
});
const now = span(2_000, 28);
const before = span(1_972, 28);

const recordFrom = (recordFromMs: number) => ({
  recordFromMs,
  dispersion: { factor: 1, degreesOfFreedom: Infinity },
  leastChange: 0.1,
});

describe('the season’s expectation', () => {
  it('is what earlier years did between the same times', () => {
    // Each year the later window holds twice as many; this year it does too.
    const countIn = ({ fromMs }: TimeSpan) => ((fromMs - now.fromMs) % YEAR_MS === 0 ? 60 : 30);
    const season = computeSeasonalExpectation(now, before, recordFrom(2_000 * DAY_MS - 3 * YEAR_MS), countIn);
    // Three years back, the earlier window begins before the record: two years count.
    expect(season).toMatchObject({
      kind: 'expected',
      years: 2,
      expectedNow: 60,
      change: { ratio: 1, verdict: 'no-change-shown' },
    });
  });

  it('is no season of one earlier year', () => {
    const countIn = ({ fromMs }: TimeSpan) => (fromMs === now.fromMs ? 300 : 100);
    expect(computeSeasonalExpectation(now, before, recordFrom(now.fromMs - 2 * YEAR_MS), countIn)).toEqual({
      kind: 'one-year',
      expectedNow: 100,
    });
  });

  it('says when more came than the season brings', () => {
    const countIn = ({ fromMs }: TimeSpan) => (fromMs === now.fromMs ? 300 : 100);
    expect(computeSeasonalExpectation(now, before, recordFrom(0), countIn)).toMatchObject({
      kind: 'expected',
      years: 5,
      expectedNow: 100,
      change: { ratio: 3, verdict: 'more' },
    });
  });

  it('is unknown without a year of record, and without events in it', () => {
    expect(computeSeasonalExpectation(now, before, recordFrom(1_900 * DAY_MS), () => 10)).toEqual({ kind: 'unknown' });
    expect(
      computeSeasonalExpectation(now, before, recordFrom(0), ({ fromMs }) => (fromMs >= before.fromMs ? 10 : 0)),
    ).toEqual({ kind: 'unknown' });
  });

  it('does not arise between windows a year apart', () => {
    expect(computeSeasonalExpectation(now, span(2_000 - 365, 28), recordFrom(0), () => 10)).toEqual({
      kind: 'same-season',
    });
    expect(computeSeasonalExpectation(now, span(2_000 - 728, 28), recordFrom(0), () => 10)).toEqual({
      kind: 'same-season',
    });
    expect(computeSeasonalExpectation(now, span(2_000 - 340, 28), recordFrom(0), () => 10).kind).toBe('expected');
  });
});
