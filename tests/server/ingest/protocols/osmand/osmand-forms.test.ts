import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Track } from '@liaowang/shared/schemas/position';
import { CORE, createTestApp, type TestApp } from '../../../../support/create-test-app.ts';

let city: TestApp;
let deviceId: string;
let unitId: number;
let devices = 0;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());
beforeEach(async () => {
  deviceId = `phone-${(devices += 1)}`;
  ({ id: unitId } = await city.createUnit({ deviceId }));
});

const [LNG, LAT] = CORE;
/** A minute ago, in whole seconds. */
const atMs = Math.floor(Date.now() / 1_000) * 1_000 - 60_000;
const iso = new Date(atMs).toISOString();

const get = (query: string, path = '/ingest/osmand') => fetch(`${city.address}${path}?${query}`);
const post = (body: unknown, query = '') =>
  fetch(`${city.address}/ingest/osmand${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function findTrack(): Promise<Array<[timeMs: number, lng: number, lat: number]>> {
  const response = await city.app.inject({
    url: `/api/v1/units/${unitId}/track`,
    headers: { cookie: await city.cookieOf('dispatcher') },
  });
  const { geometry, properties } = response.json() as Track;
  return geometry.coordinates.map(([lng, lat], i) => [Date.parse(properties.coordTimes[i]!), lng!, lat!]);
}

async function refusedBecause(reason: string): Promise<number> {
  const { body } = await city.app.inject('/metrics');
  return Number(
    new RegExp(`^liaowang_positions_refused_total\\{reason="${reason}"\\} (\\d+)`, 'm').exec(body)?.[1] ?? 0,
  );
}

describe('one fix in the address', () => {
  it.each([
    ['other names', (id: string) => `deviceId=${id}&latitude=${LAT}&lng=${LNG}&timestamp=${atMs}`],
    ['decimal commas', (id: string) => `id=${id}&lat=34,37&lon=118,35&timestamp=${atMs}`],
    ['a pair', (id: string) => `id=${id}&location=${LAT},${LNG}&timestamp=${atMs}`],
    ['a pair with decimal commas', (id: string) => `id=${id}&location=34,37;118,35&timestamp=${atMs}`],
    [
      'a pair parted by commas within and between',
      (id: string) => `id=${id}&location=34,3700,118,3500&timestamp=${atMs}`,
    ],
    ['a pair with an altitude', (id: string) => `id=${id}&location=${LAT},${LNG},12&timestamp=${atMs}`],
    [
      'a parameter repeated',
      (id: string) => `id=${id}&lat=1&lat=${LAT}&lon=2&lon=${LNG}&timestamp=5&timestamp=${atMs}`,
    ],
    ['empty synonyms', (id: string) => `id=${id}&lat=&latitude=${LAT}&lon=${LNG}&timestamp=${atMs}&location=`],
    ['a sign', (id: string) => `id=${id}&lat=+${LAT}&lon=%2B${LNG}&timestamp=${atMs}`],
    [
      'a zone whose + became a blank',
      (id: string) =>
        `id=${id}&lat=${LAT}&lon=${LNG}&timestamp=${new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`,
    ],
    ['T and no zone', (id: string) => `id=${id}&lat=${LAT}&lon=${LNG}&timestamp=${iso.slice(0, 19)}`],
    ['microseconds', (id: string) => `id=${id}&lat=${LAT}&lon=${LNG}&timestamp=${atMs}000`],
  ])('with %s is read', async (_name, query) => {
    const response = await get(query(deviceId));
    expect([response.status, await response.json()]).toEqual([200, { stored: 1, refused: 0 }]);
    expect(await findTrack()).toEqual([[atMs, LNG, LAT]]);
  });

  it.each([
    ['lat=abc&lon=118.35', 'lat'],
    ['lat=34.37', 'lat'],
    ['lon=118.35&lat=', 'lon'],
    ['latitude=34.37N&lng=118.35', 'latitude'],
    ['location=34,3700', 'location'],
    ['location=home', 'location'],
    ['location=34,118,35', 'location'],
    ['position=34.37,118.35', 'position'],
    [`lat=${LAT}&lon=${LNG}&timestamp=yesterday`, 'timestamp'],
    ['timestamp=2026-11-23', 'timestamp'],
  ])('%s is refused with the field at fault', async (query, field) => {
    const response = await get(`id=${deviceId}&${query}`);
    expect([response.status, ((await response.json()) as { error: object }).error]).toEqual([
      400,
      expect.objectContaining({ code: 'invalid-input', field }),
    ]);
    expect(await findTrack()).toEqual([]);
  });

  it('a pair of whole numbers is what the protocol says, not one number with a decimal comma', async () => {
    expect((await get(`id=${deviceId}&location=34,37&timestamp=${atMs}`)).status).toBe(200);
    expect(await findTrack()).toEqual([[atMs, 37, 34]]);
  });

  it.each([
    ['invalid-coordinates', `lat=95&lon=${LNG}`],
    ['invalid-coordinates', 'lat=0.0004&lon=-0.0002'],
    ['invalid-coordinates', 'lat=0.4&lon=-0.9'],
    ['marked-invalid', `lat=${LAT}&lon=${LNG}&valid=false`],
    ['marked-invalid', `lat=${LAT}&lon=${LNG}&valid=0`],
  ])('is understood and not believed: %s (%s)', async (reason, query) => {
    const before = await refusedBecause(reason);
    const response = await get(`id=${deviceId}&${query}`);
    expect([response.status, await response.json()]).toEqual([200, { stored: 0, refused: 1 }]);
    expect(await refusedBecause(reason)).toBe(before + 1);
    expect(await findTrack()).toEqual([]);
  });
});

describe('a batch', () => {
  const times = [atMs - 120_000, atMs - 60_000, atMs];
  const coords = { latitude: LAT, longitude: LNG, speed: 2 };
  const all = times.map((timeMs) => [timeMs, LNG, LAT]);

  it.each([
    ['an array of messages', (id: string) => times.map((timestamp) => ({ id, lat: LAT, lon: LNG, timestamp }))],
    [
      'an array whose messages are of the SDK',
      (id: string) =>
        times.map((timeMs) => ({ device_id: id, location: { coords, timestamp: new Date(timeMs).toISOString() } })),
    ],
    [
      'several in location',
      (id: string) => ({
        device_id: id,
        location: times.map((timeMs) => ({ coords, timestamp: new Date(timeMs).toISOString(), id: 7 })),
      }),
    ],
    [
      'several in locations',
      (id: string) => ({ id, locations: times.map((timestamp) => ({ lat: LAT, lon: LNG, timestamp })) }),
    ],
    ['an array of arrays', (id: string) => [times.map((timestamp) => ({ id, lat: LAT, lon: LNG, timestamp }))]],
  ])('is read: %s', async (_name, body) => {
    const response = await post(body(deviceId));
    expect([response.status, await response.json()]).toEqual([200, { stored: 3, refused: 0 }]);
    expect(await findTrack()).toEqual(all);
  });

  it('takes the device of the address', async () => {
    expect(
      (
        await post(
          times.map((timestamp) => ({ lat: LAT, lon: LNG, timestamp })),
          `?id=${deviceId}`,
        )
      ).status,
    ).toBe(200);
    expect(await findTrack()).toEqual(all);
  });

  it('with a message that cannot be read keeps the others, is refused with the field, and may come again', async () => {
    const body = times.map((timestamp) => ({ id: deviceId, lat: LAT, lon: LNG, timestamp }));
    const broken = [body[0], { ...body[1], lat: 'abc' }, body[2], { id: deviceId, lat: LAT, lon: LNG }];
    for (let i = 0; i < 2; i++) {
      const response = await post(broken);
      expect([response.status, ((await response.json()) as { error: object }).error]).toEqual([
        400,
        expect.objectContaining({ field: 'body[1].lat' }),
      ]);
      expect(await findTrack()).toEqual([all[0], all[2]]);
    }
  });

  it('whose fixes have no times is refused, since they would be of one moment', async () => {
    const response = await post([
      { id: deviceId, lat: LAT, lon: LNG },
      { id: deviceId, lat: 34.36, lon: LNG },
    ]);
    expect([response.status, ((await response.json()) as { error: object }).error]).toEqual([
      400,
      expect.objectContaining({ field: 'body[1].timestamp' }),
    ]);
    expect(await findTrack()).toEqual([]);
  });
});

describe('an SOS', () => {
  const findAlerts = async () =>
    (await city.app.inject({ url: '/api/v1/alerts', headers: { cookie: await city.cookieOf('dispatcher') } }))
      .json()
      .filter((alert: { subjectId: number }) => alert.subjectId === unitId);

  it.each([
    ['time', `lat=${LAT}&lon=${LNG}&timestamp=now`, CORE],
    ['place', `lat=abc&lon=${LNG}&timestamp=${atMs}`, null],
  ])('whose %s cannot be read is raised, and refused', async (_name, query, position) => {
    expect((await get(`id=${deviceId}&alarm=SOS&${query}`)).status).toBe(400);
    expect(await findAlerts()).toEqual([expect.objectContaining({ kind: 'sos', position })]);
    expect(await findTrack()).toEqual([]);
  });

  it('around a batch is raised at its newest fix', async () => {
    const response = await post({
      id: deviceId,
      alarm: 'sos',
      locations: [
        { lat: LAT, lon: LNG, timestamp: atMs },
        { lat: 34.36, lon: LNG, timestamp: atMs - 600_000 },
      ],
    });
    expect(response.status).toBe(200);
    expect(await findAlerts()).toEqual([expect.objectContaining({ kind: 'sos', position: CORE })]);
  });
});

describe('OsmAnd’s own app', () => {
  const query = () => `id=${deviceId}&lat=${LAT}&lon=${LNG}&timestamp=${atMs}&hdop=7.5&speed=2`;
  const findReadings = async () => {
    const { properties } = (
      await city.app.inject({
        url: `/api/v1/positions/latest?unitId=${unitId}`,
        headers: { cookie: await city.cookieOf('dispatcher') },
      })
    ).json().features[0];
    return [properties.speedMetersPerSecond, properties.accuracyMeters];
  };

  it('is told from Traccar Client by an address of its own', async () => {
    expect((await get(query(), '/ingest/osmand-app')).status).toBe(200);
    expect(await findReadings()).toEqual([2, 7.5]);
  });

  it('is told from Traccar Client by the setting of the device, at once', async () => {
    await get(query());
    expect(await findReadings()).toEqual([1.029, null]);
    await city.app.inject({
      method: 'PATCH',
      url: `/api/v1/units/${unitId}`,
      headers: { cookie: await city.cookieOf('administrator') },
      payload: { deviceApp: 'osmand-app' },
    });
    await get(query().replace(String(atMs), String(atMs + 1_000)));
    expect(await findReadings()).toEqual([2, 7.5]);
  });
});

describe('what is said around a batch', () => {
  const fix = { lat: LAT, lon: LNG, timestamp: atMs };
  const latest = async () => {
    const { features } = (
      await city.app.inject({ url: '/api/v1/positions/latest', headers: { cookie: await city.cookieOf('dispatcher') } })
    ).json<{ features: Array<{ properties: { unitId: number; mock: boolean } }> }>();
    return features.find(({ properties }) => properties.unitId === unitId)?.properties;
  };

  it.each([
    ['beside it', (id: string) => post({ id, mock: true, locations: [fix] })],
    ['in the address', (id: string) => post([fix], `?id=${id}&mock=true`)],
  ])('that it is made up holds for each fix: %s', async (_where, send) => {
    expect((await send(deviceId)).status).toBe(200);
    expect(city.app.livePicture.newest(unitId)).toBeNull();
    expect((await latest())?.mock).toBe(true);
  });

  it('that it is invalid is believed of each fix', async () => {
    expect(await (await post([fix], `?id=${deviceId}&valid=false`)).json()).toEqual({ stored: 0, refused: 1 });
  });

  it('its time is that of its only fix, and refused for several', async () => {
    expect((await post({ id: deviceId, timestamp: atMs, locations: [{ lat: LAT, lon: LNG }] })).status).toBe(200);
    expect(await findTrack()).toEqual([[atMs, LNG, LAT]]);
    const two = await post({
      id: deviceId,
      timestamp: atMs + 1_000,
      locations: [
        { lat: LAT, lon: LNG },
        { lat: LAT + 0.0001, lon: LNG },
      ],
    });
    expect([two.status, (await two.json()).error.field]).toEqual([400, 'locations[1].timestamp']);
    const foo = await post({ id: deviceId, timestamp: 'foo', locations: [{ lat: LAT, lon: LNG }] });
    expect([foo.status, (await foo.json()).error.field]).toEqual([400, 'timestamp']);
  });

  it('both kinds of batch are read', async () => {
    expect(
      (
        await post({
          id: deviceId,
          location: [{ coords: { latitude: LAT, longitude: LNG }, timestamp: iso }],
          locations: [{ lat: LAT, lon: LNG, timestamp: atMs + 1_000 }],
        })
      ).status,
    ).toBe(200);
    expect(await findTrack()).toHaveLength(2);
  });
});

describe('a place or a time under another name', () => {
  it.each([
    ['parts of another name', { data: { lat: LAT, lon: LNG } }, 'data'],
    ['a list of another name', { fixes: [{ latitude: LAT, longitude: LNG }] }, 'fixes'],
    ['x and y', { x: LNG, y: LAT }, 'x'],
    ['a pair of decimals', { loc: '34.3712,118.3512' }, 'loc'],
    ['a receiver sentence', { nmea: '$GPRMC,123519,A,4807.038,N,01131.000,E' }, 'nmea'],
    ['names in Spanish', { latitud: LAT, longitud: LNG }, 'latitud'],
    ['names with a prefix', { gps_lat: LAT, gps_lon: LNG }, 'gps_lat'],
  ])('is no heartbeat: %s', async (_name, message, field) => {
    const response = await post({ id: deviceId, timestamp: atMs, ...message });
    expect([response.status, (await response.json()).error.field]).toEqual([400, field]);
  });

  it.each(['ts', 'gpstime', 'recorded_at'])('%s is the time', async (name) => {
    expect((await post({ id: deviceId, lat: LAT, lon: LNG, [name]: iso })).status).toBe(200);
    expect(await findTrack()).toEqual([[atMs, LNG, LAT]]);
  });

  it('is nothing that clients say beside a heartbeat', async () => {
    const beside = {
      battery: { level: 0.5, is_charging: false },
      activity: { type: 'still', confidence: 100 },
      extras: { lat: 1 },
      event: 'heartbeat',
      odometer: 1234.567,
    };
    expect(await (await post({ id: deviceId, timestamp: iso, ...beside })).json()).toEqual({ stored: 0, refused: 0 });
  });
});

describe('a body', () => {
  const send = (type: string | undefined, body: string) =>
    fetch(`${city.address}/ingest/osmand?id=${deviceId}`, {
      method: 'POST',
      ...(type && { headers: { 'content-type': type } }),
      body: new TextEncoder().encode(body),
    });

  it.each(['application/x-www-form-urlencoded', 'text/json', 'application/vnd.api+json', undefined])(
    'is what it looks like, whatever its type says: %s',
    async (type) => {
      expect((await send(type, JSON.stringify({ lat: LAT, lon: LNG, timestamp: atMs }))).status).toBe(200);
      expect(await findTrack()).toHaveLength(1);
    },
  );

  it.each([
    ['application/xml', '<fix lat="34" lon="118"/>'],
    ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="lat"\r\n\r\n34\r\n--x--'],
    ['text/plain', 'hello'],
  ])('that is neither is refused: %s', async (type, body) => {
    expect((await send(type, body)).status).toBe(400);
  });
});

describe('a call for help', () => {
  const alerts = async () =>
    (
      await city.app.db.query<{ count: number; lng: number | null }>(
        `SELECT count, ST_X(position) AS lng FROM alerts WHERE kind = 'sos' AND subject_id = $1`,
        [unitId],
      )
    ).rows;

  it.each([
    ['after a blank', { alarm: 'lowBattery, sos' }],
    ['between semicolons', { alarm: 'sos;lowBattery' }],
    ['in a list', { alarm: ['sos', 'lowBattery'] }],
    ['among attributes', { attributes: { alarm: 'sos' } }],
    ['as an event', { event: 'sos' }],
  ])('is heard %s', async (_name, said) => {
    expect((await post({ id: deviceId, lat: LAT, lon: LNG, timestamp: atMs, ...said })).status).toBe(200);
    expect(await alerts()).toHaveLength(1);
  });

  it('stands where it comes from, vague or far off', async () => {
    await post({ id: deviceId, lat: LAT + 0.1, lon: LNG, timestamp: atMs - 60_000 });
    await post({ id: deviceId, lat: LAT, lon: LNG, timestamp: atMs, accuracy: 900, alarm: 'sos' });
    expect((await alerts())[0]!.lng).toBeCloseTo(LNG, 9);
  });

  it('whose time cannot be read is one call, however often its phone sends it again', async () => {
    for (let sent = 0; sent < 3; sent++)
      expect((await post({ id: deviceId, lat: LAT, lon: LNG, timestamp: 'foo', alarm: 'sos' })).status).toBe(400);
    expect((await alerts()).map(({ count }) => count)).toEqual([1]);
  });

  it('is heard though another device of the batch is unknown, and among more messages than are taken', async () => {
    expect(
      (
        await post([
          { id: deviceId, lat: LAT, lon: LNG, timestamp: atMs, alarm: 'sos' },
          { id: 'nobody', lat: LAT, lon: LNG, timestamp: atMs },
        ])
      ).status,
    ).toBe(404);
    expect(await alerts()).toHaveLength(1);
    await city.app.db.query('DELETE FROM alerts');
    expect(
      (
        await post(
          Array.from({ length: 101 }, (_, i) => ({
            id: deviceId,
            lat: LAT,
            lon: LNG,
            timestamp: atMs + 1_000 + i,
            alarm: 'sos',
          })),
        )
      ).status,
    ).toBe(400);
    expect(await alerts()).toHaveLength(1);
  });
});
