import fp from 'fastify-plugin';
import { createAreaFiles } from './area-files.ts';
import { createAreaSetsRepository } from './area-sets.repository.ts';
import { areaSetsRoutes } from './area-sets.routes.ts';
import { createAreaSetsService } from './area-sets.service.ts';
import { createAreaShapesRepository } from './area-shapes.repository.ts';

export default fp<{ demo: boolean }>(
  async (app, { demo }) => {
    const shapes = createAreaShapesRepository(app.db);
    const service = createAreaSetsService({
      repository: createAreaSetsRepository(app.db),
      shapes,
      files: createAreaFiles({ shapes, app }),
      app,
      demo,
    });
    await app.register(areaSetsRoutes, { service });
  },
  { name: 'areas', dependencies: ['registry', 'audit', 'tasks'] },
);
