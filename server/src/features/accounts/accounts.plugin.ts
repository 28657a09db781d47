import { randomBytes } from 'node:crypto';
import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import { ROLE_RULES } from '@liaowang/shared/contract/permissions';
import type { Session } from '@liaowang/shared/schemas/account';
import { serveRoute } from '../../plugins/serve-route.ts';
import type { Account } from '../../plugins/account.ts';
import { createAccountsRepository } from './accounts.repository.ts';
import { createAccountsService, type AccountsService } from './accounts.service.ts';
import { createFixedAccounts } from './fixed-accounts.ts';
import { createManagedAccountsRepository } from './managed-accounts.repository.ts';
import { createManagedAccountsService, type ManagedAccountsService } from './managed-accounts.service.ts';
import { createOwnPasswordService, type OwnPasswordService } from './own-password.service.ts';

declare module 'fastify' {
  interface FastifyInstance {
    accounts: AccountsService;
  }
}

interface AccountsOptions {
  /** Accounts that nobody changes. */
  fixedUsernames: readonly string[];
}

/** Guessing a one-time token, or a password at an open computer: this many tries a minute from one address. */
const GUESS_LIMIT = { max: 20, timeWindow: 60_000 };
/** Names a browser that signed in, so that strangers' wrong passwords do not count against it (sign-in-limits.ts). Opens nothing. */
const BROWSER_COOKIE = 'liaowang_browser';
const BROWSER_COOKIE_SECONDS = 90 * 86_400;
const BROWSER_COOKIE_PATTERN = /^[A-Za-z0-9_-]{43}$/;

function toSession(account: Account): Session {
  const { username, displayName, role, branchId } = account;
  return { username, displayName, role, branchId, permissions: [...ROLE_RULES[role].permissions] };
}

/** `/accounts`: for administrators. */
const managedRoutes: FastifyPluginAsync<{ service: ManagedAccountsService }> = async (app, { service }) => {
  serveRoute(app, 'GET /accounts', () => service.findAll());
  serveRoute(app, 'POST /accounts', ({ body, account }) => service.add(body, account));
  serveRoute(app, 'PATCH /accounts/:accountId', ({ params, version, body, account }) =>
    service.change(params.accountId, version, body, account),
  );
  serveRoute(app, 'DELETE /accounts/:accountId', ({ params, version, account }) =>
    service.remove(params.accountId, version, account),
  );
  serveRoute(app, 'POST /accounts/:accountId/invitation', ({ params, account }) =>
    service.invite(params.accountId, account),
  );
  serveRoute(app, 'GET /accounts/:accountId/sessions', ({ params, activeSession }) =>
    service.findSessions(params.accountId, activeSession!),
  );
  serveRoute(app, 'DELETE /accounts/:accountId/sessions', ({ params, account }) =>
    service.endSessions(params.accountId, account),
  );
};

/** What everybody does with the own account, and what a one-time link opens. */
const ownRoutes: FastifyPluginAsync<{ service: OwnPasswordService }> = async (app, { service }) => {
  serveRoute(app, 'POST /invitation/look', ({ body }) => service.look(body.token), { rateLimit: GUESS_LIMIT });
  serveRoute(
    app,
    'POST /invitation',
    async (request, reply) => {
      const account = await service.accept(request.body);
      await app.auth.signIn(reply, request, account);
      return toSession(account);
    },
    { rateLimit: GUESS_LIMIT },
  );
  serveRoute(app, 'PUT /session/password', ({ activeSession, body }) => service.change(activeSession!, body), {
    rateLimit: GUESS_LIMIT,
  });
  serveRoute(app, 'GET /session/all', ({ activeSession }) =>
    app.auth.findSessionsOf(activeSession!.account.id, activeSession!.key),
  );
  serveRoute(app, 'DELETE /session/all', ({ activeSession }) => service.signOutElsewhere(activeSession!));
};

const sessionRoutes: FastifyPluginAsync = async (app) => {
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
    { rateLimit: GUESS_LIMIT },
  );
};

export default fp<AccountsOptions>(
  async (app, { fixedUsernames }) => {
    const { db, audit } = app;
    const { endSessionsOf, findSessionsOf } = app.auth;
    const fixed = createFixedAccounts(fixedUsernames);
    const repository = createAccountsRepository(db);
    const managed = createManagedAccountsRepository(db);
    app.decorate('accounts', createAccountsService({ repository, db, audit }));
    await app.register(sessionRoutes);
    await app.register(managedRoutes, {
      service: createManagedAccountsService({ repository: managed, db, audit, endSessionsOf, findSessionsOf, fixed }),
    });
    await app.register(ownRoutes, {
      service: createOwnPasswordService({ accounts: repository, managed, db, audit, endSessionsOf, fixed }),
    });
  },
  { name: 'accounts', dependencies: ['audit', 'auth'] },
);
