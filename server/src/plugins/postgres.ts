import fp from 'fastify-plugin';
import pg from 'pg';
import { DatabaseNotHeld, isConflict, isDatabaseUnavailable, isDiskFull } from './database-errors.ts';
import { applyMigrations } from './migrations.ts';
import { WORKING_CONNECTION, acquireServerLock, type ServerLock } from './server-lock.ts';

/** What a repository needs to run SQL: the pool, or one client inside a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

export interface Database extends Queryable {
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. */
  transaction<T>(work: (client: Queryable) => Promise<T>): Promise<T>;
  /** Whether it answers and can write: `full` = it answers, but its disk is full. */
  readonly state: DatabaseState;
  /** False from the first failed connection or write for want of space until one succeeds again. */
  readonly isUp: boolean;
  /** Whether other servers may be at work on it; false = it is this one's alone. */
  readonly isShared: boolean;
}

export type DatabaseState = 'up' | 'down' | 'full';

declare module 'fastify' {
  interface FastifyInstance {
    db: Database;
  }
}

/** How often a lost database is tried again. */
const RETRY_MS = 1_000;
/** How often one statement is tried that opposed ones were preferred to: each time at least one of them has got on. */
const CONFLICT_TRIES = 5;
/** Half a megabyte in rows too small to be compressed: a small write finds room in pages that are there already, and says nothing. */
const FILL_PROBE = 'INSERT INTO room_probe SELECT repeat(md5(n::text), 60) FROM generate_series(1, 256) AS n';

/**
 * Takes room on the database's disk and gives it back.
 * @throws what the database throws when there is none
 */
async function probeForRoom(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('CREATE TEMP TABLE room_probe (filler text)');
    await client.query(FILL_PROBE);
  } finally {
    await client.query('ROLLBACK').then(
      () => client.release(),
      (error: Error) => client.release(error),
    );
  }
}
const CONNECT_TIMEOUT_MS = 5_000;
/** Of a database that is shared nobody holds the lock. */
const SHARED: ServerLock = { isHeld: true, release: async () => undefined };

export default fp<{ connectionString: string; poolSize: number; querySeconds: number; isShared: boolean }>(
  async (app, { connectionString, poolSize, querySeconds, isShared }) => {
    // Before anything is read: what another server is at work on must not be migrated or cleaned up.
    const lock = isShared
      ? SHARED
      : await acquireServerLock(connectionString, () => app.bus.show('database.takenOver'));
    app.addHook('onClose', () => lock.release());
    const pool = new pg.Pool({
      connectionString,
      application_name: WORKING_CONNECTION,
      max: poolSize,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: querySeconds * 1_000,
    });
    let state: DatabaseState = 'up';
    let retry: NodeJS.Timeout | undefined;

    const demandLock = (): void => {
      if (!lock.isHeld) throw new DatabaseNotHeld('The lock on the database is lost.');
    };
    const enter = (next: DatabaseState): void => {
      if (state === next) return;
      state = next;
      if (next === 'up') {
        clearInterval(retry);
        retry = undefined;
      }
      app.bus.show('database.changed', next);
    };
    const noteFailure = (error: unknown) => {
      const next = isDiskFull(error) ? 'full' : isDatabaseUnavailable(error) ? 'down' : state;
      if (next === state) return;
      app.log.error({ err: error }, next === 'full' ? 'database cannot write' : 'database lost');
      enter(next);
      retry ??= setInterval(() => {
        if (!lock.isHeld) return;
        const tried = state;
        (tried === 'full' ? probeForRoom(pool) : pool.query('SELECT 1')).then(() => {
          // Several tries may have waited for the same recovery; it is told once, and only of what was tried.
          if (state !== tried || !retry) return;
          app.log.warn('database is back');
          enter('up');
        }, noteFailure);
      }, RETRY_MS);
    };
    // An idle connection that breaks must not end the process.
    pool.on('error', noteFailure);

    const query = (async (...args: Parameters<pg.Pool['query']>) => {
      for (let tries = 1; ; tries++) {
        try {
          demandLock();
          return await pool.query(...args);
        } catch (error) {
          if (isConflict(error) && tries < CONFLICT_TRIES) continue;
          noteFailure(error);
          throw error;
        }
      }
    }) as Queryable['query'];

    const database: Database = {
      query,
      isShared,
      get state() {
        return state;
      },
      get isUp() {
        return state === 'up';
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
          await client.query('ROLLBACK').then(
            () => client.release(),
            (rollbackError: Error) => client.release(rollbackError),
          );
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
    app.readiness.add('disk-full', () => (state === 'full' ? 'The database cannot write: its disk is full.' : null));
    app.addHook('onClose', async () => {
      clearInterval(retry);
      await pool.end();
    });
  },
  { name: 'postgres', dependencies: ['event-bus', 'readiness'] },
);
