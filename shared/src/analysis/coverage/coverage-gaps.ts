import type { Position } from 'geojson';
import type { AreaGeometry, LngLat, PolygonGeometry } from '../../schemas/geometry.ts';
import { validateArea, type InvalidAreaReason } from '../geometry/disk-union/area.validation.ts';
import { sumDemand, sumUnobserved, type AreaDemand, type PreparedDemand } from './demand-cover.ts';
import type { PlanarGap } from '../geometry/disk-union/gap-polygons.ts';
import { createDiskUnion, NO_GAPS, type Disks, type DiskUnion } from '../geometry/disk-union/disk-union.ts';
import type { FlatRing } from '../geometry/disk-union/ring-flattening.ts';
import { createAreaWithoutGrounds, toPlanarGrounds, type PlanarGround } from './area-without-grounds.ts';
import { findGapSpans } from './gap-spans.ts';
import { findInteriorPoint } from '../geometry/interior-point.ts';
import type { LocalProjection } from '../geometry/local-projection.ts';

/** A jurisdiction, a branch's ground or a key area. */
export interface ResponsibilityArea {
  id: string;
  geometry: AreaGeometry;
}

/** An area of responsibility ready for many computations; see prepareArea. */
export interface PreparedArea {
  readonly id: string;
  readonly areaSquareMeters: number;
  readonly union: DiskUnion;
  /** The union of what is left beside grounds that are seen and are no disks; `union` itself where none reaches the area. */
  unionWithout(grounds: readonly PlanarGround[]): DiskUnion;
  readonly projection: LocalProjection;
  /** Whether a place of the projection's plane lies in the area. */
  contains(x: number, y: number): boolean;
}

export type AreaPreparation =
  | { ok: true; area: PreparedArea }
  | { ok: false; reason: InvalidAreaReason; /** Where to look, if known. */ at: LngLat | null };

/** What observes now: places with detection ranges; the arrays are equally long. */
export interface ObservedDisks {
  readonly lngs: Float64Array;
  readonly lats: Float64Array;
  readonly radiusMeters: Float64Array;
}

/** Observers of any range: disks, and what is seen and is no disk (sectors, drawn grounds; see drawSeenShape). */
export interface ObservedGround extends ObservedDisks {
  readonly grounds: readonly AreaGeometry[];
}

export interface CoverageGap {
  /** Exact; the geometry's area is a little larger, since arcs are drawn as chords. */
  areaSquareMeters: number;
  /** Inside the gap. */
  labelPoint: LngLat;
  /** Of the demand points in it; 0 without demand. */
  incidentWeight: number;
  households: number;
  /** Only if asked for. */
  geometry?: PolygonGeometry;
  /** Only if asked for; see findGapSpans. */
  spans?: Int32Array;
}

/** All that nobody observes of an area, its pieces taken together: steady while a passing unit parts and joins them. */
export interface UnobservedGround {
  areaSquareMeters: number;
  /** Inside its largest piece. */
  labelPoint: LngLat;
  /** West, south, east, north of the pieces that are no slivers, degrees. */
  bounds: [number, number, number, number];
}

export interface AreaCoverageResult {
  id: string;
  areaSquareMeters: number;
  observedAreaSquareMeters: number;
  /** Observed share of the area, 0–1. */
  share: number;
  /** Null without demand, or if it was not prepared for this area. */
  demand: AreaDemand | null;
  /** Largest first, without slivers; empty if only figures were asked for. */
  gaps: CoverageGap[];
  /** Connected gaps without slivers; 0 if only figures were asked for. */
  gapCount: number;
  /** Null if it is slivers at most, or if only figures were asked for. */
  unobserved: UnobservedGround | null;
}

