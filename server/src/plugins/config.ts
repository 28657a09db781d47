import { isIP } from 'node:net';
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
  /** `true`: devices must use the address with their token. Default: true unless the database holds the demo. */
  INGEST_TOKEN_REQUIRED: Type.Optional(Type.Boolean()),
  /** The address people type, e.g. https://liaowang.example.cn, when a proxy stands in front. */
  PUBLIC_ORIGIN: Type.Optional(Type.String({ pattern: '^https?://[^/]+$' })),
  /** See {@link readTrustedProxies}. */
  TRUST_PROXY: Type.Optional(Type.String()),
  /** Fixes older than this are deleted. */
  POSITION_RETENTION_DAYS: Type.Integer({ default: 90, minimum: 1, maximum: 3650 }),
  /** A session ends when it was not used for so long. */
  SESSION_HOURS: Type.Number({ default: 12, exclusiveMinimum: 0, maximum: 720 }),
  /** A session ends after so long however much it is used: a week, so that no shift is signed out in the middle of every day. */
  SESSION_ABSOLUTE_HOURS: Type.Number({ default: 168, exclusiveMinimum: 0, maximum: 8_760 }),
  /** Requests of one account, sustained; half a minute of them may come at once. A page at work makes 10–60 a minute. */
  REQUESTS_PER_MINUTE: Type.Integer({ default: 1_200, minimum: 60, maximum: 1_000_000 }),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], { default: 'warn' }),
  /** Who may read /metrics without signing in: `loopback` addresses, or `all` (behind a firewall). */
  METRICS_ACCESS: Type.Enum(['loopback', 'all'], { default: 'loopback' }),
  /** Simulated units of the demo. */
  DEMO_UNITS: Type.Integer({ default: 1198, minimum: 0, maximum: 1198 }),
  DEMO_INTERVAL_SECONDS: Type.Number({ default: 5, exclusiveMinimum: 0 }),
});
type Environment = Static<typeof Environment>;

/** Where the map services of China answer; `{s}` stands for the number of one of their hosts. */
export interface MapServices {
  tianditu: string;
  amapStreets: string;
  amapImagery: string;
}

const MAP_SERVICES: MapServices = {
  tianditu: 'https://t{s}.tianditu.gov.cn',
  amapStreets: 'https://webrd0{s}.is.autonavi.com',
  amapImagery: 'https://webst0{s}.is.autonavi.com',
};

export interface Config {
  host: string;
  port: number;
  databaseUrl: string | undefined;
  databasePoolSize: number;
  databaseQuerySeconds: number;
  /** Whether other servers may be at work on the database. No setting says so yet: a page hears only of its own server. */
  isDatabaseShared: boolean;
  dataFolder: string;
  /** No setting changes them yet; a city's mirror would. */
  mapServices: MapServices;
  jurisdictionFile: string | undefined;
  osmandPort: number | undefined;
  /** Undefined: as the database demands, be it a city's or a demo's. */
  ingestTokenRequired: boolean | undefined;
  publicOrigin: string | undefined;
  /** Whose word on a request's address is believed: that many proxies in front, or those at these addresses; false: nobody's. */
  trustProxy: false | number | string[];
  positionRetentionDays: number;
  sessionHours: number;
  sessionAbsoluteHours: number;
  requestsPerMinute: number;
  logLevel: Environment['LOG_LEVEL'];
  metricsAccess: Environment['METRICS_ACCESS'];
  /** Plant the made-up city in an empty database. What a database holds already decides everything else. */
  demo: boolean;
  demoUnits: number;
  demoIntervalSeconds: number;
}

/** A setting that cannot be used; its message is one sentence for whoever starts the server. */
export class ConfigError extends Error {}

/** More proxies than this in a row is a slip of the keyboard. */
const MAX_PROXIES = 9;
const PROXY_NETWORKS = new Set(['loopback', 'linklocal', 'uniquelocal']);

function isAddressOrNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  return (
    bits > 0 &&
    more.length === 0 &&
    (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= bits))
  );
}

/**
 * The proxies whose `X-Forwarded-For` is believed: how many stand in front, or their addresses, networks (`10.0.0.0/8`)
 * and names of networks (`loopback`, `linklocal`, `uniquelocal`), with commas between.
 * @throws {ConfigError} for anything else; for `true`, because then every caller writes the address that limits and the audit log go by
 */
function readTrustedProxies(text: string | undefined): Config['trustProxy'] {
  const given = text?.trim() ?? '';
  if (given === '' || given === '0' || given === 'false') return false;
  if (/^\d+$/.test(given) && Number(given) <= MAX_PROXIES) return Number(given);
  const list = given.split(',').map((each) => each.trim());
  if (list.every((each) => PROXY_NETWORKS.has(each) || isAddressOrNetwork(each))) return list;
  const why = given === 'true' ? ', because whoever asks could then write any address as their own' : '';
  throw new ConfigError(
    `TRUST_PROXY=${given} cannot be used: it must be the number of proxies in front (1–${MAX_PROXIES}) or a list of their addresses or networks${why}.`,
  );
}

/**
 * Settings from environment variables and the command line (`--no-demo`).
 * @throws {ConfigError} naming the variable and what it should be.
 */
export function readConfig(environment: NodeJS.ProcessEnv, args: readonly string[]): Config {
  let demo: boolean;
  try {
    demo = parseArgs({ args: [...args], options: { demo: { type: 'boolean', default: true } }, allowNegative: true })
      .values.demo;
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
    throw new ConfigError(
      `${name}=${String(environment[name] ?? '')} cannot be used: it ${first?.message ?? 'is invalid'}.`,
    );
  }
  return {
    host: settings.HOST,
    port: settings.PORT,
    databaseUrl: settings.DATABASE_URL,
    databasePoolSize: settings.DATABASE_POOL_SIZE,
    databaseQuerySeconds: settings.DATABASE_QUERY_SECONDS,
    isDatabaseShared: false,
    dataFolder: settings.LIAOWANG_DATA,
    mapServices: MAP_SERVICES,
    jurisdictionFile: settings.JURISDICTION_FILE,
    osmandPort: settings.OSMAND_PORT,
    ingestTokenRequired: settings.INGEST_TOKEN_REQUIRED,
    publicOrigin: settings.PUBLIC_ORIGIN,
    trustProxy: readTrustedProxies(settings.TRUST_PROXY),
    positionRetentionDays: settings.POSITION_RETENTION_DAYS,
    sessionHours: settings.SESSION_HOURS,
    sessionAbsoluteHours: settings.SESSION_ABSOLUTE_HOURS,
    requestsPerMinute: settings.REQUESTS_PER_MINUTE,
    logLevel: settings.LOG_LEVEL,
    metricsAccess: settings.METRICS_ACCESS,
    demo,
    demoUnits: settings.DEMO_UNITS,
    demoIntervalSeconds: settings.DEMO_INTERVAL_SECONDS,
  };
}
