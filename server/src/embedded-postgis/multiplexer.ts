import { randomInt } from 'node:crypto';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { type Backend, BackendTurns } from './backend-turns.ts';
import { ClientConnection } from './client-connection.ts';
import { hangUp } from './hang-up.ts';
import { errorResponse } from './wire-message.ts';

export const multiplexerDefaults = {
  /** A transaction nobody works on blocks every other client; the longest one of ours pauses for milliseconds. */
  idleTransactionLimitMs: 30_000,
  /** PostgreSQL's authentication_timeout is 60 s; clients here are on the same machine. */
  signInLimitMs: 10_000,
  /** Pools take 10 each; connections cost a socket and no backend, the bound only stops a leak. */
  maxConnections: 200,
};

export interface MultiplexerOptions extends Partial<typeof multiplexerDefaults> {
  /** A loopback address: the password travels in clear text. */
  readonly host: '127.0.0.1';
  /** 0 takes any free port. */
  readonly port: number;
  /** What every client must give; user and database names do not matter. */
  readonly password: string;
  /** Called when the engine stopped answering: close the process, nothing can be run any more. */
  readonly onBackendLost: (reason: string) => void;
}

export interface Multiplexer {
  readonly port: number;
  /** Hangs up on all clients when the batch in hand is done; the engine is then free for its owner to close. */
  close(): Promise<void>;
}

/** Settings PostgreSQL reports to each client on its own (GUC_REPORT). */
const REPORTED_SETTINGS = [
  'application_name',
  'client_encoding',
  'DateStyle',
  'default_transaction_read_only',
  'in_hot_standby',
  'integer_datetimes',
  'IntervalStyle',
  'is_superuser',
  'scram_iterations',
  'search_path',
  'server_encoding',
  'server_version',
  'session_authorization',
  'standard_conforming_strings',
  'TimeZone',
];

/**
 * Lets many PostgreSQL clients use one PGlite engine, which must have no other user from now on.
 *
 * What clients share, because there is one backend: settings (`SET`; use `SET LOCAL`), temporary tables, advisory
 * locks, names given by SQL `PREPARE` and `LISTEN`; `DISCARD ALL` and `DEALLOCATE ALL` break the others' prepared
 * statements. Asking a pool for a second client inside a transaction waits for itself until the idle limit ends it.
 * `COPY FROM STDIN` is refused; cancel requests and `statement_timeout` do nothing.
 * @throws Error of node:net when the port is taken
 */
export async function startMultiplexer(
  db: Backend & Pick<PGlite, 'query'>,
  options: MultiplexerOptions,
): Promise<Multiplexer> {
  const limits = { ...multiplexerDefaults, ...options };
  const { rows } = await db.query<{ name: string; setting: string }>(
    'SELECT name, setting FROM pg_settings WHERE name = ANY ($1)',
    [REPORTED_SETTINGS],
  );
  const settings = new Map(rows.map(({ name, setting }) => [name, setting]));
  const turns = new BackendTurns(db, limits.idleTransactionLimitMs, options.onBackendLost);
  const sockets = new Set<Socket>();
  let connectionCount = 0;

  const server = createServer((socket) => {
    const isFull = sockets.size >= limits.maxConnections;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    if (isFull) {
      socket.on('error', () => undefined);
      hangUp(socket, errorResponse('FATAL', '53300', `too many connections: at most ${limits.maxConnections}`));
      return;
    }
    new ClientConnection(socket, turns, {
      id: ++connectionCount,
      cancelKey: randomInt(0x7fff_ffff),
      password: options.password,
      settings,
      idleTransactionLimitMs: limits.idleTransactionLimitMs,
      signInLimitMs: limits.signInLimitMs,
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await turns.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
