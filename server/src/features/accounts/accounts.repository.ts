import type { Role } from '@liaowang/shared/schemas/account';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import { toAccount, type AccountRow, type VersionedAccount } from '../../plugins/account.ts';
import type { Queryable } from '../../plugins/postgres.ts';

export interface NewAccount {
  username: string;
  displayName: LocalizedName;
  role: Role;
  branchId: number | null;
  passwordHash: string;
}

const SET_UP_KEY = 'set-up-token-sha256';

/** All SQL of accounts. */
export function createAccountsRepository(db: Queryable) {
  return {
    /** An enabled account; `passwordHash` null = invited, without a password yet. */
    async findByUsername(username: string): Promise<{ account: VersionedAccount; passwordHash: string | null } | null> {
      const { rows } = await db.query<AccountRow & { password_hash: string | null; version: number }>(
        `SELECT id, username, name_zh, name_en, role, branch_id, password_hash, version FROM accounts
         WHERE username = $1 AND disabled_at IS NULL`,
        [username],
      );
      const row = rows[0];
      return row ? { account: { ...toAccount(row), version: row.version }, passwordHash: row.password_hash } : null;
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
    /** Keeps the hash of the one-time token; the one before is void. */
    async storeSetUpToken(hash: Buffer): Promise<void> {
      await db.query(
        'INSERT INTO installation (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2',
        [SET_UP_KEY, JSON.stringify(hash.toString('hex'))],
      );
    },
    /** The hash of the one-time token, which is used up when the transaction commits; null when there is none. */
    async takeSetUpToken(client: Queryable): Promise<Buffer | null> {
      const { rows } = await client.query<{ value: string }>(
        'DELETE FROM installation WHERE key = $1 RETURNING value',
        [SET_UP_KEY],
      );
      return rows[0] ? Buffer.from(rows[0].value, 'hex') : null;
    },
    async hasAny(client: Queryable = db): Promise<boolean> {
      return ((await client.query('SELECT 1 FROM accounts LIMIT 1')).rowCount ?? 0) > 0;
    },
  };
}

export type AccountsRepository = ReturnType<typeof createAccountsRepository>;
