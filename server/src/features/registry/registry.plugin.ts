import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import { hasPermission } from '@liaowang/shared/contract/permissions';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import { serveRoute } from '../../plugins/serve-route.ts';
import { createNameReader } from './name-readings.ts';
import { createRegistryRepository, type BranchArea, type RegistryRepository } from './registry.repository.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The city's places: read once at start, since only an administrator's import changes them. */
    registry: {
      jurisdiction: Jurisdiction;
      branchAreas: BranchArea[];
      keyAreas: KeyArea[];
      repository: RegistryRepository;
    };
  }
}

const registryRoutes: FastifyPluginAsync = async (app) => {
  const { repository } = app.registry;
  serveRoute(app, 'GET /jurisdiction', async () => app.registry.jurisdiction);
  serveRoute(app, 'GET /places', async () => repository.findPlaces());
  serveRoute(app, 'GET /branches', async () => repository.findBranches());
  serveRoute(app, 'GET /stations', async () => repository.findStations());
  serveRoute(app, 'GET /key-areas', async () => app.registry.keyAreas);
  const readName = createNameReader();
  serveRoute(app, 'GET /names/readings', async ({ account, scopeBranchId }) => {
    const units = hasPermission(account.role, 'live:view') ? { branchId: scopeBranchId } : null;
    return (await repository.findNamesToSearch(units)).map(readName);
  });
  serveRoute(app, 'GET /basemap', async () => repository.findSchematic());
};

export default fp(
  async (app) => {
    const repository = createRegistryRepository(app.db);
    const jurisdiction = await repository.findJurisdiction();
    if (!jurisdiction) throw new Error('The database holds no jurisdiction.');
    await repository.fillBranchAreas();
    app.decorate('registry', {
      jurisdiction,
      branchAreas: await repository.findBranchAreas(),
      keyAreas: await repository.findKeyAreas(),
      repository,
    });
    await app.register(registryRoutes);
  },
  { name: 'registry', dependencies: ['auth'] },
);
