import type { Position } from 'geojson';

/** Heights of the lines tried, as shares of the polygon's height; uneven, to miss vertices at round places. */
const LINE_HEIGHTS = [0.503, 0.297, 0.701, 0.119, 0.887];

/**
 * A point inside a polygon (open rings: outer, then holes) to put a label on: the middle of the longest stretch that a
 * few horizontal lines have inside. Returns the first vertex of a polygon without any height.
 */
export function findInteriorPoint(rings: readonly (readonly Position[])[]): [number, number] {
  const outer = rings[0] ?? [];
  let minY = Infinity;
  let maxY = -Infinity;
  for (const vertex of outer) {
    minY = Math.min(minY, vertex[1]!);
    maxY = Math.max(maxY, vertex[1]!);
  }
  let widest = 0;
  let point: [number, number] = [outer[0]?.[0] ?? 0, outer[0]?.[1] ?? 0];
  for (const height of LINE_HEIGHTS) {
    const y = minY + height * (maxY - minY);
    const crossings: number[] = [];
    for (const ring of rings) {
      let previous = ring[ring.length - 1]!;
      for (const vertex of ring) {
        if (previous[1]! > y !== vertex[1]! > y) {
          crossings.push(previous[0]! + ((vertex[0]! - previous[0]!) * (y - previous[1]!)) / (vertex[1]! - previous[1]!));
        }
        previous = vertex;
      }
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const width = crossings[k + 1]! - crossings[k]!;
      if (width > widest) {
        widest = width;
        point = [(crossings[k]! + crossings[k + 1]!) / 2, y];
      }
    }
  }
  return point;
}
