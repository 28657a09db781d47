import { createHash, randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import fp from 'fastify-plugin';
import { hasPermission, scopeBranchId, type Requirement } from '@liaowang/shared/contract/permissions';
import type { Role } from '@liaowang/shared/schemas/account';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import { RequestRefused } from './error-handler.ts';

/** The account behind a request or socket. */
export interface Account {
  id: number;
  username: string;
  displayName: LocalizedName;
  role: Role;
  branchId: number | null;
}

export interface ActiveSession {
  account: Account;
  /** SHA-256 of the cookie's token, hex: names the session without opening it. */
  key: string;
  expiresAtMs: number;
}

interface AuthDecorator {
  /** Starts a session and sets its cookie. */
  signIn(reply: FastifyReply, request: FastifyRequest, account: Account): Promise<void>;
  /** Ends the request's session, its sockets too. */
  signOut(reply: FastifyReply, request: FastifyRequest): Promise<void>;
  /** The session a Cookie header opens, or null. */
  findSession(cookieHeader: string | undefined): Promise<ActiveSession | null>;
  /** Called with the key of every session that ends before its time. */
  onSessionEnded(listener: (key: string) => void): void;
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
  }
}

const COOKIE_NAME = 'liaowang_session';
const TOKEN_BYTES = 32;
/** A session's remaining life is extended at most this often, to spare the database. */
const TOUCH_AFTER_MS = 10 * 60_000;

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export default fp<{ sessionHours: number; publicOrigin: string | undefined }>(
  async (app, { sessionHours, publicOrigin }) => {
    await app.register(cookie);
    const lifeMs = sessionHours * 3_600_000;
    /** People come by HTTPS even where the proxy in front speaks HTTP to us. */
    const isSecure = publicOrigin?.startsWith('https:') ?? false;
    const endedListeners: Array<(key: string) => void> = [];
    const registered: RouteOptions[] = [];

    async function findSessionByToken(token: string): Promise<ActiveSession | null> {
      const hash = hashToken(token);
      const { rows } = await app.db.query<{
        id: number; username: string; name_zh: string; name_en: string; role: Role; branch_id: number | null; expires_at_ms: number;
      }>(
        `SELECT a.id, a.username, a.name_zh, a.name_en, a.role, a.branch_id,
                extract(epoch FROM s.expires_at)::float8 * 1000 AS expires_at_ms
         FROM sessions s JOIN accounts a ON a.id = s.account_id
         WHERE s.token_sha256 = $1 AND s.expires_at > now() AND a.disabled_at IS NULL`,
        [hash],
      );
      const row = rows[0];
      if (!row) return null;
      let expiresAtMs = row.expires_at_ms;
      if (expiresAtMs - Date.now() < lifeMs - TOUCH_AFTER_MS) {
        expiresAtMs = Date.now() + lifeMs;
        await app.db.query('UPDATE sessions SET expires_at = to_timestamp($2::float8 / 1000) WHERE token_sha256 = $1', [hash, expiresAtMs]);
      }
      return {
        key: hash.toString('hex'),
        expiresAtMs,
        account: { id: row.id, username: row.username, displayName: { zh: row.name_zh, en: row.name_en }, role: row.role, branchId: row.branch_id },
      };
    }

    app.decorate('auth', {
      async signIn(reply, request, account) {
        const token = randomBytes(TOKEN_BYTES).toString('base64url');
        await app.db.query('DELETE FROM sessions WHERE expires_at < now()');
        await app.db.query(`INSERT INTO sessions (token_sha256, account_id, expires_at) VALUES ($1, $2, now() + make_interval(secs => $3))`, [
          hashToken(token), account.id, lifeMs / 1000,
        ]);
        reply.setCookie(COOKIE_NAME, token, { httpOnly: true, sameSite: 'strict', secure: isSecure || request.protocol === 'https', path: '/', maxAge: lifeMs / 1000 });
      },
      async signOut(reply, request) {
        const session = request.activeSession;
        if (session) {
          await app.db.query('DELETE FROM sessions WHERE token_sha256 = $1', [Buffer.from(session.key, 'hex')]);
          for (const listener of endedListeners) listener(session.key);
        }
        reply.clearCookie(COOKIE_NAME, { path: '/' });
      },
      async findSession(cookieHeader) {
        const token = cookieHeader ? app.parseCookie(cookieHeader)[COOKIE_NAME] : undefined;
        return token ? findSessionByToken(token) : null;
      },
      onSessionEnded(listener) {
        endedListeners.push(listener);
      },
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
        return registered.flatMap(({ method, url, config }) => [method].flat().map((each) => ({ method: each, url, requires: config?.requires })));
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
      // `requires` is set on every route (onReady above); should it ever be missing, nobody passes.
      if (requires === 'session') return;
      if (requires === undefined || !hasPermission(request.activeSession.account.role, requires)) {
        throw new RequestRefused(403, { code: 'not-permitted', reason: `This account's role may not do this (${String(requires)}).` });
      }
    });
  },
  { name: 'auth', dependencies: ['postgres', 'error-handler'] },
);
