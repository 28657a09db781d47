import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { Role } from '@liaowang/shared/schemas/account';
import { compareAlerts } from '@liaowang/shared/analysis/alerts/alert-order';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { connectViewer } from '../../support/viewer.ts';

let city: TestApp;
let presses = 0;
const unitOfBranch = new Map<number, number>();

beforeAll(async () => {
  city = await createTestApp();
  for (const branchId of [1, 2])
    unitOfBranch.set(branchId, (await city.createUnit({ deviceId: `b${branchId}`, branchId })).id);
});
afterAll(() => city.close());

const call = async (role: Role, method: 'GET' | 'POST', url: string, payload?: object) =>
  city.app.inject({ method, url, headers: { cookie: await city.cookieOf(role) }, ...(payload && { payload }) });
const findAlerts = async (role: Role) => (await call(role, 'GET', '/api/v1/alerts')).json() as Alert[];

/** A call for help of a unit that never called before: one unit has one open call. */
async function raise(branchId: number): Promise<Alert> {
  const unitId = (await city.createUnit({ deviceId: `caller-${(presses += 1)}`, branchId })).id;
  await city.app.alerts.raiseSos(unitId, null, Date.now());
  return (await findAlerts('dispatcher')).find((alert) => alert.subjectId === unitId)!;
}

/** Fills the list as years of trouble would, without waiting for them. */
const insertLost = (unitId: number, count: number, status: Alert['status'] = 'raised') =>
  city.app.db.query(
    `INSERT INTO alerts (kind, status, subject_kind, subject_id, raised_at, cause, detail) SELECT 'unit-lost', $3, 'unit', $1, now() + n * interval '1 second', 'planted ' || $3 || n, jsonb_build_object('silentSince', now()) FROM generate_series(1, $2::int) n`,
    [unitId, count, status],
  );

const auditedActions = async (id: number) =>
  (
    await city.app.db.query<{ action: string }>('SELECT action FROM audit_entries WHERE subject = $1 ORDER BY id', [
      `alert:${id}`,
    ])
  ).rows.map((row) => row.action);

describe('an alert', () => {
  it('is taken once: the second is told that somebody has, and only the first is audited', async () => {
    const { id } = await raise(1);
    const first = await call('dispatcher', 'POST', `/api/v1/alerts/${id}/acknowledge`);
    expect(first.json()).toMatchObject({ id, status: 'acknowledged', acknowledgedAt: expect.any(String) });
    const second = await call('branch-lead', 'POST', `/api/v1/alerts/${id}/acknowledge`);
    expect([second.statusCode, second.json().error.code]).toEqual([409, 'already-acknowledged']);
    expect(await auditedActions(id)).toEqual(['alert.acknowledged']);
  });

  it('is taken by one of two who try at once', async () => {
    const { id } = await raise(1);
    const answers = await Promise.all([1, 2].map(() => call('dispatcher', 'POST', `/api/v1/alerts/${id}/acknowledge`)));
    expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([200, 409]);
    expect(await auditedActions(id)).toEqual(['alert.acknowledged']);
  });

  it('is gone from the list when it is cleared, and clearing it again changes nothing', async () => {
    const { id } = await raise(1);
    expect((await call('dispatcher', 'POST', `/api/v1/alerts/${id}/clear`)).json()).toMatchObject({
      id,
      status: 'cleared',
    });
    expect((await findAlerts('dispatcher')).map((alert) => alert.id)).not.toContain(id);
    expect((await call('dispatcher', 'POST', `/api/v1/alerts/${id}/clear`)).statusCode).toBe(200);
    expect(await auditedActions(id)).toEqual(['alert.cleared']);
  });

  it('of another branch does not exist for a branch lead', async () => {
    const foreign = await raise(2);
    const own = await raise(1);
    expect((await findAlerts('branch-lead')).map((alert) => alert.branchId).every((branchId) => branchId === 1)).toBe(
      true,
    );
    expect((await findAlerts('branch-lead')).map((alert) => alert.id)).toContain(own.id);
    for (const verb of ['acknowledge', 'clear']) {
      const answer = await call('branch-lead', 'POST', `/api/v1/alerts/${foreign.id}/${verb}`);
      expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'not-found']);
    }
  });

  it.each(['0', '-1', 'x', '1e3', '99999999999999'])(
    'with the number %s is refused with the field at fault',
    async (id) => {
      const answer = await call('dispatcher', 'POST', `/api/v1/alerts/${id}/clear`);
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode).toBeLessThan(500);
    },
  );
});

