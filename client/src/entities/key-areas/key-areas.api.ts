import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';

export const KEY_AREAS_KEY = ['registry', 'key-areas'] as const;

/** The places that should be watched. */
export function useKeyAreas() {
  return useFetched({
    queryKey: KEY_AREAS_KEY,
    enabled: usePermission('registry:view'),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => callApi('GET /key-areas'),
  });
}
