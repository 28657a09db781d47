/** The edges of one area's rings by rows of a grid. */
export interface EdgeRows {
  /** Rows that hold an edge; `lastRow` < `firstRow` where there are none. */
  readonly firstRow: number;
  readonly lastRow: number;
  /** Whether a place in a row lies inside, by even-odd over the edges of that row. */
  isInside(row: number, lng: number, lat: number): boolean;
  /** Westernmost and easternmost longitude of what of each edge of a row lies between two latitudes. */
  visit(row: number, south: number, north: number, edge: (west: number, east: number) => void): void;
}

/** Numbers an edge: from and to, each longitude and latitude. */
const EDGE_NUMBERS = 4;
const NO_EDGES = new Float64Array(0);

/**
 * Sorts the edges of rings (closed: the last place is the first one) into the rows that they touch; `rowOf` gives a
 * latitude's row and never falls towards the north. Every edge runs north, so that two areas that share one keep the same
 * four numbers, and round alike; one that lies level is crossed by no ray to the east.
 */
export function indexEdges(
  rings: ReadonlyArray<ReadonlyArray<readonly [number, number]>>,
  rowOf: (lat: number) => number,
): EdgeRows {
  let [firstRow, lastRow] = [Infinity, -Infinity];
  for (const ring of rings) {
    for (const [, lat] of ring) {
      const row = rowOf(lat);
      firstRow = Math.min(firstRow, row);
      lastRow = Math.max(lastRow, row);
    }
  }
  if (firstRow > lastRow) return { firstRow: 0, lastRow: -1, isInside: () => false, visit: () => undefined };
  const edges = Array.from({ length: lastRow - firstRow + 1 }, () => [] as number[]);
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [one, other] = [ring[i - 1]!, ring[i]!];
      const [from, to] = one[1] <= other[1] ? [one, other] : [other, one];
      for (let row = rowOf(from[1]); row <= rowOf(to[1]); row++)
        edges[row - firstRow]!.push(from[0], from[1], to[0], to[1]);
    }
  }
  const packed = edges.map((row) => Float64Array.from(row));
  return {
    firstRow,
    lastRow,
    isInside(row, lng, lat) {
      const held = packed[row - firstRow] ?? NO_EDGES;
      let isInside = false;
      for (let at = 0; at < held.length; at += EDGE_NUMBERS) {
        const fromLat = held[at + 1]!;
        const toLat = held[at + 3]!;
        if (fromLat <= lat && lat < toLat && lng < findLng(held, at, lat)) isInside = !isInside;
      }
      return isInside;
    },
    visit(row, south, north, edge) {
      const held = packed[row - firstRow] ?? NO_EDGES;
      for (let at = 0; at < held.length; at += EDGE_NUMBERS) {
        const [fromLat, toLat] = [held[at + 1]!, held[at + 3]!];
        const isLevel = fromLat === toLat;
        const low = isLevel ? held[at]! : findLng(held, at, Math.max(fromLat, south));
        const high = isLevel ? held[at + 2]! : findLng(held, at, Math.min(toLat, north));
        edge(Math.min(low, high), Math.max(low, high));
      }
    },
  };
}

/** Longitude of the edge that begins at a place of the packed numbers, at a latitude. */
function findLng(held: Float64Array, at: number, lat: number): number {
  const fromLng = held[at]!;
  const fromLat = held[at + 1]!;
  return fromLng + ((held[at + 2]! - fromLng) * (lat - fromLat)) / (held[at + 3]! - fromLat);
}
