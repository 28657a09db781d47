import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../server/src/app.ts';
import { readConfig } from '../../../server/src/plugins/config.ts';
import { MigrationsPending, applyMigrations, grantToServer } from '../../../server/src/plugins/migrations.ts';
import { CORE } from '../../support/create-test-app.ts';
import { testDatabaseUrl } from '../../support/test-database.ts';

/** The embedded database has one role, and whoever has its files owns it. */
describe.runIf(process.env['TEST_DATABASE_URL'] !== undefined)('a server whose role owns nothing', () => {
  let owner: pg.Pool;
  let asServer: pg.Pool;
  let app: FastifyInstance;
  const names = { database: '', owner: '', server: '' };
  const urlOf = (user: string) =>
    Object.assign(new URL(testDatabaseUrl()), { username: user, pathname: `/${names.database}` }).href;
  const start = () => buildApp(readConfig({ LOG_LEVEL: 'silent' }, ['--no-demo']), urlOf(names.server));

  async function asAdministrator(...statements: string[]): Promise<void> {
    const pool = new pg.Pool({ connectionString: testDatabaseUrl(), max: 1 });
    try {
      for (const statement of statements) await pool.query(statement);
    } finally {
      await pool.end();
    }
  }
  const clear = () =>
    asAdministrator(
      `DROP DATABASE IF EXISTS ${names.database} WITH (FORCE)`,
      `DROP ROLE IF EXISTS ${names.owner}`,
      `DROP ROLE IF EXISTS ${names.server}`,
    );

  beforeAll(async () => {
    const base = new URL(testDatabaseUrl()).pathname.slice(1);
    Object.assign(names, { database: `${base}_roles`, owner: `${base}_owner`, server: `${base}_server` });
    await clear();
    await asAdministrator(
      `CREATE ROLE ${names.owner} LOGIN`,
      `CREATE ROLE ${names.server} LOGIN`,
      `CREATE DATABASE ${names.database} OWNER ${names.owner}`,
    );
    const administrator = new pg.Pool({ connectionString: urlOf(new URL(testDatabaseUrl()).username), max: 1 });
    await administrator.query('CREATE EXTENSION postgis').finally(() => administrator.end());
    owner = new pg.Pool({ connectionString: urlOf(names.owner), max: 1 });
    asServer = new pg.Pool({ connectionString: urlOf(names.server), max: 1 });
  });
  afterAll(async () => {
    await app?.close();
    await owner.end();
    await asServer.end();
    await clear();
  });

  it('is told in a sentence who must migrate first', async () => {
    const refusal = await start().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(MigrationsPending);
    expect((refusal as Error).message).toMatch(/npm run migrate/);
  });

  it(
    'starts, plants the city, stores positions, makes and drops their days, and audits',
    { timeout: 120_000 },
    async () => {
      expect((await applyMigrations(owner)).length).toBeGreaterThan(0);
      await grantToServer(owner, names.server);
      app = await start();
      const token = await app.accounts.issueSetUpToken();
      const signedIn = await app.inject({
        method: 'POST',
        url: '/api/v1/set-up',
        payload: { token, username: 'first', password: 'long-enough-1' },
      });
      const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
      const unit = (
        await app.inject({
          method: 'POST',
          url: '/api/v1/units',
          headers: { cookie },
          payload: { kind: 'foot', name: 'x', deviceId: 'phone' },
        })
      ).json();
      const sent = await app.inject({
        method: 'POST',
        url: `/ingest/osmand/${unit.deviceToken}`,
        query: { id: 'phone', lat: String(CORE[1]), lon: String(CORE[0]) },
      });
      expect([sent.statusCode, sent.json()]).toEqual([200, { stored: 1, refused: 0 }]);
      expect((await app.inject({ url: `/api/v1/units/${unit.id}/track`, headers: { cookie } })).statusCode).toBe(200);
      const { rows } = await asServer.query<{ name: string }>(
        `SELECT make_positions_day('2020-02-10'), (SELECT array_agg(d) FROM drop_positions_before('2020-02-11') AS d) AS name`,
      );
      expect(rows[0]?.name).toEqual(['positions_2020_02_10']);
      expect(
        (await app.inject({ url: '/api/v1/audit', headers: { cookie } }))
          .json()
          .map(({ action }: { action: string }) => action),
      ).toEqual(expect.arrayContaining(['track.viewed', 'unit.created', 'account.created']));
    },
  );

  it.each([
    'TRUNCATE audit_entries',
    `UPDATE audit_entries SET action = 'x'`,
    'DELETE FROM audit_entries',
    'ALTER TABLE audit_entries DISABLE TRIGGER ALL',
    'DROP TRIGGER audit_entries_append_only ON audit_entries',
    'DROP TABLE audit_entries',
    'CREATE TABLE mine ()',
    'DELETE FROM schema_migrations',
  ])('cannot %s', async (sql) => {
    await expect(asServer.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it("runs again after a restart, and the next migration is the owner's", async () => {
    await app.close();
    app = await start();
    expect((await app.inject('/readyz')).statusCode).toBe(200);
    await app.close();
    await owner.query(`DELETE FROM schema_migrations WHERE name LIKE '012-%'`);
    await expect(start()).rejects.toThrow(MigrationsPending);
    await owner.query(`INSERT INTO schema_migrations (name) VALUES ('012-guard-the-audit-log.sql')`);
    app = await start();
  });
});
