import { createPart } from '../../components/part.tsx';
import type { Workspace, WorkspaceProps } from '../../components/workspace.ts';
import { loadSection } from '../../i18n/i18n.ts';
import { HOTSPOTS_LINK } from './hotspots-view.store.ts';
import { HOTSPOTS_TEXTS } from './texts.ts';

/** Where incidents gather, whether that is real and new, and whether patrolling helped. Fetched by those who go there only. */
export const hotspotsWorkspace = {
  id: 'hotspots',
  path: '/hotspots',
  permission: 'hotspots:view',
  arrangement: 'tables',
  // What stays where it is, beside what the analysis draws.
  layers: ['lookouts', 'key-areas'],
  link: HOTSPOTS_LINK,
  Room: createPart<WorkspaceProps>(
    async () => {
      const [room] = await Promise.all([import('./hotspots-room.tsx'), loadSection(HOTSPOTS_TEXTS)]);
      return room;
    },
    ({ renderMissing, children }) => renderMissing(children),
  ),
} as const satisfies Workspace;
