import { describe, expect, it } from 'vitest';
import { isWithin, readCoordinates } from '@liaowang/shared/analysis/places/coordinates-text';

const XINYI = [117.9, 34.1, 118.7, 34.6] as const;

describe('readCoordinates', () => {
  it.each([
    ['118.35,34.37'],
    ['118.35, 34.37'],
    ['118.35 34.37'],
    ['34.37, 118.35'],
    ['34.37 118.35'],
    ['118.35，34.37'],
    ['34.37、118.35'],
    ['34.37; 118.35'],
    ['34.37/118.35'],
    ['118.35° 34.37°'],
    ['118.35E 34.37N'],
    ['118.35°E 34.37°N'],
    ['118.35°E34.37°N'],
    ['34.37N, 118.35E'],
    ['N34.37 E118.35'],
    ['N 34.37, E 118.35'],
    ['n34.37e118.35'],
    ['东经118.35 北纬34.37'],
    ['北纬34.37度，东经118.35度'],
    [`118°21'0"E 34°22'12"N`],
    ['118°21′00″ 34°22′12″'],
    ['东经118度21分0秒，北纬34度22分12秒'],
    [`34°22.2' N, 118°21.0' E`],
    // A masculine ordinal and a ring above, as keyboards give them.
    ['118.35º 34.37º'],
    ['34.37˚N 118.35˚E'],
    [' １１８．３５，３４．３７ '],
  ])('%s', (text) => {
    const read = readCoordinates(text, XINYI);
    expect(read?.[0]).toBeCloseTo(118.35, 9);
    expect(read?.[1]).toBeCloseTo(34.37, 9);
  });

  it('takes the order that lies in the city, and the first where neither does', () => {
    const bounds = [34, 34, 35, 35] as const;
    expect(readCoordinates('10.5, 34.5', bounds)).toEqual([10.5, 34.5]);
    expect(readCoordinates('34.5, 34.6', bounds)).toEqual([34.5, 34.6]);
    expect(readCoordinates('40.5, 40.6', [40.55, 40.4, 40.7, 40.55])).toEqual([40.6, 40.5]);
    expect(readCoordinates('-33.9, 151.2', XINYI)).toEqual([151.2, -33.9]);
    expect(readCoordinates('33.9S 151.2E', XINYI)).toEqual([151.2, -33.9]);
  });

  it.each([
    '公交 288',
    '12 34',
    '118.35',
    '118.35,34.37,5',
    '200.5 34.37',
    '118.35E 34.37E',
    '118.35N 134.5E',
    '',
    'a,b',
    `118°60'0"E 34°22'12"N`,
    `118°21'75"E 34°22'12"N`,
    `118.35${' '.repeat(80)}34.37`,
  ])('%s is no place', (text) => expect(readCoordinates(text, XINYI)).toBeNull());
});

it('a box holds its edges', () => {
  expect(isWithin([117.9, 34.6], XINYI)).toBe(true);
  expect(isWithin([118.701, 34.3], XINYI)).toBe(false);
  expect(isWithin([118.3, 34.09], XINYI)).toBe(false);
});
