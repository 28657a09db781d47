import { createPart } from '../../components/part.tsx';
import type { Workspace, WorkspaceProps } from '../../components/workspace.ts';
import { RANGE_TEXTS } from '../../entities/lookouts/range-texts.ts';
import { SETUP_TEXTS } from '../../entities/units/setup-texts.ts';
import { loadSection } from '../../i18n/i18n.ts';
import { AS_OF_LINK } from '../../lib/as-of.store.ts';
import { REGISTRY_LINK } from './registry-view.store.ts';
import { REGISTRY_TEXTS } from './texts.ts';

/** What the city is made of: entered, kept, and looked up as it was. Fetched by those who go there only. */
export const registryWorkspace = {
  id: 'registry',
  path: '/registry',
  permission: 'registry:manage',
  arrangement: 'map',
  // What the registers are of, beside the organisation that the room draws.
  layers: ['lookouts', 'key-areas'],
  link: [...REGISTRY_LINK, ...AS_OF_LINK],
  Room: createPart<WorkspaceProps>(
    async () => {
      const [room] = await Promise.all([
        import('./registry-room.tsx'),
        loadSection(REGISTRY_TEXTS),
        loadSection(RANGE_TEXTS),
        loadSection(SETUP_TEXTS),
      ]);
      return room;
    },
    ({ renderMissing, children }) => renderMissing(children),
  ),
} as const satisfies Workspace;
