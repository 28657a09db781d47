import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceSetup } from '@liaowang/shared/schemas/device';
import { CORE, createTestApp, type TestApp } from '../../support/create-test-app.ts';

let city: TestApp;

const ask = async (method: 'GET' | 'POST', unitId: number) => {
  const response = await city.app.inject({
    method,
    url: `/api/v1/units/${unitId}/setup`,
    headers: { cookie: await city.cookieOf('administrator'), host: 'city.example:8080' },
  });
  return { status: response.statusCode, headers: response.headers, setup: response.json() as DeviceSetup };
};

/** As Traccar Client reads a link: the address without the parameters, and the parameters. */
function readLink(url: string): { server: string; settings: Record<string, string> } {
  const { origin, pathname, searchParams } = new URL(url);
  return { server: origin + pathname, settings: Object.fromEntries(searchParams) };
}

const send = (server: string, query: Record<string, string>) =>
  city.app.inject({
    method: 'POST',
    url: new URL(server).pathname,
    query: { ...query, lat: String(CORE[1]), lon: String(CORE[0]) },
  });

describe('where devices need a token', () => {
  beforeAll(async () => {
    city = await createTestApp({ ingestTokenRequired: true });
  });
  afterAll(() => city.close());

  it('asking shows no token and breaks no phone; making one is audited and shown once', async () => {
    const { id, deviceToken } = await city.createUnit({ deviceId: 'phone 1' });
    const asked = await ask('GET', id);
    expect(asked).toMatchObject({ status: 200, setup: { needsToken: true, qrSvg: null } });
    expect((await send(`http://city.example/ingest/osmand/${deviceToken}`, { id: 'phone 1' })).statusCode).toBe(200);

    const made = await ask('POST', id);
    expect([made.status, made.headers['cache-control'], made.setup.needsToken]).toEqual([201, 'no-store', false]);
    const { server, settings } = readLink(made.setup.url);
    expect(server).toMatch(/^http:\/\/city\.example:8080\/ingest\/osmand\/[\w-]{24}$/);
    expect({ url: server, ...settings }).toEqual(made.setup.parameters);
    expect(settings).toEqual({
      id: 'phone 1',
      accuracy: 'high',
      interval: '15',
      fastest_interval: '15',
      distance: '10',
      angle: '30',
      heartbeat: '60',
      buffer: 'true',
      stop_detection: 'true',
      wakelock: 'true',
    });
    expect(made.setup.qrSvg).toMatch(/^<svg [^]*<\/svg>$/);
    expect((await ask('GET', id)).setup.url).not.toContain(server);
    const { rows } = await city.app.db.query('SELECT detail FROM audit_entries WHERE action = $1 AND subject = $2', [
      'unit.token-made',
      `unit:${id}`,
    ]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(server.slice(-24));
  });

  it('the old token is good until the new one is used', async () => {
    const { id, deviceToken } = await city.createUnit({ deviceId: 'phone-2' });
    const old = `http://city.example/ingest/osmand/${deviceToken}`;
    const { setup: never } = await ask('POST', id);
    const { setup } = await ask('POST', id);
    const sendTo = async (server: string) => (await send(server, { id: 'phone-2' })).statusCode;
    expect(await sendTo(old)).toBe(200);
    expect(await sendTo(never.parameters['url']!)).toBe(401);
    expect(await sendTo(setup.parameters['url']!)).toBe(200);
    expect(await sendTo(setup.parameters['url']!)).toBe(200);
    expect(await sendTo(old)).toBe(401);
  });
});

describe('where they need none', () => {
  beforeAll(async () => {
    city = await createTestApp();
  });
  afterAll(() => city.close());

  it('the link works as it is, with the intervals of the unit', async () => {
    const response = await city.app.inject({
      method: 'POST',
      url: '/api/v1/units',
      headers: { cookie: await city.cookieOf('administrator') },
      payload: { name: 'x', kind: 'foot', deviceId: '巡逻 & 1', reportIntervalSeconds: 30, heartbeatSeconds: 300 },
    });
    const { setup } = await ask('GET', response.json().id);
    const { server, settings } = readLink(setup.url);
    expect(settings).toMatchObject({ id: '巡逻 & 1', interval: '30', heartbeat: '300' });
    expect(setup).toMatchObject({ needsToken: false, qrSvg: expect.stringContaining('<svg') });
    expect((await send(server, { id: settings['id']! })).statusCode).toBe(200);
  });

  it('OsmAnd gets the web address it asks for, braces and all', async () => {
    const { id } = await city.createUnit({ deviceId: 'osm' });
    await city.app.inject({
      method: 'PATCH',
      url: `/api/v1/units/${id}`,
      headers: { cookie: await city.cookieOf('administrator') },
      payload: { deviceApp: 'osmand-app' },
    });
    expect((await ask('GET', id)).setup.url).toBe(
      'http://city.example:8080/ingest/osmand-app?id=osm&lat={0}&lon={1}&timestamp={2}&hdop={3}&altitude={4}&speed={5}&bearing={6}',
    );
  });

  it('of a unit that does not exist is refused, and so is who does not manage units', async () => {
    expect((await ask('GET', 2_000_000_000)).status).toBe(404);
    expect((await ask('POST', 2_000_000_000)).status).toBe(404);
    const response = await city.app.inject({
      url: '/api/v1/units/1/setup',
      headers: { cookie: await city.cookieOf('dispatcher') },
    });
    expect(response.statusCode).toBe(403);
  });
});
