import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { CreatedDevice, Device } from '@liaowang/shared/schemas/device';
import type { PositionFeature } from '@liaowang/shared/schemas/position';
import type { UnitDetail } from '@liaowang/shared/schemas/unit';
import { CORE, SOUTH, createTestApp, type TestApp } from '../../support/create-test-app.ts';

/** What a report need not say. */
const UNSAID = {
  speedMetersPerSecond: null,
  headingDegrees: null,
  accuracyMeters: null,
  altitudeMeters: null,
  batteryPercent: null,
  charging: null,
  mock: false,
};

let city: TestApp;
let units = 0;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) =>
  city.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie: await city.cookieOf('administrator') },
    ...(payload && { payload }),
  });

/** A unit with a phone, and a second device of another name. */
async function createUnit(second: object = {}) {
  const first = `first-${(units += 1)}`;
  const { id, deviceToken } = await city.createUnit({ deviceId: first, branchId: 1 });
  const externalId = `second-${units}`;
  const added = await ask('POST', `/units/${id}/devices`, { protocol: 'osmand', externalId, ...second });
  expect(added.statusCode, added.body).toBe(201);
  const device = added.json() as CreatedDevice;
  return { id, first, firstToken: deviceToken, second: externalId, device };
}

const send = (id: string, fields: object = {}, path = '/ingest/osmand') =>
  city.app.inject({ method: 'POST', url: path, payload: { id, lat: CORE[1], lon: CORE[0], ...fields } });
const findLatest = async (unitId: number) =>
  ((await ask('GET', `/positions/latest?unitId=${unitId}`)).json() as { features: PositionFeature[] }).features[0]!;
const findDetail = async (unitId: number) =>
  ((await ask('GET', `/units/${unitId}`)).json() as { properties: UnitDetail }).properties;
const auditOf = async (unitId: number, action: string) =>
  (
    await city.app.db.query<{ detail: unknown }>(
      'SELECT detail FROM audit_entries WHERE action = $1 AND subject = $2 ORDER BY id',
      [action, `unit:${unitId}`],
    )
  ).rows.map(({ detail }) => detail);

