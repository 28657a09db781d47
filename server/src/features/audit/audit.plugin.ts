import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import { serveRoute } from '../../plugins/serve-route.ts';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import { createAuditRepository } from './audit.repository.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The append-only audit log. */
    audit: AuditRecorder;
  }
}

const auditRoutes: FastifyPluginAsync<{ repository: ReturnType<typeof createAuditRepository> }> = async (
  app,
  { repository },
) => {
  serveRoute(app, 'GET /audit', async (request) => {
    const { before = null, limit } = request.query;
    return (await repository.findNewest(before, limit)).map((row) => ({
      ...row,
      at: row.at.toISOString(),
      detail: { ...row.detail },
    }));
  });
};

export default fp(
  async (app) => {
    const repository = createAuditRepository(app.db);
    app.decorate('audit', {
      record: (entry, client) => repository.insert(entry, client),
    } satisfies AuditRecorder);
    await app.register(auditRoutes, { repository });
  },
  { name: 'audit', dependencies: ['auth'] },
);
