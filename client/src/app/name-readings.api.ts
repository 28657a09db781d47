import { useMemo } from 'react';
import { callApi } from '../lib/call-api.ts';
import { useFetched } from '../lib/fetched.ts';
import { usePermission } from '../lib/permission.store.ts';
import { queryClient } from '../lib/query-client.ts';
import type { Reading } from '../map/search-entries.ts';

const READINGS_KEY = ['registry', 'readings'] as const;

const NONE: ReadonlyMap<string, Reading> = new Map();

/** How names are typed in Latin letters, by name; none until they are fetched, when somebody searches. */
export function useNameReadings(): ReadonlyMap<string, Reading> {
  const readings = useFetched({
    queryKey: READINGS_KEY,
    enabled: usePermission('registry:view'),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => callApi('GET /names/readings'),
  }).data;
  return useMemo(() => (readings ? new Map(readings.map((reading) => [reading.name, reading])) : NONE), [readings]);
}

/** Names came or changed: their readings are fetched anew, at once where somebody searches. */
export function refreshNameReadings(): void {
  void queryClient.invalidateQueries({ queryKey: READINGS_KEY });
}
