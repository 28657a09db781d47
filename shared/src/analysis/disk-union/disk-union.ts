import { createAreaBoundary, type AreaBoundary, type PlanarMultiPolygon } from './area-boundary.ts';
import { appendUncoveredEdges } from './boundary-intervals.ts';
import { createBoundaryPieces, type BoundaryPieces } from './boundary-pieces.ts';
import { createCoveredCells } from './covered-cells.ts';
import { createDiskIndex, type DiskIndex } from './disk-index.ts';
import { createExposedArcFinder } from './exposed-arcs.ts';
import { groupGapPolygons, type PlanarGap } from './gap-polygons.ts';
import { chainGapRings, computePieceArea, flattenRing, type GapRing } from './gap-rings.ts';

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
}

export interface GapOptions {
  /** Chords stay this close to the arcs they stand for, metres. */
  arcErrorMeters?: number;
}

/** An area of responsibility, prepared once, to be compared with many sets of disks. */
export interface DiskUnion {
  readonly areaSquareMeters: number;
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
    computeFigures,
    computeGaps(disks, options = {}) {
      const arcErrorMeters = Math.max(
        options.arcErrorMeters ?? DISK_UNION_DEFAULTS.arcErrorMeters,
        DISK_UNION_DEFAULTS.minArcErrorMeters,
      );
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        const arrangement = arrangeDisks(disks, boundary, attempt);
        if (arrangement === 'covered') return { ...toFigures(areaSquareMeters, 0), gaps: [] };
        const rings = chainGapRings(arrangement.pieces, arrangement.index, boundary);
        if (rings === null) continue;
        return {
          ...toFigures(areaSquareMeters, computeGapArea(arrangement, boundary)),
          gaps: toPolygons(rings, arrangement, boundary, arcErrorMeters),
        };
      }
      // The figures never depend on chaining.
      return { ...computeFigures(disks), gaps: [] };
    },
  };
}

interface Arrangement {
  readonly index: DiskIndex;
  readonly pieces: BoundaryPieces;
}

/** The boundary of all gaps, or 'covered' if one disk holds the whole area. */
function arrangeDisks(disks: Disks, boundary: AreaBoundary, attempt: number): Arrangement | 'covered' {
  const pieces = createBoundaryPieces();
  const selected = selectDisks(disks, boundary, attempt);
  if (selected === 'covered') return 'covered';

  const meanRadiusMeters = selected.radius.reduce((sum, radius) => sum + radius, 0) / Math.max(1, selected.radius.length);
  const cells = createCoveredCells(boundary, selected.radius.length, meanRadiusMeters);
  const needed = { x: [] as number[], y: [] as number[], radius: [] as number[] };
  for (let i = 0; i < selected.x.length; i++) {
    const x = selected.x[i]!;
    const y = selected.y[i]!;
    const radius = selected.radius[i]!;
    if (!cells.addDisk(x, y, radius)) continue;
    needed.x.push(x);
    needed.y.push(y);
    needed.radius.push(radius);
  }
  const index = createDiskIndex(needed.x, needed.y, needed.radius);
  const appendExposedArcs = createExposedArcFinder(index, boundary);
  for (let disk = 0; disk < index.count; disk++) {
    if (!cells.isCircleCovered(index.x[disk]!, index.y[disk]!, index.radius[disk]!)) appendExposedArcs(disk, pieces);
  }
  appendUncoveredEdges(index, boundary, pieces);
  return { index, pieces };
}

/** The disks that reach into the area's box, jittered; 'covered' if one of them holds the box. */
function selectDisks(disks: Disks, boundary: AreaBoundary, attempt: number) {
  const { minRadiusMeters, maxCoordinateMeters, jitterMeters } = DISK_UNION_DEFAULTS;
  const x: number[] = [];
  const y: number[] = [];
  const radius: number[] = [];
  for (let i = 0; i < disks.x.length; i++) {
    const r = Math.min(disks.radiusMeters[i]!, 10 * maxCoordinateMeters);
    const centreX = disks.x[i]! + jitterMeters * computeJitter(i, attempt, 0x9e3779b1);
    const centreY = disks.y[i]! + jitterMeters * computeJitter(i, attempt, 0x85ebca77);
    // Written so that NaN fails.
    if (!(r >= minRadiusMeters && Math.abs(centreX) <= maxCoordinateMeters && Math.abs(centreY) <= maxCoordinateMeters)) continue;
    const right = boundary.maxX - centreX;
    const left = centreX - boundary.minX;
    const top = boundary.maxY - centreY;
    const bottom = centreY - boundary.minY;
    if (right < -r || left < -r || top < -r || bottom < -r) continue;
    const farthestX = Math.max(right, left);
    const farthestY = Math.max(top, bottom);
    if (farthestX * farthestX + farthestY * farthestY < r * r) return 'covered';
    x.push(centreX);
    y.push(centreY);
    radius.push(r);
  }
  return { x, y, radius };
}

/** A number of [-0.5, 0.5) by a multiplicative hash of the disk's number. */
function computeJitter(number: number, attempt: number, multiplier: number): number {
  const mixed = Math.imul(number + 1 + Math.imul(attempt, 0x27d4eb2f), multiplier);
  return (Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0) / 4_294_967_296 - 0.5;
}

function computeGapArea(arrangement: Arrangement | 'covered', boundary: AreaBoundary): number {
  if (arrangement === 'covered') return 0;
  const { pieces, index } = arrangement;
  // Exactly, so that nothing observed is 0 and not the rounding of a sum.
  if (index.count === 0) return boundary.areaSquareMeters;
  let sum = 0;
  for (let piece = 0; piece < pieces.owner.length; piece++) sum += computePieceArea(pieces, piece, index, boundary);
  return sum;
}

function toFigures(areaSquareMeters: number, gapSum: number): UnionFigures {
  const gapAreaSquareMeters = Math.max(0, Math.min(areaSquareMeters, gapSum));
  return { areaSquareMeters, gapAreaSquareMeters, observedAreaSquareMeters: areaSquareMeters - gapAreaSquareMeters };
}

function toPolygons(rings: readonly GapRing[], { pieces, index }: Arrangement, boundary: AreaBoundary, arcErrorMeters: number): PlanarGap[] {
  return groupGapPolygons(
    rings.map((ring) => ({
      signedAreaSquareMeters: ring.signedAreaSquareMeters,
      vertices: flattenRing(ring, pieces, index, boundary, arcErrorMeters),
    })),
  );
}
