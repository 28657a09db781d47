import { findIncidentHours, findMinutesOfWeek } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import type { LocalHours } from '@liaowang/shared/analysis/time/local-hours';
import { unpackIncidents, type IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import { ApiError } from '../../lib/api-client.ts';
import { fetchFile } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { INCIDENT_COLUMNS_KEY } from '../../entities/incidents/incident-analysis.keys.ts';

/** Every incident that the analysis may look at. */
export interface LoadedIncidents {
  columns: IncidentColumns;
  /** Where they fall in the city's own week. */
  local: LocalHours;
  /** The minute of the local week in which each was, or began. */
  minutesOfWeek: Uint16Array;
  /** Older ones that the server did not send. */
  leftOut: number;
  /** When the oldest and the newest sent occurred; null = there are none. */
  firstMs: number | null;
  lastMs: number | null;
}

/** Reads an answer of the server. Throws {@link ApiError} `unexpected-answer` for what is no list of incidents. */
export function readIncidents(bytes: Uint8Array, leftOutHeader: string | null, timeZone: string): LoadedIncidents {
  try {
    const columns = unpackIncidents(bytes);
    return {
      columns,
      local: findIncidentHours(columns, timeZone),
      minutesOfWeek: findMinutesOfWeek(columns, timeZone),
      leftOut: Number(leftOutHeader ?? 0),
      firstMs: columns.timesMs[0] ?? null,
      lastMs: columns.timesMs.at(-1) ?? null,
    };
  } catch (error) {
    throw new ApiError({
      status: 200,
      code: 'unexpected-answer',
      field: null,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

/** All incidents as columns, fetched once and kept: filters work in the page. */
export function useIncidentColumns() {
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  return useFetched({
    queryKey: [...INCIDENT_COLUMNS_KEY, timeZone],
    enabled: usePermission('hotspots:view'),
    queryFn: async () => {
      const { bytes, headers } = await fetchFile('GET /hotspots/incidents');
      return readIncidents(bytes, headers.get('x-incidents-left-out'), timeZone);
    },
    staleTime: 5 * 60_000,
    // Megabytes: kept a while for whoever comes back, not for ever.
    gcTime: 10 * 60_000,
    // Typed arrays are no plain objects: comparing them deeply would find nothing.
    structuralSharing: false,
  });
}
