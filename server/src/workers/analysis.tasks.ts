import type { ResponsibilityArea } from '@liaowang/shared/analysis/coverage/coverage-gaps';
import type { DemandColumns } from '@liaowang/shared/analysis/coverage/demand-cover';
import type { StoredGap } from '@liaowang/shared/analysis/coverage/gap-identity';
import type { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { AreaGeometry, LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import type { RevisitSliceTask, RevisitWindowTask } from './revisit.task.ts';

/** What a coverage thread keeps from one task to the next. */
export interface CoverageState {
  center: LngLat;
  areas: readonly ResponsibilityArea[];
  demand: DemandColumns;
  /** Gaps to go on from, for a thread that has followed none yet. */
  restoredGaps: readonly StoredGap[];
  nextGapId: number;
}

/** Coverage of a set of areas now. `state` comes along only for a thread that does not have that of `areasKey` and `demandKey` yet. */
export interface CoverageTask {
  kind: 'coverage';
  areasKey: string;
  demandKey: string;
  state?: CoverageState | undefined;
  nowMs: number;
  disks: { lngs: Float64Array; lats: Float64Array; radiusMeters: Float64Array };
  /** Areas whose gaps are followed: they keep their numbers from one task to the next. The same in every task. */
  followedAreaIds: readonly string[];
  /** Areas whose gaps are wanted as polygons, whether followed or not. */
  shapedAreaIds: readonly string[];
  minGapSquareMeters: number;
  /** Answers with what it takes to go on following after a restart. */
  withSnapshot: boolean;
}

/** The demo's coverage in hours of the past: its simulated units under a duty roster, and its lookouts. */
export interface PastCoverageTask {
  kind: 'past-coverage';
  /** Which made-up city. */
  seed: number;
  center: LngLat;
  timeZone: string;
  areas: readonly ResponsibilityArea[];
  demand: DemandColumns;
  settings: CoverageSettings;
  lookouts: ReadonlyArray<{
    position: LngLat;
    detectionRangeMeters: number;
    dutyStartMinute: number;
    dutyEndMinute: number;
  }>;
  /** Starts of the hours, epoch milliseconds. */
  hoursMs: readonly number[];
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

/** High-incident zones of a method, as the page finds them. */
export interface ZonesTask {
  kind: 'zones';
  /** Incidents of the filter's window at least, packed as shared/src/contract/incident-columns.ts says. */
  packed: Uint8Array;
  filter: IncidentFilter;
  method: ZoneMethod;
  timeZone: string;
  center: LngLat;
  boundary: AreaGeometry;
  /** Where to count the incidents that were looked at, beside finding zones. */
  polygons: readonly PolygonGeometry[];
}

export type AnalysisTask =
  | CoverageTask
  | DensityTask
  | PastCoverageTask
  | RevisitSliceTask
  | RevisitWindowTask
  | ZonesTask;
