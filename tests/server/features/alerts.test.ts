import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { Role } from '@liaowang/shared/schemas/account';
import { createSilenceWatch } from '../../../server/src/features/alerts/silent-units.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';

let city: TestApp;
let presses = 0;
const unitOfBranch = new Map<number, number>();

beforeAll(async () => {
  city = await createTestApp();
  for (const branchId of [1, 2]) unitOfBranch.set(branchId, (await city.createUnit({ deviceId: `b${branchId}`, branchId })).id);
});
afterAll(() => city.close());

const call = async (role: Role, method: 'GET' | 'POST', url: string) => city.app.inject({ method, url, headers: { cookie: await city.cookieOf(role) } });
const findAlerts = async (role: Role) => (await call(role, 'GET', '/api/v1/alerts')).json() as Alert[];

async function raise(branchId: number): Promise<Alert> {
  const unitId = unitOfBranch.get(branchId)!;
  await city.app.alerts.raiseSos(unitId, null, (presses += 1));
  return (await findAlerts('dispatcher')).find((alert) => alert.unitId === unitId)!;
}

const auditedActions = async (id: number) => (await city.app.db.query<{ action: string }>('SELECT action FROM audit_entries WHERE subject = $1 ORDER BY id', [`alert:${id}`])).rows.map((row) => row.action);

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
    expect((await call('dispatcher', 'POST', `/api/v1/alerts/${id}/clear`)).json()).toMatchObject({ id, status: 'cleared' });
    expect((await findAlerts('dispatcher')).map((alert) => alert.id)).not.toContain(id);
    expect((await call('dispatcher', 'POST', `/api/v1/alerts/${id}/clear`)).statusCode).toBe(200);
    expect(await auditedActions(id)).toEqual(['alert.cleared']);
  });

  it('of another branch does not exist for a branch lead', async () => {
    const foreign = await raise(2);
    const own = await raise(1);
    expect((await findAlerts('branch-lead')).map((alert) => alert.branchId).every((branchId) => branchId === 1)).toBe(true);
    expect((await findAlerts('branch-lead')).map((alert) => alert.id)).toContain(own.id);
    for (const verb of ['acknowledge', 'clear']) {
      const answer = await call('branch-lead', 'POST', `/api/v1/alerts/${foreign.id}/${verb}`);
      expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'not-found']);
    }
  });

  it.each(['0', '-1', 'x', '1e3', '99999999999999'])('with the number %s is refused with the field at fault', async (id) => {
    const answer = await call('dispatcher', 'POST', `/api/v1/alerts/${id}/clear`);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
  });
});

describe('units gone silent', () => {
  const NOW_MS = Date.UTC(2026, 10, 23, 8);
  const taxi = (unitId: number, ageSeconds: number) => ({ unitId, kind: 'taxi' as const, fixTimeMs: NOW_MS - ageSeconds * 1_000 });

  it('are told once, and once when they come back', () => {
    const watch = createSilenceWatch();
    expect(watch.check([taxi(1, 10)], NOW_MS)).toEqual({ lost: [], returned: [] });
    expect(watch.check([taxi(1, 301)], NOW_MS)).toEqual({ lost: [1], returned: [] });
    expect(watch.check([taxi(1, 310)], NOW_MS)).toEqual({ lost: [], returned: [] });
    expect(watch.check([taxi(1, 1)], NOW_MS)).toEqual({ lost: [], returned: [1] });
  });

  it('that were silent when the server started raise nothing', () => {
    expect(createSilenceWatch().check([taxi(1, 9_999)], NOW_MS)).toEqual({ lost: [], returned: [] });
  });

  it('that were told silent before a restart are told back after it', () => {
    const watch = createSilenceWatch([1]);
    expect(watch.check([taxi(1, 9_999)], NOW_MS)).toEqual({ lost: [], returned: [] });
    expect(watch.check([taxi(1, 1)], NOW_MS)).toEqual({ lost: [], returned: [1] });
  });

  it('all at once are a fault of the network, and raise nothing', () => {
    const watch = createSilenceWatch();
    const ids = Array.from({ length: 50 }, (_, i) => i + 1);
    watch.check(ids.map((id) => taxi(id, 1)), NOW_MS);
    expect(watch.check(ids.map((id) => taxi(id, 301)), NOW_MS)).toEqual({ lost: [], returned: [] });
  });
});
