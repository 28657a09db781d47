import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { AlertOf, Alert } from '@liaowang/shared/schemas/alert';
import type { AlertRule, AlertRuleOf, AlertRuleStatus, NewAlertRuleOf } from '@liaowang/shared/schemas/alert-rule';
import { createLocalClock } from '@liaowang/shared/analysis/revisit/window-stretches';
import { STALENESS_LIMITS } from '@liaowang/shared/analysis/positions/staleness';
import { createRuleKinds } from '../../../server/src/features/rules/rule-kinds.ts';
import { createRuleWatch } from '../../../server/src/features/rules/rule-watch.ts';
import { NO_SIGNS } from '../../../server/src/features/positions/live-picture.ts';
import type { StoredFix } from '../../../server/src/plugins/stored-fix.ts';
import { CORE, SOUTH, createTestApp, type TestApp } from '../../support/create-test-app.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const METERS_PER_DEGREE = 111_195;
const ALWAYS = { weekdays: [1, 2, 3, 4, 5, 6, 7], startMinute: 0, endMinute: 1_440 };
const RULE: NewAlertRuleOf<'unit-stationary'> = {
  kind: 'unit-stationary',
  params: { unitKinds: [], branchIds: [], maxMinutes: 10, radiusMeters: 50 },
  schedule: ALWAYS,
  enabled: true,
};

let city: TestApp;
let made = 0;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('TRUNCATE alert_rules, alert_units, alerts CASCADE'));

async function call<T>(role: Role, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
  const headers = { cookie: await city.cookieOf(role) };
  const answer = await city.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.body === '' ? (null as T) : answer.json<T>() };
}
const add = async (rule: NewAlertRuleOf<'unit-stationary'>) =>
  (await call<AlertRuleOf<'unit-stationary'>>('dispatcher', 'POST', '/alert-rules', rule)).body;
const createUnit = async (branchId = 1, kind = 'foot') =>
  (await city.createUnit({ deviceId: `unit-${(made += 1)}`, branchId, kind })).id;
const findAlerts = async (role: Role = 'dispatcher') =>
  (await call<Alert[]>(role, 'GET', '/alerts')).body.filter(
    (alert): alert is AlertOf<'unit-stationary'> => alert.kind === 'unit-stationary',
  );
/** Other tests' units stand about too. */
const findAlertsOf = async (unitId: number) => (await findAlerts()).filter(({ subjectId }) => subjectId === unitId);
const fail = (error: unknown) => {
  throw error;
};
const createWatch = () =>
  createRuleWatch({ alerts: city.app.alerts, kinds: createRuleKinds(city.app), timeZone: 'Asia/Shanghai' });

/** The real watch on the real app, over units whose words the test puts into the live picture, by a clock of its own. */
async function startScene(rule: Partial<NewAlertRuleOf<'unit-stationary'>> = {}) {
  // Switched off for the app's own watch, which goes by the true clock.
  const stored = await add({ ...RULE, ...rule, enabled: false });
  const { livePicture } = city.app;
  const watch = createWatch();
  const scene = {
    rule: stored,
    watch,
    nowMs: Date.now(),
    /** A unit says where it is, metres from the middle of the city, and how sure of that its device is. */
    say(unitId: number, east: number, north = 0, accuracyMeters = 5): void {
      const fix: StoredFix = {
        unitId,
        deviceId: null,
        lng: CORE[0] + east / (METERS_PER_DEGREE * Math.cos((CORE[1] * Math.PI) / 180)),
        lat: CORE[1] + north / METERS_PER_DEGREE,
        fixTimeMs: scene.nowMs,
        receivedAtMs: scene.nowMs,
        speedMetersPerSecond: null,
        headingDegrees: null,
        accuracyMeters,
        altitudeMeters: null,
        batteryPercent: null,
        charging: null,
        mock: false,
        late: false,
      };
      livePicture.applyFix(fix);
      livePicture.applySigns(unitId, { ...NO_SIGNS, contactAtMs: scene.nowMs });
      watch.hear([fix], false);
    },
    /** A heartbeat without a place. */
    beat(unitId: number): void {
      livePicture.applySigns(unitId, { ...NO_SIGNS, contactAtMs: scene.nowMs, stoodAtMs: scene.nowMs });
      watch.hear([{ ...livePicture.newest(unitId)!, fixTimeMs: scene.nowMs, receivedAtMs: scene.nowMs }], true);
    },
    /** Time passes under the watch; `each` step of ten seconds somebody may speak. */
    async pass(minutes: number, each: (step: number) => void = () => undefined): Promise<void> {
      for (let step = 1; step <= minutes * 6; step++) {
        scene.nowMs += 10 * SECOND_MS;
        each(step);
        await watch.evaluate(scene.nowMs, fail);
      }
    },
  };
  await watch.adopt({ ...stored, enabled: true }, { standing: [], closed: [] }, scene.nowMs);
  await watch.evaluate(scene.nowMs, fail);
  return scene;
}

