import type { ResponsibilityArea } from '@liaowang/shared/analysis/coverage-gaps';
import type { LngLat } from '@liaowang/shared/schemas/geometry';

/** Coverage of a set of areas that the worker keeps prepared under `areasKey`; `areas` comes along until it has them. */
export interface CoverageTask {
  kind: 'coverage';
  areasKey: string;
  areas?: ResponsibilityArea[] | undefined;
  center: LngLat;
  disks: { lngs: Float64Array; lats: Float64Array; radiusMeters: Float64Array };
  withGeometry: boolean;
}

/** Density surface and zones of points, on a grid over their surroundings. */
export interface DensityTask {
  kind: 'density';
  center: LngLat;
  lngs: Float64Array;
  lats: Float64Array;
  bandwidthMeters: number;
  cellMeters: number;
  /** Bounds of the grid, degrees: west, south, east, north. */
  bounds: [number, number, number, number];
}

export type AnalysisTask = CoverageTask | DensityTask;
