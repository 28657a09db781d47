import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { PositionFeature } from '@liaowang/shared/schemas/position';
import type { Unit } from '@liaowang/shared/schemas/unit';
import { buildApp } from '../../../../server/src/app.ts';
import { readConfig } from '../../../../server/src/plugins/config.ts';
import { CORE, createTestApp, type TestApp } from '../../../support/create-test-app.ts';
import { connectViewer, type Viewer } from '../../../support/viewer.ts';
import { waitFor } from '../../../support/wait-for.ts';
import { testDatabaseUrl } from '../../../support/test-database.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let city: TestApp;
let viewers: Viewer[] = [];
let devices = 0;

beforeAll(async () => {
  city = await createTestApp();
  // Sessions outlive a restart, sign-ins need the server that was.
  for (const role of ['administrator', 'dispatcher', 'analyst', 'branch-lead'] as const) await city.cookieOf(role);
});
afterEach(() => {
  for (const viewer of viewers) viewer.disconnect();
  viewers = [];
});
afterAll(() => city.close());

type Answer = Awaited<ReturnType<TestApp['app']['inject']>>;

interface Device {
  deviceId: string;
  unitId: number;
  /** Sends a message with these fields; a fix in the core if `timestamp` is all it names. */
  send(fields: object): Promise<Answer>;
  fix(fixTimeMs: number, fields?: object): Promise<Answer>;
}

async function createDevice(): Promise<Device> {
  const deviceId = `signs-${(devices += 1)}`;
  const headers = { cookie: await city.cookieOf('administrator') };
  const { id } = (
    await city.app.inject({
      method: 'POST',
      url: '/api/v1/units',
      headers,
      payload: { deviceId, kind: 'foot', name: '测试', branchId: 1 },
    })
  ).json() as { id: number };
  const send = async (fields: object) =>
    city.app.inject({ method: 'POST', url: '/ingest/osmand', payload: { id: deviceId, ...fields } });
  return {
    deviceId,
    unitId: id,
    send,
    fix: (timestamp, fields = {}) => send({ timestamp, lat: CORE[1], lon: CORE[0], ...fields }),
  };
}

async function get<T>(url: string, app = city.app): Promise<T> {
  const response = await app.inject({ url, headers: { cookie: await city.cookieOf('dispatcher') } });
  expect(response.statusCode, response.body).toBe(200);
  return response.json() as T;
}

const latestOf = async (unitId: number, app = city.app) =>
  (await get<{ features: PositionFeature[] }>(`/api/v1/positions/latest?unitId=${unitId}`, app)).features[0]
    ?.properties;
type UnitProperties = Unit & {
  contactAt: string | null;
  batteryPercent: number | null;
  charging: boolean | null;
  clockSkewSeconds: number | null;
  state: string;
};
const unitOf = async (unitId: number, app = city.app) =>
  (await get<{ geometry: object | null; properties: UnitProperties }>(`/api/v1/units/${unitId}`, app)).properties;

async function connectAs(role: Parameters<TestApp['cookieOf']>[0]): Promise<Viewer> {
  const viewer = await connectViewer(city.address, await city.cookieOf(role));
  viewers.push(viewer);
  await viewer.join();
  return viewer;
}

/** The same database after a restart of the server. */
async function restarted<T>(look: (app: TestApp['app']) => Promise<T>): Promise<T> {
  await city.app.close();
  const app = await buildApp(
    { ...readConfig({ LOG_LEVEL: 'silent' }, ['--no-demo']), ingestTokenRequired: false },
    testDatabaseUrl(),
  );
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  city = { ...city, app, address, close: () => app.close() };
  return look(app);
}

