import { contours } from 'd3-contour';
import type { Position } from 'geojson';
import type { LngLat, MultiPolygonGeometry } from '../../../schemas/geometry.ts';
import type { GridSpec, PlanarEvents } from './density.ts';
import { computeSignedArea, createAreaBoundary } from '../../geometry/disk-union/area-boundary.ts';
import type { LocalProjection } from '../../geometry/local-projection.ts';

/** One connected part of a zone. */
export interface DensityZonePart {
  incidentCount: number;
  areaSquareMeters: number;
  /** Centre of its densest cell. */
  peak: { position: LngLat; densityPerSquareKilometer: number };
}

/** The area where the density is at least a level. */
export interface DensityZone {
  /** The share of the incidents that was asked for. */
  requestedShare: number;
  /** The share inside: at least the requested one, a little more where the grid is coarse or incidents tie. */
  incidentShare: number;
  incidentCount: number;
  areaSquareMeters: number;
  /** The density along the zone's edge. */
  densityPerSquareKilometer: number;
  /** Parts with most incidents first, in the order of the geometry's polygons. */
  parts: DensityZonePart[];
  geometry: MultiPolygonGeometry;
}

export type DensityZones =
  | { ok: true; /** In the order of the shares asked for. */ zones: DensityZone[] }
  | { ok: false; reason: 'too-few-events'; needed: number; found: number };

export interface DensityZonesInput {
  /** Weights are not used: shares are shares of incidents. */
  events: PlanarEvents;
  /** Events per km² at the cell centres of the grid, as computeKernelDensity returns it. */
  density: Float64Array;
  grid: GridSpec;
  /** The projection that the grid is in. */
  projection: LocalProjection;
}

export const DENSITY_ZONE_DEFAULTS = {
  /** The core, the half, and the usual bulk of the incidents. */
  shares: [0.25, 0.5, 0.8] as readonly number[],
  /** With fewer incidents on the grid every single one makes its own zone. */
  minEvents: 20,
};

/** Relative; far above rounding, far below what can be seen. */
const LEVEL_MARGIN = 1e-9;

/** Levels tried before the one that holds its share for certain but is a little low on coarse grids. */
const MAX_LEVEL_ATTEMPTS = 4;

/**
 * Contour zones that hold given shares of the incidents in the smallest area: highest-density regions (Hyndman 1996,
 * "Computing and graphing highest density regions"), the level of a share being that quantile of the density at the
 * incidents, lowered as far as the drawn contour needs to hold its share. Contours are linear between cell centres; areas are of the contour polygons. Incidents off the grid are
 * left out of the count and of the shares. Refuses, as a value, fewer than `minEvents` incidents.
 */
export function computeDensityZones(
  { events, density, grid, projection }: DensityZonesInput,
  options: { shares?: readonly number[]; minEvents?: number } = {},
): DensityZones {
  const { shares, minEvents } = { ...DENSITY_ZONE_DEFAULTS, ...options };
  const onGrid: number[] = [];
  const smooth: number[] = [];
  const least: number[] = [];
  for (let i = 0; i < events.xs.length; i++) {
    const around = findDensityAround(density, grid, events.xs[i]!, events.ys[i]!);
    if (around === null) continue;
    onGrid.push(i);
    smooth.push(around.interpolated);
    least.push(around.least);
  }
  const found = smooth.length;
  if (found < minEvents || found === 0)
    return { ok: false, reason: 'too-few-events', needed: Math.max(1, minEvents), found };
  const smoothDescending = Float64Array.from(smooth).sort().reverse();
  const leastDescending = Float64Array.from(least).sort().reverse();
  const contour = contours().size([grid.columns, grid.rows]).smooth(true);
  const values = Array.from(density);
  // From west to east, so that a part of a zone is compared with the incidents of its longitudes only.
  const eastward = Uint32Array.from(onGrid).sort((a, b) => events.xs[a]! - events.xs[b]!);
  const sorted = {
    xs: Float64Array.from(eastward, (i) => events.xs[i]!),
    ys: Float64Array.from(eastward, (i) => events.ys[i]!),
  };

  function createZone(requestedShare: number, level: number): DensityZone {
    const parts = contour
      .contour(values, level)
      .coordinates.map((polygon) =>
        describePart(
          polygon.map((ring) => ring.map((at) => toPlane(at, grid))),
          sorted,
          density,
          grid,
          projection,
        ),
      )
      .filter((part) => part.incidentCount > 0)
      .sort((a, b) => b.incidentCount - a.incidentCount || b.areaSquareMeters - a.areaSquareMeters);
    const incidentCount = parts.reduce((sum, part) => sum + part.incidentCount, 0);
    return {
      requestedShare,
      incidentShare: incidentCount / found,
      incidentCount,
      areaSquareMeters: parts.reduce((sum, part) => sum + part.areaSquareMeters, 0),
      densityPerSquareKilometer: level,
      parts: parts.map(({ incidentCount: count, areaSquareMeters, peak }) => ({
        incidentCount: count,
        areaSquareMeters,
        peak,
      })),
      geometry: { type: 'MultiPolygon', coordinates: parts.map((part) => part.coordinates) },
    };
  }

  const zones = shares.map((requestedShare): DensityZone => {
    const needed = Math.max(1, Math.min(found, Math.ceil(requestedShare * found)));
    let rank = needed;
    for (let attempt = 0; attempt < MAX_LEVEL_ATTEMPTS; attempt++) {
      const zone = createZone(requestedShare, toContourLevel(smoothDescending[rank - 1]!));
      // Less than a cell is below what the grid resolves: all incidents are at one address.
      if (zone.incidentCount >= needed && zone.areaSquareMeters >= grid.cellMeters ** 2) return zone;
      // Contours cut corners where the surface bends, and so pass a few incidents by: take in as many more.
      rank = Math.min(found, rank + Math.max(1, needed - zone.incidentCount));
    }
    return createZone(requestedShare, toContourLevel(leastDescending[needed - 1]!));
  });
  return { ok: true, zones };
}

