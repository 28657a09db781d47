import { computeKernelDensity, type GridSpec } from '@liaowang/shared/analysis/hotspots/zones/density';
import { computeDensityZones, type DensityZones } from '@liaowang/shared/analysis/hotspots/zones/density-zones';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { DensitySurface } from '@liaowang/shared/schemas/hotspot';
import type { LngLat } from '@liaowang/shared/schemas/geometry';

/** Density surface and zones of points, on a grid over their surroundings. */
export interface DensityTask {
  center: LngLat;
  lngs: Float64Array;
  lats: Float64Array;
  bandwidthMeters: number;
  cellMeters: number;
  /** Bounds of the grid, degrees: west, south, east, north. */
  bounds: [number, number, number, number];
}

export interface DensityAnswer {
  zones: DensityZones;
  surface: DensitySurface | null;
}

/** The surface as one byte a cell, northernmost row first, as the browser draws it. */
function toSurface(density: Float64Array, grid: GridSpec, task: DensityTask): DensitySurface {
  const projection = createLocalProjection(...task.center);
  const max = density.reduce((highest, value) => Math.max(highest, value), 0);
  const bytes = new Uint8Array(density.length);
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      const value = density[row * grid.columns + column] ?? 0;
      bytes[(grid.rows - 1 - row) * grid.columns + column] = max > 0 ? Math.round((255 * value) / max) : 0;
    }
  }
  const west = grid.originX;
  const south = grid.originY;
  const east = west + grid.columns * grid.cellMeters;
  const north = south + grid.rows * grid.cellMeters;
  return {
    columns: grid.columns,
    rows: grid.rows,
    corners: [
      projection.inverse(west, north),
      projection.inverse(east, north),
      projection.inverse(east, south),
      projection.inverse(west, south),
    ],
    maxPerSquareKilometer: max,
    values: Buffer.from(bytes).toString('base64'),
  };
}

/** Runs a {@link DensityTask}: quartic kernel density and the zones it holds; no surface where there are too few events. */
export default function runDensity(task: DensityTask): DensityAnswer {
  const projection = createLocalProjection(...task.center);
  const [west, south, east, north] = task.bounds;
  const corners = [
    projection.forward(west, south),
    projection.forward(east, south),
    projection.forward(west, north),
    projection.forward(east, north),
  ];
  const originX = Math.min(...corners.map(([x]) => x));
  const originY = Math.min(...corners.map(([, y]) => y));
  const grid: GridSpec = {
    originX,
    originY,
    cellMeters: task.cellMeters,
    columns: Math.ceil((Math.max(...corners.map(([x]) => x)) - originX) / task.cellMeters),
    rows: Math.ceil((Math.max(...corners.map(([, y]) => y)) - originY) / task.cellMeters),
  };
  const xs = new Float64Array(task.lngs.length);
  const ys = new Float64Array(task.lngs.length);
  projection.forwardAll(task.lngs, task.lats, xs, ys);
  const density = computeKernelDensity({ xs, ys }, grid, { kernel: 'quartic', bandwidthMeters: task.bandwidthMeters });
  const zones = computeDensityZones({ events: { xs, ys }, density, grid, projection }, {});
  return { zones, surface: zones.ok ? toSurface(density, grid, task) : null };
}
