import { findUnsureSlots } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import { matchIncidents } from '@liaowang/shared/analysis/hotspots/zones/match-incidents';
import type { LocalHours } from '@liaowang/shared/analysis/time/local-hours';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';

/**
 * Indexes of the incidents that incidents of a filter can be compared with: of the same window and source, left out by
 * category, severity, hour or weekday. What patrols find lies where patrols go, so it is nothing to compare reports with;
 * and whose hour is not known may have been in the chosen ones. `matched` is what the filter lets through.
 */
export function findOtherIncidents(
  columns: IncidentColumns,
  local: LocalHours,
  filter: IncidentFilter,
  matched: Int32Array,
): Int32Array {
  const isMatched = new Uint8Array(columns.ids.length);
  for (const index of matched) isMatched[index] = 1;
  const unsure = findUnsureSlots(filter);
  return matchIncidents(columns, local, {
    ...filter,
    hours: null,
    weekdays: null,
    categories: null,
    severities: null,
  }).filter((index) => isMatched[index] === 0 && unsure[local.hoursOfWeek[index]!] === 0);
}
