import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import { isCallForHelp, type Alert } from '@liaowang/shared/schemas/alert';
import { CORE, SOUTH, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { connectViewer } from '../../support/viewer.ts';
import { waitFor } from '../../support/wait-for.ts';

const MINUTE_MS = 60_000;
const AT = '2026-11-23T06:00:00.000Z';

let city: TestApp;
let units = 0;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

const createCaller = async () => (await city.createUnit({ deviceId: `caller-${(units += 1)}`, branchId: 1 })).id;
const call = async (role: Role, method: 'GET' | 'POST', url: string) =>
  city.app.inject({ method, url, headers: { cookie: await city.cookieOf(role) } });
const findCalls = async (unitId: number) =>
  ((await call('dispatcher', 'GET', '/api/v1/alerts')).json() as Alert[])
    .filter(isCallForHelp)
    .filter((alert) => alert.subjectId === unitId);
const findCall = async (unitId: number) => {
  const calls = await findCalls(unitId);
  expect(calls).toHaveLength(1);
  return calls[0]!;
};
const take = async (id: number) =>
  expect((await call('dispatcher', 'POST', `/api/v1/alerts/${id}/acknowledge`)).statusCode).toBe(200);
/** As if the call had been taken that long ago. */
const takeEarlier = async (id: number, agoMs: number) => {
  await take(id);
  await city.app.db.query("UPDATE alerts SET acknowledged_at = now() - $2 * interval '1 millisecond' WHERE id = $1", [
    id,
    agoMs,
  ]);
};

describe('the SOS button', () => {
  it('pressed 500 times is one call with a count of 500, however they race', async () => {
    const unitId = await createCaller();
    const nowMs = Date.now();
    await Promise.all(
      Array.from({ length: 500 }, (_, press) => city.app.alerts.raiseSos(unitId, [...CORE], nowMs - 500 + press)),
    );
    expect(await findCall(unitId)).toMatchObject({
      kind: 'sos',
      status: 'raised',
      count: 500,
      detail: {
        pressedAt: new Date(nowMs - 500).toISOString(),
        lastPressedAt: new Date(nowMs - 1).toISOString(),
      },
    });
  });

  it('makes one call even when two servers store a press at the same moment', async () => {
    const unitId = await createCaller();
    const insert = (cause: string) =>
      city.app.db.query(
        `INSERT INTO alerts (kind, status, subject_kind, subject_id, raised_at, cause, detail) VALUES ('sos', 'raised', 'unit', $1, now(), $2, $3)`,
        [unitId, cause, { pressedAt: AT, lastPressedAt: AT, lastPosition: null, knownPressAt: null }],
      );
    await insert('1');
    await expect(insert('2')).rejects.toMatchObject({ code: '23505' });
    await city.app.alerts.raiseSos(unitId, null, Date.now());
    expect(await findCall(unitId)).toMatchObject({ count: 2 });
  });

  it('whose message comes twice was pressed once, also when its call is cleared', async () => {
    const unitId = await createCaller();
    const pressedAtMs = Date.now() - 1_000;
    for (let times = 0; times < 3; times++) await city.app.alerts.raiseSos(unitId, [...CORE], pressedAtMs);
    const { id, count } = await findCall(unitId);
    expect(count).toBe(1);
    await call('dispatcher', 'POST', `/api/v1/alerts/${id}/clear`);
    await city.app.alerts.raiseSos(unitId, [...CORE], pressedAtMs);
    expect(await findCalls(unitId)).toEqual([]);
    await city.app.alerts.raiseSos(unitId, [...CORE], pressedAtMs + 500);
    expect((await findCall(unitId)).id).not.toBe(id);
  });

  it('stands where it was pressed first and says where it was pressed last, in whatever order that is heard', async () => {
    const unitId = await createCaller();
    const nowMs = Date.now();
    const presses: Array<[[number, number], number]> = [
      [[118.352, 34.371], nowMs - 60_000],
      [CORE, nowMs - 120_000],
      [SOUTH, nowMs - 1_000],
      [[118.351, 34.372], nowMs - 90_000],
    ];
    for (const [position, atMs] of presses) await city.app.alerts.raiseSos(unitId, [...position], atMs);
    expect(await findCall(unitId)).toMatchObject({
      count: 4,
      position: CORE,
      detail: {
        lastPosition: SOUTH,
        pressedAt: new Date(nowMs - 120_000).toISOString(),
        lastPressedAt: new Date(nowMs - 1_000).toISOString(),
      },
    });
  });

  it('heard of late rings and tells when it was pressed; a clock that cannot be believed does not', async () => {
    const pressedAtMs = Date.now() - 40 * MINUTE_MS;
    const late = await createCaller();
    await city.app.alerts.raiseSos(late, [...CORE], pressedAtMs);
    const alert = await findCall(late);
    expect(alert).toMatchObject({ status: 'raised', detail: { pressedAt: new Date(pressedAtMs).toISOString() } });
    expect(new Date(alert.raisedAt).getTime() - pressedAtMs).toBeGreaterThanOrEqual(40 * MINUTE_MS);
    for (const wrong of [0, Date.now() + 8 * 60 * MINUTE_MS, Number.NaN, 1e300]) {
      const unitId = await createCaller();
      await city.app.alerts.raiseSos(unitId, null, wrong);
      const { detail, raisedAt } = await findCall(unitId);
      expect(Math.abs(new Date(detail.pressedAt).getTime() - new Date(raisedAt).getTime())).toBeLessThan(1_000);
    }
  });

  it('that was taken rings again when it is pressed later than its taker knew, but not while he has just taken it', async () => {
    const unitId = await createCaller();
    const pressedAtMs = Date.now() - 5 * MINUTE_MS;
    await city.app.alerts.raiseSos(unitId, [...CORE], pressedAtMs);
    const { id } = await findCall(unitId);
    await take(id);
    await city.app.alerts.raiseSos(unitId, [...CORE], pressedAtMs + 1_000);
    expect(await findCall(unitId)).toMatchObject({
      id,
      status: 'acknowledged',
      count: 2,
      acknowledgedBy: { zh: 'dispatcher' },
    });

    await city.app.db.query(`UPDATE alerts SET acknowledged_at = now() - interval '3 minutes' WHERE id = $1`, [id]);
    // Pressed before what the taker knew: a message of the past.
    await city.app.alerts.raiseSos(unitId, [...CORE], pressedAtMs - 1_000);
    expect(await findCall(unitId)).toMatchObject({ status: 'acknowledged', count: 3 });
    await city.app.alerts.raiseSos(unitId, [...SOUTH], pressedAtMs + 2_000);
    expect(await findCall(unitId)).toMatchObject({
      id,
      status: 'raised',
      count: 4,
      acknowledgedAt: null,
      acknowledgedBy: null,
      detail: { lastPosition: SOUTH },
    });
  });

  it('rings again though the clock of the phone is hours behind', async () => {
    const unitId = await createCaller();
    const behindMs = Date.now() - 5 * 60 * MINUTE_MS;
    await city.app.alerts.raiseSos(unitId, null, behindMs);
    const { id } = await findCall(unitId);
    await takeEarlier(id, 3 * MINUTE_MS);
    await city.app.alerts.raiseSos(unitId, null, behindMs + 4 * MINUTE_MS);
    expect(await findCall(unitId)).toMatchObject({ id, status: 'raised' });
  });

  it('held down is told a few times and not 300, the last count among them', async () => {
    const viewer = await connectViewer(city.address, await city.cookieOf('dispatcher'));
    const unitId = await createCaller();
    const nowMs = Date.now();
    for (let press = 0; press < 300; press++) await city.app.alerts.raiseSos(unitId, null, nowMs - 300 + press);
    const heard = () =>
      viewer.events
        .filter(({ payload }) => (payload as Alert).subjectId === unitId)
        .map(({ name, payload }) => ({ name, count: (payload as Alert).count }));
    await waitFor('the last count', () => heard().find(({ count }) => count === 300));
    expect(heard()[0]).toEqual({ name: 'alerts:raised', count: 1 });
    expect(heard().length).toBeLessThan(30);
    viewer.disconnect();
  });

  it('is answered only when it is stored', async () => {
    const unitId = await createCaller();
    await city.app.db.query('ALTER TABLE sos_presses RENAME TO sos_presses_away');
    await expect(city.app.alerts.raiseSos(unitId, null, 1)).rejects.toThrow('sos_presses');
    await city.app.db.query('ALTER TABLE sos_presses_away RENAME TO sos_presses');
    await city.app.alerts.raiseSos(unitId, null, 1);
    expect(await findCall(unitId)).toMatchObject({ count: 1 });
  });
});
