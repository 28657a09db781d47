import { describe, expect, it } from 'vitest';
import { countCells } from '@liaowang/shared/analysis/hotspots/zones/cell-frame';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { suggestSetup, validateSetup } from '../../../../client/src/features/predict/predict-setup.ts';

/** A box so many degrees from its middle to each side. */
const boxOf = (half: number) => ({
  center: [118, 34] as LngLat,
  boundary: {
    type: 'Polygon' as const,
    coordinates: [
      (
        [
          [-1, -1],
          [1, -1],
          [1, 1],
          [-1, 1],
          [-1, -1],
        ] as const
      ).map(([x, y]): LngLat => [118 + half * x, 34 + half * y]),
    ],
  },
});
const CITY = boxOf(0.2);

describe('the settings of a back-test', () => {
  it('have cells that can be ranked in any jurisdiction, the usual ones in a city', () => {
    expect(suggestSetup(400, CITY).cellMeters).toBe(250);
    const land = boxOf(1.49);
    const { cellMeters } = suggestSetup(400, land);
    expect(countCells(land, 'square', cellMeters!)).toBeLessThanOrEqual(300_000);
    expect(validateSetup(suggestSetup(400, land))).toEqual({});
  });

  it('are fine as they are offered', () => expect(validateSetup(suggestSetup(400, CITY))).toEqual({}));

  it('leave enough forecasts in any record of two months', () => {
    for (const days of [60, 90, 200, 400, 1_500]) {
      const { trainDays, testDays } = suggestSetup(days, CITY);
      expect((days - trainDays!) / testDays!).toBeGreaterThanOrEqual(4.5);
    }
    expect(suggestSetup(1_500, CITY).trainDays).toBe(182);
    expect(suggestSetup(90, CITY).trainDays).toBe(28);
  });

  it('say what is wrong, field by field', () => {
    expect(
      validateSetup({ ...suggestSetup(400, CITY), trainDays: null, testDays: 1.5, cellMeters: 20, minPoints: 1 }),
    ).toEqual({
      trainDays: { key: 'number' },
      testDays: { key: 'whole' },
      cellMeters: { key: 'between', min: 100, max: 5_000 },
      minPoints: { key: 'between', min: 2, max: 10_000 },
    });
  });
});
