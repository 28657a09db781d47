import type { GapRings, PieceGeometry } from './gap-rings.ts';
import type { FlatRing } from './ring-flattening.ts';
import { NO_RING_LEFT, type RingLocator } from './ring-locator.ts';

/** One connected gap. */
export interface PlanarGap {
  /** Exact, holes taken off. */
  readonly areaSquareMeters: number;
  /** Outer ring counter-clockwise, then holes clockwise. */
  readonly rings: FlatRing[];
}

const NO_GAP = -1;
/** With more outer rings than this the locator is quicker than trying the box of each. */
const MAX_BOXES = 32;

/**
 * The gap of each ring, NO_GAP if none, and the area of each gap, exact; gaps are numbered from the largest. A hole
 * belongs to the ring that is next to the left of its leftmost place, or to the same gap as that hole.
 */
export function groupGapRings(
  rings: GapRings,
  geometry: PieceGeometry,
  findLocator: () => RingLocator,
): { gapOfRing: Int32Array; areaSquareMeters: number[] } {
  const { signedAreaSquareMeters } = rings;
  const outers: number[] = [];
  const holes: number[] = [];
  for (let ring = 0; ring < rings.count; ring++) (signedAreaSquareMeters[ring]! > 0 ? outers : holes).push(ring);
  /** For each ring, the outer ring of its gap. */
  const outerOfRing = new Int32Array(rings.count).fill(NO_RING_LEFT);
  const gapAreas = signedAreaSquareMeters.slice();
  for (const ring of outers) outerOfRing[ring] = ring;
  const unplaced = outers.length > MAX_BOXES ? holes : placeByBox(outers, holes, rings, geometry, outerOfRing);
  if (outers.length > 0 && unplaced.length > 0) {
    const { leftmostX, leftmostY, findRingLeftOf } = findLocator();
    // From the left, so that the ring found has its answer already.
    for (const hole of unplaced.sort((a, b) => leftmostX[a]! - leftmostX[b]!)) {
      const left = findRingLeftOf(leftmostX[hole]!, leftmostY[hole]!, hole);
      if (left !== NO_RING_LEFT) outerOfRing[hole] = outerOfRing[left]!;
    }
  }
  // A hole of nearly no area can sit on the very rim of its outer ring and be lost; so little does not matter.
  for (const hole of holes)
    if (outerOfRing[hole] !== NO_RING_LEFT) gapAreas[outerOfRing[hole]!]! += signedAreaSquareMeters[hole]!;
  outers.sort((a, b) => gapAreas[b]! - gapAreas[a]!);
  const gapOfOuter = new Int32Array(rings.count);
  for (const [gap, ring] of outers.entries()) gapOfOuter[ring] = gap;
  return {
    gapOfRing: outerOfRing.map((outer) => (outer === NO_RING_LEFT ? NO_GAP : gapOfOuter[outer]!)),
    areaSquareMeters: outers.map((ring) => gapAreas[ring]!),
  };
}

/** Gives the holes that lie in the box of one outer ring only to that one; returns the others. */
function placeByBox(
  outers: readonly number[],
  holes: readonly number[],
  { start, order }: GapRings,
  { startX, startY }: PieceGeometry,
  outerOfRing: Int32Array,
): number[] {
  const boxes = outers.map((outer) => {
    const box = { outer, minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
    // Arcs bend into the gap, so the ends of its pieces are the outermost places of the ring.
    for (let k = start[outer]!; k < start[outer + 1]!; k++) {
      const x = startX[order[k]!]!;
      const y = startY[order[k]!]!;
      if (x < box.minX) box.minX = x;
      if (x > box.maxX) box.maxX = x;
      if (y < box.minY) box.minY = y;
      if (y > box.maxY) box.maxY = y;
    }
    return box;
  });
  return holes.filter((hole) => {
    const x = startX[order[start[hole]!]!]!;
    const y = startY[order[start[hole]!]!]!;
    const around = boxes.filter(({ minX, minY, maxX, maxY }) => x >= minX && x <= maxX && y >= minY && y <= maxY);
    if (around.length !== 1) return true;
    outerOfRing[hole] = around[0]!.outer;
    return false;
  });
}

/** The gaps with their rings as vertices, in the order of their numbers. */
export function createGapPolygons(
  { gapOfRing, areaSquareMeters }: { gapOfRing: Int32Array; areaSquareMeters: readonly number[] },
  rings: GapRings,
  flattened: readonly FlatRing[],
): PlanarGap[] {
  const gaps = areaSquareMeters.map((area): PlanarGap => ({ areaSquareMeters: area, rings: [] }));
  for (const [ring, vertices] of flattened.entries()) {
    const gap = gaps[gapOfRing[ring]!];
    if (gap === undefined) continue;
    if (rings.signedAreaSquareMeters[ring]! > 0) gap.rings.unshift(vertices);
    // Fewer than three vertices make no hole that could be drawn.
    else if (vertices.length >= 6) gap.rings.push(vertices);
  }
  return gaps;
}