describe('a heartbeat without a place', () => {
  it('renews contact, battery and charge, and leaves the fix where it was, over a restart too', async () => {
    const device = await createDevice();
    const fixTimeMs = Date.now() - 20 * MINUTE_MS;
    await device.fix(fixTimeMs, { batt: 80 });
    const beforeMs = Date.now();
    expect((await device.send({ batt: 55, charge: 'true' })).statusCode).toBe(200);
    const expected = { fixTime: new Date(fixTimeMs).toISOString(), batteryPercent: 55, charging: true, state: 'fresh' };
    const told = await latestOf(device.unitId);
    expect(told).toMatchObject(expected);
    expect(Date.parse(told!.contactAt)).toBeGreaterThanOrEqual(beforeMs);
    const after = await restarted((app) => latestOf(device.unitId, app));
    expect(after).toMatchObject({ ...expected, contactAt: told!.contactAt });
  });

  it('tells battery and charge by the time of the message, not by when it came, over a restart too', async () => {
    const device = await createDevice();
    const nowMs = Date.now();
    await device.fix(nowMs - 20 * MINUTE_MS, { batt: 80 });
    const batch = [
      { timestamp: nowMs, batt: 30, charge: true },
      { timestamp: nowMs - 10 * MINUTE_MS, batt: 70 },
    ].map((fields) => ({ id: device.deviceId, ...fields }));
    expect((await city.app.inject({ method: 'POST', url: '/ingest/osmand', payload: batch })).statusCode).toBe(200);
    expect(await latestOf(device.unitId)).toMatchObject({ batteryPercent: 30, charging: true });
    const late = { timestamp: nowMs - 5 * MINUTE_MS, batt: 60, charge: false };
    await device.send(late);
    expect(await latestOf(device.unitId)).toMatchObject({ batteryPercent: 30, charging: true });
    await restarted(() => device.send(late));
    expect(await latestOf(device.unitId)).toMatchObject({ batteryPercent: 30, charging: true });
    // One that names no time is of now; a fix that comes after it and is older moves the unit only.
    await device.send({ batt: 25, charge: false });
    await device.fix(nowMs - MINUTE_MS, { batt: 65 });
    expect(await latestOf(device.unitId)).toMatchObject({
      fixTime: new Date(nowMs - MINUTE_MS).toISOString(),
      batteryPercent: 25,
      charging: false,
    });
    expect(await restarted((app) => latestOf(device.unitId, app))).toMatchObject({
      batteryPercent: 25,
      charging: false,
    });
    await device.fix(Date.now(), { batt: 20 });
    expect(await latestOf(device.unitId)).toMatchObject({ batteryPercent: 20, charging: false });
  });

  it('keeps a unit observing at its place, and one that was silent since is not taken to be there', async () => {
    const device = await createDevice();
    const coverageUnits = async () =>
      (await get<{ observers: { units: number } }>('/api/v1/coverage/figures')).observers.units;
    await device.fix(Date.now() - 20 * MINUTE_MS);
    expect(city.app.livePicture.isAtNewest(device.unitId, Date.now())).toBe(false);
    const before = await coverageUnits();
    await device.send({ batt: 50 });
    expect(city.app.livePicture.isAtNewest(device.unitId, Date.now())).toBe(true);
    await waitFor('the unit to count', async () => (await coverageUnits()) === before + 1, 5_000);
  });

  it('enters the place in the history of where units stood', async () => {
    const device = await createDevice();
    await device.fix(Date.now() - 20 * MINUTE_MS);
    await device.send({ batt: 50 });
    const { rows } = await city.app.db.query<{ lng: number; lat: number }>(
      'SELECT lng, lat FROM unit_stands WHERE unit_id = $1',
      [device.unitId],
    );
    expect(rows).toEqual([{ lng: CORE[0], lat: CORE[1] }]);
  });

  it('is seen by two viewers, and by one who joins later', async () => {
    const device = await createDevice();
    await device.fix(Date.now() - 20 * MINUTE_MS);
    const early = [await connectAs('dispatcher'), await connectAs('branch-lead')];
    // Its fix is announced with the next tick: what follows is about the heartbeat alone. A frame is dropped for a
    // connection that is full just then; a page asks for what it missed.
    for (const viewer of early) {
      await waitFor('the fix', async () => viewer.units.has(device.unitId) || (await viewer.join(), false));
    }
    const [told] = early.map((viewer) => viewer.contacts.get(device.unitId)!);
    // Frames tell tenths of a second: one that was heard within the same as the fix says nothing new.
    await waitFor(
      'the contact',
      async () =>
        (await device.send({ batt: 50 })).statusCode === 200 &&
        early.every((viewer) => viewer.contacts.get(device.unitId)! > told!),
    );
    const late = await connectAs('analyst');
    expect(late.contacts.get(device.unitId)).toBeGreaterThan(told!);
    expect(late.units.get(device.unitId)?.fixTimeMs).toBeLessThan(told! - 19 * MINUTE_MS);
  });
});

