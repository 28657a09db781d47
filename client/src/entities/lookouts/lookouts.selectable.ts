import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { queryClient } from '../../lib/query-client.ts';
import type { Selectable } from '../../map/selectable.ts';
import { LOOKOUTS_KEY } from './lookouts.api.ts';

/** Lookouts as things of the map; their card needs what lookouts do not know, and is composed by the shell. */
export const selectableLookout: Omit<Selectable, 'Card'> = {
  kind: 'lookout',
  findTarget(id) {
    const lookouts = queryClient.getQueryData<LookoutFeature[]>(LOOKOUTS_KEY);
    const lookout = lookouts?.find(({ properties }) => properties.lookoutId === id);
    return lookout ? { center: lookout.geometry.coordinates } : null;
  },
  loadSearch: async () => (await import('./lookouts.search.ts')).lookoutSearch,
};
