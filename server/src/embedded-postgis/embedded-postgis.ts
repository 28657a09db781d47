import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { entryPointExecArgv, resolveEntryPoint } from '../entry-point.ts';
import type { EmbeddedPostgisStage, FromEmbeddedPostgis, ToEmbeddedPostgis } from './embedded-postgis.messages.ts';

export type { EmbeddedPostgisStage } from './embedded-postgis.messages.ts';

export interface EmbeddedPostgisOptions {
  /** Made when missing; holds the database and a lock against a second instance. */
  readonly dataDirectory: string;
  onProgress?(stage: EmbeddedPostgisStage): void;
}

export interface EmbeddedPostgisExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface EmbeddedPostgis {
  /** For `pg`; stays valid across restarts of the database process. */
  readonly connectionString: string;
  readonly processId: number | undefined;
  /** Closes the database; its clients' connections end. */
  stop(): Promise<void>;
  /** Called whenever the database process ends unexpectedly; it is then started again. Returns how to unsubscribe. */
  onExit(listener: (exit: EmbeddedPostgisExit) => void): () => void;
}

/** Pauses before starting the database again, in milliseconds: the first is doubled at each failure up to the last. */
const RESTART_DELAY_MS = { first: 250, last: 30_000 };

/** A clean close writes the buffers, 128 MB at most; what has not ended by then, in milliseconds, is killed. */
const STOP_LIMIT_MS = 30_000;

/**
 * Starts PostGIS inside a process of its own, for servers that have no DATABASE_URL: PGlite with PostGIS, spoken to by
 * `pg` on a random port of 127.0.0.1 with a random password. The first start creates the database (15 s or more), later
 * ones take 3 to 6 s. Should the process die it is started again on the same port with the same password, so that
 * pools recover by themselves; until then connections are refused.
 *
 * Durability: PGlite alone runs with fsync off. Here fsync is on and real (durable-file-system.ts), so what was committed
 * survives a killed process (kill -9, tried) and, as far as disk and file system keep their word, a power cut.
 * @throws Error with one sentence for the operator when the directory is in use or cannot be opened
 */
export async function startEmbeddedPostgis(options: EmbeddedPostgisOptions): Promise<EmbeddedPostgis> {
  const password = randomBytes(24).toString('base64url');
  const exitListeners = new Set<(exit: EmbeddedPostgisExit) => void>();
  let stopping = false;
  let restartTimer: NodeJS.Timeout | undefined;
  let database = launch(options, 0, password);
  const port = await database.ready;
  options.onProgress?.('ready');
  void database.exited.then(recover);

  function recover(exit: EmbeddedPostgisExit): void {
    if (stopping) return;
    for (const listener of exitListeners) listener(exit);
    restart(RESTART_DELAY_MS.first);
  }

  function restart(delayMs: number): void {
    if (stopping) return;
    options.onProgress?.('restarting');
    restartTimer = setTimeout(async () => {
      database = launch(options, port, password);
      try {
        await database.ready;
      } catch {
        restart(Math.min(2 * delayMs, RESTART_DELAY_MS.last));
        return;
      }
      options.onProgress?.('ready');
      void database.exited.then(recover);
    }, delayMs);
  }

  return {
    connectionString: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    get processId() {
      return database.child.pid;
    },
    async stop() {
      stopping = true;
      clearTimeout(restartTimer);
      const killTimer = setTimeout(() => database.child.kill('SIGKILL'), STOP_LIMIT_MS);
      tell(database.child, { type: 'stop' });
      await database.exited;
      clearTimeout(killTimer);
    },
    onExit(listener) {
      exitListeners.add(listener);
      return () => exitListeners.delete(listener);
    },
  };
}

interface Launch {
  readonly child: ChildProcess;
  /** The port it listens on; rejects when it ends before. */
  readonly ready: Promise<number>;
  readonly exited: Promise<EmbeddedPostgisExit>;
}

function launch(options: EmbeddedPostgisOptions, port: number, password: string): Launch {
  const child = fork(resolveEntryPoint(import.meta.url, './embedded-postgis.process'), [], {
    execArgv: entryPointExecArgv(import.meta.url),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = new Promise<EmbeddedPostgisExit>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const ready = new Promise<number>((resolve, reject) => {
    child.on('message', (message: FromEmbeddedPostgis) => {
      if (message.type === 'progress') options.onProgress?.(message.stage);
      else if (message.type === 'ready') resolve(message.port);
      else reject(new Error(message.message));
    });
    child.once('error', reject);
    void exited.then(({ code, signal }) => {
      reject(
        new Error(
          `The embedded database ended while it was starting (${signal ?? `exit code ${code}`}); see the lines above.`,
        ),
      );
    });
  });
  tell(child, { type: 'start', dataDirectory: options.dataDirectory, port, password });
  return { child, ready, exited };
}

/** A child that is gone needs no message: its exit is seen elsewhere. */
function tell(child: ChildProcess, message: ToEmbeddedPostgis): void {
  if (child.connected) child.send(message, () => undefined);
}
