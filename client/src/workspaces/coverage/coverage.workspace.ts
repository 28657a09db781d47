import { createPart } from '../../components/part.tsx';
import type { Workspace, WorkspaceProps } from '../../components/workspace.ts';
import { RANGE_TEXTS } from '../../entities/lookouts/range-texts.ts';
import { loadSection } from '../../i18n/i18n.ts';
import { COVERAGE_LINK } from './coverage-view.store.ts';
import { COVERAGE_TEXTS } from './texts.ts';

/** Who sees what, where nobody does, and what would change it. Fetched by those who go there only. */
export const coverageWorkspace = {
  id: 'coverage',
  path: '/coverage',
  permission: 'coverage:view',
  arrangement: 'tables',
  // Who sees, where that matters and where nobody does.
  layers: ['foot', 'vehicles', 'lookouts', 'gaps', 'key-areas'],
  link: COVERAGE_LINK,
  Room: createPart<WorkspaceProps>(
    async () => {
      const [room] = await Promise.all([
        import('./coverage-room.tsx'),
        loadSection(COVERAGE_TEXTS),
        loadSection(RANGE_TEXTS),
      ]);
      return room;
    },
    ({ renderMissing, children }) => renderMissing(children),
  ),
} as const satisfies Workspace;
