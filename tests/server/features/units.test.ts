import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CORE, createTestApp, type TestApp } from '../../support/create-test-app.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

const create = async (unit: object) =>
  city.app.inject({
    method: 'POST',
    url: '/api/v1/units',
    headers: { cookie: await city.cookieOf('administrator') },
    payload: unit,
  });
const list = async (role: 'dispatcher' | 'branch-lead') =>
  (await city.app.inject({ url: '/api/v1/units', headers: { cookie: await city.cookieOf(role) } })).json()
    .features as Array<{ id: number; geometry: object | null; properties: object }>;

describe('registering a unit', () => {
  it('answers with the unit and its token, which is kept only as a hash', async () => {
    const response = await create({ name: '巡逻一', kind: 'foot', deviceId: 'one', branchId: 1 });
    expect(response.statusCode).toBe(201);
    const unit = response.json();
    expect(unit).toMatchObject({
      name: { zh: '巡逻一', en: '巡逻一' },
      kind: 'foot',
      branchId: 1,
      deviceId: 'one',
      detectionRangeMeters: 150,
    });
    expect(unit.deviceToken).toMatch(/^[\w-]{24}$/);
    const { rows } = await city.app.db.query<{ row: string }>(
      'SELECT d::text AS row FROM devices d WHERE external_id = $1',
      ['one'],
    );
    expect(rows[0]?.row).not.toContain(unit.deviceToken);
  });

  it('refuses a device that belongs to a unit already', async () => {
    const unit = { name: 'x', kind: 'bus', deviceId: 'twice' };
    expect((await create(unit)).statusCode).toBe(201);
    const again = await create(unit);
    expect(again.statusCode).toBe(409);
    expect(again.json().error).toMatchObject({ code: 'device-taken', field: 'body.deviceId' });
  });

  it('of two at once with one device makes one', async () => {
    const answers = await Promise.all([1, 2].map(() => create({ name: 'x', kind: 'taxi', deviceId: 'raced' })));
    expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([201, 409]);
  });

  it.each([
    ['a branch that does not exist', { branchId: 99 }, 'body.branchId'],
    ['a branch beyond all numbers', { branchId: 2 ** 40 }, 'body.branchId'],
    ['an unknown kind', { kind: 'tank' }, 'body.kind'],
    ['no name', { name: '' }, 'body.name'],
    ['a name with a NUL', { name: 'a\0' }, 'body.name'],
    ['a device of 129 characters', { deviceId: 'x'.repeat(129) }, 'body.deviceId'],
    ['no range at all', { detectionRangeMeters: 0 }, 'body.detectionRangeMeters'],
    ['a token of its own', { deviceToken: 'mine' }, 'body.deviceToken'],
  ])('with %s is refused with the field at fault', async (_name, more, field) => {
    const response = await create({ name: 'x', kind: 'foot', deviceId: 'never', ...more });
    expect(response.statusCode).toBe(400);
    expect(response.json().error.field).toBe(field);
  });

  it('lets a device report at once that was refused a moment ago', async () => {
    const send = () =>
      city.app.inject({ method: 'POST', url: '/ingest/osmand', payload: { id: 'early', lat: CORE[1], lon: CORE[0] } });
    expect((await send()).statusCode).toBe(404);
    expect((await create({ name: 'x', kind: 'foot', deviceId: 'early' })).statusCode).toBe(201);
    expect((await send()).statusCode).toBe(200);
  });
});

