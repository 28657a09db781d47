import type { AccountSession, Role } from '@liaowang/shared/schemas/account';
import type { AccountRow } from './account.ts';
import type { Queryable } from './postgres.ts';

/** A session that is live, and whose it is. */
interface SessionRow extends AccountRow {
  expires_at_ms: number;
  created_at_ms: number;
  seen_at_ms: number;
}

/** What tells sessions apart for people. */
export type SessionOrigin = Pick<AccountSession, 'device' | 'network'>;

/** Neither over nor older than a session may get ($2, in seconds), and its account is not disabled. */
const IS_LIVE = `s.expires_at > now() AND s.created_at > now() - make_interval(secs => $2) AND a.disabled_at IS NULL`;

/** All SQL of sessions, which are known by the SHA-256 of their token. `absoluteMs`: how old one may get. */
export function createSessionsRepository(db: Queryable, absoluteMs: number) {
  return {
    /** The live session of a token, with its account; null when there is none. */
    async find(tokenHash: Buffer): Promise<SessionRow | null> {
      const { rows } = await db.query<SessionRow>(
        `SELECT a.id, a.username, a.name_zh, a.name_en, a.role, a.branch_id,
                extract(epoch FROM s.expires_at)::float8 * 1000 AS expires_at_ms, extract(epoch FROM s.created_at)::float8 * 1000 AS created_at_ms,
                extract(epoch FROM s.seen_at)::float8 * 1000 AS seen_at_ms
         FROM sessions s JOIN accounts a ON a.id = s.account_id
         WHERE s.token_sha256 = $1 AND ${IS_LIVE}`,
        [tokenHash, absoluteMs / 1_000],
      );
      return rows[0] ?? null;
    },
    /** Those of `keys` (hashes in hex) that are live, by key, as their accounts are now. */
    async findLive(keys: readonly string[]): Promise<Map<string, { role: Role; branchId: number | null }>> {
      const { rows } = await db.query<{ key: string; role: Role; branch_id: number | null }>(
        `SELECT encode(s.token_sha256, 'hex') AS key, a.role, a.branch_id FROM sessions s JOIN accounts a ON a.id = s.account_id
         WHERE s.token_sha256 = ANY (SELECT decode(k, 'hex') FROM unnest($1::text[]) AS k) AND ${IS_LIVE}`,
        [keys, absoluteMs / 1_000],
      );
      return new Map(rows.map((row) => [row.key, { role: row.role, branchId: row.branch_id }]));
    },
    /**
     * Stores a session that lasts so long, and forgets those that are over. False = the account is not at that version any
     * more: its password, its rights or its sessions were changed while somebody signed in with what was before.
     */
    async insert(
      tokenHash: Buffer,
      { id, version }: { id: number; version: number },
      lifeMs: number,
      { device, network }: SessionOrigin,
    ): Promise<boolean> {
      await db.query('DELETE FROM sessions WHERE expires_at < now()');
      // Held until it is stored: whoever changes the account at the same time waits, and then finds this session to end.
      const { rowCount } = await db.query(
        `INSERT INTO sessions (token_sha256, account_id, expires_at, device, network)
         SELECT $1, a.id, now() + make_interval(secs => $4), $5, $6 FROM accounts a
         WHERE a.id = $2 AND a.version = $3 AND a.disabled_at IS NULL FOR SHARE`,
        [tokenHash, id, version, lifeMs / 1_000, device, network],
      );
      if (rowCount === 0) return false;
      await db.query('UPDATE accounts SET signed_in_at = now() WHERE id = $1', [id]);
      return true;
    },
    async renew(tokenHash: Buffer, expiresAtMs: number): Promise<void> {
      await db.query(
        'UPDATE sessions SET expires_at = to_timestamp($2::float8 / 1000), seen_at = now() WHERE token_sha256 = $1',
        [tokenHash, expiresAtMs],
      );
    },
    /** The live sessions of an account, the last seen first, by their hashes in hex. */
    async findOfAccount(accountId: number): Promise<Array<Omit<AccountSession, 'isThis'> & { key: string }>> {
      const { rows } = await db.query<{
        id: number;
        key: string;
        device: string;
        network: string;
        created_at: Date;
        seen_at: Date;
      }>(
        `SELECT s.id, encode(s.token_sha256, 'hex') AS key, s.device, s.network, s.created_at, s.seen_at
         FROM sessions s JOIN accounts a ON a.id = s.account_id
         WHERE a.id = $1 AND ${IS_LIVE} ORDER BY s.seen_at DESC, s.id DESC`,
        [accountId, absoluteMs / 1_000],
      );
      return rows.map(({ id, key, device, network, created_at: startedAt, seen_at: seenAt }) => ({
        sessionId: id,
        key,
        device,
        network,
        startedAt: startedAt.toISOString(),
        seenAt: seenAt.toISOString(),
      }));
    },
    /** Ends the sessions of an account, all but `keptKey`; returns the hashes of those that ended, in hex. */
    async deleteOfAccount(accountId: number, keptKey: string | null, client: Queryable = db): Promise<string[]> {
      const { rows } = await client.query<{ key: string }>(
        `DELETE FROM sessions WHERE account_id = $1 AND token_sha256 IS DISTINCT FROM decode($2, 'hex')
         RETURNING encode(token_sha256, 'hex') AS key`,
        [accountId, keptKey],
      );
      return rows.map(({ key }) => key);
    },
    async delete(tokenHash: Buffer): Promise<void> {
      await db.query('DELETE FROM sessions WHERE token_sha256 = $1', [tokenHash]);
    },
  };
}
