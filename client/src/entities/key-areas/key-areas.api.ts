import type { KeyArea } from '@liaowang/shared/schemas/registry';
import { callApi } from '../../lib/call-api.ts';
import { computeBounds } from '../../lib/bounds.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { queryClient } from '../../lib/query-client.ts';
import type { Selectable } from '../../map/selectable.ts';

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

export const selectableKeyArea: Selectable = {
  kind: 'key-area',
  findTarget(id) {
    const area = queryClient.getQueryData<KeyArea[]>(KEY_AREAS_KEY)?.find((candidate) => candidate.id === id);
    return area ? { bounds: computeBounds(area.geometry) } : null;
  },
};