describe('a unit that stays too long', () => {
  it('is told once, though only heartbeats come, with since when and where; and is over when it moves on', async () => {
    const unitId = await createUnit();
    const scene = await startScene();
    scene.say(unitId, 0);
    const arrivedMs = scene.nowMs;
    await scene.pass(9.5, (step) => step % 6 === 0 && scene.beat(unitId));
    expect(await findAlerts()).toEqual([]);
    await scene.pass(5, (step) => step % 6 === 0 && scene.beat(unitId));
    const [alert, ...others] = await findAlerts();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      status: 'raised',
      subjectKind: 'unit',
      subjectId: unitId,
      branchId: 1,
      position: [expect.closeTo(CORE[0], 6), expect.closeTo(CORE[1], 6)],
      detail: { stationarySince: new Date(arrivedMs).toISOString(), maxMinutes: 10, radiusMeters: 50 },
    });
    expect(scene.watch.statuses(null)).toMatchObject([
      { state: 'broken', subjectIds: [unitId], alertIds: [alert!.id], reading: { watchedUnits: 1 } },
    ]);
    // Another branch hears of none of its units.
    expect(scene.watch.statuses(2)).toMatchObject([{ state: 'kept', subjectIds: [], reading: { watchedUnits: 0 } }]);
    await scene.pass(1, (step) => scene.say(unitId, 60 + step * 20));
    expect(await findAlerts()).toEqual([]);
    expect(scene.watch.statuses(null)).toMatchObject([{ state: 'kept', subjectIds: [], alertIds: [] }]);
    const { rows } = await city.app.db.query('SELECT id, status FROM alerts');
    expect(rows).toEqual([{ id: alert!.id, status: 'cleared' }]);
  });

  it('stays told through jitter of 30 m that claims 5 m; a unit that moves never is', async () => {
    const [parked, walking] = [await createUnit(), await createUnit()];
    const scene = await startScene();
    let walked = 0;
    await scene.pass(40, (step) => {
      scene.say(parked, 30 * Math.cos(step * 2.4), 30 * Math.sin(step * 2.4));
      scene.say(walking, (walked += 10), 12 * Math.cos(step), 20);
    });
    expect((await findAlerts()).map(({ subjectId }) => subjectId)).toEqual([parked]);
    const { rows } = await city.app.db.query('SELECT count(*)::int AS n FROM alerts');
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('is not told of a unit that falls silent, and starts anew when that comes back', async () => {
    const unitId = await createUnit();
    const lostAfterMinutes = STALENESS_LIMITS.foot.lostAfterMs / MINUTE_MS;
    const scene = await startScene();
    await scene.pass(8, () => scene.say(unitId, 0));
    await scene.pass(lostAfterMinutes + 1);
    expect(await findAlerts()).toEqual([]);
    await scene.pass(9, () => scene.say(unitId, 0));
    expect(await findAlerts()).toEqual([]);
    await scene.pass(2, () => scene.say(unitId, 0));
    expect((await findAlerts()).map(({ subjectId }) => subjectId)).toEqual([unitId]);
    await scene.pass(lostAfterMinutes + 1);
    expect(await findAlerts()).toEqual([]);
  });

  it('is told within the hours only, by the time within them', async () => {
    const unitId = await createUnit();
    const local = new Date(Date.now() + 8 * 60 * MINUTE_MS);
    const minuteNow = local.getUTCHours() * 60 + local.getUTCMinutes();
    const inADay = (minute: number) => (minute + 1_440) % 1_440;
    const schedule = { ...ALWAYS, startMinute: inADay(minuteNow + 15), endMinute: inADay(minuteNow + 45) };
    const scene = await startScene({ schedule });
    const stay = () => scene.say(unitId, 0);
    await scene.pass(23, stay);
    expect(await findAlerts()).toEqual([]);
    await scene.pass(5, stay);
    expect(await findAlerts()).toHaveLength(1);
    await scene.pass(20, stay);
    expect([scene.watch.statuses(null)[0]!.state, await findAlerts()]).toEqual(['resting', []]);
  });

  it('is told of the kinds and branches that the rule names, and each branch hears of its own', async () => {
    const [own, other, bus] = [await createUnit(1), await createUnit(2), await createUnit(1, 'bus')];
    const scene = await startScene({ params: { ...RULE.params, unitKinds: ['foot'], branchIds: [1, 2] } });
    await scene.pass(11, () => [own, other, bus].forEach((unitId) => scene.say(unitId, 0)));
    expect((await findAlerts()).map(({ subjectId }) => subjectId).toSorted()).toEqual([own, other].toSorted());
    expect((await findAlerts('branch-lead')).map(({ subjectId }) => subjectId)).toEqual([own]);
    expect(scene.watch.statuses(1)).toMatchObject([{ state: 'broken', subjectIds: [own] }]);
    expect(scene.watch.statuses(2)).toMatchObject([{ state: 'broken', subjectIds: [other] }]);
    expect(scene.watch.statuses(3)).toEqual([]);
  });

  it('that staff closed is not told again before the unit has moved', async () => {
    const unitId = await createUnit();
    const scene = await startScene();
    city.app.bus.on('alerts.changed', ({ id, status }) => status === 'cleared' && scene.watch.forgetAlert(id));
    await scene.pass(11, () => scene.say(unitId, 0));
    const [alert] = await findAlerts();
    expect((await call('dispatcher', 'POST', `/alerts/${alert!.id}/clear`)).status).toBe(200);
    await scene.pass(15, () => scene.say(unitId, 0));
    expect(await findAlerts()).toEqual([]);
    await scene.pass(12, () => scene.say(unitId, 400));
    expect(await findAlerts()).toHaveLength(1);
  });
});

