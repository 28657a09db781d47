import { useMutation } from '@tanstack/react-query';
import type { LookoutFeature, LookoutRange } from '@liaowang/shared/schemas/lookout';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { queryClient } from '../../lib/query-client.ts';

export const LOOKOUTS_KEY = ['lookouts'] as const;

/** All lookouts by number; `onDuty` follows the duty hours and live events. */
export function useLookouts() {
  return useFetched({
    queryKey: LOOKOUTS_KEY,
    enabled: usePermission('registry:view'),
    queryFn: async (): Promise<LookoutFeature[]> => (await callApi('GET /lookouts')).features,
  });
}

/** Says what a lookout sees, for everybody; refused with `changed-meanwhile` where it is not what `was` says any more. */
export function useChangeLookoutRange(lookoutId: number) {
  return useMutation({
    mutationFn: (body: LookoutRange) => callApi('PUT /lookouts/:lookoutId/range', { params: { lookoutId }, body }),
    onSuccess: (changed) =>
      queryClient.setQueryData<LookoutFeature[]>(LOOKOUTS_KEY, (list) =>
        list?.map((lookout) => (lookout.properties.lookoutId === lookoutId ? changed : lookout)),
      ),
  });
}
