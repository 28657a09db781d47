import type { SizeRefused } from '@liaowang/shared/analysis/hotspots/zones/size-refused';
import type { ZoneResult } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import type { ZoneStudy } from '@liaowang/shared/analysis/hotspots/zones/zone-study';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { CellShape } from '@liaowang/shared/schemas/zone-method';
import type { ClusteringAnswer } from './clustering.ts';
import type { FindingMethod } from './finding-method.ts';
import type { NearRepeatFound } from './near-repeat.ts';

/** `id` comes back with the answer. */
export interface ZonesQuestion {
  id: number;
  /** Indexes of the incidents that the filter lets through. */
  matched: Int32Array;
  /** Indexes of those that they are compared with (findOtherIncidents); empty for methods that do not compare. */
  others: Int32Array;
  method: FindingMethod;
  /** The filter's window. */
  window: { fromMs: number; toMs: number };
  /** As of when watches are listed. */
  nowMs: number;
  wantsSensitivity: boolean;
  /** Cells of the plain counts beside methods that have no cells of their own. */
  countsGrid: { shape: CellShape; cellMeters: number };
}

/** To the worker. */
export type ZonesRequest =
  | { kind: 'study'; study: ZoneStudy }
  | { kind: 'incidents'; columns: IncidentColumns }
  | { kind: 'question'; question: ZonesQuestion };

/** What the fullest cells hold on as much land as the zones. */
export interface Baseline {
  shape: CellShape;
  cellMeters: number;
  incidentCount: number;
  /** Not whole: the last cell counts in part. */
  heldCount: number;
}

/** Density zones at another bandwidth. */
export interface OtherBandwidth {
  bandwidthMeters: number;
  /** Area in both over area in either: 1 = the bandwidth makes no difference. */
  sharedShare: number;
  outlines: readonly PolygonGeometry[];
}

/** Values that the incidents themselves suggest for settings of the method, by the settings' names. */
export type Suggestions = Readonly<Record<string, number>>;

export interface ZonesFound {
  result: ZoneResult;
  /** Incidents of which only the month is known, where the method has no place for them. */
  monthsLeftOut: number;
  /** Null for plain counts, which are it, and where no zone was found. */
  baseline: Baseline | null;
  /** Half and double the bandwidth; null unless it was asked for and there are density zones. */
  sensitivity: readonly [OtherBandwidth, OtherBandwidth] | null;
  suggestions: Suggestions;
}

/** From the worker: progress while it takes long, then one of the others. */
export type ZonesAnswer =
  | { kind: 'progress'; id: number; share: number }
  | { kind: 'zones'; id: number; found: ZonesFound; computeMs: number }
  | { kind: 'clustering'; id: number; found: ClusteringAnswer; computeMs: number }
  | { kind: 'near-repeat'; id: number; found: NearRepeatFound; computeMs: number }
  /** `settings`: what was asked cannot be computed, e.g. too many cells, and `offer` is a setting that can; `fault`: something else. */
  | { kind: 'failed'; id: number; cause: 'settings' | 'fault'; offer: SizeRefused['works'] | null; reason: string };
