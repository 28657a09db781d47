import { describe, expect, it } from 'vitest';
import { validateArea } from '@liaowang/shared/analysis/geometry/disk-union/area.validation';

const square = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
  [0, 0],
];

describe('validateArea', () => {
  it('accepts polygons with holes, rings that touch, and neighbours that share an edge', () => {
    expect(validateArea([[square]])).toEqual({ valid: true });
    expect(
      validateArea([
        [
          square,
          [
            [0, 0],
            [5, 2],
            [2, 5],
          ],
        ],
      ]),
    ).toEqual({ valid: true });
    expect(
      validateArea([
        [square],
        [
          [
            [10, 0],
            [20, 0],
            [20, 10],
            [10, 10],
          ],
        ],
      ]),
    ).toEqual({ valid: true });
  });

  it('says what is wrong, and where', () => {
    expect(validateArea([])).toEqual({ valid: false, reason: 'no-polygon', at: null });
    expect(validateArea([[]])).toEqual({ valid: false, reason: 'no-polygon', at: null });
    expect(
      validateArea([
        [
          [
            [0, 0],
            [10, 0],
            [0, 0],
          ],
        ],
      ]),
    ).toEqual({ valid: false, reason: 'too-few-vertices', at: [0, 0] });
    expect(
      validateArea([
        [
          [
            [0, 0],
            [10, Number.NaN],
            [0, 5],
          ],
        ],
      ]),
    ).toEqual({ valid: false, reason: 'not-finite', at: null });
    expect(
      validateArea([
        [
          [
            [0, 0],
            [10, 0],
            [20, 0],
          ],
        ],
      ]),
    ).toEqual({ valid: false, reason: 'without-area', at: [0, 0] });
    expect(
      validateArea([
        [
          [
            [0, 0],
            [10, 10],
            [10, 0],
            [0, 10],
          ],
        ],
      ]),
    ).toEqual({ valid: false, reason: 'self-crossing', at: [5, 5] });
    expect(
      validateArea([
        [
          square,
          [
            [5, 5],
            [15, 5],
            [15, 6],
          ],
        ],
      ]),
    ).toMatchObject({ reason: 'self-crossing', at: [10, 5] });
  });
});