export interface CoverageOptions {
  /** Adds GeoJSON polygons to the gaps: costs several times the figures, so leave it off where only figures are sent. */
  withGeometry?: boolean;
  /** Adds what createGapTracker tells gaps again by. */
  withGapSpans?: boolean;
  /** Areas whose gaps are listed; the others have figures only, as exact, for half the time or less. All by default. */
  gapAreaIds?: ReadonlySet<string> | 'all' | 'none';
  /** Counts the gaps of the areas that are not listed too, and finds their ground. */
  withUnobserved?: boolean;
  /** Smaller gaps are left out of lists and counts, not out of the areas. */
  minGapSquareMeters?: number;
  /** Largest distance between drawn chords and true arcs. */
  arcErrorMeters?: number;
}

export const COVERAGE_DEFAULTS = {
  /** 10 m × 10 m: smaller gaps come and go with the noise of positions. */
  minGapSquareMeters: 100,
};

/**
 * Prepares an area once. The projection's centre should be within some 50 km of it. Refuses, as a value, geometry that
 * cannot be computed with.
 */
export function prepareArea({ id, geometry }: ResponsibilityArea, projection: LocalProjection): AreaPreparation {
  const polygons: readonly (readonly (readonly LngLat[])[])[] =
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const planar = polygons.map((rings) =>
    rings.map((ring) => ring.map(([lng, lat]): Position => projection.forward(lng, lat))),
  );
  const validation = validateArea(planar);
  if (!validation.valid) {
    const { reason, at } = validation;
    return { ok: false, reason, at: at === null ? null : projection.inverse(at[0]!, at[1]!) };
  }
  const union = createDiskUnion(planar);
  return {
    ok: true,
    area: {
      id,
      areaSquareMeters: union.areaSquareMeters,
      union,
      unionWithout: createAreaWithoutGrounds(planar, union),
      projection,
      contains: union.contains,
    },
  };
}

/**
 * The observed and the unobserved part of each area of responsibility, in the order given. Areas are those of the
 * WGS-84 ellipsoid, exact up to the limits of createDiskUnion; disks are circles of the local plane, and `grounds` are
 * seen beside them, to their edges. Disks that are not finite or have no radius observe nothing. A point of demand is
 * observed within a disk or a ground, or on its rim. Never throws.
 */
export function computeCoverage(
  {
    areas,
    disks,
    grounds = [],
    demand = null,
  }: {
    areas: readonly PreparedArea[];
    disks: ObservedDisks;
    grounds?: readonly AreaGeometry[];
    demand?: PreparedDemand | null;
  },
  {
    withGeometry = false,
    withGapSpans = false,
    gapAreaIds = 'all',
    withUnobserved = false,
    minGapSquareMeters = COVERAGE_DEFAULTS.minGapSquareMeters,
    arcErrorMeters,
  }: CoverageOptions = {},
): AreaCoverageResult[] {
  const planarByProjection = new Map<LocalProjection, { disks: Disks; grounds: PlanarGround[] }>();
  const project = (projection: LocalProjection) => {
    const known = planarByProjection.get(projection);
    if (known !== undefined) return known;
    const planar = { disks: toPlanarDisks(disks, projection), grounds: toPlanarGrounds(grounds, projection) };
    planarByProjection.set(projection, planar);
    return planar;
  };
  const watched = demand && project(demand.projection);
  const observed = watched && demand.markObserved(watched.disks, watched.grounds);
  return areas.map(({ id, areaSquareMeters, unionWithout, projection }) => {
    const planar = project(projection);
    const union = unionWithout(planar.grounds);
    const wantsGaps = gapAreaIds === 'all' || (gapAreaIds !== 'none' && gapAreaIds.has(id));
    const {
      observedAreaSquareMeters: seenByDisks,
      gapAreaSquareMeters,
      gaps,
      findGapAt,
    } = wantsGaps || withUnobserved
      ? union.computeGaps(planar.disks, { arcErrorMeters })
      : { ...union.computeFigures(planar.disks), ...NO_GAPS };
    const observedAreaSquareMeters = areaSquareMeters - union.areaSquareMeters + seenByDisks;
    const members = demand?.findMembers(id);
    const isDemandKnown = demand !== null && observed !== null && members !== undefined;
    // Largest first, so that those left out are the last.
    const shown = gaps.filter((gap) => gap.areaSquareMeters >= minGapSquareMeters);
    const inGaps =
      wantsGaps && isDemandKnown && gaps.length > 0
        ? sumUnobserved(demand, members, observed, gaps.length, findGapAt)
        : null;
    return {
      id,
      areaSquareMeters,
      observedAreaSquareMeters,
      share: areaSquareMeters > 0 ? observedAreaSquareMeters / areaSquareMeters : 0,
      demand: isDemandKnown ? sumDemand(demand, members, observed) : null,
      gaps: wantsGaps
        ? shown.map((gap, number) => ({
            ...toCoverageGap(gap, projection, { withGeometry, withGapSpans }),
            incidentWeight: inGaps?.incidentWeights[number] ?? 0,
            households: inGaps?.households[number] ?? 0,
          }))
        : [],
      gapCount: shown.length,
      unobserved: describeUnobserved(gapAreaSquareMeters, shown, projection),
    };
  });
}

