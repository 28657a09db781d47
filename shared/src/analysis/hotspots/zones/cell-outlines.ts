import type { Position } from 'geojson';
import type { PolygonGeometry } from '../../../schemas/geometry.ts';
import { computeSignedArea } from '../../geometry/disk-union/area-boundary.ts';
import type { LocalProjection } from '../../geometry/local-projection.ts';
import { findCellAcross, findLatticeCentre } from './cell-frame.ts';
import type { ConnectedCells } from './connected-cells.ts';
import type { ZoneGrid } from './zone-grid.ts';

/**
 * The polygon of each piece of connected cells, that of label k at k − 1: outer ring counter-clockwise, then the holes
 * clockwise (RFC 7946), WGS-84. Every corner of a cell along the rim is kept, so that the edges follow the cells on the
 * ellipsoid too and neighbouring pieces fit. Rings touch each other in single corners at most.
 */
export function traceCellOutlines(
  grid: ZoneGrid,
  pieces: ConnectedCells,
  projection: LocalProjection,
): PolygonGeometry[] {
  return collectSides(grid, pieces).map((sides) => {
    const rings = chainSides(sides, grid.corners.length).map((vertices) =>
      vertices.map((vertex) => toPlane(grid, vertex)),
    );
    // Cells that share sides have one outer ring; all the others are holes.
    const outer = rings.findIndex((ring) => computeSignedArea(ring) > 0);
    const ordered = [rings[outer]!, ...rings.filter((_, i) => i !== outer)];
    return {
      type: 'Polygon',
      coordinates: ordered.map((ring) => [...ring, ring[0]!].map(([x, y]) => projection.inverse(x!, y!))),
    };
  });
}

/** Sides along the rim of a piece, with the piece on their left. Vertices are numbered by their place in the lattice. */
interface RimSides {
  readonly starts: number[];
  readonly ends: number[];
  /** Which side of its cell it is, which is also its direction. */
  readonly sides: number[];
}

function collectSides(grid: ZoneGrid, { labels, count }: ConnectedCells): RimSides[] {
  const rims = Array.from({ length: count }, (): RimSides => ({ starts: [], ends: [], sides: [] }));
  const corners = grid.corners.length;
  for (let cell = 0; cell < labels.length; cell++) {
    const label = labels[cell]!;
    if (label === 0) continue;
    const [x, y] = findLatticeCentre(grid, grid.cells[cell]!);
    const { starts, ends, sides } = rims[label - 1]!;
    for (let side = 0; side < corners; side++) {
      const across = findCellAcross(grid, grid.cells[cell]!, side);
      if (across >= 0 && grid.numbers[across]! >= 0 && labels[grid.numbers[across]!] === label) continue;
      const [startX, startY] = grid.corners[side]!;
      const [endX, endY] = grid.corners[(side + 1) % corners]!;
      starts.push(numberVertex(grid, x + startX, y + startY));
      ends.push(numberVertex(grid, x + endX, y + endY));
      sides.push(side);
    }
  }
  return rims;
}

/** The rings that sides form, as vertices. */
function chainSides({ starts, ends, sides }: RimSides, corners: number): number[][] {
  const firstFrom = new Map<number, number>();
  /** Of squares, two sides start where cells of a piece touch in a corner only. */
  const secondFrom = new Map<number, number>();
  for (let k = 0; k < starts.length; k++) (firstFrom.has(starts[k]!) ? secondFrom : firstFrom).set(starts[k]!, k);
  const findNext = (k: number): number => {
    const first = firstFrom.get(ends[k]!)!;
    const second = secondFrom.get(ends[k]!);
    // The right turn: the other one would lead back into the same ring and make it touch itself.
    return second !== undefined && sides[second] === (sides[k]! + corners - 1) % corners ? second : first;
  };
  const isTaken = new Uint8Array(starts.length);
  const rings: number[][] = [];
  for (let first = 0; first < starts.length; first++) {
    if (isTaken[first] === 1) continue;
    const ring: number[] = [];
    for (let k = first; isTaken[k] === 0; k = findNext(k)) {
      isTaken[k] = 1;
      ring.push(starts[k]!);
    }
    rings.push(ring);
  }
  return rings;
}

function numberVertex({ columns }: ZoneGrid, latticeX: number, latticeY: number): number {
  return latticeY * (2 * columns + 2) + latticeX;
}

function toPlane({ columns, originX, originY, unitX, unitY }: ZoneGrid, vertex: number): Position {
  const width = 2 * columns + 2;
  return [originX + (vertex % width) * unitX, originY + Math.floor(vertex / width) * unitY];
}
