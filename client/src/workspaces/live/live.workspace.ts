import type { Workspace } from '../../components/workspace.ts';
import { DENSITY_LINK } from '../../features/density/density.store.ts';
import { UNIT_LIST_LINK } from '../../features/unit-list/unit-list.store.ts';
import { FEED_LINK } from './feed.store.ts';
import { LiveRoom } from './live-room.tsx';

/** What goes on now: who is where, what was reported, what needs somebody. */
export const liveWorkspace = {
  id: 'live',
  path: '/',
  permission: null,
  arrangement: 'map',
  // All but the trails, which are busy.
  layers: ['foot', 'vehicles', 'lookouts', 'incidents', 'zones', 'gaps', 'key-areas'],
  link: [...DENSITY_LINK, ...FEED_LINK, ...UNIT_LIST_LINK],
  Room: LiveRoom,
} as const satisfies Workspace;
