import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreatedDevice } from '@liaowang/shared/schemas/device';
import type { PositionFeature, Track } from '@liaowang/shared/schemas/position';
import type { UnitDetail } from '@liaowang/shared/schemas/unit';
import { CORE, createTestApp, type TestApp } from '../../../../support/create-test-app.ts';

let city: TestApp;
let devices = 0;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

interface Phone {
  unitId: number;
  name: string;
  token: string;
  send: (message: unknown, headers?: Record<string, string>) => ReturnType<typeof post>;
}

const post = async (payload: string, headers: Record<string, string>, url = '/ingest/owntracks') =>
  city.app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } });

/** A unit whose one device is a phone with OwnTracks. */
async function createPhone(more: object = {}): Promise<Phone> {
  const device = `phone-${(devices += 1)}`;
  const headers = { cookie: await city.cookieOf('administrator') };
  const unit = { name: '巡逻', kind: 'foot', branchId: 1, protocol: 'owntracks', deviceId: `patrol/${device}` };
  const { id, deviceToken } = (
    await city.app.inject({ method: 'POST', url: '/api/v1/units', headers, payload: unit })
  ).json();
  const { devices: own } = city.app.livePicture.unit(id)!;
  if (Object.keys(more).length > 0)
    await city.app.inject({
      method: 'PATCH',
      url: `/api/v1/units/${id}/devices/${own[0]!.id}`,
      headers,
      payload: more,
    });
  return {
    unitId: id,
    name: `patrol/${device}`,
    token: deviceToken,
    send: (message, extra = {}) =>
      post(typeof message === 'string' ? message : JSON.stringify(message), {
        'x-limit-u': 'patrol',
        'x-limit-d': device,
        ...extra,
      }),
  };
}

async function get<T>(url: string): Promise<T> {
  const response = await city.app.inject({ url, headers: { cookie: await city.cookieOf('dispatcher') } });
  expect(response.statusCode).toBe(200);
  return response.json() as T;
}
const findLatest = async (unitId: number) =>
  (await get<{ features: PositionFeature[] }>(`/api/v1/positions/latest?unitId=${unitId}`)).features[0];
const findDetail = async (unitId: number) =>
  (await get<{ properties: UnitDetail }>(`/api/v1/units/${unitId}`)).properties;
const findTrack = (unitId: number) =>
  get<Track>(`/api/v1/units/${unitId}/track?from=${new Date(Date.now() - 86_400_000).toISOString()}`);

const secondsAgo = (seconds: number): number => Math.floor(Date.now() / 1_000) - seconds;
const location = (fields: object = {}) => ({
  _type: 'location',
  lat: CORE[1],
  lon: CORE[0],
  tst: secondsAgo(5),
  ...fields,
});
const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

