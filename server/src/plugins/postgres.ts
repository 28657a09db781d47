import { readFile, readdir } from 'node:fs/promises';
import fp from 'fastify-plugin';
import pg from 'pg';
import { MIGRATIONS_FOLDER } from '../paths.ts';
import { WORKING_CONNECTION, acquireServerLock } from './server-lock.ts';

/** What a repository needs to run SQL: the pool, or one client inside a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

export interface Database extends Queryable {
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. */
  transaction<T>(work: (client: Queryable) => Promise<T>): Promise<T>;
  /** False from the first failed connection until one succeeds again. */
  readonly isUp: boolean;
}

declare module 'fastify' {
  interface FastifyInstance {
    db: Database;
  }
}

/** How often a lost database is tried again. */
const RETRY_MS = 1_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** Serialises migrations of servers that start together; any constant will do. */
const MIGRATION_LOCK = 320_381;

/** This server's right to its database is in doubt (server-lock.ts): nothing is read or written until it is certain again. */
class DatabaseNotHeld extends Error {}

/** Connection trouble (as opposed to a query's own fault): network errors, shutdown and start-up of the server. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DatabaseNotHeld) return true;
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08\w{3}|57P0[123]|53300)$/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|not queryable/.test(error.message)
  );
}

/** Applies the SQL files of server/migrations that this database has not seen, in order, each in a transaction. Returns their names. */
export async function applyMigrations(pool: pg.Pool): Promise<string[]> {
  const files = (await readdir(MIGRATIONS_FOLDER)).filter((name) => /^\d{3}-.*\.sql$/.test(name)).toSorted();
  const applied: string[] = [];
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query('CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())');
    const seen = new Set((await client.query<{ name: string }>('SELECT name FROM schema_migrations')).rows.map((row) => row.name));
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
        throw new Error(`Migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
      applied.push(name);
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    client.release();
  }
  return applied;
}

export default fp<{ connectionString: string; poolSize: number; querySeconds: number }>(
  async (app, { connectionString, poolSize, querySeconds }) => {
    // Before anything is read: what another server is at work on must not be migrated or cleaned up.
    const lock = await acquireServerLock(connectionString, () => app.bus.emit('database.takenOver'));
    app.addHook('onClose', () => lock.release());
    const pool = new pg.Pool({ connectionString, application_name: WORKING_CONNECTION, max: poolSize, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, query_timeout: querySeconds * 1_000 });
    let isUp = true;
    let retry: NodeJS.Timeout | undefined;

    const demandLock = (): void => {
      if (!lock.isHeld) throw new DatabaseNotHeld('The lock on the database is lost.');
    };
    const noteFailure = (error: unknown) => {
      if (!isDatabaseUnavailable(error) || retry) return;
      isUp = false;
      app.log.error({ err: error }, 'database lost');
      app.bus.emit('database.changed', 'down');
      retry = setInterval(() => {
        if (!lock.isHeld) return;
        pool.query('SELECT 1').then(
          () => {
            // Several tries may have waited for the same recovery; it is told once.
            if (!retry) return;
            clearInterval(retry);
            retry = undefined;
            isUp = true;
            app.log.warn('database is back');
            app.bus.emit('database.changed', 'up');
          },
          () => undefined,
        );
      }, RETRY_MS);
    };
    // An idle connection that breaks must not end the process.
    pool.on('error', noteFailure);

    const query = (async (...args: Parameters<pg.Pool['query']>) => {
      try {
        demandLock();
        return await pool.query(...args);
      } catch (error) {
        noteFailure(error);
        throw error;
      }
    }) as Queryable['query'];

    const database: Database = {
      query,
      get isUp() {
        return isUp;
      },
      async transaction(work) {
        let client: pg.PoolClient;
        try {
          demandLock();
          client = await pool.connect();
        } catch (error) {
          noteFailure(error);
          throw error;
        }
        // The pool listens only to idle clients; one that breaks while it is lent must not end the process either.
        client.on('error', noteFailure);
        try {
          await client.query('BEGIN');
          const result = await work(client);
          demandLock();
          await client.query('COMMIT');
          client.release();
          return result;
        } catch (error) {
          noteFailure(error);
          // A client whose rollback fails is broken: destroy it rather than lend it again.
          await client.query('ROLLBACK').then(() => client.release(), (rollbackError: Error) => client.release(rollbackError));
          throw error;
        } finally {
          client.off('error', noteFailure);
        }
      },
    };

    await applyMigrations(pool);
    app.decorate('db', database);
    app.readiness.add('database-unavailable', () =>
      query('SELECT 1').then(
        () => null,
        (error: unknown) => {
          if (!isDatabaseUnavailable(error)) throw error;
          return 'The database cannot be reached.';
        },
      ),
    );
    app.addHook('onClose', async () => {
      clearInterval(retry);
      await pool.end();
    });
  },
  { name: 'postgres', dependencies: ['event-bus', 'readiness'] },
);
