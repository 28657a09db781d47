import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '../../../server/src/app.ts';
import { readConfig } from '../../../server/src/plugins/config.ts';
import { SeedRefused } from '../../../server/src/seed/seed.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { testDatabaseUrl } from '../../support/test-database.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

const start = (args: string[]) => buildApp(readConfig({ LOG_LEVEL: 'silent' }, args), testDatabaseUrl());

/** A second server is refused while one runs. */
const sql = async (text: string) => {
  const pool = new pg.Pool({ connectionString: testDatabaseUrl(), max: 1 });
  await pool.query(text).finally(() => pool.end());
};

it('a city stays a city: started without --no-demo it gets no made-up accounts, and its devices still need their tokens', async () => {
  await city.close();
  const app = await start([]);
  expect((await app.inject('/api/v1/installation')).json()).toMatchObject({
    demo: false,
    demoAccounts: [],
    demoPassword: null,
  });
  const bare = await app.inject({
    method: 'POST',
    url: '/ingest/osmand',
    query: { id: 'phone', lat: '34.37', lon: '118.35' },
  });
  expect([bare.statusCode, bare.json().error.code]).toEqual([401, 'token-required']);
  await app.close();
});

it('a city with a file of its own starts without --no-demo too', async () => {
  // Refused for the file, which is not there, and not for the flag.
  await expect(
    buildApp(readConfig({ LOG_LEVEL: 'silent', JURISDICTION_FILE: '/nowhere/city.json' }, []), testDatabaseUrl()),
  ).rejects.toThrow(/there is no such file/);
});

it('a database that holds the demo is refused as a city, in a sentence', async () => {
  await sql(`UPDATE installation SET value = 'true' WHERE key = 'demo'`);
  const refusal = await start(['--no-demo']).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(SeedRefused);
  expect((refusal as Error).message).toMatch(/made-up demo city.*--no-demo/);
});

it('the demo of an existing database asks no tokens of its devices, whatever the flag', async () => {
  const app = await start([]);
  expect(
    (await app.inject({ method: 'POST', url: '/ingest/osmand', query: { id: 'phone' } })).json().error.code,
  ).not.toBe('token-required');
  await app.close();
});

it('the demo plants the whole made-up city once', async () => {
  await sql(
    'TRUNCATE installation, jurisdictions, area_sets, branches, stations, key_areas, lookouts, units, incidents, alerts, accounts, sessions CASCADE',
  );
  for (let starts = 0; starts < 2; starts++) {
    const app = await start([]);
    const { rows } = await app.db.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM branches) AS branches, (SELECT count(*)::int FROM stations) AS stations, (SELECT count(*)::int FROM lookouts) AS lookouts,
              (SELECT count(*)::int FROM units) AS units, (SELECT count(*)::int FROM accounts) AS accounts,
              (SELECT count(*)::int FROM units u WHERE u.branch_id IS NULL) AS homeless,
              (SELECT count(*)::int FROM incidents i, jurisdictions j WHERE NOT ST_Covers(j.boundary, i.position)) AS outside,
              (SELECT count(*)::int FROM branches WHERE ST_Covers(area, position)) AS grounds,
              (SELECT round(sum(households) / 1000.0)::int FROM household_points) AS "thousandHouseholds",
              (SELECT count(*)::int FROM area_set_areas a JOIN area_sets s ON s.id = a.set_id WHERE s.is_demo) AS communities,
              (SELECT round(sum(ST_Area(area::geography)) / 1e6)::int FROM area_set_areas) - (SELECT round(ST_Area(boundary::geography) / 1e6)::int FROM jurisdictions) AS "communitiesBeyondLand"`,
    );
    expect(rows[0]).toEqual({
      branches: 25,
      stations: 278,
      lookouts: 22,
      units: 1198,
      accounts: 6,
      homeless: 0,
      outside: 0,
      grounds: 25,
      thousandHouseholds: 300,
      communities: 274,
      communitiesBeyondLand: 0,
    });
    const installation = (await app.inject('/api/v1/installation')).json();
    expect(installation).toMatchObject({ demo: true, needsSetUp: false });
    const { username } = installation.demoAccounts[0];
    expect(
      (
        await app.inject({
          method: 'POST',
          url: '/api/v1/session',
          payload: { username, password: installation.demoPassword },
        })
      ).statusCode,
    ).toBe(200);
    await app.close();
  }
});
