import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TOP_CATEGORIES } from '@liaowang/shared/contract/category-tree';
import type { DrawnCells, FoundZone } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import { computeCountSparkline } from '../../../../client/src/features/zones/count-sparkline-path.ts';
import { profileZone } from '../../../../client/src/features/zones/incidents-inside.ts';
import { createCellPicker, pickZone } from '../../../../client/src/features/zones/pick-cell.ts';
import { findCellSteps, sumStepsInZone } from '../../../../client/src/features/zones/zone-steps.ts';

type Ring = PolygonGeometry['coordinates'][number];
const square = (west: number, south: number, size: number): Ring => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const SIDE = 10;
/** 10 × 10 squares of one degree from [0, 0], row by row. */
const cells: DrawnCells = {
  rings: Float64Array.from(
    Array.from({ length: SIDE * SIDE }, (_, cell) => square(cell % SIDE, Math.floor(cell / SIDE), 1).flat()).flat(),
  ),
  vertices: 5,
  counts: new Float64Array(SIDE * SIDE).fill(1),
  bins: new Int8Array(SIDE * SIDE),
  z: new Float64Array(0),
  q: new Float64Array(0),
  tooFew: new Uint8Array(0),
  moran: null,
  emerging: {
    categories: Array.from({ length: SIDE * SIDE }, () => 'none' as const),
    steps: 2,
    stepStartsMs: Float64Array.of(0, 1),
    counts: Float64Array.from({ length: SIDE * SIDE * 2 }, (_, i) => i),
  },
};
const zone = (rank: number, geometry: Ring[], areaSquareMeters: number): FoundZone => ({
  rank,
  geometry: { type: 'Polygon', coordinates: geometry },
  labelPoint: [0, 0],
  areaSquareMeters,
  incidentCount: 1,
  evidence: { kind: 'dbscan', corePoints: 1 },
});

describe('createCellPicker', () => {
  it('finds the cell at any place, and none outside', () => {
    const pick = createCellPicker(cells);
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 12, noNaN: true }),
        fc.double({ min: -2, max: 12, noNaN: true }),
        (lng, lat) => {
          fc.pre(lng % 1 !== 0 && lat % 1 !== 0);
          const isInside = lng > 0 && lng < SIDE && lat > 0 && lat < SIDE;
          expect(pick(lng, lat)).toBe(isInside ? Math.floor(lat) * SIDE + Math.floor(lng) : null);
        },
      ),
    );
  });
});

describe('pickZone', () => {
  it('takes the smaller of zones that overlap, and none in a hole', () => {
    const zones = [zone(1, [square(0, 0, 10), square(6, 6, 2).toReversed()], 100), zone(2, [square(1, 1, 2)], 4)];
    expect([pickZone(zones, 5, 5), pickZone(zones, 2, 2), pickZone(zones, 7, 7), pickZone(zones, 11, 5)]).toEqual([
      1,
      2,
      null,
      null,
    ]);
  });
});

describe('profileZone', () => {
  it('counts hours and categories of the matched incidents inside', () => {
    const columns = {
      ids: Int32Array.of(1, 2, 3, 4),
      lngs: Float64Array.of(1.5, 1.6, 1.7, 5),
      lats: Float64Array.of(1.5, 1.5, 1.5, 5),
      timesMs: new Float64Array(4),
      categories: Uint8Array.of(1, 1, 0, 1),
      severities: new Uint8Array(4),
      sources: new Uint8Array(4),
      kinds: Uint16Array.of(1, 1, 0, 1),
      categoryNodes: TOP_CATEGORIES,
      precisions: new Uint8Array(4),
      spansMinutes: new Uint32Array(4),
    };
    const profile = profileZone(
      zone(1, [square(1, 1, 2)], 4).geometry,
      columns,
      { hoursOfWeek: Uint8Array.of(3, 170, 100, 3) },
      Int32Array.of(0, 1, 3),
    );
    expect(profile.count).toBe(2);
    // Of the second only the day is known.
    expect(profile.withoutHour).toBe(1);
    expect(profile.hoursOfWeek[3]).toBe(1);
    expect(profile.categories).toEqual([{ categoryId: 'theft', count: 2 }]);
  });
});

describe('steps', () => {
  it('of a cell are its row, of a zone the sums of its cells', () => {
    expect([...findCellSteps(cells, 3)!]).toEqual([6, 7]);
    expect([...sumStepsInZone(cells, { type: 'Polygon', coordinates: [square(0, 0, 2)] })]).toEqual([
      0 + 2 + 20 + 22,
      1 + 3 + 21 + 23,
    ]);
  });

  it('are drawn from zero', () => {
    expect(computeCountSparkline([0, 5, 10], 20, 10, 10)).toBe('M0 10L10 5L20 0');
    expect(computeCountSparkline([], 20, 10, 1)).toBe('');
    expect(computeCountSparkline([0], 20, 10, 0)).toBe('M0 10');
  });
});
