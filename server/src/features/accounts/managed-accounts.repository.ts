import type { ManagedAccount, NewAccount } from '@liaowang/shared/schemas/account';
import { toAccount, type AccountRow, type VersionedAccount } from '../../plugins/account.ts';
import type { Queryable } from '../../plugins/postgres.ts';

interface ManagedRow extends AccountRow {
  state: ManagedAccount['state'];
  invitation_expires_at: Date | null;
  signed_in_at: Date | null;
  is_used: boolean;
  version: number;
}

const COLUMNS = `id, username, name_zh, name_en, role, branch_id, signed_in_at, version,
  (password_hash IS NOT NULL OR signed_in_at IS NOT NULL) AS is_used,
  CASE WHEN disabled_at IS NOT NULL THEN 'disabled' WHEN password_hash IS NULL THEN 'invited' ELSE 'active' END AS state,
  CASE WHEN invitation_expires_at > now() THEN invitation_expires_at END AS invitation_expires_at`;

const toManaged = (row: ManagedRow): ManagedAccount => ({
  accountId: row.id,
  username: row.username,
  displayName: { zh: row.name_zh, en: row.name_en },
  role: row.role,
  branchId: row.branch_id,
  state: row.state,
  invitationExpiresAt: row.invitation_expires_at?.toISOString() ?? null,
  signedInAt: row.signed_in_at?.toISOString() ?? null,
  isUsed: row.is_used,
  version: row.version,
});

/** What an account shall be like. */
export interface AccountValues extends Omit<NewAccount, 'username'> {
  isDisabled: boolean;
}

/** All SQL of accounts as administrators manage them, and of the links that invite to them. */
export function createManagedAccountsRepository(db: Queryable) {
  return {
    async findAll(): Promise<ManagedAccount[]> {
      const { rows } = await db.query<ManagedRow>(`SELECT ${COLUMNS} FROM accounts ORDER BY username`);
      return rows.map(toManaged);
    },
    async exists(accountId: number): Promise<boolean> {
      return ((await db.query('SELECT 1 FROM accounts WHERE id = $1', [accountId])).rowCount ?? 0) > 0;
    },
    /** The account, held until the transaction ends. */
    async hold(client: Queryable, accountId: number): Promise<ManagedAccount | null> {
      const { rows } = await client.query<ManagedRow>(`SELECT ${COLUMNS} FROM accounts WHERE id = $1 FOR UPDATE`, [
        accountId,
      ]);
      return rows[0] ? toManaged(rows[0]) : null;
    },
    /** Ids of the administrators that can sign in, held until the transaction ends: two who disable each other wait here. */
    async holdAdministrators(client: Queryable): Promise<number[]> {
      const { rows } = await client.query<{ id: number }>(
        `SELECT id FROM accounts WHERE role = 'administrator' AND disabled_at IS NULL AND password_hash IS NOT NULL
         ORDER BY id FOR UPDATE`,
      );
      return rows.map(({ id }) => id);
    },
    /** Null = the user name is taken. */
    async insert(
      client: Queryable,
      { username, displayName, role, branchId }: NewAccount,
    ): Promise<ManagedAccount | null> {
      const { rows } = await client.query<ManagedRow>(
        `INSERT INTO accounts (username, name_zh, name_en, role, branch_id) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (username) DO NOTHING RETURNING ${COLUMNS}`,
        [username, displayName.zh, displayName.en, role, branchId],
      );
      return rows[0] ? toManaged(rows[0]) : null;
    },
    async update(client: Queryable, accountId: number, values: AccountValues): Promise<ManagedAccount> {
      const { displayName, role, branchId, isDisabled } = values;
      // A link of before opens nothing once the account is disabled, nor when it is not any more.
      const { rows } = await client.query<ManagedRow>(
        `UPDATE accounts SET name_zh = $2, name_en = $3, role = $4, branch_id = $5, version = version + 1,
           disabled_at = CASE WHEN $6 THEN coalesce(disabled_at, now()) END,
           invitation_sha256 = CASE WHEN NOT $6 THEN invitation_sha256 END,
           invitation_expires_at = CASE WHEN NOT $6 THEN invitation_expires_at END
         WHERE id = $1 RETURNING ${COLUMNS}`,
        [accountId, displayName.zh, displayName.en, role, branchId, isDisabled],
      );
      return toManaged(rows[0]!);
    },
    async delete(client: Queryable, accountId: number): Promise<void> {
      await client.query('DELETE FROM accounts WHERE id = $1', [accountId]);
    },
    async hasBranch(branchId: number, client: Queryable = db): Promise<boolean> {
      return (
        ((await client.query('SELECT 1 FROM branches WHERE id = $1 AND removed_at IS NULL FOR SHARE', [branchId]))
          .rowCount ?? 0) > 0
      );
    },
    /** Keeps the hash of a link, which voids the one before; returns when it ends. */
    async storeInvitation(client: Queryable, accountId: number, hash: Buffer, days: number): Promise<string> {
      const { rows } = await client.query<{ ends: Date }>(
        `UPDATE accounts SET invitation_sha256 = $2, invitation_expires_at = now() + make_interval(days => $3), version = version + 1
         WHERE id = $1 RETURNING invitation_expires_at AS ends`,
        [accountId, hash, days],
      );
      return rows[0]!.ends.toISOString();
    },
    /** Whose a link is that still works; null = nobody's. Held until the transaction ends, where there is one. */
    async findInvited(hash: Buffer, client: Queryable = db): Promise<VersionedAccount | null> {
      const { rows } = await client.query<ManagedRow>(
        `SELECT ${COLUMNS} FROM accounts
         WHERE invitation_sha256 = $1 AND invitation_expires_at > now() AND disabled_at IS NULL FOR UPDATE`,
        [hash],
      );
      if (!rows[0]) return null;
      return { ...toAccount(rows[0]), version: rows[0].version };
    },
    /**
     * Sets a password where the account is still at `version`, and voids the link that may have been used for it. Returns
     * the version it is at then; null = somebody was quicker, with a link or with another password.
     */
    async storePassword(
      client: Queryable,
      { id, version }: Pick<VersionedAccount, 'id' | 'version'>,
      passwordHash: string,
    ): Promise<number | null> {
      const { rows } = await client.query<{ version: number }>(
        `UPDATE accounts SET password_hash = $3, invitation_sha256 = NULL, invitation_expires_at = NULL, version = version + 1
         WHERE id = $1 AND version = $2 AND disabled_at IS NULL RETURNING version`,
        [id, version, passwordHash],
      );
      return rows[0]?.version ?? null;
    },
    /** What began before this ends with it: a sign-in that is under way finds another version. */
    async raiseVersion(client: Queryable, accountId: number): Promise<void> {
      await client.query('UPDATE accounts SET version = version + 1 WHERE id = $1', [accountId]);
    },
  };
}

export type ManagedAccountsRepository = ReturnType<typeof createManagedAccountsRepository>;
