import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { PositionFeature, Track } from '@liaowang/shared/schemas/position';
import { CORE, createTestApp, type TestApp } from '../../../../support/create-test-app.ts';
import fixture from '../../../../fixtures/osmand-messages.json' with { type: 'json' };

let city: TestApp;
let devices = 0;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

/** A unit of its own for one test. */
async function createDevice(): Promise<{ deviceId: string; unitId: number; deviceToken: string }> {
  const deviceId = `phone-${(devices += 1)}`;
  const { id, deviceToken } = await city.createUnit({ deviceId, branchId: 1 });
  return { deviceId, unitId: id, deviceToken };
}

async function get<T>(url: string): Promise<T> {
  const response = await city.app.inject({ url, headers: { cookie: await city.cookieOf('dispatcher') } });
  expect(response.statusCode).toBe(200);
  return response.json() as T;
}

async function findLatest(unitId: number): Promise<PositionFeature | undefined> {
  return (await get<{ features: PositionFeature[] }>(`/api/v1/positions/latest?unitId=${unitId}`)).features[0];
}

const findTrack = (unitId: number) =>
  get<Track>(`/api/v1/units/${unitId}/track?from=${new Date(Date.now() - 86_400_000).toISOString()}`);

const sosAlertsOf = async (unitId: number) =>
  (await get<Alert[]>('/api/v1/alerts')).filter((alert) => alert.kind === 'sos' && alert.subjectId === unitId);

/** What the counter of refused fixes says for a reason. */
async function refusedBecause(reason: string): Promise<number> {
  const { body } = await city.app.inject('/metrics');
  return Number(
    new RegExp(`^liaowang_positions_refused_total\\{reason="${reason}"\\} (\\d+)`, 'm').exec(body)?.[1] ?? 0,
  );
}

const send = (query: Record<string, string | number>, path = '/ingest/osmand') =>
  city.app.inject({
    method: 'POST',
    url: path,
    query: Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)])),
  });

const at = (deviceId: string, fixTimeMs: number, [lng, lat]: readonly number[] = CORE) => ({
  id: deviceId,
  lat: lat!,
  lon: lng!,
  timestamp: fixTimeMs,
});

describe('messages of every generation of the client', () => {
  /** Sends a message of the fixture as a new device, and finds where that is then. */
  async function deliver({ method, path, headers, body }: (typeof fixture.messages)[number]) {
    const { deviceId, unitId } = await createDevice();
    const nowMs = Math.floor(Date.now() / 1000) * 1000;
    const iso = new Date(nowMs).toISOString();
    const fill = (text: string) =>
      text
        .replaceAll('{device}', deviceId)
        .replaceAll('{secondsBefore}', String(nowMs / 1000 - 60))
        .replaceAll('{seconds}', String(nowMs / 1000))
        .replaceAll('{milliseconds}', String(nowMs))
        .replaceAll('{plain}', encodeURIComponent(iso.slice(0, 19).replace('T', ' ')))
        .replaceAll('{iso}', iso);

    const response = await fetch(`${city.address}/ingest/osmand${fill(path)}`, {
      method,
      headers: headers as Record<string, string>,
      ...(method === 'GET' ? {} : { body: fill(body ?? '') }),
    });
    expect(response.status).toBe(200);
    await response.text();
    return { deviceId, nowMs, latest: await findLatest(unitId) };
  }

  it.each(fixture.messages.filter(({ expected }) => expected === null))('$name', async (message) => {
    expect((await deliver(message)).latest).toBeUndefined();
  });

  it.each(fixture.messages.filter(({ expected }) => expected !== null))('$name', async (message) => {
    const { deviceId, nowMs, latest } = await deliver(message);
    const { lng, lat, ...known } = message.expected!;
    expect(latest?.geometry.coordinates[0]).toBeCloseTo(lng, 6);
    expect(latest?.geometry.coordinates[1]).toBeCloseTo(lat, 6);
    for (const [name, value] of Object.entries(known)) {
      const actual = latest?.properties[name as keyof typeof known];
      expect(actual === null, name).toBe(value === null);
      expect(actual ?? 0, name).toBeCloseTo(value ?? 0, 2);
    }
    expect(latest?.properties.deviceId).toBe(deviceId);
    expect(Math.abs(Date.parse(latest?.properties.fixTime ?? '') - nowMs)).toBeLessThan(5_000);
  });

  it('stores every fix of an array, the newest as the latest', async () => {
    const { deviceId, unitId } = await createDevice();
    const nowMs = Date.now();
    const messages = [3, 2, 1].map((minutes) => at(deviceId, nowMs - minutes * 60_000));
    const response = await city.app.inject({ method: 'POST', url: '/ingest/osmand', payload: messages });
    expect(response.json()).toEqual({ stored: 3, refused: 0 });
    expect((await findTrack(unitId)).geometry.coordinates).toHaveLength(3);
    expect((await findLatest(unitId))?.properties.fixTime).toBe(new Date(nowMs - 60_000).toISOString());
  });
});

