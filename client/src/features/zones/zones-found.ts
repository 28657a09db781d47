import type { ZoneResult } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { CellShape } from '@liaowang/shared/schemas/zone-method';

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
