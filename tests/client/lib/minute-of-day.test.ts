import { describe, expect, it } from 'vitest';
import { parseMinuteOfDay } from '../../../client/src/lib/minute-of-day.ts';

describe('parseMinuteOfDay', () => {
  it('reads times of day, 24:00 too, typed with either colon', () => {
    expect(['7:30', '07:30', '00:00', '24:00', '22：15'].map(parseMinuteOfDay)).toEqual([450, 450, 0, 1440, 1335]);
    expect(['24:01', '12:60', '12', '', 'noon'].map(parseMinuteOfDay)).toEqual([null, null, null, null, null]);
  });
});
