import type { DrawnCells, FoundZone } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import { isInsideArea } from '@liaowang/shared/analysis/geometry/inside-area';

/** Finds the drawn cell at a place, or null. */
export type CellPicker = (lng: number, lat: number) => number | null;

/** Sorts the cells by their southern edges once, so that the pointer looks at one row of them only. */
export function createCellPicker({
  rings,
  vertices,
  counts,
}: Pick<DrawnCells, 'rings' | 'vertices' | 'counts'>): CellPicker {
  const length = counts.length;
  const souths = new Float64Array(length);
  const norths = new Float64Array(length);
  let tallest = 0;
  for (let cell = 0; cell < length; cell++) {
    let south = Infinity;
    let north = -Infinity;
    for (let vertex = 0; vertex < vertices; vertex++) {
      const lat = rings[(cell * vertices + vertex) * 2 + 1]!;
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
    souths[cell] = south;
    norths[cell] = north;
    tallest = Math.max(tallest, north - south);
  }
  const order = Int32Array.from({ length }, (_, cell) => cell).sort((a, b) => souths[a]! - souths[b]!);

  /** Number of the first in the order whose southern edge is not below a latitude. */
  function findFirst(lat: number): number {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (souths[order[middle]!]! < lat) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function contains(cell: number, lng: number, lat: number): boolean {
    let inside = false;
    for (let vertex = 1, at = (cell * vertices + 1) * 2; vertex < vertices; vertex++, at += 2) {
      const [lng1, lat1, lng2, lat2] = [rings[at - 2]!, rings[at - 1]!, rings[at]!, rings[at + 1]!];
      if (lat1 > lat !== lat2 > lat && lng < ((lng2 - lng1) * (lat - lat1)) / (lat2 - lat1) + lng1) inside = !inside;
    }
    return inside;
  }

  return (lng, lat) => {
    for (let at = findFirst(lat - tallest); at < length; at++) {
      const cell = order[at]!;
      if (souths[cell]! > lat) return null;
      if (norths[cell]! >= lat && contains(cell, lng, lat)) return cell;
    }
    return null;
  };
}

/** Rank of the smallest zone at a place, or null: where zones overlap, the smaller one could not be reached otherwise. */
export function pickZone(zones: readonly FoundZone[], lng: number, lat: number): number | null {
  let found: FoundZone | null = null;
  for (const zone of zones) {
    if ((found === null || zone.areaSquareMeters < found.areaSquareMeters) && isInsideArea([lng, lat], zone.geometry))
      found = zone;
  }
  return found?.rank ?? null;
}