describe('the interval of a device', () => {
  it('that is set reaches the page, and the state goes by it', async () => {
    const device = await createDevice();
    const viewer = await connectAs('dispatcher');
    const cookie = await city.cookieOf('administrator');
    const changed = await city.app.inject({
      method: 'PATCH',
      url: `/api/v1/units/${device.unitId}`,
      headers: { cookie },
      payload: { reportIntervalSeconds: 10, heartbeatSeconds: 300 },
    });
    expect(changed.statusCode).toBe(200);
    const [told] = await viewer.next<Unit[]>(
      'units:changed',
      (units) => units[0]?.id === device.unitId && units[0].contactInterval !== null,
    );
    expect(told?.contactInterval).toEqual({ seconds: 300, source: 'set' });
    await device.fix(Date.now());
    expect(city.app.livePicture.stateOf(device.unitId, Date.now() + 700_000)).toBe('fresh');
    expect(city.app.livePicture.stateOf(device.unitId, Date.now() + 800_000)).toBe('stale');
    expect(city.app.livePicture.isAtNewest(device.unitId, Date.now() + 700_000)).toBe(true);
  });
});

describe('a clock that is ahead', () => {
  it('by three minutes is corrected and marked', async () => {
    const device = await createDevice();
    const sentMs = Date.now();
    for (const seconds of [0, 1, 2])
      expect((await device.fix(sentMs + 3 * MINUTE_MS + seconds * 10)).json()).toEqual({ stored: 1, refused: 0 });
    const { fixTime, receivedAt, clockSkewSeconds } = (await latestOf(device.unitId))!;
    expect(Math.abs(Date.parse(fixTime) - Date.parse(receivedAt))).toBeLessThanOrEqual(5_000);
    expect(Math.abs(clockSkewSeconds! - 180)).toBeLessThanOrEqual(5);
  });

  it('for one fix only leaves no trace: the mark goes on', async () => {
    const device = await createDevice();
    await device.fix(Date.now());
    await device.fix(Date.now() + 40 * MINUTE_MS);
    await device.fix(Date.now(), { lat: CORE[1] + 0.0001 });
    const { fixTime, clockSkewSeconds } = (await latestOf(device.unitId))!;
    expect(Math.abs(Date.parse(fixTime) - Date.now())).toBeLessThan(5_000);
    expect(clockSkewSeconds).toBe(0);
    expect(city.app.livePicture.newest(device.unitId)?.lat).toBeCloseTo(CORE[1] + 0.0001, 9);
  });

  it('by eight hours is told where people look, though the unit has no place, over a restart too, until its fixes are taken', async () => {
    const device = await createDevice();
    const viewer = await connectAs('branch-lead');
    for (let i = 0; i < 3; i++)
      expect((await device.fix(Date.now() + 8 * HOUR_MS)).json()).toEqual({ stored: 0, refused: 1 });
    const [told] = await viewer.next<Unit[]>(
      'units:changed',
      ([unit]) => unit?.id === device.unitId && unit.refusals[0]?.count === 3,
    );
    expect(told?.refusals).toEqual([
      { reason: 'future', count: 3, since: expect.any(String), clockAheadSeconds: 8 * 3_600 },
    ]);
    expect(await latestOf(device.unitId)).toBeUndefined();
    expect(await unitOf(device.unitId)).toMatchObject({
      state: 'off',
      clockSkewSeconds: 8 * 3_600,
      contactAt: expect.any(String),
      refusals: told?.refusals,
    });
    await waitFor('the contact', () => viewer.contacts.has(device.unitId));
    expect(await restarted(async (app) => (await unitOf(device.unitId, app)).refusals)).toEqual(told?.refusals);
    await device.fix(Date.now());
    expect(await unitOf(device.unitId)).toMatchObject({ state: 'fresh', clockSkewSeconds: 0, refusals: [] });
  });
});

