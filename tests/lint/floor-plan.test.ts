import { describe, expect, it } from 'vitest';
import { findCircles, findLoaded, judgeImport, judgeSources } from '../../lint/check-imports.ts';
import { findImports, listSources } from '../../lint/find-imports.ts';

const SOURCES = ['shared/src', 'server/src', 'client/src'];

/** What is said of a file of one line. */
const judge = (path: string, text: string): string[] =>
  findImports(path, text).flatMap((found) => judgeImport(found) ?? []);

/** Imports that the plan forbids: path of the file, and its one line. */
const FORBIDDEN: ReadonlyArray<readonly [path: string, line: string]> = [
  // Schemas know typebox alone.
  ['shared/src/schemas/x.ts', "import { a } from '../analysis/instant.ts';"],
  ['shared/src/schemas/x.ts', "import type { Permission } from '../contract/permissions.ts';"],
  ['shared/src/schemas/x.ts', "import type { Permission } from '@liaowang/shared/contract/permissions';"],
  ['shared/src/schemas/x.ts', "import { readFileSync } from 'node:fs';"],
  ['shared/src/schemas/x.ts', "export * from '../../../server/src/paths.ts';"],
  // The contract is below analysis.
  ['shared/src/contract/x.ts', "import { a } from '../analysis/instant.ts';"],
  ['shared/src/contract/x.ts', "import { Socket } from 'socket.io';"],
  // Analysis is pure.
  ['shared/src/analysis/x.ts', "import { createHash } from 'node:crypto';"],
  ['shared/src/analysis/x.ts', "import { randomUUID } from 'crypto';"],
  ['shared/src/analysis/hotspots/x.ts', "import { useStore } from '../../../../client/src/lib/time-zone.store.ts';"],
  ['shared/src/analysis/hotspots/x.ts', "const a = await import('../../../../server/src/paths.ts');"],
  ['shared/src/analysis/x.ts', "type Database = import('../../../server/src/plugins/postgres.ts').Database;"],
  ['shared/src/analysis/x.ts', "import proj4 from 'proj4';"],
  // The page's ground has no domain.
  ['client/src/lib/x.ts', "import { useUnitsStore } from '../entities/units/units.store.ts';"],
  ['client/src/lib/x.ts', "import type { Theme } from '../map/palette.ts';"],
  ['client/src/lib/x.ts', "import { positionBuffer } from '../live/position-buffer.ts';"],
  ['client/src/components/x.tsx', "import { goToThing } from '../app/go-to.ts';"],
  ['client/src/components/x.tsx', "const Card = lazy(() => import('../entities/units/unit-card.tsx'));"],
  ['client/src/components/x.module.css', ".x { composes: panel from '../app/legend.module.css'; }"],
  ['client/src/components/x.module.css', "@import '../features/zones/zone-list.module.css';"],
  ['client/src/i18n/x.ts', "import { nameOf } from '../features/categories/categories.api.ts';"],
  ['client/src/live/x.ts', "import { useMapViewStore } from '../map/map-view.store.ts';"],
  ['client/src/live/x.ts', "import { useAlerts } from '../entities/alerts/alerts.api.ts';"],
  // The map is below features and the shell.
  ['client/src/map/x.ts', "import { useViewStore } from '../app/view.store.ts';"],
  ['client/src/map/x.ts', "import type { ZoneSummary } from '../features/zones/zone-summary.tsx';"],
  [
    'client/src/map/x.ts',
    "new Worker(new URL('../features/zones/zones.worker.ts', import.meta.url), { type: 'module' });",
  ],
  // Entities know neither each other nor features.
  ['client/src/entities/units/x.ts', "import { useAlerts } from '../alerts/alerts.api.ts';"],
  ['client/src/entities/units/x.ts', "import { useRules } from '../../features/rules/rules.api.ts';"],
  ['client/src/map/x.ts', "import { useUnitsStore } from '../entities/units/units.store.ts';"],
  // Features do not know each other, nor who composes them.
  ['client/src/features/zones/x.ts', "import { useRules } from '../rules/rules.api.ts';"],
  ['client/src/features/zones/x.ts', "import { useRules } from '../../features/rules/rules.api.ts';"],
  ['client/src/features/zones/deep/x.ts', "import { useRules } from '../../rules/rules.api.ts';"],
  [
    'client/src/features/zones/x.ts',
    "import { useHotspotsView } from '../../workspaces/hotspots/hotspots-view.store.ts';",
  ],
  ['client/src/workspaces/live/x.ts', "import { useCoverageView } from '../coverage/coverage-view.store.ts';"],
  ['client/src/workspaces/live/x.module.css', ".x { composes: panel from '../coverage/areas-panel.module.css'; }"],
  ['client/src/workspaces/live/x.ts', "import { useCommands } from '../../app/commands.ts';"],
  ['client/src/features/zones/x.ts', "export { useRules } from '../rules/rules.api.ts';"],
  ['client/src/features/zones/x.ts', "export type { FeedFilter } from '../../app/feed-entries.ts';"],
  ['client/src/features/zones/x.ts', 'const { useRules } = await import(`../rules/rules.api.ts`);'],
  ['client/src/features/zones/x.ts', "import { Database } from '../../../../server/src/plugins/postgres.ts';"],
  ['client/src/app/x.ts', "import type { App } from '@liaowang/server/app';"],
  ['client/src/app/x.ts', "import { readFile } from 'node:fs/promises';"],
  // The server's ground is below features and protocols.
  ['server/src/plugins/x.ts', "import { createAlerts } from '../features/alerts/alerts.plugin.ts';"],
  ['server/src/plugins/x.ts', "import type { OsmandMessage } from '../ingest/osmand.message.ts';"],
  ['server/src/features/alerts/x.ts', "import { createUnits } from '../units/units.plugin.ts';"],
  ['server/src/features/alerts/x.ts', "import { createUnits } from '../../features/units/units.plugin.ts';"],
  ['server/src/features/alerts/x.ts', "import { readMessage } from '../../ingest/osmand.message.ts';"],
  ['server/src/features/alerts/x.ts', "import { startEmbedded } from '../../embedded-postgis/embedded-postgis.ts';"],
  ['server/src/ingest/gateway/x.ts', "import { createUnits } from '../../features/units/units.plugin.ts';"],
  ['server/src/ingest/gateway/x.ts', "import { osmand } from '../protocols/osmand/osmand.protocol.ts';"],
  ['server/src/ingest/protocols/owntracks/x.ts', "import { readFields } from '../osmand/osmand.fields.ts';"],
  ['server/src/plugins/x.ts', "import { startMemoryWatch } from '../workers/memory-watch.ts';"],
  ['server/src/features/alerts/x.ts', "import { startMemoryWatch } from '../../workers/memory-watch.ts';"],
  ['server/src/features/alerts/x.ts', "import { createImports } from '../imports/imports.service.ts';"],
  ['server/src/features/imports/readers/x.ts', "import type { Database } from '../../../plugins/postgres.ts';"],
  ['server/src/features/imports/readers/files/x.ts', "import { runImportRows } from '../../import-rows.task.ts';"],
  ['server/src/workers/x.ts', "import type { Database } from '../plugins/postgres.ts';"],
  ['server/src/workers/x.ts', "const plugin = import('../features/siting/siting.plugin.ts');"],
  ['server/src/features/coverage/x.ts', "import { createDemoCity } from '../../../../data/demo/city.ts';"],
  ['server/src/features/system/x.ts', "import { DEMO_SIGN_IN } from '../../demo/accounts.ts';"],
  ['server/src/seed/x.ts', "import { plantDemoCity } from '../demo/plant-city.ts';"],
  ['server/src/seed/x.ts', "import { createDemoCity } from '../../../data/demo/city.ts';"],
  ['server/src/features/coverage/x.ts', "import demoHistory from '../../demo/coverage-history.plugin.ts';"],
  ['server/src/embedded-postgis/x.ts', "import { readConfig } from '../plugins/config.ts';"],
  // Every file has a room.
  ['client/src/utils/x.ts', "import { a } from '../lib/format.ts';"],
];

