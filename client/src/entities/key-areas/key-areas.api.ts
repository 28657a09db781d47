import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';

export const KEY_AREAS_KEY = ['registry', 'key-areas'] as const;

/** The places that should be watched, now or as they were. */
export function useKeyAreas(asOf: string | null = null) {
  return useFetched({
    queryKey: asOf === null ? KEY_AREAS_KEY : [...KEY_AREAS_KEY, asOf],
    enabled: usePermission('registry:view'),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => callApi('GET /key-areas', { query: { asOf } }),
  });
}
