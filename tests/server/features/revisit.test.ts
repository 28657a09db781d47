import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Job } from '@liaowang/shared/schemas/job';
import {
  REVISIT_BYTES,
  type RevisitAreas,
  type RevisitPoint,
  type RevisitSurface,
  type RevisitWindow,
} from '@liaowang/shared/schemas/revisit';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { waitFor } from '../../support/wait-for.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Inside the city, far from both lookouts and outside the key area. */
const ROAD: LngLat = [118.4, 34.4];
const LANE: LngLat = [118.42, 34.38];
/** Whole hours that are closed, whatever the minute is now. */
const BASE_MS = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 5 * HOUR_MS;

let city: TestApp;
let busId: number;

beforeAll(async () => {
  city = await createTestApp();
  busId = (await city.createUnit({ deviceId: 'bus-37', kind: 'bus', branchId: 1 })).id;
  await city.createUnit({ deviceId: 'walker', kind: 'foot', branchId: 2 });
});
afterAll(() => city.close());

async function send(id: string, [lng, lat]: LngLat, timeMs: number): Promise<void> {
  expect(
    (
      await city.app.inject({
        method: 'POST',
        url: '/ingest/osmand',
        payload: { id, timestamp: timeMs, lat, lon: lng },
      })
    ).statusCode,
  ).toBe(200);
}
async function get<T>(
  url: string,
  { role = 'dispatcher' }: { role?: Role } = {},
): Promise<{ status: number; body: T }> {
  const answer = await city.app.inject({ url: `/api/v1${url}`, headers: { cookie: await city.cookieOf(role) } });
  return { status: answer.statusCode, body: answer.json<T>() };
}
const pointAt = async ([lng, lat]: LngLat, options?: Parameters<typeof get>[1] & { group?: string }) =>
  (await get<RevisitPoint>(`/revisit/at?lng=${lng}&lat=${lat}&group=${options?.group ?? 'all'}`, options)).body;
/** The byte of a surface at a place, by its corners. */
function byteAt({ columns, rows, corners, values }: RevisitSurface, [lng, lat]: LngLat): number {
  const [[west, north], [east], [, south]] = corners as [LngLat, LngLat, LngLat, LngLat];
  const bytes = Buffer.from(values, 'base64');
  expect(bytes).toHaveLength(columns * rows);
  return bytes[
    Math.floor(((north - lat) / (north - south)) * rows) * columns +
      Math.floor(((lng - west) / (east - west)) * columns)
  ]!;
}

const windowOf = (change: Partial<RevisitWindow> = {}): RevisitWindow => ({
  from: new Date(BASE_MS).toISOString(),
  to: new Date(BASE_MS + 2 * HOUR_MS).toISOString(),
  group: 'all',
  weekdays: null,
  startHour: 0,
  endHour: 24,
  ...change,
});
const start = async (window: RevisitWindow, role: Role = 'dispatcher') =>
  city.app.inject({
    method: 'POST',
    url: '/api/v1/revisit/windows',
    headers: { cookie: await city.cookieOf(role) },
    payload: window,
  });
async function run(window: RevisitWindow): Promise<string> {
  const answer = await start(window);
  expect(answer.statusCode).toBe(202);
  const { jobId } = answer.json<{ jobId: string }>();
  await waitFor('the window', async () => (await get<Job>(`/jobs/${jobId}`)).body.state === 'done', 25_000);
  return jobId;
}
const windowPoint = async (jobId: string, [lng, lat]: LngLat) =>
  (await get<RevisitPoint>(`/revisit/windows/${jobId}/at?lng=${lng}&lat=${lat}`)).body;
const storedHours = async () =>
  (
    await city.app.db.query<{ hour_ms: number; groups: number }>(
      'SELECT extract(epoch FROM hour)::float8 * 1000 AS hour_ms, count(*)::int AS groups FROM revisit_hours GROUP BY hour ORDER BY hour',
    )
  ).rows;