describe('what becomes of a message', () => {
  it('refuses an unknown device, so that the phone keeps the fix', async () => {
    const response = await send(at('nobody', Date.now()));
    expect(response.statusCode).toBe(404);
    expect(response.json().error).toMatchObject({ code: 'unknown-device', field: 'id' });
  });

  it('refuses an array with one unknown device after the others are stored, so that nobody waits for a stranger', async () => {
    const { deviceId, unitId } = await createDevice();
    const response = await city.app.inject({
      method: 'POST',
      url: '/ingest/osmand',
      payload: [at(deviceId, Date.now()), at('nobody', Date.now())],
    });
    expect([response.statusCode, response.json().error.field]).toEqual([404, 'id']);
    expect(await findLatest(unitId)).toBeDefined();
  });

  it.each([
    ['no device', { lat: 34, lon: 118 }, 'id'],
    ['an empty device', { id: '', lat: 34, lon: 118 }, 'id'],
    ['a device with a NUL', { id: 'a\0b', lat: 34, lon: 118 }, 'id'],
    ['a device of 129 characters', { id: 'x'.repeat(129), lat: 34, lon: 118 }, 'id'],
  ])('refuses %s with the field at fault', async (_name, query, field) => {
    const response = await send(query);
    expect(response.statusCode).toBe(400);
    expect(response.json().error).toMatchObject({ code: 'invalid-input', field });
  });

  it.each([
    ['an empty array', [] as object[]],
    ['an array of 101', Array.from({ length: 101 }, () => at('x', 1))],
  ])('refuses %s', async (_name, payload) => {
    const response = await city.app.inject({ method: 'POST', url: '/ingest/osmand', payload });
    expect(response.statusCode).toBe(400);
    expect(response.json().error).toMatchObject({ code: 'invalid-input', field: 'body' });
  });

  it.each([
    ['invalid-coordinates', (id: string) => at(id, Date.now(), [200, 34])],
    ['future', (id: string) => at(id, Date.now() + 8 * 3_600_000)],
    ['too-old', (id: string) => at(id, 0)],
    ['inaccurate', (id: string) => ({ ...at(id, Date.now()), accuracy: 5_000 })],
  ])('answers 200 to a fix it cannot use and counts it: %s', async (reason, message) => {
    const { deviceId, unitId } = await createDevice();
    const before = await refusedBecause(reason);
    const response = await send(message(deviceId));
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ stored: 0, refused: 1 });
    expect(await refusedBecause(reason)).toBe(before + 1);
    expect(await findLatest(unitId)).toBeUndefined();
  });

  it('drops an impossible jump and a duplicate, and counts both', async () => {
    const { deviceId, unitId } = await createDevice();
    const nowMs = Date.now();
    const jumps = await refusedBecause('impossible-jump');
    const duplicates = await refusedBecause('duplicate');
    await send(at(deviceId, nowMs - 20_000));
    await send(at(deviceId, nowMs - 10_000, [119, 34.37]));
    await send(at(deviceId, nowMs - 20_000));
    expect(await refusedBecause('impossible-jump')).toBe(jumps + 1);
    expect(await refusedBecause('duplicate')).toBe(duplicates + 1);
    expect((await findLatest(unitId))?.geometry.coordinates).toEqual([...CORE]);
  });

  it('keeps a late fix for the track and leaves the marker where it is', async () => {
    const { deviceId, unitId } = await createDevice();
    const nowMs = Date.now();
    await send(at(deviceId, nowMs - 10_000));
    const late = await send(at(deviceId, nowMs - 600_000, [118.34, 34.36]));
    expect(late.json()).toEqual({ stored: 1, refused: 0 });
    expect((await findLatest(unitId))?.geometry.coordinates).toEqual([...CORE]);
    expect((await findTrack(unitId)).geometry.coordinates).toEqual([[118.34, 34.36], [...CORE]]);
  });

  it('judges a buffer that comes newest first by the order of time', async () => {
    const { deviceId, unitId } = await createDevice();
    const nowMs = Date.now();
    // In the order of arrival the last but one is a jump of 1.1 km in a second.
    const buffer = [
      at(deviceId, nowMs - 1_000),
      at(deviceId, nowMs - 60_000, [118.351, 34.37]),
      at(deviceId, nowMs - 900_000, [118.35, 34.36]),
    ];
    const response = await city.app.inject({ method: 'POST', url: '/ingest/osmand', payload: buffer });
    expect(response.json()).toEqual({ stored: 3, refused: 0 });
    expect((await findTrack(unitId)).geometry.coordinates).toEqual([[118.35, 34.36], [118.351, 34.37], [...CORE]]);
    expect((await findLatest(unitId))?.geometry.coordinates).toEqual([...CORE]);
  });

  it('keeps a made-up fix with its mark; it moves no marker and speaks against no other fix', async () => {
    const { deviceId, unitId } = await createDevice();
    const nowMs = Date.now();
    expect((await send({ ...at(deviceId, nowMs - 20_000, [2, 0.5]), mock: 'true' })).json()).toEqual({
      stored: 1,
      refused: 0,
    });
    expect([(await findLatest(unitId))?.properties.mock, city.app.livePicture.newest(unitId)]).toEqual([true, null]);
    await send(at(deviceId, nowMs - 10_000));
    expect((await send({ ...at(deviceId, nowMs - 5_000, [119, 34]), mock: 'true' })).json()).toEqual({
      stored: 1,
      refused: 0,
    });
    expect((await findLatest(unitId))?.geometry.coordinates).toEqual([...CORE]);
    const track = await findTrack(unitId);
    expect([track.geometry.coordinates, track.properties.mockIndexes]).toEqual([
      [[2, 0.5], [...CORE], [119, 34]],
      [0, 2],
    ]);
  });

  it('takes a message without a place for a sign of life', async () => {
    const { deviceId, unitId } = await createDevice();
    expect((await send({ id: deviceId, timestamp: Date.now(), batt: 80 })).json()).toEqual({ stored: 0, refused: 0 });
    expect(await findLatest(unitId)).toBeUndefined();
  });

  it('takes no reading that no sensor gives, and stores the fixes of others sent along', async () => {
    const odd = await createDevice();
    const plain = await createDevice();
    const nowMs = Date.now();
    const response = await city.app.inject({
      method: 'POST',
      url: '/ingest/osmand',
      payload: [
        { ...at(odd.deviceId, nowMs), speed: 1e300, altitude: -1e300, accuracy: 1e-60, batt: 1e300, bearing: 1e-60 },
        at(plain.deviceId, nowMs),
      ],
    });
    expect(response.json()).toEqual({ stored: 2, refused: 0 });
    expect((await findLatest(odd.unitId))?.properties).toMatchObject({
      speedMetersPerSecond: null,
      batteryPercent: null,
    });
    expect(await findLatest(plain.unitId)).toBeDefined();
  });
});

