import { afterAll, beforeAll, expect, it } from 'vitest';
import { CORE, createTestApp, type TestApp } from '../../../../support/create-test-app.ts';
import { createTcpProxy, type TcpProxy } from '../../../../support/tcp-proxy.ts';
import { testDatabaseUrl } from '../../../../support/test-database.ts';
import { waitFor } from '../../../../support/wait-for.ts';

let proxy: TcpProxy;
let city: TestApp;
let token: string;

beforeAll(async () => {
  proxy = await createTcpProxy(testDatabaseUrl());
  city = await createTestApp({
    databaseUrl: proxy.connectionString,
    databaseQuerySeconds: 1,
    ingestTokenRequired: true,
  });
  const response = await city.app.inject({
    method: 'POST',
    url: '/api/v1/units',
    headers: { cookie: await city.cookieOf('administrator') },
    payload: { name: 'x', kind: 'foot', protocol: 'owntracks', deviceId: 'patrol/1' },
  });
  token = response.json().deviceToken;
});
afterAll(async () => {
  await city.close();
  await proxy.close();
});

const send = (tst: number, password?: string) =>
  city.app.inject({
    method: 'POST',
    url: '/ingest/owntracks',
    headers: {
      'x-limit-u': 'patrol',
      'x-limit-d': '1',
      ...(password !== undefined && {
        authorization: `Basic ${Buffer.from(`patrol:${password}`).toString('base64')}`,
      }),
    },
    payload: { _type: 'location', tst, lat: CORE[1], lon: CORE[0] },
  });
const now = () => Math.floor(Date.now() / 1_000);

it('asks for the token where the setting says so, in the words of HTTP', async () => {
  for (const password of [undefined, '']) {
    const bare = await send(now(), password);
    expect([bare.statusCode, bare.json().error.code]).toEqual([401, 'token-required']);
    expect(bare.headers['www-authenticate']).toMatch(/^Basic /);
  }
  expect((await send(now() - 10, token)).statusCode).toBe(200);
});

it('acknowledges nothing while the database is away, and takes it afterwards', async () => {
  const tst = now() - 5;
  await proxy.cut();
  const away = await send(tst, token);
  expect([away.statusCode, away.json().error.code]).toEqual([503, 'database-unavailable']);
  await proxy.mend();
  await waitFor('the database', async () => (await city.app.inject('/readyz')).statusCode === 200);
  expect((await send(tst, token)).body).toBe('[]');
});