describe('a second device of a unit', () => {
  it('is added with a token of its own, kept as a hash, and audited without it', async () => {
    const { id, first, device } = await createUnit();
    expect(device).toMatchObject({
      unitId: id,
      protocol: 'osmand',
      datum: 'wgs84',
      timeZone: null,
      settings: { app: 'traccar-client' },
    });
    const listed = (await ask('GET', `/units/${id}/devices`)).json() as Device[];
    expect(listed.map(({ externalId }) => externalId)).toEqual([first, device.externalId]);
    expect(JSON.stringify(listed)).not.toContain(device.token);
    const { rows } = await city.app.db.query('SELECT d::text AS row FROM devices d');
    expect(JSON.stringify(rows)).not.toContain(device.token);
    expect(await auditOf(id, 'device.added')).toEqual([{ device: device.id, protocol: 'osmand' }]);
    expect((await send(device.externalId, {}, `/ingest/osmand/${device.token}`)).statusCode).toBe(200);
    expect((await findLatest(id)).properties.deviceId).toBe(device.externalId);
  });

  it('may have the name that another has in another protocol, and in its own nobody else', async () => {
    const { id, second } = await createUnit({ externalId: 'patrol/7' });
    expect(
      (await ask('POST', `/units/${id}/devices`, { protocol: 'owntracks', externalId: 'patrol/7' })).statusCode,
    ).toBe(201);
    const again = await ask('POST', `/units/${id}/devices`, { protocol: 'osmand', externalId: 'patrol/7' });
    expect([again.statusCode, again.json().error.code, again.json().error.field]).toEqual([
      409,
      'device-taken',
      'body.externalId',
    ]);
    expect(second).toMatch(/^second-/);
  });

  it.each([
    ['a protocol that is not spoken here', { protocol: 'morse' }, 'body.protocol'],
    ['a setting that its protocol does not know', { settings: { colour: 'red' } }, 'body.settings.colour'],
    ['a setting without sense', { settings: { app: 'pager' } }, 'body.settings.app'],
    ['a time zone that nobody knows', { timeZone: 'Moon/Tycho' }, 'body.timeZone'],
    ['a datum that nobody knows', { datum: 'nad27' }, 'body.datum'],
    ['no name', { externalId: '' }, 'body.externalId'],
    ['a token of its own', { token: 'mine' }, 'body.token'],
  ])('with %s is refused with the field at fault', async (_name, more, field) => {
    const { id } = await city.createUnit({ deviceId: `refuses-${field}-${JSON.stringify(more)}` });
    const response = await ask('POST', `/units/${id}/devices`, { protocol: 'osmand', externalId: 'never', ...more });
    expect([response.statusCode, response.json().error.field]).toEqual([400, field]);
    expect((await ask('GET', `/units/${id}/devices`)).json()).toHaveLength(1);
  });

  it('is changed alone, and what is left out stays', async () => {
    const { id, device } = await createUnit({ heartbeatSeconds: 60 });
    const changed = await ask('PATCH', `/units/${id}/devices/${device.id}`, {
      datum: 'bd09',
      settings: { app: 'osmand-app' },
    });
    expect(changed.json()).toMatchObject({ datum: 'bd09', heartbeatSeconds: 60, settings: { app: 'osmand-app' } });
    const [first] = (await ask('GET', `/units/${id}/devices`)).json() as Device[];
    expect(first).toMatchObject({ datum: 'wgs84', settings: { app: 'traccar-client' } });
    expect(await auditOf(id, 'device.changed')).toEqual([
      { device: device.id, datum: 'bd09', settings: { app: 'osmand-app' } },
    ]);
  });

  it('gets a new token without cutting anybody off', async () => {
    const { id, first, firstToken, second, device } = await createUnit();
    const made = await ask('POST', `/units/${id}/devices/${device.id}/setup`);
    expect([made.statusCode, made.headers['cache-control']]).toEqual([201, 'no-store']);
    const path = new URL(made.json().parameters.url).pathname;
    const fix = () => ({ timestamp: Date.now() });
    expect((await send(second, fix(), `/ingest/osmand/${device.token}`)).statusCode).toBe(200);
    expect((await send(second, fix(), path)).statusCode).toBe(200);
    expect((await send(second, fix(), `/ingest/osmand/${device.token}`)).statusCode).toBe(401);
    expect((await send(first, fix(), `/ingest/osmand/${firstToken}`)).statusCode).toBe(200);
    expect(await auditOf(id, 'unit.token-made')).toEqual([{ device: device.id }]);
  });

  it('is taken away at once, and the first sends on', async () => {
    const { id, first, second, device } = await createUnit();
    expect((await send(second, {}, `/ingest/osmand/${device.token}`)).statusCode).toBe(200);
    expect((await ask('DELETE', `/units/${id}/devices/${device.id}`)).statusCode).toBe(204);
    expect((await send(second)).statusCode).toBe(404);
    expect((await send(second, {}, `/ingest/osmand/${device.token}`)).statusCode).toBe(401);
    expect((await send(first, { timestamp: Date.now() })).statusCode).toBe(200);
    expect(await auditOf(id, 'device.removed')).toEqual([{ device: device.id, protocol: 'osmand' }]);
    expect((await ask('DELETE', `/units/${id}/devices/${device.id}`)).statusCode).toBe(404);
  });

  it('is not that of another unit', async () => {
    const [mine, theirs] = [await createUnit(), await createUnit()];
    for (const method of ['PATCH', 'DELETE'] as const)
      expect((await ask(method, `/units/${mine.id}/devices/${theirs.device.id}`, { datum: 'bd09' })).statusCode).toBe(
        404,
      );
  });
});

