import { describe, expect, it } from 'vitest';
import {
  asksDatum,
  chooseCoordinates,
  findCoordinateChoice,
  findRivals,
} from '../../../../client/src/features/imports/coordinate-choice.ts';
import { mapping } from './mapping.ts';

const system = (epsg: number, share: number, offsetMeters: number | null) => ({
  epsg,
  nameZh: `${epsg}`,
  nameEn: `${epsg}`,
  share,
  isShiftUnknown: false,
  offsetMeters,
});

describe('what coordinates are in', () => {
  it('is one list of degrees by datum and metres by system', () => {
    expect(findCoordinateChoice(mapping({ datum: 'gcj02' }))).toBe('gcj02');
    expect(findCoordinateChoice(mapping({ coordinateSystem: 4_527 }))).toBe('4527');
    expect({ ...mapping({ datum: 'gcj02' }), ...chooseCoordinates('4527') }).toMatchObject({
      datum: 'gcj02',
      coordinateSystem: 4_527,
    });
    expect({ ...mapping({ coordinateSystem: 4_527 }), ...chooseCoordinates('bd09') }).toMatchObject({
      datum: 'bd09',
      coordinateSystem: null,
    });
  });
  it('asks for the datum behind Web Mercator only', () => {
    expect([3_857, 4_527, null].map((coordinateSystem) => asksDatum({ coordinateSystem }))).toEqual([
      true,
      false,
      false,
    ]);
  });
  it('has rivals where others fit as well and lie elsewhere, one for each distance', () => {
    const choices = {
      coordinateSystems: [
        system(4_548, 1, 0),
        system(4_509, 1, 0),
        system(32_650, 0.98, 1_521),
        system(32_651, 0.97, 1_530),
        system(2_384, 1, 90),
        system(3_857, 0, 9e6),
      ],
    };
    expect(findRivals({ choices }, { coordinateSystem: 4_548 }).map(({ epsg }) => epsg)).toEqual([32_650]);
    // Distances are those from the guess: of another choice nothing is said.
    expect(findRivals({ choices }, { coordinateSystem: 32_650 })).toEqual([]);
    expect(findRivals({ choices }, { coordinateSystem: null })).toEqual([]);
  });
});
