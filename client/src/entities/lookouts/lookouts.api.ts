import { useMutation } from '@tanstack/react-query';
import type { LookoutFeature, LookoutRange } from '@liaowang/shared/schemas/lookout';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { queryClient } from '../../lib/query-client.ts';

export const LOOKOUTS_KEY = ['lookouts'] as const;

/** All lookouts by number, now or as they were; `onDuty` follows the duty hours and live events. */
export function useLookouts(asOf: string | null = null) {
  return useFetched({
    queryKey: asOf === null ? LOOKOUTS_KEY : [...LOOKOUTS_KEY, asOf],
    enabled: usePermission('registry:view'),
    queryFn: async (): Promise<LookoutFeature[]> => (await callApi('GET /lookouts', { query: { asOf } })).features,
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
