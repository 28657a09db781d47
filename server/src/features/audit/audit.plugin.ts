import fp from 'fastify-plugin';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Instant } from '@liaowang/shared/schemas/text';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The append-only audit log. */
    audit: AuditRecorder;
  }
}

const AuditRow = Type.Object({
  id: Type.Integer(),
  at: Instant,
  username: Type.Union([Type.String(), Type.Null()]),
  action: Type.String(),
  subject: Type.String(),
  detail: Type.Object({}, { additionalProperties: true }),
});

const auditRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/audit',
    {
      config: { requires: 'audit:view' },
      schema: {
        tags: ['audit'],
        summary: 'Newest audit entries; `before` pages back',
        querystring: Type.Object(
          {
            before: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
            limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Array(AuditRow) },
      },
    },
    async (request) => {
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
    },
  );
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
    await app.register(auditRoutes, { prefix: '/api/v1' });
  },
  { name: 'audit', dependencies: ['auth'] },
);
