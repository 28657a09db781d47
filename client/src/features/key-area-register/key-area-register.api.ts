import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { KeyArea, KeyAreaChange, NewKeyArea } from '@liaowang/shared/schemas/key-area';
import { KEY_AREAS_KEY } from '../../entities/key-areas/key-areas.api.ts';
import { callApi } from '../../lib/call-api.ts';

/** A key area as it was seen, by which the server knows whether it is still so. */
type SeenKeyArea = Pick<KeyArea, 'id' | 'version'>;

/** Lists of all days are asked for anew afterwards, also where it failed: then somebody else was faster. */
function useKeyAreaMutation<I, O>(mutationFn: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: KEY_AREAS_KEY }) });
}

export const useAddKeyArea = () => useKeyAreaMutation((body: NewKeyArea) => callApi('POST /key-areas', { body }));
export const useChangeKeyArea = () =>
  useKeyAreaMutation(({ id, version, change }: SeenKeyArea & { change: KeyAreaChange }) =>
    callApi('PATCH /key-areas/:keyAreaId', { params: { keyAreaId: id }, version, body: change }),
  );
export const useRemoveKeyArea = () =>
  useKeyAreaMutation(({ id, version }: SeenKeyArea) =>
    callApi('DELETE /key-areas/:keyAreaId', { params: { keyAreaId: id }, version }),
  );
