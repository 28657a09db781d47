import { isInsideArea } from '@liaowang/shared/analysis/geometry/inside-area';
import { createZoneFinder } from '@liaowang/shared/analysis/hotspots/zones/find-zones';
import { findIncidentHours } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import { matchIncidents } from '@liaowang/shared/analysis/hotspots/zones/match-incidents';
import type { ZoneResult } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { pickIncidents, unpackIncidents, type IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import type { AreaGeometry, LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';

/** High-incident zones of a method, as the page finds them. */
export interface ZonesTask {
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

export interface ZonesAnswer {
  /** Without what is only there to be drawn: surface and cells are null. */
  result: ZoneResult;
  /** Of the incidents that were looked at, how many lie in each of the task's polygons. */
  counts: number[];
}

/** Incidents inside a polygon. */
function countInside(polygon: PolygonGeometry, { lngs, lats }: IncidentColumns): number {
  let count = 0;
  for (let i = 0; i < lngs.length; i++) if (isInsideArea([lngs[i]!, lats[i]!], polygon)) count++;
  return count;
}

/** Zones of a method among the packed incidents that a filter lets through. */
export default function runZones({
  packed,
  filter,
  method,
  timeZone,
  center,
  boundary,
  polygons,
}: ZonesTask): ZonesAnswer {
  const all = unpackIncidents(packed);
  const incidents = pickIncidents(all, matchIncidents(all, findIncidentHours(all, timeZone), filter));
  const window = { fromMs: parseInstant(filter.from), toMs: parseInstant(filter.to) };
  const result = createZoneFinder({ center, boundary }).find(incidents, method, window);
  return {
    result: { ...result, surface: null, cells: null },
    counts: polygons.map((polygon) => countInside(polygon, incidents)),
  };
}
