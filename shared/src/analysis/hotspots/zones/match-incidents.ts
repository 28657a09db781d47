import { createCategoryTree } from '../../../contract/category-tree.ts';
import type { IncidentColumns } from '../../../contract/incident-columns.ts';
import { INCIDENT_SEVERITIES, INCIDENT_SOURCES } from '../../../schemas/incident.ts';
import type { IncidentFilter } from '../../../schemas/incident-filter.ts';
import { parseInstant } from '../../time/instant.ts';
import type { LocalHours } from '../../time/local-hours.ts';
import { findHourSlots, findMonthDays, isMonthSlot } from './incident-hours.ts';

const ALL = 'any';
const DAY_MS = 86_400_000;

/** 1 for each place of `all` that is in `chosen`; all of them where nothing is chosen. */
export function createFlags<T>(all: readonly T[], chosen: readonly T[] | null): Uint8Array {
  return Uint8Array.from(all, (value) => (chosen === null || chosen.includes(value) ? 1 : 0));
}

/** Indexes of the incidents that a filter lets through, ascending; a category means all below it too. A month passes where all of it lies in the window, as far as there is a record. `local` is of the same incidents, from {@link findIncidentHours}. */
export function matchIncidents(incidents: IncidentColumns, local: LocalHours, filter: IncidentFilter): Int32Array {
  const fromMs = parseInstant(filter.from);
  const toMs = parseInstant(filter.to);
  const hours = findHourSlots(filter);
  const lastMs = incidents.timesMs.at(-1) ?? 0;
  const kinds = createCategoryTree(incidents.categoryNodes).flagSubtrees(filter.categories);
  const severities = createFlags(INCIDENT_SEVERITIES, filter.severities);
  const sources = createFlags(INCIDENT_SOURCES, filter.source === ALL ? null : [filter.source]);
  const matching = new Int32Array(incidents.ids.length);
  let count = 0;
  for (let i = 0; i < incidents.ids.length; i++) {
    const atMs = incidents.timesMs[i]!;
    // Half a day for months in which the clocks were put back.
    if (
      isMonthSlot(local.hoursOfWeek[i]!) &&
      Math.min(lastMs, atMs + (findMonthDays(local.days[i]!) - 0.5) * DAY_MS) >= toMs
    )
      continue;
    if (
      atMs >= fromMs &&
      atMs < toMs &&
      hours[local.hoursOfWeek[i]!] &&
      kinds[incidents.kinds[i]!] &&
      severities[incidents.severities[i]!] &&
      sources[incidents.sources[i]!]
    )
      matching[count++] = i;
  }
  return matching.slice(0, count);
}