describe('hours that begin while a unit stands already', () => {
  it('count from their beginning, and its alert stands though it speaks every 90 seconds only', async () => {
    const unitId = await createUnit();
    const local = createLocalClock('Asia/Shanghai');
    const startMinute = (local(Date.now()).minute + 3) % 1_440;
    const scene = await startScene({ schedule: { ...ALWAYS, startMinute, endMinute: (startMinute + 600) % 1_440 } });
    // The seconds of now must not tell.
    scene.nowMs += 7 * SECOND_MS;
    scene.say(unitId, 0);
    await scene.pass(30, (step) => step % 9 === 0 && scene.beat(unitId));
    const { rows } = await city.app.db.query('SELECT status FROM alerts');
    expect(rows).toEqual([{ status: 'raised' }]);
  });
});

describe('over a restart', () => {
  const parkFor = async (deviceId: string, minutes: number, isHeard = (_minute: number): boolean => true) => {
    const nowMs = Date.now();
    for (let minute = minutes; minute >= 0; minute--) {
      if (!isHeard(minute)) continue;
      const query = `id=${deviceId}&lat=${SOUTH[1]}&lon=${SOUTH[0]}&accuracy=10&timestamp=${nowMs - minute * MINUTE_MS}`;
      expect((await fetch(`${city.address}/ingest/osmand?${query}`)).status).toBe(200);
    }
  };
  /** The watch of a server that starts now. */
  const startWatch = async (rule: AlertRule) => {
    const watch = createWatch();
    const isOfRule = ({ ruleId }: { ruleId: number | null }) => ruleId === rule.id;
    const standing = (await city.app.alerts.repository.findOfRules()).filter(isOfRule);
    const closed = (await city.app.alerts.repository.findClosedOfRules()).filter(isOfRule);
    const nowMs = Date.now();
    await watch.adopt(rule, { standing, closed }, nowMs);
    await watch.evaluate(nowMs, fail);
    return watch;
  };

  it('a stay is read from the track, and its alert neither rings anew nor comes back once it is closed', async () => {
    const unitId = await createUnit(2);
    await parkFor(`unit-${made}`, 12);
    const rule = await add(RULE);
    await startWatch(rule);
    const [alert] = await findAlerts();
    expect(alert).toMatchObject({ subjectId: unitId, status: 'raised' });

    await city.restart();
    const again = await startWatch(rule);
    expect((await findAlerts()).map(({ id }) => id)).toEqual([alert!.id]);
    expect(again.statuses(null)).toMatchObject([{ state: 'broken', alertIds: [alert!.id] }]);

    await call('dispatcher', 'POST', `/alerts/${alert!.id}/clear`);
    await city.restart();
    await startWatch(rule);
    expect(await findAlerts()).toEqual([]);
  });

  it('a closed alert stays closed however long ago it was told, as long as the unit has not left', async () => {
    const unitId = await createUnit(2);
    await parkFor(`unit-${made}`, 90);
    const rule = await add(RULE);
    await startWatch(rule);
    const [alert] = await findAlertsOf(unitId);
    await call('dispatcher', 'POST', `/alerts/${alert!.id}/clear`);
    // As if it had been told and closed an hour ago: further back than the rule reads on its own.
    await city.app.db.query(
      `UPDATE alerts SET raised_at = raised_at - interval '60 minutes', cause = 'earlier' WHERE id = $1`,
      [alert!.id],
    );
    await city.app.db.query(
      `UPDATE alerts SET detail = detail || jsonb_build_object('stationarySince', to_char((now() - interval '90 minutes') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) WHERE id = $1`,
      [alert!.id],
    );
    await startWatch(rule);
    expect(await findAlertsOf(unitId)).toEqual([]);
  });

  it('a unit that was silent meanwhile is not known to have stayed', async () => {
    const unitId = await createUnit(2);
    const { lostAfterMs } = STALENESS_LIMITS.foot;
    await parkFor(
      `unit-${made}`,
      12 + Math.ceil(lostAfterMs / MINUTE_MS),
      (minute) => minute <= 1 || minute > 1 + lostAfterMs / MINUTE_MS,
    );
    await startWatch(await add(RULE));
    expect(await findAlertsOf(unitId)).toEqual([]);
  });
});

