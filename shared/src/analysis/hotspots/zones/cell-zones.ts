import type { LocalProjection } from '../../geometry/local-projection.ts';
import { traceCellOutlines } from './cell-outlines.ts';
import { labelConnectedCells } from './connected-cells.ts';
import type { UnrankedZone } from './rank-zones.ts';
import type { ZoneGrid } from './zone-grid.ts';
import type { ZoneEvidence } from './zone-result.ts';

interface CellZonesInput {
  readonly grid: ZoneGrid;
  readonly projection: LocalProjection;
  /** One entry a counted cell: those of the same class that share sides become a zone; 0 is in none. */
  readonly classes: Uint8Array;
  readonly counts: Float64Array;
  /** What makes a cell the one that speaks for its zone: the highest, of equals the first. */
  readonly strengths: Float64Array;
  describe(strongestCell: number, cells: number): ZoneEvidence;
  /** Pieces of fewer incidents are no zones. */
  readonly minIncidents: number;
}

/**
 * Connected cells as zones with the outline of their cells; incidents are counted by cell, the label is in the middle of the
 * strongest. `inZone` has one entry a counted cell: 1 in a zone, 0 in none.
 */
export function createCellZones({
  grid,
  projection,
  classes,
  counts,
  strengths,
  describe,
  minIncidents,
}: CellZonesInput): { zones: UnrankedZone[]; inZone: Uint8Array } {
  const pieces = labelConnectedCells(grid, classes);
  const cells = new Int32Array(pieces.count);
  const incidents = new Float64Array(pieces.count);
  const strongest = new Int32Array(pieces.count).fill(-1);
  pieces.labels.forEach((label, cell) => {
    if (label === 0) return;
    const piece = label - 1;
    cells[piece]!++;
    incidents[piece]! += counts[cell]!;
    if (strongest[piece]! < 0 || strengths[cell]! > strengths[strongest[piece]!]!) strongest[piece] = cell;
  });
  const zones = traceCellOutlines(grid, pieces, projection)
    .map((geometry, piece) => ({
      geometry,
      labelPoint: projection.inverse(grid.xs[strongest[piece]!]!, grid.ys[strongest[piece]!]!),
      areaSquareMeters: cells[piece]! * grid.cellSquareMeters,
      incidentCount: incidents[piece]!,
      evidence: describe(strongest[piece]!, cells[piece]!),
    }))
    .filter(({ incidentCount }) => incidentCount >= minIncidents);
  return {
    zones,
    inZone: classes.map((_, cell) =>
      pieces.labels[cell]! > 0 && incidents[pieces.labels[cell]! - 1]! >= minIncidents ? 1 : 0,
    ),
  };
}
