import pg from 'pg';
import { ADVISORY_LOCKS } from './advisory-locks.ts';

/** A killed server's connections are closed by its system at once; this is room for the database to notice. */
const WAIT_FOR_THE_DEAD_MS = 5_000;
const RETRY_MS = 500;
/** The connection says nothing else, and a firewall may forget one that is silent. */
const HEARTBEAT_MS = 10_000;
const ANSWER_WITHIN_MS = 5_000;
/** Marks a server's working connections, so that one that takes over can end what a dead one left running. */
export const WORKING_CONNECTION = 'liaowang';
const LOCK_CONNECTION = 'liaowang-lock';

/** The database belongs to another server that runs; the message is one sentence for whoever starts this one. */
export class DatabaseInUse extends Error {
  constructor() {
    super(
      "Another Liaowang server is running on this database, and two would undo each other's work. Stop the other one, or choose another DATABASE_URL. " +
        '(Should its machine have vanished, the database lets go of it within half a minute.)',
    );
  }
}

/** The exclusive right of one server to its database, for its whole life. */
export interface ServerLock {
  /** False while its connection is gone: another server may be at work, so nothing may be read or written. */
  readonly isHeld: boolean;
  /** Gives the database free. */
  release(): Promise<void>;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the database is PGlite: PostgreSQL compiled to WebAssembly. */
async function isEmbedded(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, application_name: LOCK_CONNECTION });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>('SELECT version()');
    return /wasm|emcc/i.test(rows[0]?.version ?? '');
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Process id of the backend that holds the lock of this database; null = nobody does. */
async function findHolder(client: pg.Client): Promise<number | null> {
  const { rows } = await client.query<{ pid: number }>(
    `SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
     WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.granted AND l.classid = 0 AND l.objid = $1 AND l.objsubid = 1`,
    [ADVISORY_LOCKS.server],
  );
  return rows[0]?.pid ?? null;
}

/**
 * Takes the database for this server: a session's advisory lock on a connection of its own, which PostgreSQL gives free
 * when that connection ends, however the server ended. Connections that a dead server left in the middle of a statement
 * are ended, so that nothing of theirs is committed later. When the connection breaks while the server lives, the lock
 * is taken again as soon as the database answers; `onTakenOver` is called once when another server has it by then.
 *
 * The embedded database has one backend for all connections and with it for their locks: there the data directory's lock
 * file keeps others out (embedded-postgis/data-directory-lock.ts), and no connection is kept, whose heartbeat would wait
 * behind every long statement.
 * @throws {DatabaseInUse} when another server holds it
 */
export async function acquireServerLock(connectionString: string, onTakenOver: () => void): Promise<ServerLock> {
  let holder: pg.Client | null = null;
  let ownPid: number | null = null;
  let heartbeat: NodeJS.Timeout | undefined;
  let isReleased = false;

  /** Tries once. Returns whether the lock is ours now. @throws whatever the database throws */
  async function tryToTake(): Promise<boolean> {
    const client = new pg.Client({
      connectionString,
      application_name: LOCK_CONNECTION,
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
    });
    // It may break at any time, also in the middle of what follows.
    client.on('error', () => lose(client));
    client.on('end', () => lose(client));
    try {
      await client.connect();
      // A machine that vanished closes nothing: the database asks after 10 s of silence, and gives up 15 s later.
      await client.query(
        `SELECT set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false)`,
      );
      const { rows } = await client.query<{ taken: boolean; pid: number }>(
        'SELECT pg_try_advisory_lock($1) AS taken, pg_backend_pid() AS pid',
        [ADVISORY_LOCKS.server],
      );
      const [row] = rows;
      if (!row?.taken) {
        // Our own connection of before, whose end the database has not noticed: it makes room.
        const pid = await findHolder(client);
        if (pid !== null && pid === ownPid) await client.query('SELECT pg_terminate_backend($1)', [pid]);
        await client.end();
        return false;
      }
      if (ownPid === null) {
        await client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND usename = current_user AND application_name = $1`,
          [WORKING_CONNECTION],
        );
      }
      ownPid = row.pid;
      holder = client;
      heartbeat = setInterval(() => void client.query('SELECT 1').catch(() => lose(client)), HEARTBEAT_MS);
      return true;
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
  }

  function lose(client: pg.Client): void {
    if (client !== holder) return;
    holder = null;
    clearInterval(heartbeat);
    void client.end().catch(() => undefined);
    void takeAgain();
  }

  async function takeAgain(): Promise<void> {
    let refusedSinceMs: number | null = null;
    while (!isReleased) {
      const taken = await tryToTake().catch(() => null);
      if (taken) return isReleased ? release() : undefined;
      if (taken === null) refusedSinceMs = null;
      else refusedSinceMs ??= Date.now();
      if (refusedSinceMs !== null && Date.now() - refusedSinceMs > WAIT_FOR_THE_DEAD_MS) return onTakenOver();
      await wait(RETRY_MS);
    }
  }

  async function release(): Promise<void> {
    isReleased = true;
    clearInterval(heartbeat);
    const client = holder;
    holder = null;
    await client?.query('SELECT pg_advisory_unlock($1)', [ADVISORY_LOCKS.server]).catch(() => undefined);
    await client?.end().catch(() => undefined);
  }

  if (await isEmbedded(connectionString)) return { isHeld: true, release: async () => undefined };
  const untilMs = Date.now() + WAIT_FOR_THE_DEAD_MS;
  while (!(await tryToTake())) {
    if (Date.now() > untilMs) throw new DatabaseInUse();
    await wait(RETRY_MS);
  }
  return {
    get isHeld() {
      return holder !== null;
    },
    release,
  };
}
