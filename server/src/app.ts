import type { IncomingMessage } from 'node:http';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { DEMO_SIGN_IN } from './demo/accounts.ts';
import demoHistory from './demo/coverage-history.plugin.ts';
import { DEMO_SEED, plantDemoCity } from './demo/plant-city.ts';
import { plantDemoStreets } from './demo/streets.ts';
import accounts from './features/accounts/accounts.plugin.ts';
import alerts from './features/alerts/alerts.plugin.ts';
import areas from './features/areas/areas.plugin.ts';
import audit from './features/audit/audit.plugin.ts';
import basemaps from './features/basemaps/basemaps.plugin.ts';
import categories from './features/categories/categories.plugin.ts';
import coverage from './features/coverage/coverage.plugin.ts';
import coverageSettings from './features/coverage/coverage-settings.plugin.ts';
import hotspots from './features/hotspots/hotspots.plugin.ts';
import imports from './features/imports/imports.plugin.ts';
import incidents from './features/incidents/incidents.plugin.ts';
import jurisdiction from './features/jurisdiction/jurisdiction.plugin.ts';
import lookouts from './features/lookouts/lookouts.plugin.ts';
import outcomes from './features/outcomes/outcomes.plugin.ts';
import plans from './features/plans/plans.plugin.ts';
import positions from './features/positions/positions.plugin.ts';
import referenceLayers from './features/reference-layers/reference-layers.plugin.ts';
import registry from './features/registry/registry.plugin.ts';
import roads from './features/roads/roads.plugin.ts';
import registerFiles from './features/register-files/register-files.plugin.ts';
import records from './features/records/records.plugin.ts';
import revisit from './features/revisit/revisit.plugin.ts';
import rules from './features/rules/rules.plugin.ts';
import siting from './features/siting/siting.plugin.ts';
import system from './features/system/system.plugin.ts';
import units from './features/units/units.plugin.ts';
import { httpProtocolRoutes } from './ingest/listeners/http.routes.ts';
import { PROTOCOLS } from './ingest/protocols/protocols.ts';
import auth from './plugins/auth.ts';
import clientFiles from './plugins/client-files.ts';
import type { Config } from './plugins/config.ts';
import errorHandler, { answerError } from './plugins/error-handler.ts';
import eventBus from './plugins/event-bus.ts';
import jobs from './plugins/jobs.ts';
import metrics from './plugins/metrics.ts';
import openapi from './plugins/openapi.ts';
import postgres from './plugins/postgres.ts';
import { buildValidator } from './plugins/request-validation.ts';
import registerFileKinds from './plugins/register-files.ts';
import readiness from './plugins/readiness.ts';
import scheduler from './plugins/scheduler.ts';
import serverClock from './plugins/server-clock.ts';
import serverInstance from './plugins/server-instance.ts';
import serverTime from './plugins/server-time.ts';
import socketIo from './plugins/socket-io.ts';
import tasks from './plugins/tasks/tasks.ts';
import { seed } from './seed/seed.ts';

/** A host with a port, as it may stand in a header of ours. */
const HOST_PATTERN = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i;

/** Where the page opens its socket: `'self'` alone does not let older Safaris do so. */
function socketOrigin(request: IncomingMessage, publicOrigin: string | undefined): string {
  if (publicOrigin !== undefined) return publicOrigin.replace(/^http/, 'ws');
  const host = request.headers.host ?? '';
  return HOST_PATTERN.test(host) ? `ws://${host}` : "'self'";
}

export const VERSION = '0.1.0';

/** Largest body of a request: a hundred of the longest messages a phone sends. */
const MAX_BODY_BYTES = 1_048_576;
/** Longest that one part of the server may take to start. */
const START_WITHIN_MS = 600_000;

/**
 * Builds the server on a database that answers, ready to listen. Migrates it, and plants the jurisdiction (and in
 * demo mode the made-up city) in an empty one. `report` is told each slow step.
 */
export async function buildApp(
  config: Config,
  connectionString: string,
  report: (step: string) => void = () => undefined,
): Promise<FastifyInstance> {
  const { trustProxy } = config;
  const app = Fastify({
    logger: {
      level: config.logLevel,
      // No addresses and no device ids in logs: where a person was must not be read out of them.
      serializers: {
        req: (request) => ({ method: request.method, route: request.routeOptions?.url ?? 'none' }),
        // Not the whole error: a database's carries its client, connection parameters and all.
        err: ({ name, message, code, stack }: Error & { code?: string }) => ({
          type: name,
          message,
          code,
          stack: stack ?? '',
        }),
      },
    },
    logController: new LogController({ disableRequestLogging: config.logLevel !== 'debug' }),
    bodyLimit: MAX_BODY_BYTES,
    // A migration of a grown table, or the wait for a killed server's connections, takes longer than Fastify's ten seconds.
    pluginTimeout: START_WITHIN_MS,
    trustProxy: typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : trustProxy,
    forceCloseConnections: 'idle',
    ajv: { customOptions: { coerceTypes: 'array', removeAdditional: false, allErrors: false } },
    schemaController: { compilersFactory: { buildValidator } },
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  });
  try {
    await registerAll(app, config, connectionString, report);
    await app.ready();
    return app;
  } catch (error) {
    // What was opened is given back: the database above all, which is held for one server alone.
    await app.close().catch(() => undefined);
    throw error;
  }
}