describe('changes at the same moment', () => {
  it('take effect in their order: what was taken away last is not watched', async () => {
    const rule = await add({ ...RULE, enabled: false });
    const watch = createWatch();
    await Promise.all([watch.put({ ...rule, enabled: true }, Date.now()), watch.remove(rule.id)]);
    expect(watch.statuses(null)).toEqual([]);
    await Promise.all([
      watch.put({ ...rule, enabled: true }, Date.now()),
      watch.put({ ...rule, enabled: false }, Date.now()),
    ]);
    await watch.evaluate(Date.now(), fail);
    expect(watch.statuses(null)).toMatchObject([{ state: 'resting' }]);
  });
});

describe('rules of this kind', () => {
  it('are kept and shown like others, to the branches they concern', async () => {
    const all = await add(RULE);
    const foreign = await add({ ...RULE, params: { ...RULE.params, branchIds: [2] } });
    const ids = async (role: Role) => (await call<AlertRule[]>(role, 'GET', '/alert-rules')).body.map(({ id }) => id);
    expect(await ids('analyst')).toEqual([all.id, foreign.id]);
    expect(await ids('branch-lead')).toEqual([all.id]);
    const shown = (await call<AlertRuleStatus[]>('branch-lead', 'GET', '/alert-rules/status')).body;
    const idsShown = shown.map(({ ruleId }) => ruleId);
    expect([idsShown.includes(all.id), idsShown.includes(foreign.id)]).toEqual([true, false]);
    const changed = { ...RULE, params: { ...RULE.params, maxMinutes: 45 }, enabled: false };
    expect((await call('dispatcher', 'PUT', `/alert-rules/${all.id}`, { ...changed, version: 1 })).body).toEqual({
      id: all.id,
      ...changed,
      version: 2,
    });
    // Whoever read it before that is told.
    const late = await call<{ error: { code: string; field: string } }>('dispatcher', 'PUT', `/alert-rules/${all.id}`, {
      ...RULE,
      version: 1,
    });
    expect([late.status, late.body.error.code, late.body.error.field]).toEqual([
      409,
      'changed-meanwhile',
      'body.version',
    ]);
    expect((await call<AlertRule[]>('analyst', 'GET', '/alert-rules')).body[0]).toMatchObject(changed);
    // The flat form has rules of key areas only.
    expect((await call('dispatcher', 'GET', '/coverage/rules')).body).toEqual([]);
    expect((await call('dispatcher', 'DELETE', `/coverage/rules/${all.id}`)).status).toBe(404);
    expect((await call('analyst', 'POST', '/alert-rules', RULE)).status).toBe(403);
    expect((await call('dispatcher', 'DELETE', `/alert-rules/${foreign.id}`)).status).toBe(204);
    expect(await ids('analyst')).toEqual([all.id]);
  });

  it.each([
    ['a kind that does not exist', { kind: 'unit-bored' }, 'body.kind'],
    ['a branch that does not exist', { params: { ...RULE.params, branchIds: [99] } }, 'body.params.branchIds'],
    [
      'a kind of unit that does not exist',
      { params: { ...RULE.params, unitKinds: ['boat'] } },
      'body.params.unitKinds.0',
    ],
    ['too short a time', { params: { ...RULE.params, maxMinutes: 9 } }, 'body.params.maxMinutes'],
    ['no time', { params: { unitKinds: [], branchIds: [], radiusMeters: 50 } }, 'body.params.maxMinutes'],
    ['a radius that GPS cannot tell', { params: { ...RULE.params, radiusMeters: 20 } }, 'body.params.radiusMeters'],
    ['the parameters of another kind', { params: { ...RULE.params, keyAreaId: 1 } }, 'body.params.keyAreaId'],
    ['hours that never come', { schedule: { ...ALWAYS, startMinute: 60, endMinute: 60 } }, 'body.schedule.endMinute'],
    [
      'a time that is longer than the hours',
      { schedule: { ...ALWAYS, startMinute: 60, endMinute: 70 } },
      'body.params.maxMinutes',
    ],
  ])('for %s are refused with the field at fault', async (_name, change, field) => {
    const answer = await call<{ error: { field: string } }>('dispatcher', 'POST', '/alert-rules', {
      ...RULE,
      ...change,
    });
    expect([answer.status, answer.body.error.field]).toEqual([400, field]);
  });
});
