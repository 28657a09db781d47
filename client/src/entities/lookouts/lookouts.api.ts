import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';

export const LOOKOUTS_KEY = ['lookouts'] as const;

/** All lookouts by number; `onDuty` follows the duty hours and live events. */
export function useLookouts() {
  return useFetched({
    queryKey: LOOKOUTS_KEY,
    enabled: usePermission('registry:view'),
    queryFn: async (): Promise<LookoutFeature[]> => (await callApi('GET /lookouts')).features,
  });
}
