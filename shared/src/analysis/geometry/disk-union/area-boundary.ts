import type { Position } from 'geojson';

/** Polygons with holes in a plane, metres, nested as in GeoJSON; interiors must not overlap. */
export type PlanarMultiPolygon = readonly (readonly (readonly Position[])[])[];

/** An area of responsibility prepared for many computations: directed edges with the interior on their left. */
export interface AreaBoundary {
  readonly areaSquareMeters: number;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  /** Edge q runs from (startX[q], startY[q]) to (endX[q], endY[q]). */
  readonly edgeCount: number;
  readonly startX: Float64Array;
  readonly startY: Float64Array;
  readonly endX: Float64Array;
  readonly endY: Float64Array;
  /** The edge that starts where edge q ends. */
  readonly nextEdge: Int32Array;
  /** Writes the edges whose bounding boxes come near the box into `found`, each once; returns how many. */
  findEdges(minX: number, minY: number, maxX: number, maxY: number, found: Int32Array): number;
  /** Whether a point lies inside, by the even-odd rule. */
  isInside(x: number, y: number): boolean;
}

/** More grid cells than this per edge would cost more to build than they save. */
const CELLS_PER_EDGE = 2;

/** Prepares an area. Rings may be closed or not and wound either way; rings of fewer than three places are left out. */
export function createAreaBoundary(area: PlanarMultiPolygon): AreaBoundary {
  const coordinates: number[] = [];
  const next: number[] = [];
  let areaSquareMeters = 0;
  for (const polygon of area) {
    for (const [ringIndex, ring] of polygon.entries()) {
      const vertices = findDistinctVertices(ring);
      const signedArea = computeSignedArea(vertices);
      if (vertices.length < 3) continue;
      const isHole = ringIndex > 0;
      // Counter-clockwise around the outside and clockwise around holes keeps the interior on the left.
      if (signedArea > 0 === isHole) vertices.reverse();
      areaSquareMeters += isHole ? -Math.abs(signedArea) : Math.abs(signedArea);
      const firstEdge = next.length;
      for (const [i, vertex] of vertices.entries()) {
        const following = vertices[(i + 1) % vertices.length]!;
        coordinates.push(vertex[0]!, vertex[1]!, following[0]!, following[1]!);
        next.push(firstEdge + ((i + 1) % vertices.length));
      }
    }
  }
  const { kept, nextEdge } = dissolveSharedEdges(coordinates, next);
  const edgeCount = kept.length;
  const pick = (offset: number): Float64Array => Float64Array.from(kept, (q) => coordinates[4 * q + offset]!);
  const startX = pick(0);
  const startY = pick(1);
  const endX = pick(2);
  const endY = pick(3);
  const [minX, maxX] = findExtent(startX);
  const [minY, maxY] = findExtent(startY);

  const cellMeters = Math.max(
    Math.sqrt(((maxX - minX) * (maxY - minY)) / (CELLS_PER_EDGE * edgeCount + 1)),
    // Long thin areas would get too many cells in a row.
    Math.max(maxX - minX, maxY - minY) / (CELLS_PER_EDGE * edgeCount + 1),
    1e-6,
  );
  const columns = Math.max(1, Math.ceil((maxX - minX) / cellMeters));
  const rows = Math.max(1, Math.ceil((maxY - minY) / cellMeters));
  const clampColumn = (x: number): number => Math.max(0, Math.min(columns - 1, Math.floor((x - minX) / cellMeters)));
  const clampRow = (y: number): number => Math.max(0, Math.min(rows - 1, Math.floor((y - minY) / cellMeters)));

  const cellEdges: number[][] = Array.from({ length: columns * rows }, () => []);
  const rowEdges: number[][] = Array.from({ length: rows }, () => []);
  for (let q = 0; q < edgeCount; q++) {
    const firstRow = clampRow(Math.min(startY[q]!, endY[q]!));
    const lastRow = clampRow(Math.max(startY[q]!, endY[q]!));
    const firstColumn = clampColumn(Math.min(startX[q]!, endX[q]!));
    const lastColumn = clampColumn(Math.max(startX[q]!, endX[q]!));
    for (let row = firstRow; row <= lastRow; row++) {
      rowEdges[row]!.push(q);
      for (let column = firstColumn; column <= lastColumn; column++) cellEdges[row * columns + column]!.push(q);
    }
  }
  const visited = new Uint32Array(edgeCount);
  let visit = 0;

  return {
    areaSquareMeters,
    minX,
    minY,
    maxX,
    maxY,
    edgeCount,
    startX,
    startY,
    endX,
    endY,
    nextEdge,
    findEdges(boxMinX, boxMinY, boxMaxX, boxMaxY, found) {
      if (boxMaxX < minX || boxMinX > maxX || boxMaxY < minY || boxMinY > maxY) return 0;
      visit++;
      if (visit > 0xffff_ffff) {
        visited.fill(0);
        visit = 1;
      }
      let count = 0;
      const lastRow = clampRow(boxMaxY);
      const firstColumn = clampColumn(boxMinX);
      const lastColumn = clampColumn(boxMaxX);
      for (let row = clampRow(boxMinY); row <= lastRow; row++) {
        for (let column = firstColumn; column <= lastColumn; column++) {
          for (const q of cellEdges[row * columns + column]!) {
            if (visited[q] === visit) continue;
            visited[q] = visit;
            found[count++] = q;
          }
        }
      }
      return count;
    },
    isInside(x, y) {
      if (!(x >= minX && x <= maxX && y >= minY && y <= maxY)) return false;
      let inside = false;
      for (const q of rowEdges[clampRow(y)]!) {
        const y1 = startY[q]!;
        const y2 = endY[q]!;
        if (y1 > y !== y2 > y && x < startX[q]! + ((endX[q]! - startX[q]!) * (y - y1)) / (y2 - y1)) inside = !inside;
      }
      return inside;
    },
  };
}

