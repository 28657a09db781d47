import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { Role } from '@liaowang/shared/schemas/account';
import type { AlertRuleOf } from '@liaowang/shared/schemas/alert-rule';
import type { CoverageRule, CoverageRuleStatus, NewCoverageRule } from '@liaowang/shared/schemas/coverage-rule';
import { createAreaUncoveredKind } from '../../../server/src/features/rules/area-uncovered.rule.ts';
import type { RuleFacts } from '../../../server/src/features/rules/rule-kind.ts';
import { createRuleKinds, type RuleKindsOfServer } from '../../../server/src/features/rules/rule-kinds.ts';
import { createRuleWatch } from '../../../server/src/features/rules/rule-watch.ts';
import { CORE, DAY_SETTINGS, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { connectViewer } from '../../support/viewer.ts';
import { waitFor } from '../../support/wait-for.ts';

const NO_ALERTS = { standing: [], closed: [] };

const ALWAYS: NewCoverageRule = {
  keyAreaId: 1,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  startMinute: 0,
  endMinute: 1_440,
  maxUnseenMinutes: 1,
  minSeenShare: 0.9,
  enabled: true,
};
/** Shorter than in life, so that the story fits into the minutes that the grid keeps ahead of the clock. */
const TIMING = { holdMs: 10_000, clearMargin: 0.05 };

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
  await city.createUnit({ deviceId: 'walker', branchId: 1 });
  // One fix of this one sees the whole key area.
  await city.app.db.query('UPDATE units SET detection_range_meters = 5000');
  await city.app.inject({
    method: 'PUT',
    url: '/api/v1/coverage/settings',
    headers: { cookie: await city.cookieOf('dispatcher') },
    payload: {
      ...DAY_SETTINGS,
      observers: { ...DAY_SETTINGS.observers, foot: { counts: true, rangeMeters: 5_000, nightFactor: 1 } },
    },
  });
});
afterAll(() => city.close());

async function call<T>(
  role: Role,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
): Promise<{ status: number; body: T }> {
  const answer = await city.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie: await city.cookieOf(role) },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? (null as T) : answer.json<T>() };
}
const add = async (rule: NewCoverageRule): Promise<CoverageRule> =>
  (await call<CoverageRule>('dispatcher', 'POST', '/coverage/rules', rule)).body;
const alertsOf = async (ruleId: number) =>
  (
    await city.app.db.query<{ id: number; status: string }>(
      'SELECT id, status FROM alerts WHERE rule_id = $1 ORDER BY id',
      [ruleId],
    )
  ).rows;
/** Says that a fix was stored at a time to come: a device that names one has its clock corrected, and the story would take two minutes. */
const announceFix = (fixTimeMs: number) => {
  const unit = city.app.livePicture.units(null).find(({ devices }) => devices[0]?.externalId === 'walker')!;
  const unsaid = {
    speedMetersPerSecond: null,
    headingDegrees: null,
    accuracyMeters: null,
    altitudeMeters: null,
    batteryPercent: null,
    charging: null,
    mock: false,
  };
  city.app.bus.emit('positions.stored', [
    {
      unitId: unit.id,
      deviceId: unit.devices[0]!.externalId,
      lng: CORE[0],
      lat: CORE[1],
      fixTimeMs,
      receivedAtMs: fixTimeMs,
      late: false,
      ...unsaid,
    },
  ]);
};
/** The rule as the watch knows it. */
const watched = ({
  id,
  weekdays,
  startMinute,
  endMinute,
  enabled,
  ...params
}: CoverageRule): AlertRuleOf<'area-uncovered'> => ({
  id,
  kind: 'area-uncovered',
  params,
  schedule: { weekdays, startMinute, endMinute },
  enabled,
  version: 1,
});
const watchOf = (app: FastifyInstance, revisit: Pick<RuleFacts['revisit'], 'seenShareWithin'> = app.revisit) =>
  createRuleWatch({
    alerts: app.alerts,
    kinds: {
      ...createRuleKinds(app),
      'area-uncovered': createAreaUncoveredKind({ revisit, registry: app.registry }, TIMING),
    } as unknown as RuleKindsOfServer,
    timeZone: 'Asia/Shanghai',
  });
