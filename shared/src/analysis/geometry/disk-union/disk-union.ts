import { createAreaBoundary, type AreaBoundary, type PlanarMultiPolygon } from './area-boundary.ts';
import { appendUncoveredEdges } from './boundary-intervals.ts';
import { createBoundaryPieces, type BoundaryPieces } from './boundary-pieces.ts';
import { createCoveredCells } from './covered-cells.ts';
import { createDiskIndex, type DiskIndex } from './disk-index.ts';
import { createExposedArcFinder } from './exposed-arcs.ts';
import { createGapPolygons, groupGapRings, type PlanarGap } from './gap-polygons.ts';
import { chainGapRings, computePieceGeometry, type GapRings, type PieceGeometry } from './gap-rings.ts';
import { flattenRings } from './ring-flattening.ts';
import { createRingLocator, NO_RING_LEFT, type RingLocator } from './ring-locator.ts';

/** Disks in the plane of the area, metres; the three arrays are equally long. */
export interface Disks {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly radiusMeters: Float64Array;
}

export interface UnionFigures {
  readonly areaSquareMeters: number;
  /** The part of the area in at least one disk. */
  readonly observedAreaSquareMeters: number;
  /** The rest: observed + gap = area. */
  readonly gapAreaSquareMeters: number;
}

export interface UnionGaps extends UnionFigures {
  /** Connected gaps, largest first; their areas sum to gapAreaSquareMeters to within rounding. */
  readonly gaps: PlanarGap[];
  /** Number of the gap that holds a place in the area and in no disk; -1 if there is none. */
  findGapAt(x: number, y: number): number;
}

export interface GapOptions {
  /** Chords stay this close to the arcs they stand for, metres. */
  arcErrorMeters?: number;
}

/** An area of responsibility, prepared once, to be compared with many sets of disks. */
export interface DiskUnion {
  readonly areaSquareMeters: number;
  /** Whether a place of the plane lies in the area, by the even-odd rule. */
  contains(x: number, y: number): boolean;
  /** Figures only. */
  computeFigures(disks: Disks): UnionFigures;
  /** Figures and the gaps as polygons. */
  computeGaps(disks: Disks, options?: GapOptions): UnionGaps;
}

const DISK_UNION_DEFAULTS = {
  /**
   * Every disk is moved by up to half of this in x and y, by its number, metres. Parked stacks, rounded coordinates and
   * centres on vertices make circles meet in one point or coincide, where rounding decides the order of crossings
   * differently from curve to curve; moved by a millimetre they do not. Moves a boundary by less than it can be known.
   */
  jitterMeters: 0.001,
  /** A street's width is drawn well with it: 30 chords for a circle of 100 m, 80 for 800 m. */
  arcErrorMeters: 0.6,
  /** A smaller error would draw the jitter and cost vertices without end. */
  minArcErrorMeters: 0.001,
  /** Smaller disks observe nothing that could be seen in a figure, metres. */
  minRadiusMeters: 0.001,
  /** No place on Earth is farther in a local plane, metres; a disk beyond is left out. */
  maxCoordinateMeters: 1e8,
};

/** Other jitters to try when rings do not close; one attempt has been enough for every scene tried. */
const MAX_ATTEMPTS = 4;

/**
 * Prepares the exact union of disks against an area, by the arrangement of circular arcs: the gap's boundary consists of
 * the arcs of circles that are inside the area and in no other disk, and of the stretches of the area's edges in no
 * disk; Green's theorem along them gives the area of the gap. Time grows about as n log n. Areas are exact up to the
 * jitter of the disks (see DISK_UNION_DEFAULTS), arcs become chords in the polygons only.
 *
 * `area` is in metres of an equal-area plane and valid in the sense of validateArea; figures of an invalid area mean
 * nothing. Neither function throws: disks that are not finite, have a radius of 0 or less, or do not reach the area are
 * left out.
 */
export function createDiskUnion(area: PlanarMultiPolygon): DiskUnion {
  const boundary = createAreaBoundary(area);
  const { areaSquareMeters } = boundary;

  function computeFigures(disks: Disks): UnionFigures {
    return toFigures(areaSquareMeters, computeGapArea(arrangeDisks(disks, boundary, 0), boundary));
  }

  return {
    areaSquareMeters,
    contains: boundary.isInside,
    computeFigures,
    computeGaps(disks, options = {}) {
      const arcErrorMeters = Math.max(
        options.arcErrorMeters ?? DISK_UNION_DEFAULTS.arcErrorMeters,
        DISK_UNION_DEFAULTS.minArcErrorMeters,
      );
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        const arrangement = arrangeDisks(disks, boundary, attempt);
        if (arrangement === 'covered') return { ...toFigures(areaSquareMeters, 0), ...NO_GAPS };
        const rings = chainGapRings(arrangement.pieces, arrangement.geometry, arrangement.index, boundary);
        if (rings === null) continue;
        return {
          ...toFigures(areaSquareMeters, computeGapArea(arrangement, boundary)),
          ...findGaps(rings, arrangement, arcErrorMeters),
        };
      }
      // The figures never depend on chaining.
      return { ...computeFigures(disks), ...NO_GAPS };
    },
  };
}

/** What stands beside figures that come without gaps. */
export const NO_GAPS: Pick<UnionGaps, 'gaps' | 'findGapAt'> = { gaps: [], findGapAt: () => -1 };

