import { createHash, randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import fp from 'fastify-plugin';
import { hasPermission, scopeBranchId, type Requirement } from '@liaowang/shared/contract/permissions';
import type { AccountSession } from '@liaowang/shared/schemas/account';
import { toAccount, type Account, type VersionedAccount } from './account.ts';
import { describeDevice } from './describe-device.ts';
import { RequestRefused, tooManyRequests } from './error-handler.ts';
import { networkOf } from './network-of.ts';
import type { Queryable } from './postgres.ts';
import { createSessionsRepository } from './sessions.repository.ts';
import { createTokenBuckets } from './token-buckets.ts';

export interface ActiveSession {
  account: Account;
  /** SHA-256 of the cookie's token, hex: names the session without opening it. */
  key: string;
  expiresAtMs: number;
}

interface AuthDecorator {
  /** Starts a session and sets its cookie. @throws {RequestRefused} 401 where the account has changed since it was read */
  signIn(reply: FastifyReply, request: FastifyRequest, account: VersionedAccount): Promise<void>;
  /** Ends the request's session, its sockets too. */
  signOut(reply: FastifyReply, request: FastifyRequest): Promise<void>;
  /** Where an account is signed in, the last seen first. `ownKey`: the session that asks. */
  findSessionsOf(accountId: number, ownKey: string): Promise<AccountSession[]>;
  /** Ends the sessions of an account but `keptKey`, within a transaction of the caller's; what comes back cuts their sockets once that is committed. */
  endSessionsOf(accountId: number, keptKey: string | null, client?: Queryable): Promise<() => void>;
  /** The session a Cookie header opens, or null. */
  findSession(cookieHeader: string | undefined): Promise<ActiveSession | null>;
  /** What the sessions of these keys stand for now; those that have ended are missing. Renews none. */
  findLiveSessions(keys: readonly string[]): Promise<Map<string, Pick<Account, 'role' | 'branchId'>>>;
  /** Called with the key of every session that ends before its time. */
  onSessionEnded(listener: (key: string) => void): void;
  /** Whether the person behind a request came by HTTPS: cookies set then are for HTTPS only. */
  isSecure(request: FastifyRequest): boolean;
  /** Whether an Origin header may talk to this server; absent = not a browser. */
  isAllowedOrigin(origin: string | undefined, host: string | undefined): boolean;
  /** Every route registered so far and what it requires. */
  readonly routes: ReadonlyArray<{ method: string; url: string; requires: Requirement | undefined }>;
}

declare module 'fastify' {
  interface FastifyInstance {
    auth: AuthDecorator;
  }
  interface FastifyRequest {
    activeSession: ActiveSession | null;
    /** The signed-in account; throws when the route is public. */
    account: Account;
    /** The branch this account is confined to; null = the whole city. */
    scopeBranchId: number | null;
  }
  interface FastifyContextConfig {
    /** What a caller must hold. A route without it stops the boot. */
    requires?: Requirement;
    /** Asked for by the hundred whenever a map moves: counted apart, so that they leave room for everything else. */
    isMapPiece?: boolean;
  }
}

const COOKIE_NAME = 'liaowang_session';
const TOKEN_BYTES = 32;
/** A session's remaining life is extended at most this often, to spare the database. */
const TOUCH_AFTER_MS = 10 * 60_000;

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

interface AuthOptions {
  sessionHours: number;
  sessionAbsoluteHours: number;
  requestsPerMinute: number;
  publicOrigin: string | undefined;
}

/** Part of a minute's requests that may come at once. */
const REQUEST_BURST_SHARE = 0.5;
/** Pieces of maps are so many times as many: a wall of screens shows 300 at once. */
const MAP_PIECES_SHARE = 10;

export default fp<AuthOptions>(
  async (app, { sessionHours, sessionAbsoluteHours, requestsPerMinute, publicOrigin }) => {
    await app.register(cookie);
    const absoluteMs = sessionAbsoluteHours * 3_600_000;
    const lifeMs = Math.min(sessionHours * 3_600_000, absoluteMs);
    const sessions = createSessionsRepository(app.db, absoluteMs);
    const bucketsOf = (perMinute: number) =>
      createTokenBuckets({ burst: Math.ceil(perMinute * REQUEST_BURST_SHARE), perSecond: perMinute / 60 });
    const otherRequests = bucketsOf(requestsPerMinute);
    const mapPieces = bucketsOf(requestsPerMinute * MAP_PIECES_SHARE);
    /** People come by HTTPS even where the proxy in front speaks HTTP to us. */
    const isSecure = publicOrigin?.startsWith('https:') ?? false;
    const endedListeners: Array<(key: string) => void> = [];
    const registered: RouteOptions[] = [];

    async function findSessionByToken(token: string): Promise<ActiveSession | null> {
      const hash = hashToken(token);
      const row = await sessions.find(hash);
      if (!row) return null;
      let expiresAtMs = row.expires_at_ms;
      const renewedMs = Math.min(Date.now() + lifeMs, row.created_at_ms + absoluteMs);
      if (renewedMs - expiresAtMs > TOUCH_AFTER_MS || Date.now() - row.seen_at_ms > TOUCH_AFTER_MS) {
        expiresAtMs = renewedMs;
        await sessions.renew(hash, expiresAtMs);
      }
      return {
        key: hash.toString('hex'),
        expiresAtMs,
        account: toAccount(row),
      };
    }

    app.decorate('auth', {
      async signIn(reply, request, account) {
        const token = randomBytes(TOKEN_BYTES).toString('base64url');
        const isStored = await sessions.insert(hashToken(token), account, lifeMs, {
          device: describeDevice(request.headers['user-agent'] ?? ''),
          network: networkOf(request.ip),
        });
        if (!isStored)
          throw new RequestRefused(401, {
            code: 'wrong-credentials',
            reason: 'The account was changed a moment ago. Sign in again.',
          });
        // The database knows when it ends; a cookie that ended before would cut off a session in use.
        reply.setCookie(COOKIE_NAME, token, {
          httpOnly: true,
          sameSite: 'strict',
          secure: app.auth.isSecure(request),
          path: '/',
          maxAge: absoluteMs / 1000,
        });
      },
      async signOut(reply, request) {
        const session = request.activeSession;
        if (session) {
          await sessions.delete(Buffer.from(session.key, 'hex'));
          for (const listener of endedListeners) listener(session.key);
        }
        reply.clearCookie(COOKIE_NAME, { path: '/' });
      },
      async findSessionsOf(accountId, ownKey) {
        const found = await sessions.findOfAccount(accountId);
        return found.map(({ key, ...session }) => ({ ...session, isThis: key === ownKey }));
      },
      async endSessionsOf(accountId, keptKey, client) {
        const ended = await sessions.deleteOfAccount(accountId, keptKey, client);
        return () => {
          for (const key of ended) for (const listener of endedListeners) listener(key);
        };
      },
      async findSession(cookieHeader) {
        const token = cookieHeader ? app.parseCookie(cookieHeader)[COOKIE_NAME] : undefined;
        return token ? findSessionByToken(token) : null;
      },
      findLiveSessions: (keys) => sessions.findLive(keys),
      onSessionEnded(listener) {
        endedListeners.push(listener);
      },
      isSecure: (request) => isSecure || request.protocol === 'https',
      isAllowedOrigin(origin, host) {
        if (origin === undefined || origin === publicOrigin) return true;
        try {
          return new URL(origin).host === host;
        } catch {
          return false;
        }
      },
      // Read from the routes as they are now: a plugin around somebody else's routes adds what they require last.
      get routes() {
        return registered.flatMap(({ method, url, config }) =>
          [method].flat().map((each) => ({ method: each, url, requires: config?.requires })),
        );
      },
    } satisfies AuthDecorator);

    app.decorateRequest('activeSession', null);
    app.decorateRequest('account', {
      getter(this: FastifyRequest) {
        if (!this.activeSession) throw new Error(`${this.routeOptions.url ?? 'route'} reads the account but is public`);
        return this.activeSession.account;
      },
    });
    app.decorateRequest('scopeBranchId', {
      getter(this: FastifyRequest) {
        return scopeBranchId(this.account);
      },
    });

    app.addHook('onRoute', (route) => void registered.push(route));
    app.addHook('onReady', async () => {
      const silent = app.auth.routes.find(({ requires }) => requires === undefined);
      if (silent) throw new Error(`Route ${silent.method} ${silent.url} does not say what it requires.`);
    });

    app.addHook('onRequest', async (request) => {
      if (request.is404) return;
      const requires = request.routeOptions.config.requires;
      // A page of another site must not act with this browser's cookie.
      const changesSomething = request.method !== 'GET' && request.method !== 'HEAD' && requires !== 'device';
      if (changesSomething && !app.auth.isAllowedOrigin(request.headers.origin, request.host)) {
        throw new RequestRefused(403, { code: 'foreign-origin', reason: 'Requests from another site are refused.' });
      }
      if (requires === 'public' || requires === 'device') return;
      request.activeSession = await app.auth.findSession(request.headers.cookie);
      if (!request.activeSession) throw new RequestRefused(401, { code: 'not-signed-in', reason: 'Sign in first.' });
      const requests = request.routeOptions.config.isMapPiece ? mapPieces : otherRequests;
      const accountKey = String(request.activeSession.account.id);
      if (!requests.take(accountKey, performance.now()))
        throw tooManyRequests(requests.waitMs(accountKey, performance.now()));
      // `requires` is set on every route (onReady above); should it ever be missing, nobody passes.
      if (requires === 'session') return;
      if (requires === undefined || !hasPermission(request.activeSession.account.role, requires)) {
        throw new RequestRefused(403, {
          code: 'not-permitted',
          reason: `This account's role may not do this (${String(requires)}).`,
        });
      }
    });
  },
  { name: 'auth', dependencies: ['postgres', 'error-handler'] },
);
