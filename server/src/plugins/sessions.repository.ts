import type { Role } from '@liaowang/shared/schemas/account';
import type { Queryable } from './postgres.ts';

/** A session that is live, and whose it is. */
interface SessionRow {
  id: number;
  username: string;
  name_zh: string;
  name_en: string;
  role: Role;
  branch_id: number | null;
  expires_at_ms: number;
  created_at_ms: number;
}

/** Neither over nor older than a session may get ($2, in seconds), and its account is not disabled. */
const IS_LIVE = `s.expires_at > now() AND s.created_at > now() - make_interval(secs => $2) AND a.disabled_at IS NULL`;

/** All SQL of sessions, which are known by the SHA-256 of their token. `absoluteMs`: how old one may get. */
export function createSessionsRepository(db: Queryable, absoluteMs: number) {
  return {
    /** The live session of a token, with its account; null when there is none. */
    async find(tokenHash: Buffer): Promise<SessionRow | null> {
      const { rows } = await db.query<SessionRow>(
        `SELECT a.id, a.username, a.name_zh, a.name_en, a.role, a.branch_id,
                extract(epoch FROM s.expires_at)::float8 * 1000 AS expires_at_ms, extract(epoch FROM s.created_at)::float8 * 1000 AS created_at_ms
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
    /** Stores a session that lasts so long, and forgets those that are over. */
    async insert(tokenHash: Buffer, accountId: number, lifeMs: number): Promise<void> {
      await db.query('DELETE FROM sessions WHERE expires_at < now()');
      await db.query(
        `INSERT INTO sessions (token_sha256, account_id, expires_at) VALUES ($1, $2, now() + make_interval(secs => $3))`,
        [tokenHash, accountId, lifeMs / 1_000],
      );
    },
    async renew(tokenHash: Buffer, expiresAtMs: number): Promise<void> {
      await db.query('UPDATE sessions SET expires_at = to_timestamp($2::float8 / 1000) WHERE token_sha256 = $1', [
        tokenHash,
        expiresAtMs,
      ]);
    },
    async delete(tokenHash: Buffer): Promise<void> {
      await db.query('DELETE FROM sessions WHERE token_sha256 = $1', [tokenHash]);
    },
  };
}