function toPlanarDisks({ lngs, lats, radiusMeters }: ObservedDisks, projection: LocalProjection): Disks {
  const x = new Float64Array(lngs.length);
  const y = new Float64Array(lngs.length);
  projection.forwardAll(lngs, lats, x, y);
  return { x, y, radiusMeters };
}

function describeUnobserved(
  areaSquareMeters: number,
  pieces: readonly PlanarGap[],
  projection: LocalProjection,
): UnobservedGround | null {
  const [largest] = pieces;
  if (largest === undefined) return null;
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { rings } of pieces) {
    const outer = rings[0]!;
    for (let v = 0; v < outer.length; v += 2) {
      minX = Math.min(minX, outer[v]!);
      maxX = Math.max(maxX, outer[v]!);
      minY = Math.min(minY, outer[v + 1]!);
      maxY = Math.max(maxY, outer[v + 1]!);
    }
  }
  // The plane's box is a little turned against the meridians: its four corners hold it.
  const corners = [
    projection.inverse(minX, minY),
    projection.inverse(maxX, minY),
    projection.inverse(minX, maxY),
    projection.inverse(maxX, maxY),
  ];
  const lngs = corners.map(([lng]) => lng);
  const lats = corners.map(([, lat]) => lat);
  return {
    areaSquareMeters,
    labelPoint: projection.inverse(...findInteriorPoint(largest.rings)),
    bounds: [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)],
  };
}

function toCoverageGap(
  { areaSquareMeters, rings }: PlanarGap,
  projection: LocalProjection,
  { withGeometry, withGapSpans }: { withGeometry: boolean; withGapSpans: boolean },
): Omit<CoverageGap, 'incidentWeight' | 'households'> {
  return {
    areaSquareMeters,
    labelPoint: projection.inverse(...findInteriorPoint(rings)),
    ...(withGapSpans && { spans: findGapSpans(rings) }),
    ...(withGeometry && {
      geometry: { type: 'Polygon', coordinates: rings.map((ring) => toClosedRing(ring, projection)) },
    }),
  };
}

function toClosedRing(ring: FlatRing, projection: LocalProjection): LngLat[] {
  const count = ring.length / 2;
  const lngs = new Float64Array(count);
  const lats = new Float64Array(count);
  for (let v = 0; v < count; v++) {
    lngs[v] = ring[2 * v]!;
    lats[v] = ring[2 * v + 1]!;
  }
  projection.inverseAll(lngs, lats, lngs, lats);
  const vertices: LngLat[] = [];
  for (let v = 0; v < count; v++) vertices.push([lngs[v]!, lats[v]!]);
  vertices.push([lngs[0]!, lats[0]!]);
  return vertices;
}