describe('the list of alerts', () => {
  beforeEach(() => city.app.db.query(`UPDATE alerts SET status = 'cleared'`));

  it('has a waiting SOS first though 500 newer alerts stand, and all of them, for the city and for its branch', async () => {
    await insertLost(unitOfBranch.get(2)!, 500);
    const { id } = await raise(1);
    for (const role of ['dispatcher', 'branch-lead'] as const)
      expect((await findAlerts(role))[0]).toMatchObject({
        id,
        kind: 'sos',
        status: 'raised',
        memberUnitIds: [],
        count: expect.any(Number),
      });
    const all = await findAlerts('dispatcher');
    expect(all.filter(({ kind }) => kind === 'unit-lost')).toHaveLength(500);
    expect((await findAlerts('branch-lead')).some(({ branchId }) => branchId !== 1)).toBe(false);
  });

  it('puts what nobody took before what somebody took, in the order the page sorts by', async () => {
    await insertLost(unitOfBranch.get(1)!, 3);
    await insertLost(unitOfBranch.get(1)!, 3, 'acknowledged');
    const { id } = await raise(1);
    await call('dispatcher', 'POST', `/api/v1/alerts/${id}/acknowledge`);
    await raise(2);
    const alerts = await findAlerts('dispatcher');
    expect(alerts.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'sos raised',
      ...Array<string>(3).fill('unit-lost raised'),
      'sos acknowledged',
      ...Array<string>(3).fill('unit-lost acknowledged'),
    ]);
    expect(alerts.toSorted(compareAlerts)).toEqual(alerts);
  });

  it('names who took an alert to those who take alerts, and to nobody else', async () => {
    const { id } = await raise(1);
    await call('dispatcher', 'POST', `/api/v1/alerts/${id}/acknowledge`);
    const takerFor = async (role: Role) => (await findAlerts(role)).find((alert) => alert.id === id)?.acknowledgedBy;
    expect(await takerFor('branch-lead')).toEqual({ zh: 'dispatcher', en: 'dispatcher' });
    expect(await takerFor('police-liaison')).toBeNull();
  });
});

describe('several alerts at once', () => {
  const change = async (role: Role, action: 'acknowledge' | 'release', alertIds: number[]) =>
    (await call(role, 'POST', `/api/v1/alerts/${action}`, { alertIds })).json<{ changed: Alert[] }>().changed;

  it("are taken as far as they wait and are the asker's, each audited, and given back by who took them alone", async () => {
    const [own, taken, foreign] = [await raise(1), await raise(1), await raise(2)];
    await call('dispatcher', 'POST', `/api/v1/alerts/${taken.id}/acknowledge`);
    const all = [own.id, taken.id, foreign.id, 999_999];
    const changed = await change('branch-lead', 'acknowledge', all);
    expect(changed).toMatchObject([{ id: own.id, status: 'acknowledged', acknowledgedBy: expect.any(Object) }]);
    expect(await auditedActions(foreign.id)).toEqual([]);

    // Somebody else's are not given back.
    expect(await change('dispatcher', 'release', [own.id])).toEqual([]);
    expect(await change('branch-lead', 'release', all)).toMatchObject([
      { id: own.id, status: 'raised', acknowledgedAt: null, acknowledgedBy: null },
    ]);
    expect(await auditedActions(own.id)).toEqual(['alert.acknowledged', 'alert.released']);
    const listed = (await findAlerts('dispatcher')).filter(({ id }) => all.includes(id));
    expect(Object.fromEntries(listed.map(({ id, status }) => [id, status]))).toEqual({
      [own.id]: 'raised',
      [taken.id]: 'acknowledged',
      [foreign.id]: 'raised',
    });
  });

  it('are told to everybody who watches', async () => {
    const { id } = await raise(1);
    const viewer = await connectViewer(city.address, await city.cookieOf('dispatcher'));
    try {
      await change('dispatcher', 'acknowledge', [id]);
      await viewer.next('alerts:changed', (alert: Alert) => alert.id === id && alert.status === 'acknowledged');
      await change('dispatcher', 'release', [id]);
      await viewer.next('alerts:changed', (alert: Alert) => alert.id === id && alert.status === 'raised');
    } finally {
      viewer.disconnect();
    }
  });

  it('are 200 at most', async () => {
    const alertIds = Array.from({ length: 201 }, (_, i) => i + 1);
    const answer = await call('dispatcher', 'POST', '/api/v1/alerts/acknowledge', { alertIds });
    expect([answer.statusCode, answer.json().error.field]).toEqual([400, 'body.alertIds']);
  });
});
