import type { Position } from 'geojson';

/** A ring in two forms: its exact signed area and its flattened vertices. */
export interface FlattenedRing {
  readonly signedAreaSquareMeters: number;
  readonly vertices: Position[];
}

/** One connected gap; rings are open (the first vertex is not repeated), metres. */
export interface PlanarGap {
  /** Exact, holes taken off. */
  readonly areaSquareMeters: number;
  /** Outer ring counter-clockwise, then holes clockwise. */
  readonly rings: Position[][];
}

interface RingBox {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** Gives every hole to the smallest outer ring around it; returns the polygons, largest first. */
export function groupGapPolygons(rings: readonly FlattenedRing[]): PlanarGap[] {
  const outers = rings
    .filter((ring) => ring.signedAreaSquareMeters > 0)
    .sort((a, b) => a.signedAreaSquareMeters - b.signedAreaSquareMeters)
    .map((ring) => ({
      box: findBox(ring.vertices),
      vertices: ring.vertices,
      areaSquareMeters: ring.signedAreaSquareMeters,
      rings: [ring.vertices],
    }));
  for (const hole of rings) {
    if (hole.signedAreaSquareMeters > 0 || hole.vertices.length === 0) continue;
    const [x, y] = hole.vertices[0] as [number, number];
    const around = outers.find(
      ({ box, vertices }) => x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY && isInsideRing(x, y, vertices),
    );
    // A hole of nearly no area can sit on the very rim of its outer ring and be lost; so little does not matter.
    if (around === undefined) continue;
    around.areaSquareMeters += hole.signedAreaSquareMeters;
    if (hole.vertices.length >= 3) around.rings.push(hole.vertices);
  }
  return outers
    .map(({ areaSquareMeters, rings: gapRings }) => ({ areaSquareMeters, rings: gapRings }))
    .sort((a, b) => b.areaSquareMeters - a.areaSquareMeters);
}

function findBox(vertices: readonly Position[]): RingBox {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const [x, y] of vertices as [number, number][]) {
    if (x < box.minX) box.minX = x;
    if (x > box.maxX) box.maxX = x;
    if (y < box.minY) box.minY = y;
    if (y > box.maxY) box.maxY = y;
  }
  return box;
}

/** Even-odd rule. */
function isInsideRing(x: number, y: number, ring: readonly Position[]): boolean {
  let inside = false;
  let previous = ring[ring.length - 1]!;
  for (const vertex of ring) {
    const y1 = previous[1]!;
    const y2 = vertex[1]!;
    if (y1 > y !== y2 > y && x < previous[0]! + ((vertex[0]! - previous[0]!) * (y - y1)) / (y2 - y1)) inside = !inside;
    previous = vertex;
  }
  return inside;
}
