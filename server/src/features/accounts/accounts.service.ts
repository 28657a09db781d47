import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Credentials, FirstAdministrator } from '@liaowang/shared/schemas/account';
import type { VersionedAccount } from '../../plugins/account.ts';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import { RequestRefused, tooManyRequests } from '../../plugins/error-handler.ts';
import { hashPassword, verifyPassword } from '../../plugins/passwords.ts';
import type { Database } from '../../plugins/postgres.ts';
import type { AccountsRepository } from './accounts.repository.ts';
import { networkOf } from '../../plugins/network-of.ts';
import { demandUncommon } from './common-passwords.ts';
import { hashToken } from './one-time-token.ts';
import { createSignInLimits, type SignInAttempt } from './sign-in-limits.ts';

const WRONG_CREDENTIALS = { code: 'wrong-credentials', reason: 'User name or password is wrong.' } as const;

/** A place where an account has not signed in for so long is a strange one. */
const PLACE_DAYS = 30;
/** A stranger's tries beyond the limit are in the audit log once in so long each. */
const LIMIT_AUDITED_EVERY_MS = 60_000;

/** Where somebody signs in from. */
export interface SignInOrigin {
  address: string;
  /** The cookie that names the browser; kept as its hash only. */
  browser: string;
}

/** Sign-in, and the first administrator of an installation without accounts. */
export function createAccountsService(options: { repository: AccountsRepository; db: Database; audit: AuditRecorder }) {
  const { repository, db, audit } = options;
  // Compared against when there is no such user, so that the answer takes as long.
  const nobody = hashPassword(randomBytes(16).toString('hex'));
  const limits = createSignInLimits();
  const limitAuditedMs = new Map<string, number>();

  async function auditLimit(attempt: SignInAttempt, address: string, nowMs: number): Promise<void> {
    for (const [key, atMs] of limitAuditedMs) if (nowMs - atMs >= LIMIT_AUDITED_EVERY_MS) limitAuditedMs.delete(key);
    if (limitAuditedMs.has(attempt.network)) return;
    limitAuditedMs.set(attempt.network, nowMs);
    await audit.record({
      accountId: null,
      action: 'session.limited',
      subject: 'account:unknown',
      detail: { username: attempt.username, address },
    });
  }

  return {
    /**
     * @throws {RequestRefused} 401 when user name or password is wrong, which of them is not said; 429 after too many
     * wrong ones, see {@link createSignInLimits}
     */
    async checkCredentials(
      { username: typed, password }: Credentials,
      { address, browser }: SignInOrigin,
    ): Promise<VersionedAccount> {
      const username = typed.trim().toLowerCase();
      const network = networkOf(address);
      const places = [`browser:${hashToken(browser).toString('hex')}`, `address:${network}`];
      const attempt: SignInAttempt = {
        username,
        network,
        knownPlace: await repository.findKnownPlace(username, places, PLACE_DAYS),
      };
      const nowMs = performance.now();
      const waitMs = limits.take(attempt, nowMs);
      if (waitMs > 0) {
        await auditLimit(attempt, address, nowMs);
        throw tooManyRequests(waitMs);
      }
      const found = await repository.findByUsername(username);
      const matches = await verifyPassword(found?.passwordHash ?? (await nobody), password);
      if (!found || !matches) {
        await audit.record({
          accountId: found?.account.id ?? null,
          action: 'session.refused',
          subject: found ? `account:${found.account.id}` : 'account:unknown',
          detail: { username, address },
        });
        throw new RequestRefused(401, WRONG_CREDENTIALS);
      }
      limits.forgive(attempt, performance.now());
      await repository.rememberPlaces(found.account.id, places, PLACE_DAYS);
      await audit.record({
        accountId: found.account.id,
        action: 'session.started',
        subject: `account:${found.account.id}`,
        detail: { address },
      });
      return found.account;
    },

    needsSetUp: async (): Promise<boolean> => !(await repository.hasAny()),

    /** A new one-time token for the first administrator; the one before is void. Null once there are accounts. */
    async issueSetUpToken(): Promise<string | null> {
      if (await repository.hasAny()) return null;
      const token = randomBytes(24).toString('base64url');
      await repository.storeSetUpToken(hashToken(token));
      return token;
    },

    /** Makes the first administrator with the one-time token, which is used up by it. */
    async setUp(input: FirstAdministrator): Promise<VersionedAccount> {
      demandUncommon(input.password, input.username, 'body.password');
      const passwordHash = await hashPassword(input.password);
      const displayName = { zh: '管理员', en: 'Administrator' };
      const id = await db.transaction(async (client) => {
        const expected = await repository.takeSetUpToken(client);
        if (!expected || !timingSafeEqual(expected, hashToken(input.token)) || (await repository.hasAny(client))) {
          // Thrown inside the transaction: a wrong guess does not use the token up.
          throw new RequestRefused(403, {
            code: 'set-up-token-void',
            field: 'body.token',
            reason: 'This set-up link is not valid (any more). Restart the server for a new one.',
          });
        }
        const accountId = await repository.insert(
          { username: input.username, displayName, role: 'administrator', branchId: null, passwordHash },
          client,
        );
        await audit.record({ accountId, action: 'account.created', subject: `account:${accountId}` }, client);
        return accountId;
      });
      return { id, username: input.username, displayName, role: 'administrator', branchId: null, version: 1 };
    },
  };
}

export type AccountsService = ReturnType<typeof createAccountsService>;
