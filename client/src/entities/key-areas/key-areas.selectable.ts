import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { queryClient } from '../../lib/query-client.ts';
import type { Selectable } from '../../map/selectable.ts';
import { KEY_AREAS_KEY } from './key-areas.api.ts';

/** Key areas as things of the map; their card needs what key areas do not know, and is composed by the shell. */
export const selectableKeyArea: Omit<Selectable, 'Card'> = {
  kind: 'key-area',
  findTarget(id) {
    const area = queryClient.getQueryData<KeyArea[]>(KEY_AREAS_KEY)?.find((candidate) => candidate.id === id);
    return area ? { bounds: computeBounds(area.geometry) } : null;
  },
  loadSearch: async () => (await import('./key-areas.search.ts')).keyAreaSearch,
};
