import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { buildApp } from '../../../server/src/app.ts';
import { readConfig } from '../../../server/src/plugins/config.ts';
import { SeedRefused } from '../../../server/src/seed/seed.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

const start = (args: string[]) => buildApp(readConfig({ LOG_LEVEL: 'silent' }, args), inject('databaseUrl'));

it('a city stays a city: started as a demo it gets no made-up accounts', async () => {
  const app = await start([]);
  expect((await app.inject('/api/v1/installation')).json()).toMatchObject({ demo: false, demoAccounts: [] });
  await app.close();
});

it('a database that holds the demo is refused as a city, in a sentence', async () => {
  await city.app.db.query(`UPDATE installation SET value = 'true' WHERE key = 'demo'`);
  const refusal = await start(['--no-demo']).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(SeedRefused);
  expect((refusal as Error).message).toMatch(/made-up demo city.*--no-demo/);
});

it('the demo plants the whole made-up city once', async () => {
  await city.app.db.query('TRUNCATE installation, jurisdictions, branches, stations, key_areas, lookouts, units, incidents, alerts, accounts, sessions, audit_entries CASCADE');
  for (let starts = 0; starts < 2; starts++) {
    const app = await start([]);
    const { rows } = await app.db.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM branches) AS branches, (SELECT count(*)::int FROM stations) AS stations, (SELECT count(*)::int FROM lookouts) AS lookouts,
              (SELECT count(*)::int FROM units) AS units, (SELECT count(*)::int FROM accounts) AS accounts,
              (SELECT count(*)::int FROM units u WHERE u.branch_id IS NULL) AS homeless,
              (SELECT count(*)::int FROM incidents i, jurisdictions j WHERE NOT ST_Covers(j.boundary, i.position)) AS outside,
              (SELECT count(*)::int FROM branches WHERE ST_Covers(area, position)) AS grounds,
              (SELECT round(sum(households) / 1000.0)::int FROM household_points) AS "thousandHouseholds"`,
    );
    expect(rows[0]).toEqual({ branches: 25, stations: 278, lookouts: 22, units: 1198, accounts: 6, homeless: 0, outside: 0, grounds: 25, thousandHouseholds: 300 });
    const installation = (await app.inject('/api/v1/installation')).json();
    expect(installation).toMatchObject({ demo: true, needsSetUp: false });
    const { username } = installation.demoAccounts[0];
    expect((await app.inject({ method: 'POST', url: '/api/v1/session', payload: { username, password: installation.demoPassword } })).statusCode).toBe(200);
    await app.close();
  }
});
