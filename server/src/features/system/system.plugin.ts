import fp from 'fastify-plugin';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Installation } from '@liaowang/shared/schemas/installation';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../seed/demo-accounts.ts';

declare module 'fastify' {
  interface FastifyInstance {
    installation: { demo: boolean; version: string };
  }
}

const systemRoutes: FastifyPluginAsyncTypebox<{ demo: boolean; version: string }> = async (app, { demo, version }) => {
  const Status = Type.Object({ status: Type.String() });
  app.get('/healthz', { config: { requires: 'public' }, schema: { tags: ['system'], summary: 'The process is alive', response: { 200: Status } } }, async () => ({ status: 'ok' }));
  app.get(
    '/readyz',
    { config: { requires: 'public' }, schema: { tags: ['system'], summary: 'The database answers: send traffic here', response: { 200: Status } } },
    async () => {
      await app.db.query('SELECT 1');
      return { status: 'ready' };
    },
  );
  app.get(
    '/api/v1/installation',
    { config: { requires: 'public' }, schema: { tags: ['system'], summary: 'What the page may know before sign-in', response: { 200: Installation } } },
    async () => ({
      version,
      demo,
      needsSetUp: await app.accounts.needsSetUp(),
      jurisdictionName: app.registry.jurisdiction.name,
      associationName: app.registry.jurisdiction.association,
      demoAccounts: demo ? DEMO_ACCOUNTS.map(({ username, role, displayName }) => ({ username, role, displayName })) : [],
      demoPassword: demo ? DEMO_PASSWORD : null,
    }),
  );
};

export default fp<{ demo: boolean; version: string }>(
  async (app, options) => {
    app.decorate('installation', options);
    await app.register(systemRoutes, options);
  },
  { name: 'system', dependencies: ['accounts', 'registry'] },
);
