import { randomBytes } from 'node:crypto';
import { ROLE_RULES } from '@liaowang/shared/contract/permissions';
import type {
  AccountChange,
  AccountSession,
  Invitation,
  InvitedAccount,
  ManagedAccount,
  NewAccount,
  Role,
} from '@liaowang/shared/schemas/account';
import { trimName } from '@liaowang/shared/schemas/text';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import type { ActiveSession } from '../../plugins/auth.ts';
import type { Account } from '../../plugins/account.ts';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import type { FixedAccounts } from './fixed-accounts.ts';
import type { ManagedAccountsRepository } from './managed-accounts.repository.ts';
import { hashToken } from './one-time-token.ts';

/** A link lies in somebody's messages: long enough for a weekend, no longer than a week. */
const INVITATION_DAYS = 7;

interface Parts {
  repository: ManagedAccountsRepository;
  db: Database;
  audit: AuditRecorder;
  endSessionsOf: (accountId: number, keptKey: string | null, client?: Queryable) => Promise<() => void>;
  findSessionsOf: (accountId: number, ownKey: string) => Promise<AccountSession[]>;
  /** See {@link createFixedAccounts}. */
  fixed: FixedAccounts;
}

const refusedOwn = () =>
  new RequestRefused(409, {
    code: 'own-account',
    reason: 'Nobody changes the own role, or disables or removes the own account: another administrator can.',
  });

