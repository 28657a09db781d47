import { REGISTRY_KEY } from '../../entities/places/places.api.ts';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';

/** Units, devices and accounts tell of no change of theirs: so often it is asked again while it is shown. */
const AGAIN_AFTER_MS = 15_000;

/** How far the city is set up. */
export const useSetUp = () =>
  useFetched({
    queryKey: [...REGISTRY_KEY, 'set-up'],
    queryFn: () => callApi('GET /setup'),
    refetchInterval: AGAIN_AFTER_MS,
  });