/**
 * A hair below a density, so that an incident exactly at a cell's centre is inside the contour and not on it. Never 0,
 * which would make all of the grid a zone.
 */
function toContourLevel(densityPerSquareKilometer: number): number {
  return Math.max(densityPerSquareKilometer * (1 - LEVEL_MARGIN), Number.MIN_VALUE);
}

/** d3-contour counts in cells, with the centre of cell (0, 0) at (0.5, 0.5). */
function toPlane(at: Position, grid: GridSpec): Position {
  return [grid.originX + at[0]! * grid.cellMeters, grid.originY + at[1]! * grid.cellMeters];
}

function describePart(
  polygon: Position[][],
  eastwardEvents: PlanarEvents,
  density: Float64Array,
  grid: GridSpec,
  projection: LocalProjection,
): DensityZonePart & { coordinates: LngLat[][] } {
  const boundary = createAreaBoundary([polygon]);
  let incidentCount = 0;
  for (let i = findFirstAtLeast(eastwardEvents.xs, boundary.minX); i < eastwardEvents.xs.length; i++) {
    if (eastwardEvents.xs[i]! > boundary.maxX) break;
    if (boundary.isInside(eastwardEvents.xs[i]!, eastwardEvents.ys[i]!)) incidentCount++;
  }

  let peakX = polygon[0]![0]![0]!;
  let peakY = polygon[0]![0]![1]!;
  let peakDensity = -Infinity;
  const lastRow = Math.min(grid.rows - 1, Math.floor((boundary.maxY - grid.originY) / grid.cellMeters));
  const lastColumn = Math.min(grid.columns - 1, Math.floor((boundary.maxX - grid.originX) / grid.cellMeters));
  for (let row = Math.max(0, Math.floor((boundary.minY - grid.originY) / grid.cellMeters)); row <= lastRow; row++) {
    for (
      let column = Math.max(0, Math.floor((boundary.minX - grid.originX) / grid.cellMeters));
      column <= lastColumn;
      column++
    ) {
      const value = density[row * grid.columns + column]!;
      if (value <= peakDensity) continue;
      const x = grid.originX + (column + 0.5) * grid.cellMeters;
      const y = grid.originY + (row + 0.5) * grid.cellMeters;
      if (!boundary.isInside(x, y)) continue;
      peakDensity = value;
      peakX = x;
      peakY = y;
    }
  }
  return {
    incidentCount,
    areaSquareMeters: boundary.areaSquareMeters,
    peak: { position: projection.inverse(peakX, peakY), densityPerSquareKilometer: peakDensity },
    coordinates: polygon.map((ring, ringIndex) =>
      orientRing(ring, ringIndex > 0).map(([x, y]) => projection.inverse(x!, y!)),
    ),
  };
}

/** Number of the first of rising values that is not below a bound. */
function findFirstAtLeast(rising: Float64Array, bound: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rising[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** RFC 7946: outer rings counter-clockwise, holes clockwise. */
function orientRing(ring: Position[], isHole: boolean): Position[] {
  return computeSignedArea(ring) > 0 === isHole ? ring.toReversed() : ring;
}

/**
 * The density at a place, bilinear between cell centres, and the least of the four centres around it: where all four
 * reach a level, the place is inside the level's contour, however that is drawn between them. Null off the grid or for
 * NaN.
 */
function findDensityAround(
  density: Float64Array,
  grid: GridSpec,
  x: number,
  y: number,
): { interpolated: number; least: number } | null {
  const u = (x - grid.originX) / grid.cellMeters;
  const v = (y - grid.originY) / grid.cellMeters;
  if (!(u >= 0 && u <= grid.columns && v >= 0 && v <= grid.rows)) return null;
  const left = Math.floor(u - 0.5);
  const bottom = Math.floor(v - 0.5);
  const at = (column: number, row: number): number =>
    density[
      Math.max(0, Math.min(grid.rows - 1, row)) * grid.columns + Math.max(0, Math.min(grid.columns - 1, column))
    ]!;
  const southWest = at(left, bottom);
  const southEast = at(left + 1, bottom);
  const northWest = at(left, bottom + 1);
  const northEast = at(left + 1, bottom + 1);
  const s = u - 0.5 - left;
  const t = v - 0.5 - bottom;
  return {
    interpolated: (1 - t) * ((1 - s) * southWest + s * southEast) + t * ((1 - s) * northWest + s * northEast),
    least: Math.min(southWest, southEast, northWest, northEast),
  };
}
