import { positionBuffer } from '../../live/position-buffer.ts';
import type { Selectable } from '../../map/selectable.ts';

/** Units as things of the map; their card and search need what units do not know, and are composed by the shell. */
export const selectableUnit: Pick<Selectable, 'kind' | 'findTarget'> = {
  kind: 'unit',
  findTarget(id) {
    const fix = positionBuffer.fixOf(id);
    return fix && { center: [fix.lng, fix.lat] };
  },
};
