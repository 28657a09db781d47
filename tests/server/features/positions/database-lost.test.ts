import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CORE, createTestApp, type TestApp } from '../../../support/create-test-app.ts';
import { createTcpProxy, type TcpProxy } from '../../../support/tcp-proxy.ts';
import { connectViewer } from '../../../support/viewer.ts';
import { waitFor } from '../../../support/wait-for.ts';
import { testDatabaseUrl } from '../../../support/test-database.ts';

let proxy: TcpProxy;
let city: TestApp;
let unitId: number;
let minute = 0;

beforeAll(async () => {
  proxy = await createTcpProxy(testDatabaseUrl());
  city = await createTestApp({ databaseUrl: proxy.connectionString, databaseQuerySeconds: 1 });
  ({ id: unitId } = await city.createUnit({ deviceId: 'phone', branchId: 1 }));
  await city.cookieOf('dispatcher');
});
afterEach(async () => {
  proxy.thaw();
  await proxy.mend();
  await waitFor('the database', async () => (await city.app.inject('/readyz')).statusCode === 200);
});
afterAll(async () => {
  await city.close();
  await proxy.close();
});

/** A fix of its own minute, so that none is taken for another. */
const nextFix = () => ({
  id: 'phone',
  timestamp: Date.now() - 7_200_000 + (minute += 1) * 60_000,
  lat: CORE[1],
  lon: CORE[0],
});
const send = (fix: object) => city.app.inject({ method: 'POST', url: '/ingest/osmand', payload: fix });
const getTrack = async () =>
  city.app.inject({
    url: `/api/v1/units/${unitId}/track?from=${new Date(Date.now() - 86_400_000).toISOString()}`,
    headers: { cookie: await city.cookieOf('dispatcher') },
  });
const trackTimes = async () =>
  ((await getTrack()).json().properties.coordTimes as string[]).map((time) => Date.parse(time));

describe.each([
  ['cut', () => proxy.cut(), () => proxy.mend()],
  ['frozen', async () => proxy.freeze(), async () => proxy.thaw()],
])('a database that is %s', (_name, takeAway, giveBack) => {
  it('costs 503, is told to viewers, and comes back by itself without a loss', async () => {
    const viewer = await connectViewer(city.address, await city.cookieOf('dispatcher'));
    const kept = nextFix();
    expect((await send(kept)).statusCode).toBe(200);

    await takeAway();
    const refused = [nextFix(), nextFix()];
    for (const fix of refused) {
      const answer = await send(fix);
      expect(answer.statusCode).toBe(503);
      expect(answer.headers['retry-after']).toBeDefined();
      expect(answer.json().error.code).toBe('database-unavailable');
    }
    const page = await getTrack();
    expect([page.statusCode, page.json().error.code]).toEqual([503, 'database-unavailable']);
    expect((await city.app.inject('/readyz')).statusCode).toBe(503);
    expect((await city.app.inject('/healthz')).statusCode).toBe(200);
    expect((await city.app.inject('/metrics')).body).toContain('liaowang_database_up 0');
    await viewer.next('system:changed', (system: { database: string }) => system.database === 'down');
    // What was not acknowledged is not on the map.
    expect(city.app.livePicture.newest(unitId)?.fixTimeMs).toBe(kept.timestamp);

    await giveBack();
    await viewer.next('system:changed', (system: { database: string }) => system.database === 'up');
    await waitFor('the database', async () => (await city.app.inject('/readyz')).statusCode === 200);
    // As a phone does: again, from the head of its queue.
    for (const fix of refused) await waitFor('the fix to be taken', async () => (await send(fix)).statusCode === 200);
    expect(await trackTimes()).toEqual(expect.arrayContaining([kept, ...refused].map((fix) => fix.timestamp)));
    expect((await city.app.inject('/metrics')).body).toContain('liaowang_database_up 1');
    viewer.disconnect();
  });
});

it('a connection that breaks in the middle of a transaction costs that request and nothing else', async () => {
  let hasBegun = false;
  const broken = city.app.db.transaction(async (client) => {
    hasBegun = true;
    await client.query('SELECT pg_sleep(0.5)');
    await client.query(`INSERT INTO audit_entries (action, subject) VALUES ('never', 'committed')`);
  });
  const outcome = broken.catch((error: unknown) => error);
  await waitFor('the transaction', () => hasBegun);
  await proxy.cut();
  expect(await outcome).toBeInstanceOf(Error);
  await proxy.mend();
  await waitFor('the database', async () => (await city.app.inject('/readyz')).statusCode === 200);
  expect((await city.app.db.query(`SELECT 1 FROM audit_entries WHERE action = 'never'`)).rowCount).toBe(0);
});
