import { describe, expect, it } from 'vitest';
import { suggestSetup, validateSetup } from '../../../../client/src/features/predict/predict-setup.ts';

describe('the settings of a back-test', () => {
  it('are fine as they are offered', () => expect(validateSetup(suggestSetup(400))).toEqual({}));

  it('leave enough forecasts in any record of two months', () => {
    for (const days of [60, 90, 200, 400, 1_500]) {
      const { trainDays, testDays } = suggestSetup(days);
      expect((days - trainDays!) / testDays!).toBeGreaterThanOrEqual(4.5);
    }
    expect(suggestSetup(1_500).trainDays).toBe(182);
    expect(suggestSetup(90).trainDays).toBe(28);
  });

  it('say what is wrong, field by field', () => {
    expect(validateSetup({ ...suggestSetup(400), trainDays: null, testDays: 1.5, cellMeters: 20, minPoints: 1 })).toEqual({
      trainDays: { key: 'number' }, testDays: { key: 'whole' }, cellMeters: { key: 'between', min: 100, max: 5_000 }, minPoints: { key: 'between', min: 2, max: 10_000 },
    });
  });
});