describe('places now', () => {
  it('tell when they were last seen, by whom, and only to those who may know', async () => {
    const timeMs = Math.floor(Date.now() / 1_000) * 1_000 - 20_000;
    expect(await pointAt(ROAD)).toEqual({
      position: ROAD,
      isInside: true,
      lastSeenAt: null,
      lastSeenBy: null,
      visits: null,
      meanGapSeconds: null,
      maxGapSeconds: null,
      meanAgeSeconds: null,
    });
    await send('bus-37', ROAD, timeMs);
    expect(await pointAt(ROAD)).toMatchObject({
      lastSeenAt: new Date(timeMs).toISOString(),
      lastSeenBy: { kind: 'unit', id: busId },
    });
    // On the way to the next fix, 50 m off the road.
    await send('bus-37', [ROAD[0] + 0.004, ROAD[1]], timeMs + 15_000);
    expect((await pointAt([ROAD[0] + 0.002, ROAD[1] + 0.0004])).lastSeenBy).toEqual({ kind: 'unit', id: busId });
    expect((await pointAt([ROAD[0] + 0.002, ROAD[1] + 0.004])).lastSeenAt).toBeNull();
    expect(await pointAt(ROAD, { group: 'patrols' })).toMatchObject({ lastSeenAt: null });
    await send('walker', LANE, timeMs);
    expect((await pointAt(LANE)).lastSeenBy).not.toBeNull();
    expect(await pointAt(LANE, { role: 'branch-lead' })).toMatchObject({
      lastSeenAt: new Date(timeMs).toISOString(),
      lastSeenBy: null,
    });
    expect((await pointAt(ROAD, { role: 'branch-lead' })).lastSeenBy).toEqual({ kind: 'unit', id: busId });
    expect((await pointAt([118.345, 34.365])).lastSeenBy).toEqual({ kind: 'lookout', id: 1 });
    expect(await pointAt([117, 30])).toMatchObject({ isInside: false, lastSeenAt: null });
  });

  it('make a surface: just seen, never, and outside', async () => {
    const { body: surface } = await get<RevisitSurface>('/revisit/now?group=vehicles');
    expect([byteAt(surface, ROAD), byteAt(surface, LANE), byteAt(surface, surface.corners[0] as LngLat)]).toEqual([
      REVISIT_BYTES.lowest,
      REVISIT_BYTES.never,
      REVISIT_BYTES.outside,
    ]);
    expect(surface).toMatchObject({
      measure: 'age',
      group: 'vehicles',
      scale: { kind: 'logarithmic', low: 60, high: 86_400, unit: 'seconds' },
      cellMeters: 50,
    });
    expect(surface.seenShare).toBeGreaterThan(0);
    expect(surface.seenShare).toBeLessThan(1e-3);
    await waitFor('the grid', async () => !(await get<RevisitSurface>('/revisit/now?group=all')).body.isFilling);
  });

  it('that vehicles travel can be candidates for posts', () => {
    const places = city.app.revisit.findTravelledPlaces(100, null);
    expect(places.length).toBeGreaterThanOrEqual(2);
    for (const [lng, lat] of places)
      expect(Math.hypot((lng - ROAD[0]) * 92_000, (lat - ROAD[1]) * 111_000)).toBeLessThan(500);
  });
});