describe('the floor plan', () => {
  it('is kept by every import of the sources', () => expect(judgeSources(SOURCES)).toEqual([]));

  it('has no circles, types included', () => expect(findCircles(SOURCES)).toEqual([]));

  it('lets a task load neither plugin nor database: it gets its data with the question', () => {
    const tasks = listSources('server/src').filter((path) => path.endsWith('.task.ts'));
    const refused = /^server\/src\/plugins\/|\.(plugin|routes|repository)\.ts$|^pg$|^fastify/;
    expect(tasks.length).toBeGreaterThan(5);
    expect(
      tasks.flatMap((task) => [...findLoaded(task)].filter((to) => refused.test(to)).map((to) => `${task} → ${to}`)),
    ).toEqual([]);
  });

  it.each(FORBIDDEN)('refuses in %s: %s', (path, line) => expect(judge(path, line)).toHaveLength(1));

  it('names the file, the line, what is wrong and what to do instead', () => {
    expect(judge('client/src/features/zones/x.ts', "\nimport { useRules } from '../rules/rules.api.ts';")).toEqual([
      'client/src/features/zones/x.ts:2 imports client/src/features/rules/rules.api.ts, which client/src/features/zones may not. Features never know each other nor what composes them: a workspace or the shell brings them together.',
    ]);
  });

  it('lets a room import itself and what is below', () => {
    expect(
      judge(
        'client/src/features/zones/x.ts',
        "import { a } from './zone-words.ts'; import { Panel } from '../../components/panel.tsx'; import type { Filter } from '@liaowang/shared/schemas/incident-filter';",
      ),
    ).toEqual([]);
    expect(
      judge(
        'client/src/features/zones/x.ts',
        "new Worker(new URL('./zones.worker.ts', import.meta.url)); const text = '../alerts/alerts.api.ts'; new URL('/api', location.href);",
      ),
    ).toEqual([]);
  });
});