describe('a unit that two devices report', () => {
  it('is where the newest fix of either says', async () => {
    const { id, first, second } = await createUnit();
    const nowMs = Date.now();
    await send(first, { timestamp: nowMs - 60_000 });
    await send(second, { timestamp: nowMs - 30_000, lon: CORE[0] + 0.001 });
    expect((await findLatest(id)).properties.deviceId).toBe(second);
    await send(first, { timestamp: nowMs - 45_000 });
    expect((await findLatest(id)).geometry.coordinates[0]).toBe(CORE[0] + 0.001);
    await send(first, { timestamp: nowMs - 15_000 });
    expect((await findLatest(id)).properties.deviceId).toBe(first);
  });

  it('stays with the one that is believed while they are at two places in turn, and tells it; and goes with the other once that alone is heard', async () => {
    const { id, first, second } = await createUnit();
    const startMs = Date.now() - 600_000;
    const south = { lon: SOUTH[0], lat: SOUTH[1] };
    for (let turn = 0; turn < 3; turn++) {
      expect((await send(first, { timestamp: startMs + turn * 20_000 })).json().stored).toBe(1);
      expect((await send(second, { timestamp: startMs + turn * 20_000 + 10_000, ...south })).json().refused).toBe(1);
    }
    expect((await findLatest(id)).properties.deviceId).toBe(first);
    expect((await findDetail(id)).refusals).toMatchObject([{ reason: 'impossible-jump' }]);
    await send(second, { timestamp: startMs + 60_000, ...south });
    expect((await findLatest(id)).properties.deviceId).toBe(second);
  });

  it('has two clocks: that of one which is ahead changes nothing of the other', async () => {
    const { id, device } = await createUnit();
    const unit = city.app.livePicture.unit(id)!;
    const [right, ahead] = unit.devices;
    expect(ahead!.id).toBe(device.id);
    const startMs = Date.now() - 60_000;
    const store = async (sender: Device, afterMs: number, aheadMs: number) => {
      const report = { lng: CORE[0], lat: CORE[1], fixTimeMs: startMs + afterMs + aheadMs, ...UNSAID };
      const message = { reports: [report], heartbeats: [], refused: [] };
      const { stored } = await city.app.positions.store({ unit, device: sender }, message, startMs + afterMs);
      return stored.map(({ fixTimeMs }) => fixTimeMs - startMs);
    };
    for (const afterMs of [0, 10_000, 20_000]) expect(await store(ahead!, afterMs, 600_000)).toEqual([afterMs]);
    expect(await store(right!, 25_000, 0)).toEqual([25_000]);
    expect(await store(ahead!, 30_000, 600_000)).toEqual([30_000]);
  });

  it('has one call for help, whichever is pressed', async () => {
    const { id, first, second } = await createUnit();
    await send(first, { alarm: 'sos', timestamp: Date.now() - 2_000 });
    await send(second, { alarm: 'sos', timestamp: Date.now() });
    const alerts = ((await ask('GET', '/alerts')).json() as Alert[]).filter(({ subjectId }) => subjectId === id);
    expect(alerts).toHaveLength(1);
  });

  it('is silent by the slower of them', async () => {
    const { id } = await createUnit({ heartbeatSeconds: 600 });
    expect((await findDetail(id)).contactInterval).toEqual({ seconds: 600, source: 'set' });
    await ask('PATCH', `/units/${id}`, { heartbeatSeconds: 60 });
    expect((await findDetail(id)).contactInterval).toEqual({ seconds: 600, source: 'set' });
  });
});

describe('what a device is set to', () => {
  it('makes WGS-84 of its degrees', async () => {
    const { id, second } = await createUnit({ datum: 'gcj02' });
    // The same place as GCJ-02 has it.
    await send(second, { lon: 118.35566634, lat: 34.36891399 });
    const [lng, lat] = (await findLatest(id)).geometry.coordinates;
    expect(Math.hypot(lng! - CORE[0], lat! - CORE[1])).toBeLessThan(2e-5);
  });

  it('makes UTC of times without a zone, and of no others', async () => {
    const { id, second } = await createUnit({ timeZone: 'Asia/Shanghai' });
    const at = (msAgo: number): Date => new Date(Math.floor(Date.now() / 1_000) * 1_000 - msAgo);
    const local = at(60_000);
    const shown = new Date(local.getTime() + 8 * 3_600_000).toISOString().slice(0, 19);
    await send(second, { timestamp: shown });
    expect((await findLatest(id)).properties.fixTime).toBe(local.toISOString());
    for (const timestamp of [at(30_000).toISOString(), at(20_000).getTime() / 1_000]) {
      await send(second, { timestamp });
      expect((await findLatest(id)).properties.fixTime).toBe(
        new Date(typeof timestamp === 'string' ? timestamp : timestamp * 1_000).toISOString(),
      );
    }
  });
});