/** Every plugin, in the order in which they need each other. */
async function registerAll(
  app: FastifyInstance,
  config: Config,
  connectionString: string,
  report: (step: string) => void,
): Promise<void> {
  await app.register(errorHandler);
  await app.register(serverTime);
  // Those whose styles and tiles pages ask for by themselves; there are none until an administrator sets such a basemap.
  const selfAndBasemaps = () => ["'self'", ...(app.hasDecorator('basemaps') ? app.basemaps.pageOrigins : [])].join(' ');
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        // Named, since helmet's default lets fonts come from any host.
        'font-src': ["'self'"],
        'img-src': ['data:', 'blob:', selfAndBasemaps],
        'worker-src': ["'self'", 'blob:'],
        'connect-src': [selfAndBasemaps, (request) => socketOrigin(request, config.publicOrigin)],
        'frame-ancestors': ["'none'"],
        'upgrade-insecure-requests': null,
      },
    },
    // Whether the city serves HTTPS is its proxy's business.
    hsts: false,
  });
  // Where people are, and who they are, stays in no cache: neither a proxy's nor that of a borrowed computer.
  app.addHook('onSend', async (request, reply) => {
    // By the route, as a path can be spelled in many ways; what matches none has nothing to tell but its refusal.
    const path = request.routeOptions.url ?? request.url;
    if (path.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context) =>
      Object.assign(new Error(`Too many tries. Wait ${context.after}.`), { statusCode: context.statusCode }),
  });
  // Answers of the API; the page's files are compressed when they are built.
  await app.register(compress, { encodings: ['gzip'], threshold: 2_048 });
  await app.register(formbody);
  await app.register(eventBus);
  await app.register(readiness);
  await app.register(postgres, {
    connectionString,
    poolSize: config.databasePoolSize,
    querySeconds: config.databaseQuerySeconds,
    isShared: config.isDatabaseShared,
  });
  await app.after();
  const { demo } = await seed(app.db, {
    demo: config.demo,
    jurisdictionFile: config.jurisdictionFile,
    plantDemo: plantDemoCity,
    completeDemo: plantDemoStreets,
    report,
  });
  await app.register(serverInstance);
  await app.register(scheduler);
  await app.register(auth, config);
  await app.register(openapi, { version: VERSION });
  await app.register(metrics, { access: config.metricsAccess });
  await app.register(serverClock);
  await app.register(socketIo);
  await app.register(tasks);
  await app.register(audit);
  await app.register(jobs);
  await app.register(accounts, { fixedUsernames: demo ? DEMO_SIGN_IN.accounts.map(({ username }) => username) : [] });
  await app.register(registerFileKinds);
  await app.register(registry);
  await app.register(jurisdiction, { demo });
  await app.register(roads);
  await app.register(basemaps, { dataFolder: config.dataFolder, services: config.mapServices, version: VERSION });
  const tokenRequired = config.ingestTokenRequired ?? !demo;
  await app.register(units, { tokenRequired, publicOrigin: config.publicOrigin, deviceKinds: PROTOCOLS });
  await app.register(positions, { retentionDays: config.positionRetentionDays });
  await app.register(lookouts);
  await app.register(registerFiles);
  await app.register(categories);
  await app.register(incidents);
  await app.register(imports);
  await app.register(alerts);
  await app.register(coverageSettings);
  await app.register(coverage);
  if (demo) await app.register(demoHistory, { seed: DEMO_SEED });
  await app.register(plans);
  await app.register(revisit, { retentionDays: config.positionRetentionDays });
  await app.register(rules);
  await app.register(siting);
  await app.register(hotspots);
  await app.register(areas, { demo });
  await app.register(referenceLayers);
  await app.register(records, { demo });
  await app.register(outcomes, { retentionDays: config.positionRetentionDays });
  await app.register(system, { demo: demo ? DEMO_SIGN_IN : null, version: VERSION });
  await app.register(httpProtocolRoutes, { protocols: PROTOCOLS, tokenRequired });
  await app.register(clientFiles);
}
