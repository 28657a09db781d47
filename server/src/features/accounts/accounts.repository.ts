import type { Role } from '@liaowang/shared/schemas/account';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import type { Account } from '../../plugins/auth.ts';
import type { Queryable } from '../../plugins/postgres.ts';

export interface NewAccount {
  username: string;
  displayName: LocalizedName;
  role: Role;
  branchId: number | null;
  passwordHash: string;
}

/** All SQL of accounts. */
export function createAccountsRepository(db: Queryable) {
  return {
    async findByUsername(username: string): Promise<{ account: Account; passwordHash: string } | null> {
      const { rows } = await db.query<{ id: number; username: string; name_zh: string; name_en: string; role: Role; branch_id: number | null; password_hash: string }>(
        'SELECT id, username, name_zh, name_en, role, branch_id, password_hash FROM accounts WHERE username = $1 AND disabled_at IS NULL',
        [username],
      );
      const row = rows[0];
      if (!row) return null;
      return {
        account: { id: row.id, username: row.username, displayName: { zh: row.name_zh, en: row.name_en }, role: row.role, branchId: row.branch_id },
        passwordHash: row.password_hash,
      };
    },
    async insert(account: NewAccount, client: Queryable = db): Promise<number> {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO accounts (username, name_zh, name_en, role, branch_id, password_hash) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [account.username, account.displayName.zh, account.displayName.en, account.role, account.branchId, account.passwordHash],
      );
      return (rows[0] as { id: number }).id;
    },
    async hasAny(client: Queryable = db): Promise<boolean> {
      return ((await client.query('SELECT 1 FROM accounts LIMIT 1')).rowCount ?? 0) > 0;
    },
  };
}

export type AccountsRepository = ReturnType<typeof createAccountsRepository>;
