import type { InvitationAnswer, Invitee, PasswordChange } from '@liaowang/shared/schemas/account';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import type { ActiveSession } from '../../plugins/auth.ts';
import type { VersionedAccount } from '../../plugins/account.ts';
import { RequestRefused } from '../../plugins/error-handler.ts';
import { hashPassword, verifyPassword } from '../../plugins/passwords.ts';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import type { AccountsRepository } from './accounts.repository.ts';
import { demandUncommon } from './common-passwords.ts';
import type { FixedAccounts } from './fixed-accounts.ts';
import type { ManagedAccountsRepository } from './managed-accounts.repository.ts';
import { hashToken } from './one-time-token.ts';

interface Parts {
  accounts: AccountsRepository;
  managed: ManagedAccountsRepository;
  db: Database;
  audit: AuditRecorder;
  endSessionsOf: (accountId: number, keptKey: string | null, client?: Queryable) => Promise<() => void>;
  fixed: FixedAccounts;
}

const voidInvitation = () =>
  new RequestRefused(403, {
    code: 'invitation-void',
    field: 'body.token',
    reason: 'This link is not valid (any more). Ask an administrator for a new one.',
  });

const wrongPassword = () =>
  new RequestRefused(403, {
    code: 'wrong-password',
    field: 'body.password',
    reason: 'The password of until now is wrong.',
  });

/** How people come by the password of their own account. */
export function createOwnPasswordService({ accounts, managed, db, audit, endSessionsOf, fixed }: Parts) {
  return {
    /** Whose a one-time link is. @throws {RequestRefused} 403 where it does not work */
    async look(token: string): Promise<Invitee> {
      const account = await managed.findInvited(hashToken(token));
      if (!account) throw voidInvitation();
      return { username: account.username, displayName: account.displayName };
    },

    /** Takes a password by a one-time link, which is used up by it; whoever is signed in with the account is signed out. */
    async accept({ token, password }: InvitationAnswer): Promise<VersionedAccount> {
      const { username } = await this.look(token);
      demandUncommon(password, username, 'body.password');
      const passwordHash = await hashPassword(password);
      const [account, cutSockets] = await db.transaction(async (client) => {
        const invited = await managed.findInvited(hashToken(token), client);
        if (!invited) throw voidInvitation();
        const version = await managed.storePassword(client, invited, passwordHash);
        if (version === null) throw voidInvitation();
        await audit.record(
          { accountId: invited.id, action: 'account.invitation-used', subject: `account:${invited.id}` },
          client,
        );
        return [{ ...invited, version }, await endSessionsOf(invited.id, null, client)] as const;
      });
      cutSockets();
      return account;
    },

    /** Changes the password of whoever is signed in; the session that does it is the only one left. @throws {RequestRefused} 403 where the old one is wrong */
    async change({ account, key }: ActiveSession, { password, newPassword }: PasswordChange): Promise<void> {
      fixed.refuse(account.username);
      const found = await accounts.findByUsername(account.username);
      if (!found?.passwordHash || !(await verifyPassword(found.passwordHash, password))) {
        await audit.record({
          accountId: account.id,
          action: 'account.password-refused',
          subject: `account:${account.id}`,
        });
        throw wrongPassword();
      }
      demandUncommon(newPassword, account.username, 'body.newPassword');
      const passwordHash = await hashPassword(newPassword);
      const cutSockets = await db.transaction(async (client) => {
        // A link that was used meanwhile has set another one: what was proved here is not so any more.
        if ((await managed.storePassword(client, found.account, passwordHash)) === null) throw wrongPassword();
        await audit.record(
          { accountId: account.id, action: 'account.password-changed', subject: `account:${account.id}` },
          client,
        );
        return endSessionsOf(account.id, key, client);
      });
      cutSockets();
    },

    /** Ends every session of whoever is signed in but this one. */
    async signOutElsewhere({ account, key }: ActiveSession): Promise<void> {
      const cutSockets = await db.transaction(async (client) => {
        await managed.raiseVersion(client, account.id);
        await audit.record(
          { accountId: account.id, action: 'account.signed-out', subject: `account:${account.id}` },
          client,
        );
        return endSessionsOf(account.id, key, client);
      });
      cutSockets();
    },
  };
}

export type OwnPasswordService = ReturnType<typeof createOwnPasswordService>;
