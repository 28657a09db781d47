import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../server/src/app.ts';
import { ADVISORY_LOCKS } from '../../../server/src/plugins/advisory-locks.ts';
import { readConfig } from '../../../server/src/plugins/config.ts';
import { DatabaseInUse, acquireServerLock } from '../../../server/src/plugins/server-lock.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { startServerProcess, type ServerProcess } from '../../support/server-process.ts';
import { waitFor } from '../../support/wait-for.ts';
import { testDatabaseUrl } from '../../support/test-database.ts';

/** Connections to the embedded database share its one backend and so its locks: there a file keeps the second server out. */
const isNative = process.env['TEST_DATABASE_URL'] !== undefined;

let city: TestApp;
let pool: pg.Pool;

beforeAll(async () => {
  city = await createTestApp();
  pool = new pg.Pool({ connectionString: testDatabaseUrl(), max: 2 });
});
afterAll(async () => {
  await pool.end();
  await city.close();
});

const backends = async (name: string) =>
  (
    await pool.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1 ORDER BY pid',
      [name],
    )
  ).rows.map(({ pid }) => pid);
const readiness = async () => (await city.app.inject('/readyz')).statusCode;

it('a server that ended leaves its database to the next', async () => {
  await city.restart();
  expect(await readiness()).toBe(200);
});

describe.runIf(isNative)('on a PostgreSQL of its own', () => {
  it('a second server is refused in a sentence, and the first goes on', async () => {
    const second = buildApp(readConfig({ LOG_LEVEL: 'silent' }, ['--no-demo']), testDatabaseUrl());
    const refusal = await second.catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DatabaseInUse);
    expect((refusal as Error).message).toMatch(/^Another Liaowang server is running on this database, .+\.\s/);
    expect(await readiness()).toBe(200);
  });

  it('a server that is refused has cleaned nothing up', async () => {
    const { rows } = await pool.query<{ id: number }>(`SELECT id FROM accounts WHERE username = 'analyst'`);
    const jobId = '33333333-3333-4333-8333-333333333333';
    await pool.query(
      `INSERT INTO analysis_jobs (id, kind, state, account_id, request, server_id) VALUES ($1, 'siting', 'running', $2, '{}', $3)`,
      [jobId, rows[0]?.id, city.app.instance.id],
    );
    await expect(buildApp(readConfig({ LOG_LEVEL: 'silent' }, ['--no-demo']), testDatabaseUrl())).rejects.toThrow(
      DatabaseInUse,
    );
    expect((await pool.query('SELECT state FROM analysis_jobs WHERE id = $1', [jobId])).rows).toEqual([
      { state: 'running' },
    ]);
    await city.restart();
    expect((await pool.query('SELECT state FROM analysis_jobs WHERE id = $1', [jobId])).rows).toEqual([
      { state: 'interrupted' },
    ]);
  });

  it('whose connection is lost takes the lock again, and goes on', async () => {
    const [before] = await backends('liaowang-lock');
    await pool.query('SELECT pg_terminate_backend($1)', [before]);
    await waitFor('another lock connection', async () =>
      (await backends('liaowang-lock')).some((pid) => pid !== before),
    );
    await waitFor('readiness', async () => (await readiness()) === 200);
  });

  it('whose lock another has taken meanwhile touches nothing any more, and is told to end', async () => {
    let isTold = false;
    city.app.bus.on('database.takenOver', () => (isTold = true));
    // Waits for the lock like a server that starts: it has it before ours can take it again.
    const other = await pool.connect();
    const taking = other.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCKS.server]);
    const [holder] = await backends('liaowang-lock');
    await waitFor(
      'the other to wait',
      async () =>
        ((
          await pool.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted`, [
            ADVISORY_LOCKS.server,
          ])
        ).rowCount ?? 0) > 0,
    );
    await pool.query('SELECT pg_terminate_backend($1)', [holder]);
    await taking;
    const refused = await waitFor('a refusal', async () => {
      const answer = await city.app.inject({
        method: 'POST',
        url: '/api/v1/session',
        payload: { username: 'dispatcher', password: 'wrong' },
      });
      return answer.statusCode === 503 ? answer : null;
    });
    expect(refused.json().error.code).toBe('database-unavailable');
    await waitFor('the word to end', () => isTold, 15_000);
    await other.query('SELECT pg_advisory_unlock($1)', [ADVISORY_LOCKS.server]);
    other.release();
    await city.restart();
    expect(await readiness()).toBe(200);
  });

  it('that takes over ends what the one before left in the middle of a statement', async () => {
    await city.close();
    const dead = new pg.Client({ connectionString: testDatabaseUrl(), application_name: 'liaowang' });
    dead.on('error', () => undefined);
    await dead.connect();
    await dead.query('BEGIN');
    await dead.query(`INSERT INTO audit_entries (action, subject) VALUES ('never', 'committed')`);
    const lock = await acquireServerLock(testDatabaseUrl(), () => undefined);
    await expect(dead.query('COMMIT')).rejects.toThrow();
    await lock.release();
    expect((await pool.query(`SELECT 1 FROM audit_entries WHERE action = 'never'`)).rowCount).toBe(0);
    await city.restart();
  });

  describe('killed', () => {
    const started: ServerProcess[] = [];
    const start = async () => {
      const server = await startServerProcess(['--no-demo'], { DATABASE_URL: testDatabaseUrl() });
      started.push(server);
      return server;
    };
    afterEach(async () => {
      for (const server of started.splice(0)) await server.killGroup();
    });

    it('is followed at once by the next, and not before', { timeout: 120_000 }, async () => {
      await city.close();
      const first = await start();
      await expect(start()).rejects.toThrow(/Cannot start: Another Liaowang server is running on this database/);
      await first.killGroup();
      const next = await start();
      expect((await fetch(`${next.address}/readyz`)).status).toBe(200);
      expect(await next.interrupt()).toBe(0);
      await city.restart();
    });
  });
});
