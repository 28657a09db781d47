import type { Position } from 'geojson';
import type { AreaGeometry, LngLat, PolygonGeometry } from '../schemas/geometry.ts';
import { validateArea, type InvalidAreaReason } from './disk-union/area.validation.ts';
import type { PlanarGap } from './disk-union/gap-polygons.ts';
import { createDiskUnion, type Disks, type DiskUnion } from './disk-union/disk-union.ts';
import { findInteriorPoint } from './interior-point.ts';
import type { LocalProjection } from './local-projection.ts';

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
  readonly projection: LocalProjection;
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

export interface CoverageGap {
  /** Exact; the geometry's area is a little larger, since arcs are drawn as chords. */
  areaSquareMeters: number;
  /** Inside the gap. */
  labelPoint: LngLat;
  /** Only if asked for. */
  geometry?: PolygonGeometry;
}

export interface AreaCoverageResult {
  id: string;
  areaSquareMeters: number;
  observedAreaSquareMeters: number;
  /** Observed share of the area, 0–1. */
  share: number;
  /** Largest first, without slivers. */
  gaps: CoverageGap[];
  largestGapSquareMeters: number;
}

export interface CoverageOptions {
  /** Adds GeoJSON polygons to the gaps: costs several times the figures, so leave it off where only figures are sent. */
  withGeometry?: boolean;
  /** Smaller gaps are left out of the list, not out of the areas. */
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
  const polygons: readonly (readonly (readonly LngLat[])[])[] = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const planar = polygons.map((rings) => rings.map((ring) => ring.map(([lng, lat]): Position => projection.forward(lng, lat))));
  const validation = validateArea(planar);
  if (!validation.valid) {
    const { reason, at } = validation;
    return { ok: false, reason, at: at === null ? null : projection.inverse(at[0]!, at[1]!) };
  }
  const union = createDiskUnion(planar);
  return { ok: true, area: { id, areaSquareMeters: union.areaSquareMeters, union, projection } };
}

/**
 * The observed and the unobserved part of each area of responsibility, in the order given. Areas are those of the
 * WGS-84 ellipsoid, exact up to the limits of createDiskUnion; disks are circles of the local plane. Disks that are not
 * finite or have no radius observe nothing. Never throws.
 */
export function computeCoverage(
  { areas, disks }: { areas: readonly PreparedArea[]; disks: ObservedDisks },
  { withGeometry = false, minGapSquareMeters = COVERAGE_DEFAULTS.minGapSquareMeters, arcErrorMeters }: CoverageOptions = {},
): AreaCoverageResult[] {
  const planarByProjection = new Map<LocalProjection, Disks>();
  return areas.map(({ id, areaSquareMeters, union, projection }) => {
    let planar = planarByProjection.get(projection);
    if (planar === undefined) {
      planar = projectDisks(disks, projection);
      planarByProjection.set(projection, planar);
    }
    const { observedAreaSquareMeters, gaps } = union.computeGaps(planar, { arcErrorMeters });
    return {
      id,
      areaSquareMeters,
      observedAreaSquareMeters,
      share: areaSquareMeters > 0 ? observedAreaSquareMeters / areaSquareMeters : 0,
      gaps: gaps
        .filter((gap) => gap.areaSquareMeters >= minGapSquareMeters)
        .map((gap) => toCoverageGap(gap, projection, withGeometry)),
      largestGapSquareMeters: gaps[0]?.areaSquareMeters ?? 0,
    };
  });
}

function projectDisks({ lngs, lats, radiusMeters }: ObservedDisks, projection: LocalProjection): Disks {
  const x = new Float64Array(lngs.length);
  const y = new Float64Array(lngs.length);
  projection.forwardAll(lngs, lats, x, y);
  return { x, y, radiusMeters };
}

function toCoverageGap({ areaSquareMeters, rings }: PlanarGap, projection: LocalProjection, withGeometry: boolean): CoverageGap {
  const labelPoint = projection.inverse(...findInteriorPoint(rings));
  if (!withGeometry) return { areaSquareMeters, labelPoint };
  const coordinates = rings.map((ring) => {
    const vertices = ring.map(([x, y]) => projection.inverse(x!, y!));
    return [...vertices, vertices[0]!];
  });
  return { areaSquareMeters, labelPoint, geometry: { type: 'Polygon', coordinates } };
}
