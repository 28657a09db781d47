import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import { MAX_BOUNDARY_FILE_BYTES } from '@liaowang/shared/schemas/jurisdiction';
import { readFileBody, takeFileBodies } from '../../plugins/file-body.ts';
import { serveRoute } from '../../plugins/serve-route.ts';
import { createJurisdictionRepository } from './jurisdiction.repository.ts';
import { createJurisdictionService, type JurisdictionService } from './jurisdiction.service.ts';

const jurisdictionRoutes: FastifyPluginAsync<{ service: JurisdictionService }> = async (app, { service }) => {
  takeFileBodies(app, MAX_BOUNDARY_FILE_BYTES);
  serveRoute(app, 'PATCH /jurisdiction', async (request) => {
    await service.change(request.version, request.body, request.account.id);
    // As it is stored: what this server computes with is the one before, until it has started anew.
    return (await app.registry.repository.findJurisdiction())!;
  });
  serveRoute(app, 'POST /jurisdiction/check', async ({ body }) => service.check(body.boundary));
  serveRoute(app, 'POST /jurisdiction/file', async (request) =>
    service.readFile(readFileBody(request.body), request.query, request.account.id),
  );
};

export default fp<{ demo: boolean }>(
  async (app, { demo }) => {
    const service = createJurisdictionService({
      app,
      repository: createJurisdictionRepository(app.db, app.registry.repository),
      demo,
    });
    await app.register(jurisdictionRoutes, { service });
  },
  { name: 'jurisdiction', dependencies: ['registry', 'audit', 'tasks'] },
);
