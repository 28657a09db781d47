import type { LookoutCollection, LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { getJson } from '../../lib/api-client.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';

export const LOOKOUTS_KEY = ['lookouts'] as const;

/** All lookouts by number; `onDuty` follows the duty hours and live events. */
export function useLookouts() {
  return useFetched({
    queryKey: LOOKOUTS_KEY,
    enabled: usePermission('registry:view'),
    queryFn: async (): Promise<LookoutFeature[]> => (await getJson<LookoutCollection>('/api/v1/lookouts')).features,
  });
}
