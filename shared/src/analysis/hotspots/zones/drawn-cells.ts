import type { LocalProjection } from '../../geometry/local-projection.ts';
import { findLatticeCentre } from './cell-frame.ts';
import type { ZoneGrid } from './zone-grid.ts';
import type { DrawnCells } from './zone-result.ts';

/** What is known of each counted cell; see DrawnCells. */
interface CellFigures {
  readonly counts: Float64Array;
  readonly bins: Int8Array;
  readonly z?: Float64Array;
  readonly q?: Float64Array;
  readonly tooFew?: Uint8Array;
}

/** Counted cells that have something to show: an incident, or a bin other than 0; ascending. */
export function findCellsToDraw({ counts, bins }: CellFigures): Int32Array {
  const picked = new Int32Array(counts.length);
  let found = 0;
  for (let cell = 0; cell < counts.length; cell++) if (counts[cell]! > 0 || bins[cell] !== 0) picked[found++] = cell;
  return picked.slice(0, found);
}

/** Takes the picked cells out of the grid, with their rings. */
export function drawCells(
  grid: ZoneGrid,
  projection: LocalProjection,
  picked: Int32Array,
  figures: CellFigures,
): Omit<DrawnCells, 'moran' | 'emerging'> {
  const vertices = grid.corners.length + 1;
  const xs = new Float64Array(picked.length * vertices);
  const ys = new Float64Array(picked.length * vertices);
  picked.forEach((cell, k) => {
    const [x, y] = findLatticeCentre(grid, grid.cells[cell]!);
    for (let vertex = 0; vertex < vertices; vertex++) {
      const [dx, dy] = grid.corners[vertex % grid.corners.length]!;
      xs[k * vertices + vertex] = grid.originX + (x + dx) * grid.unitX;
      ys[k * vertices + vertex] = grid.originY + (y + dy) * grid.unitY;
    }
  });
  projection.inverseAll(xs, ys, xs, ys);
  const rings = new Float64Array(2 * xs.length);
  for (let k = 0; k < xs.length; k++) {
    rings[2 * k] = xs[k]!;
    rings[2 * k + 1] = ys[k]!;
  }
  const { counts, bins, z, q, tooFew } = figures;
  return {
    rings,
    vertices,
    counts: Float64Array.from(picked, (cell) => counts[cell]!),
    bins: Int8Array.from(picked, (cell) => bins[cell]!),
    z: z === undefined ? new Float64Array(0) : Float64Array.from(picked, (cell) => z[cell]!),
    q: q === undefined ? new Float64Array(0) : Float64Array.from(picked, (cell) => q[cell]!),
    tooFew: tooFew === undefined ? new Uint8Array(0) : Uint8Array.from(picked, (cell) => tooFew[cell]!),
  };
}
