import { randomBytes } from 'node:crypto';
import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import { ROLE_RULES } from '@liaowang/shared/contract/permissions';
import type { Session } from '@liaowang/shared/schemas/account';
import { serveRoute } from '../../plugins/serve-route.ts';
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

const accountsRoutes: FastifyPluginAsync = async (app) => {
  serveRoute(app, 'POST /session', async (request, reply) => {
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
  });
  serveRoute(app, 'GET /session', async (request) => toSession(request.account));
  serveRoute(app, 'DELETE /session', async (request, reply) => {
    await app.audit.record({
      accountId: request.account.id,
      action: 'session.ended',
      subject: `account:${request.account.id}`,
    });
    await app.auth.signOut(reply, request);
  });
  serveRoute(
    app,
    'POST /set-up',
    async (request, reply) => {
      const account = await app.accounts.setUp(request.body);
      await app.auth.signIn(reply, request, account);
      return toSession(account);
    },
    { rateLimit: SET_UP_LIMIT },
  );
};

export default fp(
  async (app) => {
    app.decorate(
      'accounts',
      createAccountsService({ repository: createAccountsRepository(app.db), db: app.db, audit: app.audit }),
    );
    await app.register(accountsRoutes);
  },
  { name: 'accounts', dependencies: ['audit', 'auth'] },
);
