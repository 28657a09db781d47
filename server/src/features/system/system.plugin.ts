import fp from 'fastify-plugin';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { ErrorBody, Refusal } from '@liaowang/shared/schemas/error';
import type { Installation } from '@liaowang/shared/schemas/installation';
import { serveRoute } from '../../plugins/serve-route.ts';

declare module 'fastify' {
  interface FastifyInstance {
    installation: { demo: boolean; version: string };
  }
}

interface SystemOptions {
  version: string;
  /** What a demo shows before sign-in, for whoever tries it; null = nothing here is made up. */
  demo: { accounts: Installation['demoAccounts']; password: string } | null;
}

const systemRoutes: FastifyPluginAsyncTypebox<SystemOptions> = async (app, { demo, version }) => {
  const Status = Type.Object({ status: Type.String() });
  /** An error's body whose error is the first reason, so that whoever reads only that is not wrong. */
  const NotReady = Type.Object({ ...ErrorBody.properties, reasons: Type.Array(Refusal) });
  app.get(
    '/healthz',
    {
      config: { requires: 'public' },
      schema: { tags: ['system'], summary: 'The process is alive', response: { 200: Status } },
    },
    async () => ({ status: 'ok' }),
  );
  app.get(
    '/readyz',
    {
      config: { requires: 'public' },
      schema: {
        tags: ['system'],
        summary: 'Send traffic here; 503 with every reason why not',
        response: { 200: Status, 503: NotReady },
      },
    },
    async (request, reply) => {
      const reasons = await app.readiness.findReasons();
      const [first] = reasons;
      if (!first) return { status: 'ready' };
      return reply.code(503).header('retry-after', '2').send({ error: first, reasons, requestId: request.id });
    },
  );
  serveRoute(app, 'GET /installation', async () => ({
    version,
    demo: demo !== null,
    needsSetUp: await app.accounts.needsSetUp(),
    jurisdictionName: app.registry.jurisdiction.name,
    associationName: app.registry.jurisdiction.association,
    demoAccounts: demo?.accounts ?? [],
    demoPassword: demo?.password ?? null,
  }));
};

export default fp<SystemOptions>(
  async (app, options) => {
    app.decorate('installation', { demo: options.demo !== null, version: options.version });
    await app.register(systemRoutes, options);
  },
  { name: 'system', dependencies: ['accounts', 'registry'] },
);