describe('a window', () => {
  it('tells visits and gaps of stored hours, and counts what comes late', async () => {
    // The bus comes to the lane 10, 30 and 85 min after the base.
    for (const minute of [10, 30, 85]) await send('bus-37', LANE, BASE_MS + minute * MINUTE_MS);
    const first = await run(windowOf());
    const point = await windowPoint(first, LANE);
    expect(point).toMatchObject({
      isInside: true,
      visits: 3,
      lastSeenAt: new Date(BASE_MS + 85 * MINUTE_MS).toISOString(),
      lastSeenBy: null,
      maxGapSeconds: 55 * 60,
      meanGapSeconds: (75 / 2) * 60,
    });
    const squares = 10 ** 2 + 20 ** 2 + 55 ** 2 + 35 ** 2;
    expect(point.meanAgeSeconds).toBeCloseTo((squares * 60) / (2 * 120), 2);
    expect(await windowPoint(first, [118.5, 34.3])).toMatchObject({
      visits: 0,
      lastSeenAt: null,
      meanGapSeconds: null,
      maxGapSeconds: 7_200,
      meanAgeSeconds: 3_600,
    });
    expect(
      (await storedHours()).filter(({ hour_ms }) => hour_ms >= BASE_MS && hour_ms < BASE_MS + 2 * HOUR_MS),
    ).toEqual([
      { hour_ms: BASE_MS, groups: 4 },
      { hour_ms: BASE_MS + HOUR_MS, groups: 4 },
    ]);

    await send('bus-37', LANE, BASE_MS + 50 * MINUTE_MS);
    await waitFor(
      'the hour to be forgotten',
      async () => !(await storedHours()).some(({ hour_ms }) => hour_ms === BASE_MS),
      15_000,
    );
    expect(await windowPoint(await run(windowOf()), LANE)).toMatchObject({ visits: 4, maxGapSeconds: 35 * 60 });
  });

  it('may begin and end within hours, and take a group alone', async () => {
    const window = windowOf({
      from: new Date(BASE_MS + 20 * MINUTE_MS).toISOString(),
      to: new Date(BASE_MS + 84 * MINUTE_MS).toISOString(),
    });
    expect(await windowPoint(await run(window), LANE)).toMatchObject({
      visits: 2,
      maxGapSeconds: 34 * 60,
      meanGapSeconds: 20 * 60,
    });
    expect(await windowPoint(await run({ ...window, group: 'patrols' }), LANE)).toMatchObject({ visits: 0 });
  });

  it('of some hours leaves out the others', async () => {
    const hour = Number(
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', hourCycle: 'h23' }).format(
        BASE_MS + HOUR_MS,
      ),
    );
    const jobId = await run(windowOf({ startHour: hour, endHour: hour + 1 }));
    expect(await windowPoint(jobId, LANE)).toMatchObject({ visits: 1, maxGapSeconds: 35 * 60, meanGapSeconds: null });
  });

  it('makes surfaces of every measure, and figures of every area one may see', async () => {
    await send('bus-37', [118.35, 34.37], BASE_MS + 15 * MINUTE_MS);
    const jobId = await run(windowOf({ group: 'vehicles' }));
    for (const measure of ['age', 'visits', 'mean-gap', 'max-gap', 'mean-age']) {
      const { body: surface } = await get<RevisitSurface>(`/revisit/windows/${jobId}/surface?measure=${measure}`);
      expect([surface.measure, surface.scale.unit, surface.isFilling]).toEqual([
        measure,
        measure === 'visits' ? 'visits' : 'seconds',
        false,
      ]);
      expect([byteAt(surface, LANE), byteAt(surface, [118.5, 34.3])]).toEqual([
        expect.toSatisfy((byte: number) => byte >= 1 && byte <= 254),
        REVISIT_BYTES.never,
      ]);
    }
    const { body: areas } = await get<RevisitAreas>(`/revisit/windows/${jobId}/areas`);
    const keyArea = areas.find(({ areaId }) => areaId === 'key-area:1')!;
    // A disk of 100 m in an area of 4 km².
    expect(keyArea.seenShare).toBeGreaterThan(0.002);
    expect(keyArea.seenShare).toBeLessThan(0.02);
    expect(keyArea).toMatchObject({ maxGapSeconds: 7_200, meanAgeSeconds: expect.closeTo(3_600, -2) });
    expect(areas.find(({ areaId }) => areaId === 'jurisdiction')).toBeDefined();
  });

  it('belongs to the account that asked, and is run again when it is not kept any more', async () => {
    const jobId = await run(windowOf());
    expect((await get(`/revisit/windows/${jobId}/areas`, { role: 'analyst' })).status).toBe(404);
    for (let n = 0; n < 4; n++) await run(windowOf());
    expect(await get(`/revisit/windows/${jobId}/areas`)).toMatchObject({
      status: 410,
      body: { error: { code: 'revisit-expired' } },
    });
  });

  it.each([
    ['ends before it begins', { to: new Date(BASE_MS - 1).toISOString() }, 'invalid-input', 'body.to'],
    [
      'has not begun',
      { from: new Date(Date.now() + HOUR_MS).toISOString(), to: new Date(Date.now() + 2 * HOUR_MS).toISOString() },
      'invalid-input',
      'body.from',
    ],
    ['has no hours', { startHour: 8, endHour: 8 }, 'revisit-empty', 'body.endHour'],
    [
      'is so short that it would say where each patrol was',
      { to: new Date(BASE_MS + 14 * MINUTE_MS).toISOString() },
      'revisit-too-short',
      'body.to',
    ],
    [
      'was before positions are kept',
      {
        from: new Date(BASE_MS - 100 * 24 * HOUR_MS).toISOString(),
        to: new Date(BASE_MS - 95 * 24 * HOUR_MS).toISOString(),
      },
      'revisit-before-history',
      'body.to',
    ],
    ['is longer than anybody lives', { from: '1000-01-01T00:00:00Z' }, 'revisit-too-long', 'body.from'],
    ['is for a weekday that does not exist', { weekdays: [8] }, 'invalid-input', 'body.weekdays.0'],
  ])('that %s is refused with the field at fault', async (_name, change, code, field) => {
    const answer = await start(windowOf(change));
    expect([answer.statusCode, answer.json().error.code, answer.json().error.field]).toEqual([400, code, field]);
  });

  it('begins with what is known, and says so', async () => {
    const jobId = await run(
      windowOf({
        from: new Date(BASE_MS - 100 * 24 * HOUR_MS).toISOString(),
        to: new Date(BASE_MS + HOUR_MS).toISOString(),
      }),
    );
    const { body: surface } = await get<RevisitSurface>(`/revisit/windows/${jobId}/surface?measure=visits`);
    expect(Date.parse(surface.from)).toBeGreaterThan(BASE_MS - 24 * HOUR_MS);
    expect(Date.parse(surface.from) % HOUR_MS).toBe(0);
  });

  it('of more hours than can be computed is refused', async () => {
    await send('bus-37', ROAD, Date.now() - 80 * 24 * HOUR_MS);
    const answer = await start(windowOf({ from: new Date(BASE_MS - 70 * 24 * HOUR_MS).toISOString() }));
    expect([answer.statusCode, answer.json().error.code, answer.json().error.field]).toEqual([
      400,
      'revisit-too-long',
      'body.from',
    ]);
  });
});

