import { parseArgs } from 'node:util';
import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { DEFAULT_DATA_FOLDER } from '../paths.ts';

const Port = Type.Integer({ minimum: 0, maximum: 65_535 });

/** Every setting of the server; read once at start and nowhere else. */
const Environment = Type.Object({
  HOST: Type.String({ default: '127.0.0.1', minLength: 1 }),
  PORT: Type.Integer({ ...Port, default: 3000 }),
  /** A PostgreSQL ≥ 15 with PostGIS ≥ 3.3; unset: the embedded one. */
  DATABASE_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
  DATABASE_POOL_SIZE: Type.Integer({ default: 10, minimum: 2, maximum: 100 }),
  /**
   * A query without an answer for this long is given up: a database host that vanished without closing its connections
   * would otherwise hold up every device for good. Above the slowest thing asked for, pruning a day of fixes.
   */
  DATABASE_QUERY_SECONDS: Type.Number({ default: 60, exclusiveMinimum: 0, maximum: 3600 }),
  LIAOWANG_DATA: Type.String({ default: DEFAULT_DATA_FOLDER, minLength: 1 }),
  /** A city of one's own for an empty database, see seed/jurisdiction-file.ts; unset: Xinyi. */
  JURISDICTION_FILE: Type.Optional(Type.String({ minLength: 1 })),
  /** A second port that speaks only OsmAnd, as Traccar does (5055). */
  OSMAND_PORT: Type.Optional(Port),
  /** `true`: devices must use the address with their token. Default: true outside the demo. */
  INGEST_TOKEN_REQUIRED: Type.Optional(Type.Boolean()),
  /** The address people type, e.g. https://liaowang.example.cn, when a proxy stands in front. */
  PUBLIC_ORIGIN: Type.Optional(Type.String({ pattern: '^https?://[^/]+$' })),
  TRUST_PROXY: Type.Boolean({ default: false }),
  /** Fixes older than this are deleted. */
  POSITION_RETENTION_DAYS: Type.Integer({ default: 90, minimum: 1, maximum: 3650 }),
  SESSION_HOURS: Type.Number({ default: 12, exclusiveMinimum: 0, maximum: 720 }),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], { default: 'warn' }),
  /** Who may read /metrics without signing in: `loopback` addresses, or `all` (behind a firewall). */
  METRICS_ACCESS: Type.Enum(['loopback', 'all'], { default: 'loopback' }),
  /** Simulated units of the demo. */
  DEMO_UNITS: Type.Integer({ default: 1198, minimum: 0, maximum: 1198 }),
  DEMO_INTERVAL_SECONDS: Type.Number({ default: 5, exclusiveMinimum: 0 }),
});
type Environment = Static<typeof Environment>;

export interface Config {
  host: string;
  port: number;
  databaseUrl: string | undefined;
  databasePoolSize: number;
  databaseQuerySeconds: number;
  dataFolder: string;
  jurisdictionFile: string | undefined;
  osmandPort: number | undefined;
  ingestTokenRequired: boolean;
  publicOrigin: string | undefined;
  trustProxy: boolean;
  positionRetentionDays: number;
  sessionHours: number;
  logLevel: Environment['LOG_LEVEL'];
  metricsAccess: Environment['METRICS_ACCESS'];
  /** Plant the made-up city in an empty database and offer its accounts. */
  demo: boolean;
  demoUnits: number;
  demoIntervalSeconds: number;
}

/** A setting that cannot be used; its message is one sentence for whoever starts the server. */
export class ConfigError extends Error {}

/**
 * Settings from environment variables and the command line (`--no-demo`).
 * @throws {ConfigError} naming the variable and what it should be.
 */
export function readConfig(environment: NodeJS.ProcessEnv, args: readonly string[]): Config {
  let demo: boolean;
  try {
    demo = parseArgs({ args: [...args], options: { demo: { type: 'boolean', default: true } }, allowNegative: true }).values.demo;
  } catch (error) {
    throw new ConfigError(`${error instanceof Error ? error.message : String(error)}. Known options: --no-demo.`);
  }
  const given: Record<string, unknown> = {};
  for (const name of Object.keys(Environment.properties)) {
    const value = environment[name];
    if (value !== undefined && value !== '') given[name] = value;
  }
  const settings: unknown = Value.Default(Environment, Value.Convert(Environment, given));
  if (!Value.Check(Environment, settings)) {
    const first = [...Value.Errors(Environment, settings)][0];
    const name = first?.instancePath.replace(/^\//, '') || 'the environment';
    throw new ConfigError(`${name}=${String(environment[name] ?? '')} cannot be used: it ${first?.message ?? 'is invalid'}.`);
  }
  if (demo && settings.JURISDICTION_FILE !== undefined) {
    throw new ConfigError('JURISDICTION_FILE cannot be used with the made-up demo city, which is Xinyi: start with --no-demo.');
  }
  return {
    host: settings.HOST,
    port: settings.PORT,
    databaseUrl: settings.DATABASE_URL,
    databasePoolSize: settings.DATABASE_POOL_SIZE,
    databaseQuerySeconds: settings.DATABASE_QUERY_SECONDS,
    dataFolder: settings.LIAOWANG_DATA,
    jurisdictionFile: settings.JURISDICTION_FILE,
    osmandPort: settings.OSMAND_PORT,
    ingestTokenRequired: settings.INGEST_TOKEN_REQUIRED ?? !demo,
    publicOrigin: settings.PUBLIC_ORIGIN,
    trustProxy: settings.TRUST_PROXY,
    positionRetentionDays: settings.POSITION_RETENTION_DAYS,
    sessionHours: settings.SESSION_HOURS,
    logLevel: settings.LOG_LEVEL,
    metricsAccess: settings.METRICS_ACCESS,
    demo,
    demoUnits: settings.DEMO_UNITS,
    demoIntervalSeconds: settings.DEMO_INTERVAL_SECONDS,
  };
}
