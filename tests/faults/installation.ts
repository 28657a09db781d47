import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { plantFirstDatabase } from '../support/first-database.ts';
import { findFreePort } from '../support/free-port.ts';
import { createNativePostgres, type NativePostgres } from '../support/native-postgres.ts';
import { findChildren } from '../support/process-tree.ts';
import {
  BUILT_SERVER,
  launchServerProcess,
  startServerProcess,
  type ServerProcess,
} from '../support/server-process.ts';
import { createTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { waitFor } from '../support/wait-for.ts';
import { createFakedClock, type FakedClock } from './faked-clock.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

export type DatabaseKind = 'embedded' | 'native';

export interface PatrolUnit {
  id: number;
  deviceId: string;
  deviceToken: string;
}

/** What is unusual about an installation; each costs one of its own. */
export interface InstallationSetup {
  /** Its database lies on a disk of so many megabytes. */
  diskMegabytes?: number;
  /** Clients, and on native PostgreSQL the server too, go through a proxy that can break their connections. */
  proxied?: boolean;
  /** Its server's clock can be put wrong. */
  fakedClock?: boolean;
  /** How often its first start is killed, each time after so many milliseconds. */
  firstStartKilledAfterMs?: readonly number[];
}

/** The built product on a database of its own, as a city runs it (`--no-demo`, tokens demanded), under a supervisor. */
export interface Installation {
  database: DatabaseKind;
  /** Where clients reach it; stays the same over restarts. */
  address: string;
  /** The one that runs, or ran last. */
  server: ServerProcess;
  environment: Readonly<Record<string, string>>;
  units: PatrolUnit[];
  administratorCookie: string;
  native: NativePostgres | null;
  disk: SmallDisk | null;
  clock: FakedClock | null;
  clientProxy: TcpProxy | null;
  databaseProxy: TcpProxy | null;
  /** Asks as the administrator; @throws Error when the answer is no 2xx */
  call<T>(method: string, path: string, body?: object | Buffer): Promise<T>;
  /** Starts the server as a supervisor does: again and again until it is ready. */
  startServer(): Promise<void>;
  /** Every process that is the database, while it runs. */
  findDatabaseProcesses(): Promise<number[]>;
  close(): Promise<void>;
}

const ADMINISTRATOR = { username: 'first', password: 'long-enough-1' };
const CITY = ['--no-demo'];
/** A query without an answer is given up after this; a city's 60 s would make each round a minute longer. */
const QUERY_SECONDS = '3';
const RESTART_WITHIN_MS = 180_000;
/** A supervisor's pause between two tries. */
const SUPERVISOR_PAUSE_MS = 500;
/** Asked for too often: wait as told, at most this many times. */
const TRIES = 20;

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
const postJson = (url: string, body: object) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/**
 * Installs the product with `unitCount` units.
 * @throws Error where native PostgreSQL is asked for and is not there (see {@link hasNativePostgres})
 */
export async function openInstallation(
  database: DatabaseKind,
  unitCount: number,
  setup: InstallationSetup = {},
): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'liaowang-faults-'));
  await chmod(folder, 0o755);
  const closing: Array<() => Promise<unknown>> = [() => rm(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const end of closing.splice(0).toReversed()) await end();
  };
  try {
    const disk = setup.diskMegabytes === undefined ? null : await mountSmallDisk(folder, setup.diskMegabytes);
    if (disk) closing.push(() => disk.unmount());
    const native = database === 'native' ? await createNativePostgres(folder) : null;
    if (native) closing.push(() => native.close());
    else if (database === 'native') throw new Error('PostgreSQL with PostGIS is not installed');
    const databaseProxy = native && setup.proxied ? await createTcpProxy(native.connectionString) : null;
    if (databaseProxy) closing.push(() => databaseProxy.close());
    const clock = setup.fakedClock ? await createFakedClock(folder) : null;
    const data = join(folder, 'liaowang');
    if (!native && !setup.firstStartKilledAfterMs) await plantFirstDatabase(data);
    const port = await findFreePort();
    const environment: Record<string, string> = {
      PORT: String(port),
      LIAOWANG_DATA: data,
      DATABASE_QUERY_SECONDS: QUERY_SECONDS,
      ...clock?.environment,
      ...(native ? { DATABASE_URL: databaseProxy?.connectionString ?? native.connectionString } : {}),
    };
    for (const afterMs of setup.firstStartKilledAfterMs ?? []) {
      const starting = launchServerProcess(CITY, environment, BUILT_SERVER);
      starting.ready.catch(() => undefined);
      await pause(afterMs);
      await starting.killGroup();
    }
    let server = await startServerProcess(CITY, environment, BUILT_SERVER);
    closing.push(async () => server.killGroup());
    const clientProxy = setup.proxied ? await createTcpProxy(server.address) : null;
    if (clientProxy) closing.push(() => clientProxy.close());
    const address = clientProxy ? new URL(clientProxy.connectionString).origin : server.address;
    const administratorCookie = cookieOf(
      await postJson(`${server.address}/api/v1/set-up`, { ...ADMINISTRATOR, token: server.setUpToken }),
    );

    const call = async <T>(method: string, path: string, body?: object | Buffer): Promise<T> => {
      const isBinary = Buffer.isBuffer(body);
      const headers = {
        cookie: administratorCookie,
        ...(body ? { 'content-type': isBinary ? 'application/octet-stream' : 'application/json' } : {}),
      };
      for (let tries = 1; ; tries++) {
        const answer = await fetch(`${server.address}/api/v1${path}`, {
          method,
          headers,
          ...(body ? { body: isBinary ? new Uint8Array(body) : JSON.stringify(body) } : {}),
        });
        if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
        if (answer.status !== 429 || tries === TRIES)
          throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
        await pause(1_000 * Number(answer.headers.get('retry-after') ?? 1));
      }
    };
    const units: PatrolUnit[] = [];
    for (let i = 0; i < unitCount; i++)
      units.push(await call<PatrolUnit>('POST', '/units', { name: `${i}`, kind: 'foot', deviceId: `phone-${i}` }));

    return {
      database,
      address,
      environment,
      units,
      administratorCookie,
      native,
      disk,
      clock,
      clientProxy,
      databaseProxy,
      call,
      close,
      get server() {
        return server;
      },
      async startServer() {
        server = await waitFor(
          'the server to come back',
          async () => {
            await pause(SUPERVISOR_PAUSE_MS);
            return startServerProcess(CITY, environment, BUILT_SERVER);
          },
          RESTART_WITHIN_MS,
        );
      },
      async findDatabaseProcesses() {
        if (native) return native.processIds();
        return (await findChildren(server.processId))
          .filter(({ command }) => command.includes('embedded-postgis'))
          .map(({ processId }) => processId);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
