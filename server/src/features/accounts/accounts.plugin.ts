import { randomBytes } from 'node:crypto';
import fp from 'fastify-plugin';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { ROLE_RULES } from '@liaowang/shared/contract/permissions';
import { Credentials, FirstAdministrator, Session } from '@liaowang/shared/schemas/account';
import type { Account } from '../../plugins/auth.ts';
import { createAccountsRepository } from './accounts.repository.ts';
import { createAccountsService, type AccountsService } from './accounts.service.ts';

declare module 'fastify' {
  interface FastifyInstance {
    accounts: AccountsService;
  }
}

/** Guessing the one-time token: this many tries a minute from one address. */
const SET_UP_LIMIT = { max: 20, timeWindow: 60_000 };
/** Names a browser that signed in, so that strangers' wrong passwords do not count against it (sign-in-limits.ts). Opens nothing. */
const BROWSER_COOKIE = 'liaowang_browser';
const BROWSER_COOKIE_SECONDS = 90 * 86_400;
const BROWSER_COOKIE_PATTERN = /^[A-Za-z0-9_-]{43}$/;

function toSession(account: Account): Session {
  const { username, displayName, role, branchId } = account;
  return { username, displayName, role, branchId, permissions: [...ROLE_RULES[role].permissions] };
}

const accountsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const tags = ['accounts'];
  app.post(
    '/session',
    {
      config: { requires: 'public' },
      schema: { tags, summary: 'Sign in', body: Credentials, response: { 200: Session } },
    },
    async (request, reply) => {
      const known = request.cookies[BROWSER_COOKIE] ?? '';
      const browser = BROWSER_COOKIE_PATTERN.test(known) ? known : randomBytes(32).toString('base64url');
      const account = await app.accounts.checkCredentials(request.body, { address: request.ip, browser });
      await app.auth.signIn(reply, request, account);
      reply.setCookie(BROWSER_COOKIE, browser, {
        httpOnly: true,
        sameSite: 'strict',
        secure: app.auth.isSecure(request),
        path: '/api/v1/session',
        maxAge: BROWSER_COOKIE_SECONDS,
      });
      return toSession(account);
    },
  );
  app.get(
    '/session',
    { config: { requires: 'session' }, schema: { tags, summary: 'Who is signed in', response: { 200: Session } } },
    async (request) => toSession(request.account),
  );
  app.delete(
    '/session',
    { config: { requires: 'session' }, schema: { tags, summary: 'Sign out' } },
    async (request, reply) => {
      await app.audit.record({
        accountId: request.account.id,
        action: 'session.ended',
        subject: `account:${request.account.id}`,
      });
      await app.auth.signOut(reply, request);
      return reply.code(204).send();
    },
  );
  app.post(
    '/set-up',
    {
      config: { requires: 'public', rateLimit: SET_UP_LIMIT },
      schema: {
        tags,
        summary: 'Make the first administrator, with the one-time link printed at first start',
        body: FirstAdministrator,
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      const account = await app.accounts.setUp(request.body);
      await app.auth.signIn(reply, request, account);
      return toSession(account);
    },
  );
};

export default fp(
  async (app) => {
    app.decorate(
      'accounts',
      createAccountsService({ repository: createAccountsRepository(app.db), db: app.db, audit: app.audit }),
    );
    await app.register(accountsRoutes, { prefix: '/api/v1' });
  },
  { name: 'accounts', dependencies: ['audit', 'auth'] },
);