/** Accounts as administrators manage them: who there is, with which role, and whether they may sign in. */
export function createManagedAccountsService({ repository, db, audit, endSessionsOf, findSessionsOf, fixed }: Parts) {
  /** The branch of a role, none for those that see the whole city. @throws {RequestRefused} 400 where one is missing or unknown */
  async function resolveBranch(role: Role, branchId: number | null, client?: Queryable): Promise<number | null> {
    if (ROLE_RULES[role].scope === 'city') return null;
    if (branchId === null)
      throw new RequestRefused(400, {
        code: 'branch-needed',
        field: 'body.branchId',
        reason: 'Accounts of this role belong to a branch.',
      });
    if (!(await repository.hasBranch(branchId, client)))
      throw new RequestRefused(400, {
        code: 'unknown-branch',
        field: 'body.branchId',
        reason: 'There is no such branch.',
      });
    return branchId;
  }

  async function hold(client: Queryable, accountId: number, version?: number): Promise<ManagedAccount> {
    const account = await repository.hold(client, accountId);
    if (!account) throw notFound('account');
    if (version !== undefined && account.version !== version)
      throw new RequestRefused(409, {
        code: 'changed-meanwhile',
        reason: `The account was changed meanwhile: it is at version ${account.version}.`,
      });
    return account;
  }

  async function issueLink(client: Queryable, accountId: number, by: Account): Promise<Invitation> {
    const token = randomBytes(24).toString('base64url');
    const expiresAt = await repository.storeInvitation(client, accountId, hashToken(token), INVITATION_DAYS);
    await audit.record({ accountId: by.id, action: 'account.invited', subject: `account:${accountId}` }, client);
    return { token, expiresAt };
  }

  return {
    findAll: () => repository.findAll(),

    /** Adds an account with a link by which its owner chooses a password. */
    async add(input: NewAccount, by: Account): Promise<InvitedAccount> {
      return db.transaction(async (client) => {
        const branchId = await resolveBranch(input.role, input.branchId, client);
        const account = await repository.insert(client, {
          ...input,
          displayName: trimName(input.displayName),
          branchId,
        });
        if (!account)
          throw new RequestRefused(409, {
            code: 'username-taken',
            field: 'body.username',
            reason: 'There is an account of this user name already.',
          });
        const { accountId } = account;
        await audit.record(
          {
            accountId: by.id,
            action: 'account.created',
            subject: `account:${accountId}`,
            detail: { username: input.username, role: input.role, branchId },
          },
          client,
        );
        const invitation = await issueLink(client, accountId, by);
        return {
          account: { ...account, invitationExpiresAt: invitation.expiresAt, version: account.version + 1 },
          invitation,
        };
      });
    },

    /** Changes an account that is at `version`. Its sessions end where it may do other things from now on, or nothing. */
    async change(accountId: number, version: number, change: AccountChange, by: Account): Promise<ManagedAccount> {
      const [changed, cutSockets] = await db.transaction(async (client) => {
        const administrators = await repository.holdAdministrators(client);
        const before = await hold(client, accountId, version);
        fixed.refuse(before.username);
        const role = change.role ?? before.role;
        const wasDisabled = before.state === 'disabled';
        const isDisabled = change.isDisabled ?? wasDisabled;
        if (accountId === by.id && (role !== before.role || isDisabled)) throw refusedOwn();
        const isLast = administrators.every((id) => id === accountId);
        if (before.role === 'administrator' && !wasDisabled && isLast && (role !== 'administrator' || isDisabled))
          throw new RequestRefused(409, {
            code: 'last-administrator',
            reason: 'There would be no administrator left who can sign in.',
          });
        const branchId =
          change.role === undefined && change.branchId === undefined
            ? before.branchId
            : await resolveBranch(role, change.branchId === undefined ? before.branchId : change.branchId, client);
        const displayName = change.displayName ? trimName(change.displayName) : before.displayName;
        const after = await repository.update(client, accountId, { displayName, role, branchId, isDisabled });
        await audit.record(
          {
            accountId: by.id,
            action:
              isDisabled === wasDisabled ? 'account.changed' : isDisabled ? 'account.disabled' : 'account.enabled',
            subject: `account:${accountId}`,
            detail: {
              ...(role !== before.role && { role, roleBefore: before.role }),
              ...(branchId !== before.branchId && { branchId, branchIdBefore: before.branchId }),
            },
          },
          client,
        );
        const mayOtherThings = role !== before.role || branchId !== before.branchId || isDisabled || wasDisabled;
        const cut = mayOtherThings ? await endSessionsOf(accountId, null, client) : () => undefined;
        return [after, cut] as const;
      });
      cutSockets();
      return changed;
    },

    /** Removes an account that nobody ever used: what somebody did stays theirs. */
    async remove(accountId: number, version: number, by: Account): Promise<void> {
      await db.transaction(async (client) => {
        const account = await hold(client, accountId, version);
        fixed.refuse(account.username);
        if (accountId === by.id) throw refusedOwn();
        if (account.isUsed)
          throw new RequestRefused(409, {
            code: 'account-used',
            reason: 'Somebody used this account. It can be disabled; what it did stays its own.',
          });
        await repository.delete(client, accountId);
        await audit.record(
          {
            accountId: by.id,
            action: 'account.removed',
            subject: `account:${accountId}`,
            detail: { username: account.username },
          },
          client,
        );
      });
    },

    /** A new link for an account; its password and sessions stay until the link is used. */
    invite: (accountId: number, by: Account): Promise<Invitation> =>
      db.transaction(async (client) => {
        const account = await hold(client, accountId);
        fixed.refuse(account.username);
        if (account.state === 'disabled')
          throw new RequestRefused(409, {
            code: 'account-disabled',
            reason: 'The account is disabled: enable it first.',
          });
        return issueLink(client, accountId, by);
      }),

    /** Where an account is signed in: a look at somebody's, so it is audited. */
    async findSessions(accountId: number, { account: by, key }: ActiveSession): Promise<AccountSession[]> {
      if (!(await repository.exists(accountId))) throw notFound('account');
      if (accountId !== by.id)
        await audit.record({ accountId: by.id, action: 'account.sessions-viewed', subject: `account:${accountId}` });
      return findSessionsOf(accountId, key);
    },

    /** Ends every session of an account. */
    async endSessions(accountId: number, by: Account): Promise<void> {
      if (accountId === by.id) throw refusedOwn();
      const cutSockets = await db.transaction(async (client) => {
        await hold(client, accountId);
        await repository.raiseVersion(client, accountId);
        const cut = await endSessionsOf(accountId, null, client);
        await audit.record({ accountId: by.id, action: 'account.signed-out', subject: `account:${accountId}` }, client);
        return cut;
      });
      cutSockets();
    },
  };
}

export type ManagedAccountsService = ReturnType<typeof createManagedAccountsService>;
