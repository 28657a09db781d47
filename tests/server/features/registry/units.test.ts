import { describe, expect, it } from 'vitest';
import type { CreatedUnit, RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { CORE } from '../../../support/create-test-app.ts';
import { moment, openRegisterDesk, refusalOf } from '../../../support/register-desk.ts';
import { connectViewer } from '../../../support/viewer.ts';
import { waitFor } from '../../../support/wait-for.ts';

const desk = openRegisterDesk();
const { call } = desk;

async function register(deviceId: string, more: object = {}): Promise<CreatedUnit> {
  const answer = await call('POST', '/units', {
    body: { name: `徒步 ${deviceId}`, kind: 'foot', deviceId, branchId: 1, ...more },
  });
  expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)]);
  return answer.json();
}
const send = (deviceId: string) =>
  desk.city.app.inject({
    method: 'POST',
    url: '/ingest/osmand',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: `id=${deviceId}&lat=${CORE[1]}&lon=${CORE[0]}&timestamp=${Math.floor(Date.now() / 1000)}`,
  });
const registered = async (asOf?: string): Promise<RegisteredUnit[]> =>
  (await call('GET', asOf === undefined ? '/units/register' : `/units/register?asOf=${asOf}`)).json();
const find = async (id: number, asOf?: string) => (await registered(asOf)).find((unit) => unit.id === id);

describe('a unit', () => {
  it('changes its name, branch and range by version, and keeps what it was', async () => {
    const { id, version } = await register('change-1');
    expect(version).toBe(1);
    const before = await moment();
    const body = { name: '东区 1', branchId: 2, detectionRangeMeters: 222 };
    const changed = await call('PATCH', `/units/${id}`, { version, body });
    expect(changed.json()).toMatchObject({
      name: { zh: '东区 1' },
      branchId: 2,
      detectionRangeMeters: 222,
      deviceId: 'change-1',
      version: 2,
    });
    expect(refusalOf(await call('PATCH', `/units/${id}`, { version, body: { name: '别的' } }))).toEqual([
      409,
      'changed-meanwhile',
    ]);
    expect(await find(id, before)).toMatchObject({ name: { zh: '徒步 change-1' }, branchId: 1, devices: [] });
    expect(await find(id)).toMatchObject({ branchId: 2, devices: [{ externalId: 'change-1' }] });
    expect(refusalOf(await call('PATCH', `/units/${id}`, { version: 2, body: { branchId: 99 } }))).toEqual([
      400,
      'unknown-branch',
      'body.branchId',
    ]);
  });

  it('changes with how its device is set in one step, or not at all', async () => {
    const { id } = await register('both-1');
    const both = await call('PATCH', `/units/${id}`, {
      version: 1,
      body: { kind: 'bicycle', reportIntervalSeconds: 15 },
    });
    expect(both.json()).toMatchObject({ kind: 'bicycle', reportIntervalSeconds: 15, version: 2 });
    const own = await call('PATCH', `/units/${id}`, { body: { heartbeatSeconds: 60 } });
    expect(own.json()).toMatchObject({ heartbeatSeconds: 60, kind: 'bicycle' });
    const [device] = (await find(id))!.devices;
    await call('DELETE', `/units/${id}/devices/${device!.id}`);
    expect(
      refusalOf(await call('PATCH', `/units/${id}`, { version: 2, body: { kind: 'bus', heartbeatSeconds: 90 } })),
    ).toEqual([404, 'not-found']);
    expect(await find(id)).toMatchObject({ kind: 'bicycle', devices: [], version: 2 });
    expect((await call('PATCH', `/units/${id}`, { version: 2, body: { kind: 'taxi' } })).json()).toMatchObject({
      kind: 'taxi',
      deviceId: null,
    });
  });

  it('of another branch now is gone from the pages of the one before', async () => {
    const { id } = await register('leaves-1');
    const lead = await connectViewer(desk.city.address, await desk.city.cookieOf('branch-lead'));
    const dispatcher = await connectViewer(desk.city.address, await desk.city.cookieOf('dispatcher'));
    const gone = new Set<number>();
    const goneOfCity = new Set<number>();
    lead.socket.on('units:withdrawn', (unitIds) => unitIds.forEach((unitId) => gone.add(unitId)));
    dispatcher.socket.on('units:withdrawn', (unitIds) => unitIds.forEach((unitId) => goneOfCity.add(unitId)));
    await call('PATCH', `/units/${id}`, { version: 1, body: { branchId: 2 } });
    await waitFor('the branch to be told', () => gone.has(id));
    expect((await call('GET', `/units/${id}`, { role: 'branch-lead' })).statusCode).toBe(404);
    await call('DELETE', `/units/${id}`, { version: 2 });
    await waitFor('the city to be told', () => goneOfCity.has(id));
    lead.socket.disconnect();
    dispatcher.socket.disconnect();
  });

  it('is retired: its device is refused at once and may report for another, its history stays', async () => {
    const { id } = await register('retires-1');
    expect((await send('retires-1')).statusCode).toBe(200);
    const before = await moment();
    expect((await call('DELETE', `/units/${id}`, { version: 1 })).statusCode).toBe(204);
    expect((await send('retires-1')).statusCode).toBeGreaterThanOrEqual(400);
    expect((await call('GET', `/units/${id}`)).statusCode).toBe(404);
    expect(await find(id)).toBeUndefined();
    expect(await find(id, before)).toMatchObject({ name: { zh: '徒步 retires-1' } });
    const { rows } = await desk.city.app.db.query('SELECT count(*)::int AS count FROM positions WHERE unit_id = $1', [
      id,
    ]);
    expect(rows[0]).toEqual({ count: 1 });
    const next = await register('retires-1');
    expect((await send('retires-1')).statusCode).toBe(200);
    expect(next.id).not.toBe(id);
    expect(desk.city.app.units.registeredAt(Date.parse(before), []).some((unit) => unit.id === id)).toBe(true);
  });
});

describe('the way to a running city', () => {
  it('says what there is and what is missing', async () => {
    const { steps } = (await call('GET', '/setup')).json() as {
      steps: Array<{ step: string; done: boolean; count: number; missing: unknown }>;
    };
    const step = (name: string) => steps.find((each) => each.step === name);
    expect(steps.map((each) => each.step)).toEqual([
      'administrator',
      'jurisdiction',
      'branches',
      'stations',
      'lookouts',
      'key-areas',
      'units',
      'accounts',
    ]);
    expect(step('branches')).toEqual({ step: 'branches', done: true, count: 2, missing: [] });
    expect(step('stations')).toEqual({ step: 'stations', done: true, count: 0, missing: [{ gap: 'none', count: 0 }] });
    expect(step('lookouts')).toEqual({
      step: 'lookouts',
      done: false,
      count: 2,
      missing: [{ gap: 'no-hours', count: 1 }],
    });
    expect(step('accounts')).toMatchObject({ done: true, count: 6 });
    const unit = await register('missing-1', { branchId: undefined });
    const [device] = (await find(unit.id))!.devices;
    await call('DELETE', `/units/${unit.id}/devices/${device!.id}`);
    const later = (await call('GET', '/setup')).json() as { steps: Array<{ step: string; missing: unknown[] }> };
    expect(later.steps.find((each) => each.step === 'units')?.missing).toContainEqual({ gap: 'no-branch', count: 1 });
  });
});
