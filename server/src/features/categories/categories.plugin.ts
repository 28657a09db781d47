import fp from 'fastify-plugin';
import { createCategoriesRepository } from './categories.repository.ts';
import { categoriesRoutes } from './categories.routes.ts';
import { createCategoriesService, type CategoriesService } from './categories.service.ts';
import { createImportedKinds, type ImportedKinds } from './imported-kinds.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The city's own categories of incidents. */
    categories: CategoriesService;
    /** What imports read from them, and bring to them. */
    importedKinds: ImportedKinds;
  }
}

export default fp(
  async (app) => {
    const repository = createCategoriesRepository(app.db);
    const service = createCategoriesService({ repository, db: app.db, bus: app.bus, audit: app.audit });
    app.decorate('categories', service);
    app.decorate('importedKinds', createImportedKinds(repository, service));
    app.bus.on('categories.changed', () => app.live.publishToAll('categories:changed'));
    await app.register(categoriesRoutes);
  },
  { name: 'categories', dependencies: ['audit', 'socket-io'] },
);
