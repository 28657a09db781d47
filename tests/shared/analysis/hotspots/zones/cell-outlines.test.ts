import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeSignedArea, createAreaBoundary } from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import { validateArea } from '@liaowang/shared/analysis/geometry/disk-union/area.validation';
import { traceCellOutlines } from '@liaowang/shared/analysis/hotspots/zones/cell-outlines';
import { labelConnectedCells } from '@liaowang/shared/analysis/hotspots/zones/connected-cells';
import { createZoneGrid } from '@liaowang/shared/analysis/hotspots/zones/zone-grid';
import { prepareStudy } from '@liaowang/shared/analysis/hotspots/zones/zone-study';
import { createPlaneStudy } from './plane-study.ts';

const plane = createPlaneStudy();
const { area } = prepareStudy(plane.boxStudy(-400, -400, 400, 400));
const squares = createZoneGrid(area, 'square', 100);
const grids = { square: squares, hexagon: createZoneGrid(area, 'hexagon', 100) };

/** Pictures from the north down: each sign is a class, a point is none. */
function classesOf(...rows: readonly string[]): Uint8Array {
  return Uint8Array.from(rows.toReversed().join(''), (sign) => (sign === '.' ? 0 : Number(sign)));
}

function outlineSquares(...rows: readonly string[]) {
  return traceCellOutlines(squares, labelConnectedCells(squares, classesOf(...rows)), plane.projection).map((polygon) =>
    plane.toPlane(polygon),
  );
}

describe('outlines of connected cells', () => {
  it('follow the cells with the outer ring first and holes the other way round', () => {
    const pieces = outlineSquares(
      '........',
      '.111....',
      '.1.1..2.',
      '.111....',
      '........',
      '....11..',
      '......1.',
      '........',
    );
    expect(pieces.map((rings) => rings.map((ring) => Math.round(computeSignedArea(ring))))).toEqual([
      [10_000],
      [20_000],
      [90_000, -10_000],
      [10_000],
    ]);
    expect(pieces[3]![0]).toHaveLength(5);
    const hole = pieces[2]![1]!.map(([x, y]) => [Math.round(x), Math.round(y)]);
    expect(hole).toEqual(
      expect.arrayContaining([
        [-200, 100],
        [-200, 200],
        [-100, 200],
        [-100, 100],
      ]),
    );
  });

  it('are disjoint rings where a piece touches itself in a corner', () => {
    // The hole in the north-west touches the outside in a corner.
    const [rings] = outlineSquares(
      '........',
      '.11.....',
      '.1.1....',
      '.111....',
      '........',
      '........',
      '........',
      '........',
    );
    expect(rings).toHaveLength(2);
    for (const ring of rings!)
      expect(new Set(ring.slice(1).map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`)).size).toBe(ring.length - 1);
  });

  it('keep the area, hold their own cells and no others, and are valid polygons', () => {
    const scene = fc.record({
      shape: fc.constantFrom('square' as const, 'hexagon' as const),
      signs: fc.array(fc.nat({ max: 4 }), { minLength: 80, maxLength: 80 }),
    });
    fc.assert(
      fc.property(scene, ({ shape, signs }) => {
        const grid = grids[shape];
        // Two classes of seven cells in ten: large pieces with holes, often touching in corners.
        const classes = Uint8Array.from(grid.cells, (_, cell) => [0, 1, 1, 1, 2][signs[cell % signs.length]!]!);
        const pieces = labelConnectedCells(grid, classes);
        const outlines = traceCellOutlines(grid, pieces, plane.projection).map((polygon) => plane.toPlane(polygon));
        expect(outlines).toHaveLength(pieces.count);
        outlines.forEach((rings, piece) => {
          expect(validateArea([rings])).toEqual({ valid: true });
          rings.forEach((ring, r) => {
            expect(computeSignedArea(ring) > 0).toBe(r === 0);
            expect(ring[0]).toEqual(ring.at(-1));
            expect(new Set(ring.slice(1).map(([x, y]) => `${Math.round(1e3 * x)} ${Math.round(1e3 * y)}`)).size).toBe(
              ring.length - 1,
            );
          });
          const boundary = createAreaBoundary([rings]);
          const own = pieces.labels.filter((label) => label === piece + 1).length;
          expect(boundary.areaSquareMeters).toBeCloseTo(own * grid.cellSquareMeters, 2);
          pieces.labels.forEach((label, cell) =>
            expect(boundary.isInside(grid.xs[cell]!, grid.ys[cell]!)).toBe(label === piece + 1),
          );
        });
      }),
      { numRuns: 60 },
    );
  });
});
