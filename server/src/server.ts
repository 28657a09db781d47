import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { startSimulator } from './demo/simulator.ts';
import { startEmbeddedPostgis } from './embedded-postgis/embedded-postgis.ts';
import { listenAtOwnPort } from './ingest/listeners/own-port.ts';
import { osmand } from './ingest/protocols/osmand/osmand.protocol.ts';
import { readConfig, type Config } from './plugins/config.ts';

/** After this long a shutdown is forced. */
const SHUTDOWN_MS = 15_000;

const EMBEDDED_STAGES: Record<string, string> = {
  creating: 'Creating the embedded PostGIS database (first start: 15–20 s)…',
  opening: 'Opening the embedded PostGIS database…',
  restarting: 'The embedded database stopped unexpectedly; starting it again…',
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What has been started, in the order in which it must be stopped. */
const stops: Array<() => Promise<unknown>> = [];
let stopping = false;

async function shutDown(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  const forced = setTimeout(() => process.exit(code || 1), SHUTDOWN_MS);
  forced.unref();
  for (const stop of stops)
    await stop().catch((error: unknown) =>
      say(`While stopping: ${error instanceof Error ? error.message : String(error)}`),
    );
  process.exit(code);
}

/** The database to use: the configured one, or the embedded one in a child process. */
async function openDatabase(config: Config): Promise<string> {
  if (config.databaseUrl !== undefined) return config.databaseUrl;
  const embedded = await startEmbeddedPostgis({
    dataDirectory: config.dataFolder,
    onProgress: (stage) => {
      const line = EMBEDDED_STAGES[stage];
      if (line !== undefined && !stopping) say(line);
    },
  });
  stops.unshift(() => embedded.stop());
  return embedded.connectionString;
}

/** What of the server is stopped when it starts anew; the database stays open. */
interface Serving {
  app: FastifyInstance;
  stop(): Promise<void>;
}

/** Requests under way may take so long when the server stops. */
const CLOSE_WITHIN_MS = 5_000;
/** An answer under way gets out before the server starts anew. */
const RESTART_AFTER_MS = 500;

/** Builds the server and listens. `restart` is called when it must start anew. */
async function serve(config: Config, connectionString: string, restart: () => void): Promise<Serving> {
  const app = await buildApp(config, connectionString, say);
  const parts: Array<() => Promise<unknown>> = [() => app.close()];
  const servers: Server[] = [app.server];
  const stop = async (): Promise<void> => {
    // A request that never ends, as of a phone that lost its way in the middle of one, keeps nobody waiting.
    const impatient = setTimeout(() => {
      for (const server of servers) server.closeAllConnections();
    }, CLOSE_WITHIN_MS);
    try {
      for (const part of parts) await part();
    } finally {
      clearTimeout(impatient);
    }
  };
  app.bus.on('database.takenOver', () => {
    process.stderr.write(
      'Another Liaowang server has taken over this database while the connection was lost; this one ends.\n',
    );
    void shutDown(1);
  });
  app.bus.on('jurisdiction.changed', () => setTimeout(restart, RESTART_AFTER_MS).unref());
  try {
    await app.listen({ host: config.host, port: config.port });
    if (config.osmandPort !== undefined) {
      const listener = await listenAtOwnPort(app, osmand.toOwnPortAddress, {
        port: config.osmandPort,
        host: config.host,
      });
      servers.push(listener);
      parts.unshift(() => new Promise((resolve) => listener.close(resolve)));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { app, stop };
}

/** The address at which people reach it, and that at which programs on this machine do. */
function findAddresses(app: FastifyInstance, config: Config): { address: string; local: string } {
  const { port } = app.server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const local = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  return { address: config.publicOrigin ?? local, local };
}

async function start(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void shutDown(0));
  const connectionString = await openDatabase(config);
  let serving: Serving;
  /** One after another; asked for twice before it begins it is one. */
  let turn: Promise<void> = Promise.resolve();
  let isAsked = false;
  const restart = (): void => {
    if (isAsked) return;
    isAsked = true;
    turn = turn.then(async () => {
      isAsked = false;
      if (stopping) return;
      say('The jurisdiction has changed: starting anew with it…');
      const { port } = serving.app.server.address() as AddressInfo;
      await serving.stop();
      // Somebody may stop it for good at any moment.
      if (stopping) return;
      // The port that it had, whichever it was: pages and devices know it.
      serving = await serve({ ...config, port }, connectionString, restart);
      if (stopping) await serving.stop();
      else say(`Liaowang is ready: ${findAddresses(serving.app, config).address}`);
    });
    turn.catch((error: unknown) => {
      process.stderr.write(`Cannot start anew: ${error instanceof Error ? error.message : String(error)}\n`);
      void shutDown(1);
    });
  };
  serving = await serve(config, connectionString, restart);
  stops.unshift(() => serving.stop());
  const { app } = serving;
  const { address, local } = findAddresses(app, config);

  const { demo } = app.installation;
  if (demo && config.demoUnits > 0) {
    const stop = startSimulator({
      units: config.demoUnits,
      intervalSeconds: config.demoIntervalSeconds,
      address: local,
      onEnd: (code) => {
        if (!stopping) say(`The simulator ended (${String(code)}); the map keeps its last positions.`);
      },
    });
    stops.unshift(stop);
  }
  const token = await app.accounts.issueSetUpToken();
  if (token !== null) say(`Make the first administrator (one-time link): ${address}/set-up#token=${token}`);
  say(`Liaowang is ready: ${address}${demo ? '  (demo: everything on the map is made up)' : ''}`);
}

start().catch(async (error: unknown) => {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`Cannot start: ${process.env['LOG_LEVEL'] === 'debug' ? stack : message}\n`);
  await shutDown(1);
});