/**
 * Leaves out edges that two polygons share, one running forwards and one backwards, so that neighbours become one area:
 * a circle would cross both in one place, in an order that only rounding decides. Returns the numbers of the edges kept
 * and, in the new numbering, each one's successor.
 */
function dissolveSharedEdges(
  coordinates: readonly number[],
  next: readonly number[],
): { kept: number[]; nextEdge: Int32Array } {
  const successor = [...next];
  const predecessor = new Int32Array(next.length);
  for (const [q, following] of next.entries()) predecessor[following] = q;
  const isShared = new Uint8Array(next.length);
  const edgeByEnds = new Map<string, number>();
  for (let q = 0; q < next.length; q++) {
    const [ax, ay, bx, by] = coordinates.slice(4 * q, 4 * q + 4);
    const opposite = edgeByEnds.get(`${bx},${by},${ax},${ay}`);
    if (opposite === undefined) {
      edgeByEnds.set(`${ax},${ay},${bx},${by}`, q);
      continue;
    }
    edgeByEnds.delete(`${bx},${by},${ax},${ay}`);
    for (const [edge, other] of [
      [q, opposite],
      [opposite, q],
    ] as const) {
      isShared[edge] = 1;
      const before = predecessor[edge]!;
      const after = successor[other]!;
      successor[before] = after;
      predecessor[after] = before;
    }
  }
  const kept: number[] = [];
  const newNumber = new Int32Array(next.length);
  for (let q = 0; q < next.length; q++) if (isShared[q] === 0) newNumber[q] = kept.push(q) - 1;
  return { kept, nextEdge: Int32Array.from(kept, (q) => newNumber[successor[q]!]!) };
}

function findDistinctVertices(ring: readonly Position[]): Position[] {
  return ring.filter((vertex, i) => {
    const before = ring[(i + ring.length - 1) % ring.length]!;
    return vertex[0] !== before[0] || vertex[1] !== before[1];
  });
}

/** Shoelace formula about the first vertex, which keeps digits far from the origin; counter-clockwise is positive. */
export function computeSignedArea(ring: readonly Position[]): number {
  const origin = ring[0];
  if (origin === undefined) return 0;
  let doubled = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!;
    const b = ring[(i + 1) % ring.length]!;
    doubled += (a[0]! - origin[0]!) * (b[1]! - origin[1]!) - (b[0]! - origin[0]!) * (a[1]! - origin[1]!);
  }
  return doubled / 2;
}

function findExtent(values: Float64Array): [number, number] {
  if (values.length === 0) return [0, 0];
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}