describe('the server’s own clock', () => {
  let own: TestApp;
  beforeEach(async () => {
    await city.close();
    own = city = await createTestApp();
  });

  it('is wrong when most devices say so: they get 503 and lose nothing, the page and /readyz say it, and it mends itself', async () => {
    const fleet = await Promise.all(Array.from({ length: 8 }, createDevice));
    const viewer = await connectAs('dispatcher');
    const answers = [];
    for (const device of fleet) answers.push(await device.fix(Date.now() + 2 * HOUR_MS));
    expect(answers.slice(5).map((answer) => [answer.statusCode, answer.json().error.code])).toEqual(
      Array.from({ length: 3 }, () => [503, 'server-clock-wrong']),
    );
    expect((await own.app.inject('/readyz')).json().reasons).toEqual([
      expect.objectContaining({ code: 'server-clock-wrong' }),
    ]);
    await viewer.next<{ clockBehindSeconds: number | null }>(
      'system:changed',
      ({ clockBehindSeconds }) => Math.abs((clockBehindSeconds ?? 0) - 7_200) <= 10,
    );
    // Somebody who opens the page now is told, too.
    const late = await connectAs('analyst');
    await late.next<{ clockBehindSeconds: number | null }>(
      'system:changed',
      ({ clockBehindSeconds }) => clockBehindSeconds !== null,
    );

    const sos = await fleet[0]!.fix(Date.now() + 2 * HOUR_MS, { alarm: 'sos' });
    expect(sos.statusCode).toBe(503);
    expect(
      (await get<Alert[]>('/api/v1/alerts')).some(
        ({ kind, subjectId }) => kind === 'sos' && subjectId === fleet[0]!.unitId,
      ),
    ).toBe(true);

    // The clock was put right: the same devices agree.
    for (const device of fleet) await device.fix(Date.now());
    expect((await own.app.inject('/readyz')).statusCode).toBe(200);
    expect((await fleet[7]!.fix(Date.now() + 10)).json()).toEqual({ stored: 1, refused: 0 });
    await viewer.next<{ clockBehindSeconds: number | null }>(
      'system:changed',
      ({ clockBehindSeconds }) => clockBehindSeconds === null,
    );
  });

  it('that is set ahead and back, or back and right again, leaves every fix its time and throws none away', async () => {
    const fleet = await Promise.all(Array.from({ length: 6 }, createDevice));
    const readClock = Date.now.bind(Date);
    let wrongByMs = 0;
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => readClock() + wrongByMs);
    const sendFromAll = async () => {
      const outcomes: string[] = [];
      for (const device of fleet) {
        const sentMs = readClock();
        const answer = await device.fix(sentMs);
        const fixTime = answer.statusCode === 200 ? (await latestOf(device.unitId))!.fixTime : null;
        outcomes.push(
          fixTime === null ? String(answer.statusCode) : Date.parse(fixTime) === sentMs ? 'stored' : fixTime,
        );
      }
      return [...new Set(outcomes)];
    };
    try {
      expect(await sendFromAll()).toEqual(['stored']);
      wrongByMs = 2 * HOUR_MS;
      expect(await sendFromAll()).toEqual(['stored']);
      wrongByMs = 0;
      expect(await sendFromAll()).toEqual(['stored']);
      wrongByMs = -2 * HOUR_MS;
      expect(await sendFromAll()).toEqual(['503']);
      wrongByMs = 0;
      expect(await sendFromAll()).toEqual(['stored']);
    } finally {
      clock.mockRestore();
    }
  });

  it('is believed when one or two devices of a small city say otherwise', async () => {
    const fleet = await Promise.all(Array.from({ length: 3 }, createDevice));
    for (const device of fleet.slice(0, 2))
      for (let i = 0; i < 20; i++) expect((await device.fix(Date.now() + 8 * HOUR_MS)).statusCode).toBe(200);
    expect((await fleet[2]!.fix(Date.now())).json()).toEqual({ stored: 1, refused: 0 });
    expect((await own.app.inject('/readyz')).statusCode).toBe(200);
  });
});