describe('a branch', () => {
  /** On the ground of branch 2. */
  const FAR: LngLat = [118.3351, 34.16];

  it('sees its own ground, and nothing of where the others go', async () => {
    const { id } = await city.createUnit({ deviceId: 'bus-9', kind: 'bus', branchId: 2 });
    await send('bus-9', FAR, Math.floor(Date.now() / 1_000) * 1_000);
    expect(await pointAt(FAR)).toMatchObject({ isInside: true, lastSeenBy: { kind: 'unit', id } });
    expect(await pointAt(FAR, { role: 'branch-lead' })).toMatchObject({
      isInside: false,
      lastSeenAt: null,
      lastSeenBy: null,
    });
    const { body: whole } = await get<RevisitSurface>('/revisit/now?group=vehicles');
    const { body: own } = await get<RevisitSurface>('/revisit/now?group=vehicles', { role: 'branch-lead' });
    expect([byteAt(whole, FAR), byteAt(own, FAR)]).toEqual([
      expect.toSatisfy((byte: number) => byte >= 1 && byte <= 254),
      REVISIT_BYTES.outside,
    ]);
    expect(byteAt(own, ROAD)).toBe(byteAt(whole, ROAD));
  });
});

describe('who was where', () => {
  it('is told to those who may see tracks, and the look is kept', async () => {
    expect(await pointAt(ROAD, { role: 'police-liaison' })).toMatchObject({
      isInside: true,
      lastSeenAt: expect.any(String),
      lastSeenBy: null,
    });
    expect((await pointAt([118.345, 34.365], { role: 'police-liaison' })).lastSeenBy).toEqual({
      kind: 'lookout',
      id: 1,
    });
    expect((await pointAt(ROAD, { role: 'analyst' })).lastSeenBy).toEqual({ kind: 'unit', id: busId });
    await pointAt(ROAD, { role: 'analyst' });
    const { rows } = await city.app.db.query<{ username: string; subject: string; detail: { position: LngLat } }>(
      `SELECT a.username, e.subject, e.detail FROM audit_entries e JOIN accounts a ON a.id = e.account_id WHERE e.action = 'revisit-observers.viewed' ORDER BY e.id`,
    );
    // Each look, with the unit and the place.
    const look = {
      username: 'analyst',
      subject: `unit:${busId}`,
      detail: { position: ROAD.map((degrees) => Number(degrees.toFixed(5))), seenAt: expect.any(String) },
    };
    expect(rows.filter(({ username }) => username === 'analyst')).toEqual([look, look]);
    expect(rows.some(({ username }) => username === 'police-liaison')).toBe(false);
  });
});

describe('after a restart', () => {
  it('the grid knows the hour before with names, and the day before without', async () => {
    await city.restart();
    const isFilled = async () => !(await get<RevisitSurface>('/revisit/now?group=all')).body.isFilling;
    await waitFor('the grid', isFilled, 25_000);
    expect((await pointAt(ROAD)).lastSeenBy).toEqual({ kind: 'unit', id: busId });
    expect(await pointAt(LANE, { group: 'vehicles' })).toMatchObject({
      lastSeenAt: new Date(BASE_MS + 85 * MINUTE_MS).toISOString(),
      lastSeenBy: null,
    });
  });
});

describe('hours older than positions are kept', () => {
  it('are deleted', async () => {
    const old = new Date(Date.now() - 91 * 24 * HOUR_MS);
    await city.app.db.query(
      `INSERT INTO revisit_hours (hour, observer_group, grid_key, cells, data) VALUES (date_trunc('hour', $1::timestamptz), 'all', 'old', 0, '')`,
      [old],
    );
    await city.restart();
    expect((await storedHours()).filter(({ hour_ms }) => hour_ms < Date.now() - 90 * 24 * HOUR_MS)).toEqual([]);
  });
});
