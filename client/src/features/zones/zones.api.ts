import { useMutation } from '@tanstack/react-query';
import type { NewHotspot } from '@liaowang/shared/schemas/hotspot-record';
import { callApi } from '../../lib/call-api.ts';
import { queryClient } from '../../lib/query-client.ts';

/** Prefix of everything that lists hotspot records. */
const REVIEWS_KEY = ['reviews'] as const;

/** Makes a zone a hotspot record, to be confirmed or rejected by people. */
export function useProposeHotspot() {
  return useMutation({
    mutationFn: (hotspot: NewHotspot) => callApi('POST /hotspots/records', { body: hotspot }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: REVIEWS_KEY }),
  });
}
