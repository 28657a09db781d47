import { describe, expect, it } from 'vitest';
import { describeSummary } from '../../../../client/src/entities/incidents/summary-text.ts';

const summary = (today: number, usualLow: number | null = 10.6, usualHigh: number | null = 18.2) =>
  describeSummary({ today, todayByCategory: [], usualLow, usualHigh, weeksCompared: 8 });

describe('describeSummary', () => {
  it('names whole bounds, rounded outward', () => expect(summary(14)).toEqual({ key: 'usual', low: 10, high: 19 }));

  it('calls nothing unusual that lies within the bounds it shows', () => {
    expect(summary(10).key).toBe('usual');
    expect(summary(19).key).toBe('usual');
  });

  it('says above and below', () => {
    expect(summary(20).key).toBe('aboveUsual');
    expect(summary(9).key).toBe('belowUsual');
  });

  it('claims nothing without history', () => expect(summary(40, null, null).key).toBe('usualUnknown'));
});
