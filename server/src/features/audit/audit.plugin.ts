import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import { serveRoute } from '../../plugins/serve-route.ts';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The append-only audit log. */
    audit: AuditRecorder;
  }
}

const auditRoutes: FastifyPluginAsync = async (app) => {
  serveRoute(app, 'GET /audit', async (request) => {
    const { rows } = await app.db.query<{
      id: string;
      at: Date;
      username: string | null;
      action: string;
      subject: string;
      detail: object;
    }>(
      `SELECT e.id, e.at, a.username, e.action, e.subject, e.detail FROM audit_entries e LEFT JOIN accounts a ON a.id = e.account_id
         WHERE $1::bigint IS NULL OR e.id < $1 ORDER BY e.id DESC LIMIT $2`,
      [request.query.before ?? null, request.query.limit],
    );
    return rows.map((row) => ({ ...row, id: Number(row.id), at: row.at.toISOString(), detail: { ...row.detail } }));
  });
};

export default fp(
  async (app) => {
    app.decorate('audit', {
      async record({ accountId, action, subject, detail = {} }, client = app.db) {
        await client.query('INSERT INTO audit_entries (account_id, action, subject, detail) VALUES ($1, $2, $3, $4)', [
          accountId,
          action,
          subject,
          JSON.stringify(detail),
        ]);
      },
    } satisfies AuditRecorder);
    await app.register(auditRoutes);
  },
  { name: 'audit', dependencies: ['auth'] },
);