/** How the one rule of a watch stands. */
const statusOf = (watch: ReturnType<typeof watchOf>) => {
  const [status] = watch.statuses(null);
  if (status?.kind !== 'area-uncovered') throw new Error('there is no such rule');
  return { state: status.state, seenShare: status.reading.seenShare, alertId: status.alertIds[0] ?? null };
};
/** The alert of a rule as it stood when the server stopped. */
const standingSince = (alertId: number, raisedAtMs: number) => [
  { alertId, subjectId: 1, raisedAtMs, position: CORE, detail: {} },
];
const fail = (error: unknown) => {
  throw error;
};
/** A server that has just started knows nothing of the ground yet. */
const gridIsReady = (atMs: number) =>
  waitFor('the grid', () => city.app.revisit.seenShareWithin(1, 60_000, atMs)?.isComplete === true);
const nextSecondMs = () => Math.ceil(Date.now() / 1_000) * 1_000;

describe('rules', () => {
  it('are added, changed and taken away by staff, told to everybody and audited', async () => {
    const viewer = await connectViewer(city.address, await city.cookieOf('analyst'));
    let told = 0;
    viewer.socket.on('alert-rules:changed', () => (told += 1));
    const added = await add({ ...ALWAYS, weekdays: [5, 1] });
    expect(added).toMatchObject({ keyAreaId: 1, weekdays: [1, 5], enabled: true });
    const changed = await call<CoverageRule>('dispatcher', 'PUT', `/coverage/rules/${added.id}`, {
      ...ALWAYS,
      maxUnseenMinutes: 20,
    });
    expect(changed).toMatchObject({ status: 200, body: { id: added.id, maxUnseenMinutes: 20 } });
    expect((await call<CoverageRule[]>('analyst', 'GET', '/coverage/rules')).body).toEqual([changed.body]);
    expect((await call('dispatcher', 'DELETE', `/coverage/rules/${added.id}`)).status).toBe(204);
    expect((await call<CoverageRule[]>('analyst', 'GET', '/coverage/rules')).body).toEqual([]);
    const { rows } = await city.app.db.query<{ action: string }>(
      'SELECT action FROM audit_entries WHERE subject = $1 ORDER BY id',
      [`alert-rule:${added.id}`],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'alert-rule.created',
      'alert-rule.changed',
      'alert-rule.deleted',
    ]);
    await waitFor('three notices', () => told === 3);
    viewer.socket.disconnect();
  });

  it.each([
    ['an area that does not exist', { keyAreaId: 99 }, 'body.keyAreaId'],
    ['hours that never come', { startMinute: 480, endMinute: 480 }, 'body.endMinute'],
    [
      'hours from midnight to the morning, said the wrong way',
      { startMinute: 1_440, endMinute: 480 },
      'body.endMinute',
    ],
    [
      'a time that is longer than the hours',
      { startMinute: 960, endMinute: 1_080, maxUnseenMinutes: 119 },
      'body.maxUnseenMinutes',
    ],
    ['a time that is longer than the one day', { weekdays: [1], maxUnseenMinutes: 1_440 }, 'body.maxUnseenMinutes'],
    ['a weekday twice', { weekdays: [1, 1] }, 'body.weekdays'],
    ['no time unseen', { maxUnseenMinutes: 0 }, 'body.maxUnseenMinutes'],
    ['more than all of the ground', { minSeenShare: 1.2 }, 'body.minSeenShare'],
  ])('for %s are refused with the field at fault', async (_name, change, field) => {
    const answer = await call<{ error: { field: string } }>('dispatcher', 'POST', '/coverage/rules', {
      ...ALWAYS,
      ...change,
    });
    expect([answer.status, answer.body.error.field]).toEqual([400, field]);
  });

  it('that do not exist cannot be changed or taken away, and lookers change none', async () => {
    expect((await call('dispatcher', 'PUT', '/coverage/rules/999', ALWAYS)).status).toBe(404);
    expect((await call('dispatcher', 'DELETE', '/coverage/rules/999')).status).toBe(404);
    expect((await call('analyst', 'POST', '/coverage/rules', ALWAYS)).status).toBe(403);
  });

  it('of another branch are not shown to a branch', async () => {
    const rule = await add(ALWAYS);
    expect((await call<CoverageRule[]>('branch-lead', 'GET', '/coverage/rules')).body).toHaveLength(1);
    expect((await call<CoverageRuleStatus[]>('branch-lead', 'GET', '/coverage/rules/status')).body).toHaveLength(1);
    await city.app.db.query('UPDATE accounts SET branch_id = 2 WHERE username = $1', ['branch-lead']);
    expect((await call<CoverageRule[]>('branch-lead', 'GET', '/coverage/rules')).body).toEqual([]);
    expect((await call<CoverageRuleStatus[]>('branch-lead', 'GET', '/coverage/rules/status')).body).toEqual([]);
    await city.app.db.query('UPDATE accounts SET branch_id = 1 WHERE username = $1', ['branch-lead']);
    await call('dispatcher', 'DELETE', `/coverage/rules/${rule.id}`);
  });
});

