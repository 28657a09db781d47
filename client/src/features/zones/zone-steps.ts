import type { DrawnCells } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { isInsideArea } from '@liaowang/shared/analysis/geometry/inside-area';

/** Incidents by step of one drawn cell; null unless the cells are of emerging hot spots. */
export function findCellSteps({ emerging }: Pick<DrawnCells, 'emerging'>, cell: number): Float64Array | null {
  return emerging && emerging.counts.subarray(cell * emerging.steps, (cell + 1) * emerging.steps);
}

/** Incidents by step of the cells whose middle lies in a zone. */
export function sumStepsInZone(cells: DrawnCells, zone: PolygonGeometry): Float64Array {
  const sums = new Float64Array(cells.emerging?.steps ?? 0);
  const [west, south, east, north] = computeBounds(zone);
  const corners = cells.vertices - 1;
  for (let cell = 0; cell < cells.counts.length; cell++) {
    let lng = 0;
    let lat = 0;
    for (let corner = 0; corner < corners; corner++) {
      lng += cells.rings[(cell * cells.vertices + corner) * 2]! / corners;
      lat += cells.rings[(cell * cells.vertices + corner) * 2 + 1]! / corners;
    }
    if (lng < west || lng > east || lat < south || lat > north || !isInsideArea([lng, lat], zone)) continue;
    findCellSteps(cells, cell)?.forEach((count, step) => (sums[step]! += count));
  }
  return sums;
}
