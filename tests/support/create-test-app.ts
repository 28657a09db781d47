import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import type { Role } from '@liaowang/shared/schemas/account';
import { DEFAULT_COVERAGE_SETTINGS, type CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import { buildApp } from '../../server/src/app.ts';
import { readConfig, type Config } from '../../server/src/plugins/config.ts';
import { hashPassword } from '../../server/src/plugins/passwords.ts';
import { applyMigrations } from '../../server/src/plugins/migrations.ts';
import { testDatabaseUrl } from './test-database.ts';

/** Password of every account of the small test city. */
export const TEST_PASSWORD = 'test-password-1';

/** No night, so that it does not matter at which hour tests run. */
export const DAY_SETTINGS: CoverageSettings = { ...DEFAULT_COVERAGE_SETTINGS, nightStartMinute: 0, nightEndMinute: 0 };

/** Xinyi's core: inside the jurisdiction, near branch 1. */
export const CORE: [number, number] = [118.35, 34.37];
/** Near branch 2. */
export const SOUTH: [number, number] = [118.335, 34.145];

/**
 * An empty database with the migrations applied, then a small city: two branches, one key area, two lookouts and one
 * account a role (user name = role; branch roles belong to branch 1).
 */
async function plantTestCity(connectionString: string): Promise<void> {
  const pool = new pg.Pool({ connectionString, max: 1 });
  try {
    await applyMigrations(pool);
    const { rows } = await pool.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname NOT IN ('schema_migrations', 'spatial_ref_sys')`,
    );
    // Whoever owns the audit log can still empty it, by taking its guard away first; tests do, in one transaction.
    await pool.query(`BEGIN;
      ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_not_emptied;
      TRUNCATE ${rows.map((row) => row.name).join(', ')} RESTART IDENTITY CASCADE;
      ALTER TABLE audit_entries ENABLE TRIGGER audit_entries_not_emptied;
      COMMIT`);
    await pool.query(`INSERT INTO branches (code, name_zh, name_en, position) VALUES
      ('b1', '新安分会', 'Xin''an branch', ST_SetSRID(ST_MakePoint(118.3535, 34.3686), 4326)),
      ('b2', '新店分会', 'Xindian branch', ST_SetSRID(ST_MakePoint(118.33531, 34.14281), 4326))`);
    await pool.query(`INSERT INTO key_areas (code, name_zh, name_en, kind, branch_id, area) VALUES
      ('k1', '中心区', 'Core', 'town-core', 1, ST_SetSRID(ST_GeomFromText('POLYGON((118.34 34.36, 118.36 34.36, 118.36 34.38, 118.34 34.38, 118.34 34.36))'), 4326))`);
    await pool.query(`INSERT INTO lookouts (number, name_zh, name_en, branch_id, position, detection_range_meters, duty_start_minute, duty_end_minute, notice_board_inspected_on) VALUES
      (1, '人民广场', 'People''s Square', 1, ST_SetSRID(ST_MakePoint(118.345, 34.365), 4326), 800, 0, 1440, '2026-11-01'),
      (2, '无人值守', 'Never on duty', 2, ST_SetSRID(ST_MakePoint(118.335, 34.143), 4326), 500, 600, 600, NULL)`);
    await pool.query('INSERT INTO coverage_settings (settings) VALUES ($1)', [JSON.stringify(DAY_SETTINGS)]);
    const hash = await hashPassword(TEST_PASSWORD);
    const roles: Role[] = ['administrator', 'dispatcher', 'analyst', 'police-liaison', 'branch-lead', 'volunteer'];
    for (const role of roles) {
      await pool.query(
        'INSERT INTO accounts (username, name_zh, name_en, role, branch_id, password_hash) VALUES ($1, $1, $1, $1, $2, $3)',
        [role, role === 'branch-lead' || role === 'volunteer' ? 1 : null, hash],
      );
    }
  } finally {
    await pool.end();
  }
}

export interface TestApp {
  app: FastifyInstance;
  /** `http://127.0.0.1:<port>`, listening. */
  address: string;
  /** Cookie header of a signed-in account of the test city, one session a role. */
  cookieOf(role: Role): Promise<string>;
  /** Registers a unit and returns it with its token. */
  createUnit(unit: {
    deviceId: string;
    kind?: string;
    name?: string;
    branchId?: number;
  }): Promise<{ id: number; deviceToken: string }>;
  /** Stops the server and starts it again on the same database, `app` and `address` from then on; `between` runs while there is none. */
  restart(overrides?: Partial<Config>, between?: () => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

/** The real app on the real database, listening on a port of its own. `overrides.databaseUrl` leads to that database another way. */
export async function createTestApp(overrides: Partial<Config> = {}): Promise<TestApp> {
  const connectionString = testDatabaseUrl();
  await plantTestCity(connectionString);
  // Tests ask faster than people.
  const config: Config = {
    ...readConfig({ LOG_LEVEL: 'silent' }, ['--no-demo']),
    ingestTokenRequired: false,
    requestsPerMinute: 1_000_000,
    // Not that of who runs the tests, which may have basemaps in it.
    dataFolder: join(tmpdir(), 'liaowang-tests-without-data'),
    ...overrides,
  };
  const start = async (changes: Partial<Config> = {}) => {
    const app = await buildApp({ ...config, ...changes }, config.databaseUrl ?? connectionString);
    return { app, address: await app.listen({ host: '127.0.0.1', port: 0 }) };
  };
  const cookies = new Map<Role, string>();

  const cookieOf = async (role: Role): Promise<string> => {
    const known = cookies.get(role);
    if (known !== undefined) return known;
    const response = await city.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { username: role, password: TEST_PASSWORD },
    });
    const cookie = String(response.headers['set-cookie']).split(';')[0] ?? '';
    cookies.set(role, cookie);
    return cookie;
  };

  /** Also a check of the contract: whatever was refused so far is declared. */
  async function close(): Promise<void> {
    await city.app.close();
    assert.deepEqual([...city.app.undeclaredRefusals], [], 'refusals that the contract does not declare');
  }

  const city: TestApp = {
    ...(await start()),
    cookieOf,
    async createUnit({ kind = 'foot', name = '测试', ...rest }) {
      const response = await city.app.inject({
        method: 'POST',
        url: '/api/v1/units',
        headers: { cookie: await cookieOf('administrator') },
        payload: { kind, name, ...rest },
      });
      return response.json();
    },
    async restart(changes, between) {
      await close();
      await between?.();
      Object.assign(city, await start(changes));
    },
    close,
  };
  return city;
}