describe('an area unseen for too long', () => {
  it('raises one alert, which clears itself when the area is seen again', async () => {
    const viewer = await connectViewer(city.address, await city.cookieOf('branch-lead'));
    const heard: Array<[string, Alert]> = [];
    viewer.socket.on('alerts:raised', (alert) => heard.push(['raised', alert]));
    viewer.socket.on('alerts:changed', (alert) => heard.push(['changed', alert]));
    const rule = await add(ALWAYS);
    const startMs = nextSecondMs();
    const watch = watchOf(city.app);
    await watch.adopt(watched(rule), NO_ALERTS, startMs);
    const stateAt = async (seconds: number) => {
      await watch.evaluate(startMs + seconds * 1_000, fail);
      return statusOf(watch).state;
    };
    await gridIsReady(startMs + 62_000);
    // The grid cannot know yet who came in the minute before it started.
    expect([await stateAt(0), statusOf(watch).seenShare]).toEqual(['kept', null]);
    expect([await stateAt(62), await stateAt(68)]).toEqual(['waiting', 'waiting']);
    expect(await alertsOf(rule.id)).toEqual([]);
    expect([await stateAt(72), await stateAt(82)]).toEqual(['broken', 'broken']);
    const [raised, ...others] = await alertsOf(rule.id);
    expect([raised!.status, others]).toEqual(['raised', []]);
    expect((await call<Alert[]>('branch-lead', 'GET', '/alerts')).body).toEqual([
      expect.objectContaining({
        id: raised!.id,
        kind: 'area-uncovered',
        subjectKind: 'key-area',
        subjectId: 1,
        detail: { maxUnseenMinutes: 1 },
        branchId: 1,
        position: [expect.closeTo(CORE[0], 3), expect.closeTo(CORE[1], 3)],
      }),
    ]);

    announceFix(startMs + 84_000);
    expect([await stateAt(85), statusOf(watch).seenShare]).toEqual(['waiting', 1]);
    expect(await stateAt(96)).toBe('kept');
    expect(await alertsOf(rule.id)).toEqual([{ id: raised!.id, status: 'cleared' }]);
    await waitFor('both notices', () => heard.length === 2);
    expect(heard.map(([event, { id, status }]) => [event, id, status])).toEqual([
      ['raised', raised!.id, 'raised'],
      ['changed', raised!.id, 'cleared'],
    ]);
    viewer.socket.disconnect();
    await call('dispatcher', 'DELETE', `/coverage/rules/${rule.id}`);
  });

  it('stays raised over a restart without being raised again, and is cleared with its rule', async () => {
    const rule = await add(ALWAYS);
    const watch = watchOf(city.app);
    const startMs = nextSecondMs() + 200_000;
    await watch.adopt(watched(rule), NO_ALERTS, startMs);
    await watch.evaluate(startMs, fail);
    await watch.evaluate(startMs + 10_000, fail);
    const [raised] = await alertsOf(rule.id);
    expect(raised?.status).toBe('raised');

    const headers = { cookie: await city.cookieOf('dispatcher') };
    await city.restart();
    const [status] = (await city.app.inject({ url: '/api/v1/coverage/rules/status', headers })).json<
      CoverageRuleStatus[]
    >();
    expect(status).toMatchObject({ ruleId: rule.id, state: 'broken', alertId: raised!.id });
    const again = watchOf(city.app);
    await again.adopt(watched(rule), { standing: standingSince(raised!.id, startMs), closed: [] }, startMs + 20_000);
    await again.evaluate(startMs + 40_000, fail);
    expect(await alertsOf(rule.id)).toHaveLength(1);
    expect(
      (await city.app.inject({ method: 'DELETE', url: `/api/v1/coverage/rules/${rule.id}`, headers })).statusCode,
    ).toBe(204);
    const { rows } = await city.app.db.query<{ status: string }>('SELECT status FROM alerts WHERE id = $1', [
      raised!.id,
    ]);
    expect(rows).toEqual([{ status: 'cleared' }]);
  });

  it('has one alert though the answer to the first try was lost, and holds up no other rule', async () => {
    const rule = await add(ALWAYS);
    const startMs = nextSecondMs() + 300_000;
    await gridIsReady(startMs);
    const failures: number[] = [];
    const watches = [watchOf(city.app), watchOf(city.app)];
    for (const watch of watches) {
      // One that another server has taken away: its alert finds no rule.
      await watch.adopt(watched({ ...rule, id: 999_999 }), NO_ALERTS, startMs);
      await watch.adopt(watched(rule), NO_ALERTS, startMs);
      for (const seconds of [0, 10])
        await watch.evaluate(startMs + seconds * 1_000, (_error, ruleId) => failures.push(ruleId));
    }
    expect(new Set(failures)).toEqual(new Set([999_999]));
    const raised = await alertsOf(rule.id);
    expect(raised).toHaveLength(1);
    for (const watch of watches)
      expect(watch.statuses(null).find(({ ruleId }) => ruleId === rule.id)?.alertIds[0]).toBe(raised[0]!.id);
    await call('dispatcher', 'DELETE', `/coverage/rules/${rule.id}`);
    await call('dispatcher', 'POST', `/alerts/${raised[0]!.id}/clear`);
  });

  it('is not called unseen by a server that was away, but called seen as soon as that is sure', async () => {
    const rule = await add(ALWAYS);
    const startMs = nextSecondMs() + 350_000;
    let seen = { share: 0, isComplete: false };
    const watch = watchOf(city.app, { seenShareWithin: () => seen });
    await watch.adopt(watched(rule), NO_ALERTS, startMs);
    for (const seconds of [0, 10, 20]) await watch.evaluate(startMs + seconds * 1_000, fail);
    expect([statusOf(watch).state, statusOf(watch).seenShare, await alertsOf(rule.id)]).toEqual(['kept', null, []]);
    seen = { share: 0, isComplete: true };
    for (const seconds of [30, 40]) await watch.evaluate(startMs + seconds * 1_000, fail);
    expect((await alertsOf(rule.id)).map(({ status }) => status)).toEqual(['raised']);
    seen = { share: 1, isComplete: false };
    for (const seconds of [50, 60]) await watch.evaluate(startMs + seconds * 1_000, fail);
    expect((await alertsOf(rule.id)).map(({ status }) => status)).toEqual(['cleared']);
    await call('dispatcher', 'DELETE', `/coverage/rules/${rule.id}`);
  });

  it('whose alert staff closed is not raised again before it was seen', async () => {
    const rule = await add(ALWAYS);
    const watch = watchOf(city.app);
    city.app.bus.on('alerts.changed', ({ id, status }) => status === 'cleared' && watch.forgetAlert(id));
    const startMs = nextSecondMs() + 400_000;
    await gridIsReady(startMs);
    await watch.adopt(watched(rule), NO_ALERTS, startMs);
    for (const seconds of [0, 10]) await watch.evaluate(startMs + seconds * 1_000, fail);
    const [raised] = await alertsOf(rule.id);
    expect((await call('dispatcher', 'POST', `/alerts/${raised!.id}/clear`)).status).toBe(200);
    for (const seconds of [20, 40, 60, 80]) await watch.evaluate(startMs + seconds * 1_000, fail);
    expect(await alertsOf(rule.id)).toHaveLength(1);
    expect(statusOf(watch)).toMatchObject({ state: 'broken', alertId: null });
    await watch.put(watched({ ...rule, enabled: false }), startMs);
    await watch.evaluate(startMs + 90_000, fail);
    expect(statusOf(watch).state).toBe('resting');
    await call('dispatcher', 'DELETE', `/coverage/rules/${rule.id}`);
  });
});