describe('the address with a token', () => {
  it('takes the right token, refuses a wrong one and another device’s', async () => {
    const own = await createDevice();
    const other = await createDevice();
    const message = at(own.deviceId, Date.now());
    expect((await send(message, `/ingest/osmand/${own.deviceToken}`)).json()).toEqual({ stored: 1, refused: 0 });
    const wrong = await send(message, '/ingest/osmand/not-a-token');
    expect([wrong.statusCode, wrong.json().error.code]).toEqual([401, 'unknown-token']);
    const foreign = await send(message, `/ingest/osmand/${other.deviceToken}`);
    expect([foreign.statusCode, foreign.json().error.code]).toEqual([403, 'token-of-another-device']);
  });
});

describe('the SOS button', () => {
  it('raises one alert however often the message comes', async () => {
    const { deviceId, unitId } = await createDevice();
    const message = { ...at(deviceId, Date.now()), alarm: 'sos' };
    for (let i = 0; i < 2; i++) expect((await send(message)).statusCode).toBe(200);
    await Promise.all([send(message), send(message)]);
    const alerts = await sosAlertsOf(unitId);
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({ status: 'raised', branchId: 1, position: [...CORE] });
  });

  it('raises it at the last believed place when the fix itself is not believed', async () => {
    const { deviceId, unitId } = await createDevice();
    const nowMs = Date.now();
    await send(at(deviceId, nowMs - 20_000));
    const response = await send({ ...at(deviceId, nowMs, [0, 0]), alarm: 'sos' });
    expect(response.json()).toEqual({ stored: 0, refused: 1 });
    expect(await sosAlertsOf(unitId)).toEqual([expect.objectContaining({ position: [...CORE] })]);
  });

  it('raises it at the fix that carries it, in whatever order the buffer comes', async () => {
    const { deviceId, unitId } = await createDevice();
    const nowMs = Date.now();
    const buffer = [
      { ...at(deviceId, nowMs - 1_000), alarm: 'sos' },
      at(deviceId, nowMs - 60_000, [118.35, 34.3695]),
      at(deviceId, nowMs - 900_000, [118.35, 34.36]),
    ];
    await city.app.inject({ method: 'POST', url: '/ingest/osmand', payload: buffer });
    expect(await sosAlertsOf(unitId)).toEqual([expect.objectContaining({ position: [...CORE] })]);
  });

  it('raises it at the newest place by time when its message carries none', async () => {
    const { deviceId, unitId } = await createDevice();
    const nowMs = Date.now();
    const buffer = [
      { id: deviceId, timestamp: nowMs, alarm: 'sos' },
      at(deviceId, nowMs - 1_000),
      at(deviceId, nowMs - 900_000, [118.35, 34.36]),
    ];
    await city.app.inject({ method: 'POST', url: '/ingest/osmand', payload: buffer });
    expect(await sosAlertsOf(unitId)).toEqual([expect.objectContaining({ position: [...CORE] })]);
  });

  it('raises it where it says it is though its clock is wrong', async () => {
    const { deviceId, unitId } = await createDevice();
    const nowMs = Date.now();
    await send(at(deviceId, nowMs - 20_000, [118.34, 34.36]));
    await send({ ...at(deviceId, nowMs + 8 * 3_600_000), alarm: 'sos' });
    expect(await sosAlertsOf(unitId)).toEqual([expect.objectContaining({ position: [...CORE] })]);
  });

  it('raises it without a place from a device that never reported one', async () => {
    const { deviceId, unitId } = await createDevice();
    expect((await send({ id: deviceId, timestamp: Date.now(), alarm: 'sos' })).statusCode).toBe(200);
    expect(await sosAlertsOf(unitId)).toEqual([expect.objectContaining({ position: null })]);
  });

  it('raises one for all presses while it is open, and counts them', async () => {
    const { deviceId, unitId } = await createDevice();
    const nowMs = Date.now();
    for (const pressedAtMs of [nowMs - 60_000, nowMs]) await send({ ...at(deviceId, pressedAtMs), alarm: 'sos' });
    expect(await sosAlertsOf(unitId)).toMatchObject([{ count: 2 }]);
  });
});
