import { createCategoryTree } from '../../contract/category-tree.ts';
import type { IncidentColumns } from '../../contract/incident-columns.ts';
import { INCIDENT_SEVERITIES, INCIDENT_SOURCES } from '../../schemas/incident.ts';
import type { IncidentFilter } from '../../schemas/incident-filter.ts';
import { parseInstant } from '../instant.ts';
import type { LocalHours } from '../local-hours.ts';

const ALL = 'any';

/** 1 for each place of `all` that is in `chosen`; all of them where nothing is chosen. */
export function createFlags<T>(all: readonly T[], chosen: readonly T[] | null): Uint8Array {
  return Uint8Array.from(all, (value) => (chosen === null || chosen.includes(value) ? 1 : 0));
}

/** 1 for each hour of the local week (0 = Monday 00:00) that a filter lets through. */
export function findHoursOfWeek({ hours, weekdays }: Pick<IncidentFilter, 'hours' | 'weekdays'>): Uint8Array {
  return Uint8Array.from({ length: 168 }, (_, hourOfWeek) => {
    const hour = hourOfWeek % 24;
    const isHour = hours === null || (hours.start < hours.end ? hour >= hours.start && hour < hours.end : hour >= hours.start || hour < hours.end);
    return isHour && (weekdays === null || weekdays.includes(Math.floor(hourOfWeek / 24) + 1)) ? 1 : 0;
  });
}

/** Indexes of the incidents that a filter lets through, ascending; a category means all below it too. `local` holds the hours of the same incidents in the city's time zone. */
export function matchIncidents(incidents: IncidentColumns, local: LocalHours, filter: IncidentFilter): Int32Array {
  const fromMs = parseInstant(filter.from);
  const toMs = parseInstant(filter.to);
  const hours = findHoursOfWeek(filter);
  const kinds = createCategoryTree(incidents.categoryNodes).flagSubtrees(filter.categories);
  const severities = createFlags(INCIDENT_SEVERITIES, filter.severities);
  const sources = createFlags(INCIDENT_SOURCES, filter.source === ALL ? null : [filter.source]);
  const matching = new Int32Array(incidents.ids.length);
  let count = 0;
  for (let i = 0; i < incidents.ids.length; i++) {
    const atMs = incidents.timesMs[i]!;
    if (atMs >= fromMs && atMs < toMs && hours[local.hoursOfWeek[i]!] && kinds[incidents.kinds[i]!] && severities[incidents.severities[i]!] && sources[incidents.sources[i]!]) matching[count++] = i;
  }
  return matching.slice(0, count);
}
