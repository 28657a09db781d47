import { describe, expect, it } from 'vitest';
import { DEFAULT_PREDICT_SETUP, validateSetup } from '../../../../client/src/features/predict/predict-setup.ts';

describe('the settings of a back-test', () => {
  it('are fine as they are offered', () => expect(validateSetup(DEFAULT_PREDICT_SETUP)).toEqual({}));

  it('say what is wrong, field by field', () => {
    expect(validateSetup({ ...DEFAULT_PREDICT_SETUP, trainDays: null, testDays: 1.5, cellMeters: 20, minPoints: 1 })).toEqual({
      trainDays: { key: 'number' }, testDays: { key: 'whole' }, cellMeters: { key: 'between', min: 100, max: 5_000 }, minPoints: { key: 'between', min: 2, max: 10_000 },
    });
  });
});
