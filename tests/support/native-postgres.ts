import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFreePort } from './free-port.ts';
import { findChildren } from './process-tree.ts';
import { waitFor } from './wait-for.ts';

const run = promisify(execFile);
const DATABASE = 'liaowang';
/** Where Debian keeps each version's programs. */
const DEBIAN_VERSIONS = '/usr/lib/postgresql';
/** Crash recovery of a cluster as small as a test's takes a second or two. */
const START_WITHIN_MS = 60_000;

/** A PostgreSQL cluster of the test's own, durable as a city's (fsync on), that can be taken away and given back. */
export interface NativePostgres {
  connectionString: string;
  /** Starts it unless it runs, and waits until it takes connections. */
  start(): Promise<void>;
  /** Ends it without a word to anybody, as a power cut does: what was committed must come back from its log. */
  stopAtOnce(): Promise<void>;
  /** The postmaster first; empty while it does not run. */
  processIds(): Promise<number[]>;
  /** Makes another, empty database; its connection string. */
  createDatabase(name: string): Promise<string>;
  close(): Promise<void>;
}

/** The folder of the newest PostgreSQL's programs with PostGIS; null where there is none. */
async function findPrograms(): Promise<string | null> {
  const versions = await readdir(DEBIAN_VERSIONS).catch((): string[] => []);
  for (const version of versions.toSorted((a, b) => Number(b) - Number(a))) {
    const found = await Promise.all([
      access(join(DEBIAN_VERSIONS, version, 'bin/initdb')),
      access(join('/usr/share/postgresql', version, 'extension/postgis.control')),
    ]).catch(() => null);
    if (found !== null) return join(DEBIAN_VERSIONS, version, 'bin');
  }
  return null;
}

/** Whether PostgreSQL with PostGIS is installed as Debian does. */
export const hasNativePostgres = async (): Promise<boolean> => (await findPrograms()) !== null;

/**
 * Makes and starts a cluster in `folder` (a temporary one by default, which goes with it); null where there is
 * no PostgreSQL (see {@link hasNativePostgres}).
 */
export async function createNativePostgres(folder?: string): Promise<NativePostgres | null> {
  const programs = await findPrograms();
  if (programs === null) return null;
  const ownFolder = folder === undefined ? await mkdtemp(join(tmpdir(), 'liaowang-postgres-')) : null;
  const home = folder ?? ownFolder!;
  const data = join(home, 'data');
  // PostgreSQL refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await run('chown', ['postgres', home]);
  const call = (program: string, ...args: string[]) => {
    const path = join(programs, program);
    return isRoot ? run('runuser', ['-u', 'postgres', '--', path, ...args], { cwd: '/' }) : run(path, args);
  };
  const port = await findFreePort();
  const reach = ['-h', '127.0.0.1', '-p', String(port), '-U', DATABASE];

  const processIds = async (): Promise<number[]> => {
    const postmaster = Number((await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
    if (!postmaster) return [];
    try {
      process.kill(postmaster, 0);
    } catch {
      return [];
    }
    return [postmaster, ...(await findChildren(postmaster)).map(({ processId }) => processId)];
  };
  const control = (...args: string[]) => call('pg_ctl', '-D', data, '-l', join(home, 'log'), ...args);
  const createDatabase = async (name: string): Promise<string> => {
    await call('createdb', ...reach, name);
    return `postgres://${DATABASE}@127.0.0.1:${port}/${name}`;
  };

  const postgres: NativePostgres = {
    connectionString: '',
    async start() {
      if ((await processIds()).length === 0)
        await control('-o', `-p ${port} -c listen_addresses=127.0.0.1 -k ${home}`, '-W', 'start');
      await waitFor('PostgreSQL', () => call('pg_isready', ...reach), START_WITHIN_MS);
    },
    async stopAtOnce() {
      await control('-m', 'immediate', '-w', 'stop');
    },
    processIds,
    createDatabase,
    async close() {
      if ((await processIds()).length > 0) await postgres.stopAtOnce();
      if (ownFolder !== null) await rm(ownFolder, { recursive: true, force: true });
    },
  };
  try {
    await call('initdb', '-D', data, '-U', DATABASE, '--auth=trust', '-E', 'UTF8');
    await postgres.start();
    postgres.connectionString = await createDatabase(DATABASE);
  } catch (error) {
    await postgres.close();
    throw error;
  }
  return postgres;
}
