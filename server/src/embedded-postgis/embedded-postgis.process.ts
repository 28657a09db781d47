/** The database process of {@link startEmbeddedPostgis}: one PGlite engine with PostGIS behind a multiplexer. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { acquireDataDirectoryLock } from './data-directory-lock.ts';
import { DurableNodeFs, durableStartParams, syncDirectoryTree } from './durable-file-system.ts';
import type { FromEmbeddedPostgis, ToEmbeddedPostgis } from './embedded-postgis.messages.ts';
import { startMaintenance } from './maintenance.ts';
import { startMultiplexer } from './multiplexer.ts';

/** Exit codes, for the log: 0 closed cleanly, 1 could not start, 70 (EX_SOFTWARE) the engine broke. */
const EXIT_COULD_NOT_START = 1;
const EXIT_ENGINE_BROKE = 70;

let close: () => Promise<void> = async () => undefined;
let closing = false;

function tell(message: FromEmbeddedPostgis): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected && process.send) process.send(message, () => resolve());
    else resolve();
  });
}

async function start({ dataDirectory, port, password }: Extract<ToEmbeddedPostgis, { type: 'start' }>): Promise<void> {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const lock = await acquireDataDirectoryLock(dataDirectory);
  process.on('exit', () => lock.release());
  const db = await openDatabase(dataDirectory);
  const multiplexer = await startMultiplexer(db, {
    host: '127.0.0.1',
    port,
    password,
    onBackendLost(reason) {
      process.stderr.write(`embedded PostGIS: ${reason}\n`);
      process.exit(EXIT_ENGINE_BROKE);
    },
  });
  const maintenance = await startMaintenance({ port: multiplexer.port, password });
  close = async () => {
    await maintenance.stop();
    await multiplexer.close();
    await db.close();
  };
  await tell({ type: 'ready', port: multiplexer.port, password });
}

/**
 * Opens the engine on `<dataDirectory>/postgres`. The mark beside it exists while the database is created: a first
 * start that was killed leaves half a database that nobody has ever used, which the next start throws away.
 */
async function openDatabase(dataDirectory: string): Promise<PGlite> {
  const databaseDirectory = join(dataDirectory, 'postgres');
  const creatingMark = join(dataDirectory, 'postgres.creating');
  if (existsSync(creatingMark)) rmSync(databaseDirectory, { recursive: true, force: true });
  const isNew = !existsSync(databaseDirectory);
  if (isNew) writeFileSync(creatingMark, '');
  void tell({ type: 'progress', stage: isNew ? 'creating' : 'opening' });
  const fs = new DurableNodeFs(databaseDirectory);
  const db = await PGlite.create({
    dataDir: databaseDirectory,
    fs,
    startParams: durableStartParams(PGlite.defaultStartParams),
    extensions: { postgis },
  });
  await db.exec('CREATE EXTENSION IF NOT EXISTS postgis; CHECKPOINT');
  if (fs.syncCount === 0)
    throw new Error('The embedded database cannot make its writes durable with this version of PGlite.');
  if (isNew) syncDirectoryTree(databaseDirectory);
  rmSync(creatingMark, { force: true });
  return db;
}

async function stop(): Promise<void> {
  if (closing) return;
  closing = true;
  await close();
  process.exit(0);
}

process.on('message', (message: ToEmbeddedPostgis) => {
  if (message.type === 'stop') {
    void stop();
    return;
  }
  start(message).catch(async (error: unknown) => {
    await tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    process.exit(EXIT_COULD_NOT_START);
  });
});

// A server that was killed cannot say stop.
process.on('disconnect', () => void stop());

// Ctrl-C, a closed terminal and service supervisors signal the whole process group. The server needs its database
// until it has closed everything else, so it alone decides.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
