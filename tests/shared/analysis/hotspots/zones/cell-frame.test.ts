import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countCells,
  createCellFrame,
  findCellAcross,
  findFrameCell,
  findLatticeCentre,
  MAX_GRID_CELLS,
  type CellFrame,
} from '@liaowang/shared/analysis/hotspots/zones/cell-frame';
import { createZoneGrid } from '@liaowang/shared/analysis/hotspots/zones/zone-grid';
import { prepareStudy } from '@liaowang/shared/analysis/hotspots/zones/zone-study';
import { offerOf } from './offer-of.ts';
import { createPlaneStudy } from './plane-study.ts';

const plane = createPlaneStudy();
const study = plane.boxStudy(-2_000, -1_500, 1_700, 2_100);
const { area } = prepareStudy(study);

function findCentre(frame: CellFrame, cell: number): [number, number] {
  const [x, y] = findLatticeCentre(frame, cell);
  return [frame.originX + x * frame.unitX, frame.originY + y * frame.unitY];
}

/** Corners of a cell, counter-clockwise, pulled towards the centre by a share. */
function findCorners(frame: CellFrame, cell: number, pull: number): [number, number][] {
  const [x, y] = findCentre(frame, cell);
  return frame.corners.map(([dx, dy]) => [x + (1 - pull) * dx * frame.unitX, y + (1 - pull) * dy * frame.unitY]);
}

const shapes = fc.constantFrom('square' as const, 'hexagon' as const);
const sizes = fc.constantFrom(100, 137, 250);

describe('frames of cells', () => {
  it('give each place of the jurisdiction to the one cell with the nearest centre', () => {
    const places = fc.tuple(
      fc.double({ min: -1_990, max: 1_690, noNaN: true }),
      fc.double({ min: -1_490, max: 2_090, noNaN: true }),
    );
    fc.assert(
      fc.property(shapes, sizes, places, (shape, cellMeters, [x, y]) => {
        const frame = createCellFrame(area, shape, cellMeters);
        const cell = findFrameCell(frame, x, y);
        expect(cell).toBeGreaterThanOrEqual(0);
        const distanceTo = (other: number) =>
          Math.hypot(...findCentre(frame, other).map((at, axis) => at - [x, y][axis]!));
        const nearest = Math.min(
          ...Array.from({ length: frame.columns * frame.rows }, (_, other) => distanceTo(other)),
        );
        expect(distanceTo(cell)).toBeLessThanOrEqual(nearest + 1e-6);
      }),
    );
  });

  it('hold their own corners, and the cell across a side holds what is just beyond it', () => {
    fc.assert(
      fc.property(shapes, sizes, fc.nat(), (shape, cellMeters, seed) => {
        const frame = createCellFrame(area, shape, cellMeters);
        const cell = seed % (frame.columns * frame.rows);
        for (const [x, y] of findCorners(frame, cell, 1e-6)) expect(findFrameCell(frame, x, y)).toBe(cell);
        const [centreX, centreY] = findCentre(frame, cell);
        const corners = findCorners(frame, cell, 0);
        corners.forEach(([x, y], side) => {
          const [nextX, nextY] = corners[(side + 1) % corners.length]!;
          const beyond = [
            (x + nextX) / 2 + 1e-6 * ((x + nextX) / 2 - centreX),
            (y + nextY) / 2 + 1e-6 * ((y + nextY) / 2 - centreY),
          ] as const;
          expect(findCellAcross(frame, cell, side)).toBe(findFrameCell(frame, ...beyond));
        });
      }),
    );
  });

  it('have hexagons that are as wide as asked for and as large as their corners say', () => {
    const frame = createCellFrame(area, 'hexagon', 200);
    const corners = findCorners(frame, 0, 0);
    expect(corners[1]![0] - corners[4]![0]).toBeCloseTo(200, 9);
    const sides = corners.map(([x, y], k) => Math.hypot(x - corners[(k + 1) % 6]![0], y - corners[(k + 1) % 6]![1]));
    for (const side of sides) expect(side).toBeCloseTo(200 / Math.sqrt(3), 9);
    expect(frame.cellSquareMeters).toBeCloseTo(6 * (Math.sqrt(3) / 4) * (200 / Math.sqrt(3)) ** 2, 6);
  });

  it('do not move when the boundary is drawn a little wider', () => {
    const wider = prepareStudy(plane.boxStudy(-2_730, -2_210, 2_900, 2_400)).area;
    for (const shape of ['square', 'hexagon'] as const) {
      const [some, other] = [createCellFrame(area, shape, 150), createCellFrame(wider, shape, 150)];
      const [x, y] = findCentre(some, findFrameCell(some, 333, 444));
      const [otherX, otherY] = findCentre(other, findFrameCell(other, 333, 444));
      expect(otherX).toBeCloseTo(x, 6);
      expect(otherY).toBeCloseTo(y, 6);
    }
  });

  it('count the cells whose centres lie inside the boundary, holes left out', () => {
    const ring = plane.areaOf(
      [
        [-400, -400],
        [400, -400],
        [400, 400],
        [-400, 400],
      ],
      [
        [-200, -200],
        [200, -200],
        [200, 200],
        [-200, 200],
      ],
    );
    const inner = prepareStudy({ ...study, boundary: ring }).area;
    expect(createZoneGrid(inner, 'square', 100).cells).toHaveLength(64 - 16);
    const hexagons = createZoneGrid(inner, 'hexagon', 100);
    for (let i = 0; i < hexagons.cells.length; i++) expect(inner.isInside(hexagons.xs[i]!, hexagons.ys[i]!)).toBe(true);
    expect(hexagons.numbers.filter((number) => number >= 0)).toHaveLength(hexagons.cells.length);
    expect(hexagons.cells.length * hexagons.cellSquareMeters).toBeGreaterThan(0.8 * inner.areaSquareMeters);
  });

  it('are counted beforehand and refused where they are too many, too large or nothing', () => {
    expect(countCells(plane.boxStudy(-1_990, -1_490, 1_690, 2_090), 'square', 100)).toBe(37 * 36);
    expect(countCells(study, 'square', 2)).toBeGreaterThan(MAX_GRID_CELLS);
    const larger = offerOf(() => createCellFrame(area, 'square', 2));
    expect(larger.parameter).toBe('cellMeters');
    expect(() => createCellFrame(area, 'square', larger.value)).not.toThrow();
    expect(() => createCellFrame(area, 'hexagon', 0)).toThrow(RangeError);
    const narrow = prepareStudy(plane.boxStudy(-10, -10, 10, 10)).area;
    const smaller = offerOf(() => createZoneGrid(narrow, 'square', 5_000));
    expect(smaller.value).toBeLessThan(5_000);
  });
});
