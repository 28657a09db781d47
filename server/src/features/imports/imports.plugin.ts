import fp from 'fastify-plugin';
import { createImportRowsRepository } from './import-rows.repository.ts';
import { createImportRuns } from './import-runs.ts';
import { createImportsRepository } from './imports.repository.ts';
import { importsRoutes } from './imports.routes.ts';
import { createImportsService } from './imports.service.ts';

/** Uploads that nobody committed are thrown away after so many days, and rows at fault are forgotten after so many. */
const UPLOAD_DAYS = 7;
const PROBLEM_DAYS = 30;
const PRUNE_EVERY_MS = 86_400_000;

export default fp(
  async (app) => {
    const { jurisdiction } = app.registry;
    const repository = createImportsRepository(app.db);
    const rows = createImportRowsRepository(app.db);
    // A file that takes long to read holds up its own account only; commits come one after another.
    app.jobs.register('import-check', { atOnce: 3, requires: 'incidents:import' });
    app.jobs.register('import-commit', { atOnce: 1, requires: 'incidents:import' });
    const runs = createImportRuns({ repository, rows, jurisdiction, app });
    const service = createImportsService({ repository, rows, runs, jurisdiction, app });

    const prune = async (): Promise<void> => {
      for (const importId of await repository.findForgotten(UPLOAD_DAYS)) await service.discard(importId, null);
      await repository.prune(PROBLEM_DAYS);
    };
    await prune();
    app.scheduler.every('imports.prune', PRUNE_EVERY_MS, prune, { runsOn: 'one-server' });

    app.bus.on('incidents.imported', (change) => app.live.publishToAll('incidents:imported', change));
    await app.register(importsRoutes, { service, rows });
  },
  { name: 'imports', dependencies: ['registry', 'jobs', 'audit', 'tasks', 'socket-io', 'categories'] },
);