interface Arrangement {
  readonly index: DiskIndex;
  readonly pieces: BoundaryPieces;
  readonly geometry: PieceGeometry;
}

/** The boundary of all gaps, or 'covered' if one disk holds the whole area. */
function arrangeDisks(disks: Disks, boundary: AreaBoundary, attempt: number): Arrangement | 'covered' {
  const pieces = createBoundaryPieces();
  const selected = selectDisks(disks, boundary, attempt);
  if (selected === 'covered') return 'covered';

  const { x, y, radius } = selected;
  let radiusSum = 0;
  for (const r of radius) radiusSum += r;
  const cells = createCoveredCells(boundary, radius.length, radiusSum / Math.max(1, radius.length));
  let needed = 0;
  for (let i = 0; i < radius.length; i++) {
    if (!cells.addDisk(x[i]!, y[i]!, radius[i]!)) continue;
    x[needed] = x[i]!;
    y[needed] = y[i]!;
    radius[needed] = radius[i]!;
    needed++;
  }
  const index = createDiskIndex(x.subarray(0, needed), y.subarray(0, needed), radius.subarray(0, needed));
  const appendExposedArcs = createExposedArcFinder(index, boundary);
  for (let disk = 0; disk < index.count; disk++) {
    if (!cells.isCircleCovered(index.x[disk]!, index.y[disk]!, index.radius[disk]!)) appendExposedArcs(disk, pieces);
  }
  appendUncoveredEdges(index, boundary, pieces);
  return { index, pieces, geometry: computePieceGeometry(pieces, index, boundary) };
}

/** The disks that reach into the area's box, jittered; 'covered' if one of them holds the box. */
function selectDisks(disks: Disks, boundary: AreaBoundary, attempt: number) {
  const { minRadiusMeters, maxCoordinateMeters, jitterMeters } = DISK_UNION_DEFAULTS;
  const { minX, minY, maxX, maxY } = boundary;
  const reaching: number[] = [];
  for (let i = 0; i < disks.x.length; i++) {
    const reach = disks.radiusMeters[i]! + jitterMeters;
    const x = disks.x[i]!;
    const y = disks.y[i]!;
    // Written so that NaN fails.
    if (x >= minX - reach && x <= maxX + reach && y >= minY - reach && y <= maxY + reach) reaching.push(i);
  }
  const x = new Float64Array(reaching.length);
  const y = new Float64Array(reaching.length);
  const radius = new Float64Array(reaching.length);
  let count = 0;
  for (const i of reaching) {
    const r = Math.min(disks.radiusMeters[i]!, 10 * maxCoordinateMeters);
    const centreX = disks.x[i]! + jitterMeters * computeJitter(i, attempt, 0x9e3779b1);
    const centreY = disks.y[i]! + jitterMeters * computeJitter(i, attempt, 0x85ebca77);
    if (!(r >= minRadiusMeters && Math.abs(centreX) <= maxCoordinateMeters && Math.abs(centreY) <= maxCoordinateMeters))
      continue;
    const right = maxX - centreX;
    const left = centreX - minX;
    const top = maxY - centreY;
    const bottom = centreY - minY;
    if (right < -r || left < -r || top < -r || bottom < -r) continue;
    const farthestX = Math.max(right, left);
    const farthestY = Math.max(top, bottom);
    if (farthestX * farthestX + farthestY * farthestY < r * r) return 'covered';
    x[count] = centreX;
    y[count] = centreY;
    radius[count++] = r;
  }
  return { x: x.subarray(0, count), y: y.subarray(0, count), radius: radius.subarray(0, count) };
}

/** A number of [-0.5, 0.5) by a multiplicative hash of the disk's number. */
function computeJitter(number: number, attempt: number, multiplier: number): number {
  const mixed = Math.imul(number + 1 + Math.imul(attempt, 0x27d4eb2f), multiplier);
  return (Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0) / 4_294_967_296 - 0.5;
}

function computeGapArea(arrangement: Arrangement | 'covered', boundary: AreaBoundary): number {
  if (arrangement === 'covered') return 0;
  const { geometry, index } = arrangement;
  // Exactly, so that nothing observed is 0 and not the rounding of a sum.
  if (index.count === 0) return boundary.areaSquareMeters;
  let sum = 0;
  for (const pieceArea of geometry.areaSquareMeters) sum += pieceArea;
  return sum;
}

function toFigures(areaSquareMeters: number, gapSum: number): UnionFigures {
  const gapAreaSquareMeters = Math.max(0, Math.min(areaSquareMeters, gapSum));
  return { areaSquareMeters, gapAreaSquareMeters, observedAreaSquareMeters: areaSquareMeters - gapAreaSquareMeters };
}

function findGaps(
  rings: GapRings,
  { pieces, geometry, index }: Arrangement,
  arcErrorMeters: number,
): Pick<UnionGaps, 'gaps' | 'findGapAt'> {
  let locator: RingLocator | null = null;
  const findLocator = (): RingLocator => (locator ??= createRingLocator(rings, geometry, pieces, index));
  const grouping = groupGapRings(rings, geometry, findLocator);
  const gaps = createGapPolygons(grouping, rings, flattenRings(rings, geometry, pieces, index, arcErrorMeters));
  return {
    gaps,
    findGapAt(x, y) {
      if (gaps.length < 2) return gaps.length - 1;
      const ring = findLocator().findRingLeftOf(x, y);
      return ring === NO_RING_LEFT ? -1 : grouping.gapOfRing[ring]!;
    },
  };
}
