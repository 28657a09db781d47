import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { LookoutChange, LookoutFeature, NewLookout } from '@liaowang/shared/schemas/lookout';
import { LOOKOUTS_KEY } from '../../entities/lookouts/lookouts.api.ts';
import { callApi } from '../../lib/call-api.ts';

/** A lookout as it was seen, by which the server knows whether it is still so. */
type SeenLookout = Pick<LookoutFeature['properties'], 'lookoutId' | 'version'>;

/** Lists of all days are asked for anew afterwards, also where it failed: then somebody else was faster. */
function useLookoutMutation<I, O>(mutationFn: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: LOOKOUTS_KEY }) });
}

export const useAddLookout = () => useLookoutMutation((body: NewLookout) => callApi('POST /lookouts', { body }));
export const useChangeLookout = () =>
  useLookoutMutation(({ lookoutId, version, change }: SeenLookout & { change: LookoutChange }) =>
    callApi('PATCH /lookouts/:lookoutId', { params: { lookoutId }, version, body: change }),
  );
export const useRemoveLookout = () =>
  useLookoutMutation(({ lookoutId, version }: SeenLookout) =>
    callApi('DELETE /lookouts/:lookoutId', { params: { lookoutId }, version }),
  );