describe('a location', () => {
  it('is stored in SI units and answered with an empty list', async () => {
    const phone = await createPhone();
    const tst = secondsAgo(5);
    const answer = await phone.send({
      ...location({ tst, acc: 12, vel: 9, cog: 271, alt: 27, batt: 67, bs: 2, t: 'u', tid: 'p1', m: 2, conn: 'm' }),
      topic: 'owntracks/somebody/else',
    });
    expect([answer.statusCode, answer.body]).toEqual([200, '[]']);
    const latest = await findLatest(phone.unitId);
    expect(latest?.geometry.coordinates).toEqual([...CORE]);
    expect(latest?.properties).toMatchObject({
      deviceId: phone.name,
      fixTime: new Date(tst * 1_000).toISOString(),
      speedMetersPerSecond: 2.5,
      headingDegrees: 271,
      accuracyMeters: 12,
      batteryPercent: 67,
      charging: true,
      mock: false,
    });
  });

  it('says nothing where the app says −1 or nothing', async () => {
    const phone = await createPhone();
    await phone.send(location({ acc: -1, vel: -1, cog: -1, batt: -1, bs: 0 }));
    expect((await findLatest(phone.unitId))?.properties).toMatchObject({
      speedMetersPerSecond: null,
      headingDegrees: null,
      accuracyMeters: null,
      batteryPercent: null,
      charging: null,
    });
  });

  it('is that of the device in the headers, the address or the topic', async () => {
    const phone = await createPhone();
    const [user, device] = phone.name.split('/');
    const answers = [
      await post(JSON.stringify(location({ tst: secondsAgo(30) })), { 'x-limit-u': user!, 'x-limit-d': device! }),
      await post(JSON.stringify(location({ tst: secondsAgo(20) })), {}, `/ingest/owntracks?u=${user}&d=${device}`),
      await post(JSON.stringify(location({ tst: secondsAgo(10), topic: `owntracks/${phone.name}` })), {}),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect((await findTrack(phone.unitId)).geometry.coordinates).toHaveLength(3);
  });

  it('that is not believed is acknowledged and counted', async () => {
    const phone = await createPhone();
    expect((await phone.send(location({ acc: 5_000 }))).body).toBe('[]');
    expect((await findDetail(phone.unitId)).refusals).toMatchObject([{ reason: 'inaccurate', count: 1 }]);
  });

  it('sent by hand is put right where the phone takes it from a shifted map', async () => {
    const phone = await createPhone({ settings: { manualDatum: 'gcj02' } });
    await phone.send(location({ tst: secondsAgo(60) }));
    expect((await findLatest(phone.unitId))?.geometry.coordinates).toEqual([...CORE]);
    // The same place as GCJ-02 has it.
    await phone.send(location({ t: 'u', lon: 118.35566634, lat: 34.36891399 }));
    const [lng, lat] = (await findLatest(phone.unitId))!.geometry.coordinates;
    expect(Math.hypot(lng! - CORE[0], lat! - CORE[1])).toBeLessThan(2e-5);
  });
});

describe('what is no location', () => {
  it.each([
    ['waypoint', { _type: 'waypoint', desc: 'gate', lat: 34.1, lon: 118.1, rad: 50, tst: 1_700_000_000 }],
    ['waypoints', { _type: 'waypoints', waypoints: [] }],
    ['lwt', { _type: 'lwt', tst: 1_700_000_000 }],
    ['status', { _type: 'status', _id: 'x', android: { wifi: 1 } }],
    ['cmd', { _type: 'cmd', action: 'dump' }],
    ['steps', { _type: 'steps', tst: 1_700_000_000, steps: 12 }],
    ['a transition at a beacon', { _type: 'transition', event: 'enter', desc: 'b', tst: 1_700_000_000, t: 'b' }],
    ['a type of tomorrow', { _type: 'something-new', lat: 'x' }],
    ['nothing at all', ''],
  ])('such as %s is taken as a sign of life, and moves nobody', async (_name, message) => {
    const phone = await createPhone();
    const answer = await phone.send(message);
    expect([answer.statusCode, answer.body]).toEqual([200, '[]']);
    expect(await findLatest(phone.unitId)).toBeUndefined();
    expect((await findDetail(phone.unitId)).contactAt).not.toBeNull();
  });

  it('does not say that a unit still is where it was', async () => {
    const phone = await createPhone();
    await phone.send(location());
    await phone.send({ _type: 'status' });
    expect(city.app.livePicture.signs(phone.unitId).stoodAtMs).toBeNull();
  });

  it('but a crossing of a region says where the phone is', async () => {
    const phone = await createPhone();
    await phone.send({ ...location(), _type: 'transition', event: 'leave', desc: '瞭望点', acc: 12, wtst: 1 });
    expect((await findLatest(phone.unitId))?.geometry.coordinates).toEqual([...CORE]);
  });
});

describe('what cannot be read', () => {
  const refused = async (phone: Phone, message: unknown) => {
    const answer = await phone.send(message);
    return [answer.statusCode, answer.json().error?.field];
  };

  it.each([
    ['no JSON', '{"_type"', 'body'],
    ['a number', '7', 'body'],
    ['no type', { lat: 34, lon: 118 }, '_type'],
    ['a latitude in words', location({ lat: 'north' }), 'lat'],
    ['no longitude', location({ lon: undefined }), 'lon'],
    ['no time', location({ tst: undefined }), 'tst'],
    ['a secret', { _type: 'encrypted', data: 'AAAA' }, '_type'],
  ])('(%s) is refused with the field at fault', async (_name, message, field) => {
    expect(await refused(await createPhone(), message)).toEqual([400, field]);
  });

  it('is given up when it comes for the fourth time, told on the card, and blocks what is behind it no longer', async () => {
    const phone = await createPhone();
    const bad = location({ lat: null });
    for (let i = 0; i < 3; i++) expect(await refused(phone, bad)).toEqual([400, 'lat']);
    expect((await findDetail(phone.unitId)).refusals).toEqual([]);
    expect((await phone.send(bad)).body).toBe('[]');
    expect((await findDetail(phone.unitId)).refusals).toMatchObject([{ reason: 'unreadable', count: 1 }]);
    expect((await phone.send(location())).statusCode).toBe(200);
    expect(await findLatest(phone.unitId)).toBeDefined();
  });

  it('is refused for ever where it is encrypted: the key can be taken out', async () => {
    const phone = await createPhone();
    for (let i = 0; i < 6; i++)
      expect(await refused(phone, { _type: 'encrypted', data: 'AAAA' })).toEqual([400, '_type']);
  });

  it('costs the rest of its list nothing', async () => {
    const phone = await createPhone();
    const list = [location({ tst: secondsAgo(30) }), location({ tst: 'noon' }), location({ tst: secondsAgo(10) })];
    expect(await refused(phone, list)).toEqual([400, 'body[1].tst']);
    expect((await findTrack(phone.unitId)).geometry.coordinates).toHaveLength(2);
  });

  it('is refused where nobody can tell whose it is', async () => {
    const answers = [await post(JSON.stringify(location({ tid: 'p1' })), {}), await post('[]', { 'x-limit-u': 'a b' })];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([400, 400]);
  });
});

describe('who sends', () => {
  it('must be registered, for this protocol', async () => {
    await city.createUnit({ deviceId: 'patrol/osmand' });
    for (const device of ['nobody', 'osmand']) {
      const answer = await post(JSON.stringify(location()), { 'x-limit-u': 'patrol', 'x-limit-d': device });
      expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'unknown-device']);
    }
  });

  it('is known by the password, where one is sent', async () => {
    const [phone, other] = [await createPhone(), await createPhone()];
    expect((await phone.send(location(), basic('patrol', phone.token))).statusCode).toBe(200);
    const wrong = await phone.send(location(), basic('patrol', 'wrong'));
    expect([wrong.statusCode, wrong.json().error.code]).toEqual([401, 'unknown-token']);
    const foreign = await phone.send(location(), basic('patrol', other.token));
    expect([foreign.statusCode, foreign.json().error.code]).toEqual([403, 'token-of-another-device']);
  });

  it('that floods is told to come back by a status at which no app throws anything away', async () => {
    const phone = await createPhone();
    const list = JSON.stringify(Array.from({ length: 100 }, () => location({ tst: secondsAgo(60) })));
    let answer = await phone.send(list);
    for (let i = 0; answer.statusCode === 200 && i < 150; i++) answer = await phone.send(list);
    expect([answer.statusCode, answer.json().error.code]).toEqual([503, 'too-many-requests']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('setting up a phone', () => {
  it('gives a link that holds the whole configuration, with which the phone is taken', async () => {
    const phone = await createPhone({ reportIntervalSeconds: 30 });
    const response = await city.app.inject({
      method: 'POST',
      url: `/api/v1/units/${phone.unitId}/setup`,
      headers: { cookie: await city.cookieOf('administrator'), host: 'city.example:8080' },
    });
    const { app, url, parameters, qrSvg } = response.json();
    expect([app, parameters.url]).toEqual(['owntracks', 'http://city.example:8080/ingest/owntracks']);
    expect(qrSvg).toMatch(/^<svg /);
    const inline = /^owntracks:\/\/\/config\?inline=(.*)$/.exec(url)?.[1];
    const configuration = JSON.parse(Buffer.from(decodeURIComponent(inline!), 'base64').toString());
    expect(configuration).toMatchObject({
      _type: 'configuration',
      mode: 3,
      url: parameters.url,
      username: 'patrol',
      password: parameters.password,
      locatorInterval: 30,
    });
    expect(`${configuration.username}/${configuration.deviceId}`).toBe(phone.name);
    expect((await phone.send(location(), basic('patrol', configuration.password))).statusCode).toBe(200);
    expect((await phone.send(location(), basic('patrol', phone.token))).statusCode).toBe(401);
  });

  it('asks for a name that the app can send', async () => {
    const { unitId } = await createPhone();
    const response = await city.app.inject({
      method: 'POST',
      url: `/api/v1/units/${unitId}/devices`,
      headers: { cookie: await city.cookieOf('administrator') },
      payload: { protocol: 'owntracks', externalId: '手机' },
    });
    expect([response.statusCode, response.json().error.field]).toEqual([400, 'body.externalId']);
    expect((response.json() as CreatedDevice).token).toBeUndefined();
  });
});
