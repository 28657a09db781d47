import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPositionBuffer } from '../../../../client/src/live/position-buffer.ts';
import { countByPlace, createPlaceGrid } from '../../../../client/src/features/town-counts/town-counts.ts';
import { createFrameSource, createUnit } from '../../live/frames.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const TOWNS: [number, number][] = [
  [118.35, 34.37],
  [118.1, 34.45],
  [118.6, 34.1],
];

describe('createPlaceGrid', () => {
  it('finds the nearest place but for a strip of one cell along the borders', () => {
    const grid = createPlaceGrid(TOWNS);
    const squeeze = Math.cos((34.27 * Math.PI) / 180);
    const distance = ([lng, lat]: [number, number], to: [number, number]): number =>
      Math.hypot((lng - to[0]) * squeeze, lat - to[1]);
    fc.assert(
      fc.property(
        fc.double({ min: 118.05, max: 118.65, noNaN: true }),
        fc.double({ min: 34.05, max: 34.5, noNaN: true }),
        (lng, lat) => {
          const found = distance([lng, lat], TOWNS[grid.findNearest(lng, lat)]!);
          const nearest = Math.min(...TOWNS.map((town) => distance([lng, lat], town)));
          // 0.72° over 64 cells: two diagonals of a cell.
          expect(found - nearest).toBeLessThan(0.035);
        },
      ),
    );
  });

  it('counts what lies outside of its box for the edge', () => {
    expect(createPlaceGrid(TOWNS).findNearest(170, 34.1)).toBe(2);
  });
});

describe('countByPlace', () => {
  it('counts walkers and vehicles whose place is known, and only the kinds shown', () => {
    const buffer = createPositionBuffer();
    buffer.replaceUnits(
      [
        createUnit(1, 'foot'),
        createUnit(2, 'bicycle'),
        createUnit(3, 'bus'),
        createUnit(4, 'taxi'),
        createUnit(5, 'taxi'),
        createUnit(6, 'foot'),
      ],
      NOW,
    );
    const at = (unitId: number, [lng, lat]: [number, number], ageMs = 0) => ({
      unitId,
      lng,
      lat,
      fixTimeMs: NOW - ageMs,
    });
    // Unit 5 is lost, unit 6 never reported.
    buffer.applyFrame(
      createFrameSource().snapshot(
        [at(1, TOWNS[0]!), at(2, TOWNS[0]!), at(3, TOWNS[0]!), at(4, TOWNS[1]!), at(5, TOWNS[1]!, 3_600_000)],
        NOW,
      ),
      NOW,
    );
    const grid = createPlaceGrid(TOWNS);
    expect(countByPlace(buffer.slots, grid, ['foot', 'bicycle', 'bus', 'taxi'])).toEqual([
      { foot: 2, vehicles: 1 },
      { foot: 0, vehicles: 1 },
      { foot: 0, vehicles: 0 },
    ]);
    expect(countByPlace(buffer.slots, grid, ['bus'])[0]).toEqual({ foot: 0, vehicles: 1 });
    expect(countByPlace(buffer.slots, createPlaceGrid([]), ['bus'])).toEqual([]);
  });
});
