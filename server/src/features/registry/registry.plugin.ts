import fp from 'fastify-plugin';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Branch, Jurisdiction, KeyArea, Place, Station } from '@liaowang/shared/schemas/registry';
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

const registryRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { repository } = app.registry;
  const requires = 'registry:view' as const;
  const tags = ['registry'];
  app.get(
    '/jurisdiction',
    {
      config: { requires },
      schema: { tags, summary: 'The city this installation serves', response: { 200: Jurisdiction } },
    },
    async () => app.registry.jurisdiction,
  );
  app.get(
    '/places',
    {
      config: { requires },
      schema: { tags, summary: 'Towns and sub-districts', response: { 200: Type.Array(Place) } },
    },
    async () => repository.findPlaces(),
  );
  app.get(
    '/branches',
    {
      config: { requires },
      schema: { tags, summary: 'Branches of the association', response: { 200: Type.Array(Branch) } },
    },
    async () => repository.findBranches(),
  );
  app.get(
    '/stations',
    { config: { requires }, schema: { tags, summary: 'Service stations', response: { 200: Type.Array(Station) } } },
    async () => repository.findStations(),
  );
  app.get(
    '/key-areas',
    { config: { requires }, schema: { tags, summary: 'Key areas', response: { 200: Type.Array(KeyArea) } } },
    async () => app.registry.keyAreas,
  );
  app.get(
    '/basemap',
    { config: { requires }, schema: { tags, summary: 'The built-in schematic basemap: GeoJSON, drawn by us' } },
    async () => repository.findBasemap(),
  );
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
    await app.register(registryRoutes, { prefix: '/api/v1' });
  },
  { name: 'registry', dependencies: ['auth'] },
);