describe('changing how a device is set', () => {
  const change = async (unitId: number, settings: object) =>
    city.app.inject({
      method: 'PATCH',
      url: `/api/v1/units/${unitId}`,
      headers: { cookie: await city.cookieOf('administrator') },
      payload: settings,
    });

  it('keeps what is left out, is kept, and is audited', async () => {
    const { id } = (await create({ name: 'x', kind: 'foot', deviceId: 'to-be-set', heartbeatSeconds: 60 })).json();
    const changed = await change(id, { deviceApp: 'osmand-app', reportIntervalSeconds: 15 });
    expect([changed.statusCode, changed.json()]).toEqual([
      200,
      expect.objectContaining({ id, deviceApp: 'osmand-app', reportIntervalSeconds: 15, heartbeatSeconds: 60 }),
    ]);
    expect((await change(id, { heartbeatSeconds: null })).json()).toMatchObject({
      deviceApp: 'osmand-app',
      reportIntervalSeconds: 15,
      heartbeatSeconds: null,
    });
    expect((await city.app.devices.findAll(id))[0]).toMatchObject({
      settings: { app: 'osmand-app' },
      reportIntervalSeconds: 15,
      heartbeatSeconds: null,
    });
    const { rows } = await city.app.db.query(
      'SELECT detail FROM audit_entries WHERE action = $1 AND subject = $2 ORDER BY id',
      ['unit.changed', `unit:${id}`],
    );
    expect(rows).toEqual([
      { detail: { deviceApp: 'osmand-app', reportIntervalSeconds: 15 } },
      { detail: { heartbeatSeconds: null } },
    ]);
  });

  it.each([
    ['nothing', {}, 'body'],
    ['an app nobody knows', { deviceApp: 'pager' }, 'body.deviceApp'],
    ['an interval of no time', { reportIntervalSeconds: 0 }, 'body.reportIntervalSeconds'],
    ['a heartbeat a day', { heartbeatSeconds: 86_400 }, 'body.heartbeatSeconds'],
    ['another device', { deviceId: 'other' }, 'body.deviceId'],
  ])('with %s is refused with the field at fault', async (_name, settings, field) => {
    const { id } = await city.createUnit({ deviceId: `not-set-${field}-${JSON.stringify(settings)}` });
    const response = await change(id, settings);
    expect([response.statusCode, response.json().error.field]).toEqual([400, field]);
  });

  it('of a unit that does not exist is refused', async () => {
    expect((await change(2_000_000_000, { heartbeatSeconds: 60 })).statusCode).toBe(404);
  });
});

describe('the list', () => {
  it('has every unit with where it is, without devices', async () => {
    const units = await list('dispatcher');
    expect(units.find((unit) => unit.geometry !== null)?.geometry).toEqual({ type: 'Point', coordinates: [...CORE] });
    expect(units.some((unit) => unit.geometry === null)).toBe(true);
    expect(JSON.stringify(units)).not.toMatch(/deviceId|early/);
  });

  it('shows a branch its own units only', async () => {
    await create({ name: 'x', kind: 'foot', deviceId: 'of-2', branchId: 2 });
    const units = await list('branch-lead');
    expect(units.length).toBeGreaterThan(0);
    expect(units.every((unit) => (unit.properties as { branchId: number }).branchId === 1)).toBe(true);
  });
});

describe('a track', () => {
  it('of a unit of another branch does not exist for a branch lead', async () => {
    const { id } = await city.createUnit({ deviceId: 'of-2-too', branchId: 2 });
    const ask = async (role: 'dispatcher' | 'branch-lead', unitId = id) =>
      city.app.inject({ url: `/api/v1/units/${unitId}/track`, headers: { cookie: await city.cookieOf(role) } });
    expect((await ask('dispatcher')).statusCode).toBe(200);
    expect((await ask('branch-lead')).statusCode).toBe(404);
    expect((await ask('branch-lead')).json().error).toEqual((await ask('dispatcher', 2_000_000_000)).json().error);
  });

  it.each([
    ['?from=2026-11-23T08:00:00Z&to=2026-11-23T07:00:00Z', 'querystring.from'],
    ['?from=noon', 'querystring.from'],
    ['?until=2026-11-23T08:00:00Z', 'querystring.until'],
  ])('refuses %s with the field at fault', async (query, field) => {
    const { id } = await city.createUnit({ deviceId: `asked-${field}-${query.length}` });
    const response = await city.app.inject({
      url: `/api/v1/units/${id}/track${query}`,
      headers: { cookie: await city.cookieOf('dispatcher') },
    });
    expect([response.statusCode, response.json().error.field]).toEqual([400, field]);
  });

  it('takes any instant that a calendar knows', async () => {
    const { id } = await city.createUnit({ deviceId: 'of-all-times' });
    for (const from of ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00', '1969-12-31T23:59:59.999Z']) {
      for (const url of [`/api/v1/units/${id}/track`, '/api/v1/incidents']) {
        const response = await city.app.inject({
          url,
          query: { from, to: '9999-12-31T23:59:59Z' },
          headers: { cookie: await city.cookieOf('dispatcher') },
        });
        expect([url, from, response.statusCode]).toEqual([url, from, 200]);
      }
    }
  });
});
