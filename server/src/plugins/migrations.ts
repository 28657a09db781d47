import { readFile, readdir } from 'node:fs/promises';
import type pg from 'pg';
import { MIGRATIONS_FOLDER } from '../paths.ts';
import { ADVISORY_LOCKS } from './advisory-locks.ts';

/** SQLSTATE insufficient_privilege. */
const NOT_PERMITTED = '42501';

/** The database must be migrated by somebody else; the message is one sentence for whoever starts the server. */
export class MigrationsPending extends Error {
  constructor(name: string) {
    super(
      `This database lacks the migration ${name}, and the server's role may not apply it: run npm run migrate as the role that owns the tables (docs/operations.md).`,
    );
  }
}

async function findApplied(client: pg.PoolClient): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string | null }>(`SELECT to_regclass('schema_migrations') AS name`);
  // Asked first: a role that may create nothing may not even create what is there already.
  if (!rows[0]?.name)
    await client.query(
      'CREATE TABLE schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
  return new Set(
    (await client.query<{ name: string }>('SELECT name FROM schema_migrations')).rows.map(({ name }) => name),
  );
}

function describeFailure(name: string, error: unknown): Error {
  if (error instanceof Error && 'code' in error && error.code === NOT_PERMITTED) return new MigrationsPending(name);
  return new Error(`Migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, {
    cause: error,
  });
}

/**
 * Applies the SQL files of server/migrations that this database has not seen, in order, each in a transaction. Returns their names.
 * @throws {MigrationsPending} when there are some and this role may not apply them
 */
export async function applyMigrations(pool: pg.Pool): Promise<string[]> {
  const files = (await readdir(MIGRATIONS_FOLDER)).filter((name) => /^\d{3}-.*\.sql$/.test(name)).toSorted();
  const applied: string[] = [];
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCKS.migration]);
    const seen = await findApplied(client).catch((error: unknown) => {
      throw describeFailure(files[0] ?? '', error);
    });
    for (const name of files) {
      if (seen.has(name)) continue;
      const sql = await readFile(`${MIGRATIONS_FOLDER}${name}`, 'utf8');
      try {
        await client.query('BEGIN');
        await client.query(sql);
        await client.query('INSERT INTO schema_migrations (name) VALUES ($1)', [name]);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw describeFailure(name, error);
      }
      applied.push(name);
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [ADVISORY_LOCKS.migration]).catch(() => undefined);
    client.release();
  }
  return applied;
}

/**
 * Lets `role` run the server on tables that it does not own: read and write all of them, only read and append to the audit
 * log, and make and drop days of positions. Run by the owner, after each migration.
 */
export async function grantToServer(pool: pg.Pool, role: string): Promise<void> {
  const client = await pool.connect();
  try {
    const grantee = client.escapeIdentifier(role);
    const { rows } = await client.query<{ name: string }>(
      `SELECT quote_ident(c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE') AND c.relname NOT IN ('audit_entries', 'schema_migrations', 'spatial_ref_sys')`,
    );
    await client.query('BEGIN');
    await client.query(`GRANT USAGE ON SCHEMA public TO ${grantee}`);
    await client.query(
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ${rows.map(({ name }) => name).join(', ')} TO ${grantee}`,
    );
    await client.query(`REVOKE ALL ON audit_entries, schema_migrations FROM ${grantee}`);
    await client.query(`GRANT SELECT, INSERT ON audit_entries TO ${grantee}`);
    await client.query(`GRANT SELECT ON schema_migrations TO ${grantee}`);
    await client.query(`GRANT EXECUTE ON FUNCTION make_positions_day(date), drop_positions_before(date) TO ${grantee}`);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
