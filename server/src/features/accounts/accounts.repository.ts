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
      const { rows } = await db.query<{
        id: number;
        username: string;
        name_zh: string;
        name_en: string;
        role: Role;
        branch_id: number | null;
        password_hash: string;
      }>(
        'SELECT id, username, name_zh, name_en, role, branch_id, password_hash FROM accounts WHERE username = $1 AND disabled_at IS NULL',
        [username],
      );
      const row = rows[0];
      if (!row) return null;
      return {
        account: {
          id: row.id,
          username: row.username,
          displayName: { zh: row.name_zh, en: row.name_en },
          role: row.role,
          branchId: row.branch_id,
        },
        passwordHash: row.password_hash,
      };
    },
    /** The first of these places at which an enabled account of this name signed in within `days`; null = none. */
    async findKnownPlace(username: string, places: readonly string[], days: number): Promise<string | null> {
      const { rows } = await db.query<{ place: string }>(
        `SELECT k.place FROM known_places k JOIN accounts a ON a.id = k.account_id
         WHERE a.username = $1 AND a.disabled_at IS NULL AND k.place = ANY ($2::text[]) AND k.signed_in_at > now() - make_interval(days => $3)
         ORDER BY array_position($2::text[], k.place) LIMIT 1`,
        [username, places, days],
      );
      return rows[0]?.place ?? null;
    },
    /** Keeps where an account signed in, and forgets everybody's places of more than `days` ago. */
    async rememberPlaces(accountId: number, places: readonly string[], days: number): Promise<void> {
      await db.query('DELETE FROM known_places WHERE signed_in_at < now() - make_interval(days => $1)', [days]);
      await db.query(
        `INSERT INTO known_places (account_id, place) SELECT $1, p FROM unnest($2::text[]) AS p
         ON CONFLICT (account_id, place) DO UPDATE SET signed_in_at = now()`,
        [accountId, places],
      );
    },
    async insert(account: NewAccount, client: Queryable = db): Promise<number> {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO accounts (username, name_zh, name_en, role, branch_id, password_hash) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [
          account.username,
          account.displayName.zh,
          account.displayName.en,
          account.role,
          account.branchId,
          account.passwordHash,
        ],
      );
      return (rows[0] as { id: number }).id;
    },
    async hasAny(client: Queryable = db): Promise<boolean> {
      return ((await client.query('SELECT 1 FROM accounts LIMIT 1')).rowCount ?? 0) > 0;
    },
  };
}

export type AccountsRepository = ReturnType<typeof createAccountsRepository>;
