import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { Alert } from '@liaowang/shared/schemas/alert';
import { createAlertsRepository, type AlertViews } from '../../../server/src/features/alerts/alerts.repository.ts';
import { createSilenceWatch } from '../../../server/src/features/alerts/silence-watch.ts';
import { CORE, createTestApp, type TestApp } from '../../support/create-test-app.ts';

const SECOND_MS = 1_000;
const STEP_MS = 10 * SECOND_MS;
const STALE_AFTER_MS = 45 * SECOND_MS;
const LOST_AFTER_MS = 120 * SECOND_MS;
/** Of the made-up clock; far from now, where the app's own watch sees nothing. */
const START_MS = Date.UTC(2026, 5, 1);
/** 1–80 of branch 1, 81–100 of branch 2. */
const UNIT_COUNT = 100;

let city: TestApp;
let unitIds: number[];

beforeAll(async () => {
  // The server's own checks by the true clock would come between those of the made-up one.
  vi.useFakeTimers({ toFake: ['setInterval'] });
  city = await createTestApp();
  vi.useRealTimers();
  const { rows } = await city.app.db.query<{ id: number }>(
    `INSERT INTO units (name_zh, name_en, kind, branch_id, detection_range_meters)
     SELECT 'u' || n, 'u' || n, 'taxi', CASE WHEN n <= 80 THEN 1 ELSE 2 END, 100 FROM generate_series(1, $1::int) n RETURNING id`,
    [UNIT_COUNT],
  );
  unitIds = rows.map(({ id }) => id).toSorted((a, b) => a - b);
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('TRUNCATE alert_units, alerts, silence_watch, sos_presses CASCADE'));

const call = async (role: Role, method: 'GET' | 'POST', url: string) =>
  city.app.inject({ method, url, headers: { cookie: await city.cookieOf(role) } });
const findAlerts = async (role: Role = 'dispatcher') => (await call(role, 'GET', '/api/v1/alerts')).json() as Alert[];

/** The real watch on the real database, over units whose signs of life the test tells, by a clock of its own. */
function createScene() {
  const contacts = new Map<number, number>();
  const told: Array<{ event: string; views: AlertViews }> = [];
  const create = () =>
    createSilenceWatch({
      db: city.app.db,
      repository: createAlertsRepository(city.app.db),
      findUnits: () =>
        [...contacts].map(([unitId, contactAtMs]) => ({
          unitId,
          contactAtMs,
          staleAfterMs: STALE_AFTER_MS,
          lostAfterMs: LOST_AFTER_MS,
        })),
      findPosition: () => CORE,
      announce: (event, views) => void told.push({ event, views }),
    });
  let watch = create();
  const scene = {
    nowMs: START_MS,
    /** Everything that was announced. */
    told,
    contactOf: (unitId: number) => contacts.get(unitId),
    /** The listening server hears these units now. */
    hear(ids: readonly number[]): void {
      for (const id of ids) contacts.set(id, scene.nowMs);
    },
    check: () => watch.check(scene.nowMs),
    /** Time passes under the watch; `ids` report all along. */
    async pass(durationMs: number, ids: readonly number[] = []): Promise<void> {
      for (let left = durationMs; left > 0; left -= STEP_MS) {
        scene.nowMs += Math.min(left, STEP_MS);
        scene.hear(ids);
        await watch.check(scene.nowMs);
      }
    },
    /** The server is away for a while, hears nobody, and starts again. */
    async restart(awayMs: number): Promise<void> {
      scene.nowMs += awayMs;
      watch = create();
      await watch.start();
    },
  };
  return scene;
}

async function startScene() {
  const scene = createScene();
  await scene.restart(0);
  await scene.pass(STEP_MS, unitIds);
  return scene;
}

describe('a unit that falls silent', () => {
  it('has an alert, which ends when it is heard again', async () => {
    const scene = await startScene();
    const [lost, ...others] = unitIds as [number, ...number[]];
    await scene.pass(LOST_AFTER_MS, others);
    expect(await findAlerts()).toEqual([]);
    await scene.pass(STEP_MS, others);
    expect(await findAlerts()).toMatchObject([
      {
        kind: 'unit-lost',
        status: 'raised',
        subjectId: lost,
        memberUnitIds: [],
        count: 1,
        branchId: 1,
        position: CORE,
      },
    ]);
    await scene.pass(60 * SECOND_MS, others);
    expect(scene.told.map(({ event }) => event)).toEqual(['alerts.raised']);
    await scene.pass(STEP_MS, unitIds);
    expect(await findAlerts()).toEqual([]);
    expect(scene.told.at(-1)).toMatchObject({
      event: 'alerts.changed',
      views: { city: { subjectId: lost, status: 'cleared' } },
    });
  });

  it('ends its alert after a restart too, whether it came back before, while or after the server was away', async () => {
    const scene = await startScene();
    const silent = unitIds.slice(0, 3);
    const others = unitIds.slice(3);
    await scene.pass(LOST_AFTER_MS + STEP_MS, others);
    expect(await findAlerts()).toHaveLength(3);
    scene.hear(silent.slice(0, 1));
    await scene.restart(120 * SECOND_MS);
    await scene.pass(STEP_MS, others);
    expect((await findAlerts()).map(({ subjectId }) => subjectId).toSorted()).toEqual(silent.slice(1));
    await scene.pass(STEP_MS, unitIds);
    expect(await findAlerts()).toEqual([]);
  });

  it('and was switched off before the watch began raises nothing, restarts or not', async () => {
    const scene = createScene();
    scene.hear(unitIds);
    scene.nowMs += 8 * 3_600_000;
    await scene.restart(0);
    await scene.pass(2 * LOST_AFTER_MS);
    await scene.restart(3_600_000);
    await scene.pass(2 * LOST_AFTER_MS);
    expect(await findAlerts()).toEqual([]);
  });

  it('and whose alert staff closed is not told again before it was heard, restarts or not', async () => {
    const scene = await startScene();
    const [lost, ...others] = unitIds as [number, ...number[]];
    await scene.pass(LOST_AFTER_MS + STEP_MS, others);
    await call('dispatcher', 'POST', `/api/v1/alerts/${(await findAlerts())[0]!.id}/clear`);
    await scene.pass(60 * SECOND_MS, others);
    await scene.restart(20 * SECOND_MS);
    await scene.pass(LOST_AFTER_MS * 2, others);
    expect(await findAlerts()).toEqual([]);
    await scene.pass(STEP_MS, unitIds);
    await scene.pass(LOST_AFTER_MS + STEP_MS, others);
    expect(await findAlerts()).toMatchObject([{ subjectId: lost }]);
  });

  it('ends its alert though our clock was set back meanwhile', async () => {
    const scene = await startScene();
    await scene.pass(LOST_AFTER_MS + STEP_MS, unitIds.slice(1));
    scene.nowMs -= 3_600_000;
    scene.hear(unitIds);
    await scene.check();
    expect(await findAlerts()).toEqual([]);
  });

  it('is told by the next check when the database refused the first', async () => {
    const scene = await startScene();
    const others = unitIds.slice(1);
    await scene.pass(LOST_AFTER_MS, others);
    await city.app.db.query('ALTER TABLE alert_units RENAME TO alert_units_away');
    await expect(scene.pass(STEP_MS, others)).rejects.toThrow('alert_units');
    await city.app.db.query('ALTER TABLE alert_units_away RENAME TO alert_units');
    await scene.pass(STEP_MS, others);
    expect(await findAlerts()).toHaveLength(1);
  });
});

describe('an outage', () => {
  const struck = () => unitIds.slice(70, 90);
  const spared = () => unitIds.filter((id) => !struck().includes(id));

  it('of 20 units out of 100 is one alert with its members, which leave as they come back and close it', async () => {
    const scene = await startScene();
    await scene.pass(LOST_AFTER_MS + STEP_MS, spared());
    expect(await findAlerts()).toMatchObject([
      {
        kind: 'units-lost',
        status: 'raised',
        subjectId: null,
        memberUnitIds: struck(),
        affectedUnitCount: 20,
        count: 1,
      },
    ]);
    expect(scene.told).toHaveLength(1);

    await scene.pass(STEP_MS, [...spared(), ...struck().slice(0, 15)]);
    const [{ id }] = (await findAlerts()) as [Alert];
    expect(await findAlerts()).toMatchObject([
      { id, memberUnitIds: struck().slice(15), affectedUnitCount: 20, detail: { overdueAt: null } },
    ]);
    await call('dispatcher', 'POST', `/api/v1/alerts/${id}/acknowledge`);

    // Those that do not come back are missed in their own right after a while: somebody must look again.
    await scene.pass(
      600 * SECOND_MS,
      unitIds.filter((unitId) => !struck().slice(15).includes(unitId)),
    );
    expect(await findAlerts()).toMatchObject([
      { id, status: 'raised', memberUnitIds: struck().slice(15), detail: { overdueAt: expect.any(String) } },
    ]);
    expect(scene.told.at(-1)).toMatchObject({ event: 'alerts.raised' });

    await scene.pass(STEP_MS, unitIds);
    expect(await findAlerts()).toEqual([]);
    expect(scene.told.at(-1)).toMatchObject({
      event: 'alerts.changed',
      views: { city: { id, status: 'cleared', memberUnitIds: [] } },
    });
  });

  it('shows a branch its own units only, tells it when they are back, and is not its to close', async () => {
    const scene = await startScene();
    await scene.pass(LOST_AFTER_MS + STEP_MS, spared());
    const own = struck().filter((unitId) => unitId <= unitIds[79]!);
    expect(await findAlerts('branch-lead')).toMatchObject([
      { kind: 'units-lost', branchId: 1, memberUnitIds: own, affectedUnitCount: own.length, spansBranches: true },
    ]);
    const [{ id }] = (await findAlerts()) as [Alert];
    for (const verb of ['acknowledge', 'clear']) {
      const answer = await call('branch-lead', 'POST', `/api/v1/alerts/${id}/${verb}`);
      expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'reaches-beyond-branch']);
    }
    await scene.pass(STEP_MS, [...spared(), ...own]);
    expect(await findAlerts('branch-lead')).toEqual([]);
    expect((await findAlerts())[0]!.memberUnitIds).toEqual(struck().filter((unitId) => !own.includes(unitId)));
    expect(scene.told.at(-1)!.views.branches).toMatchObject([
      { branchId: 1, alert: { id, status: 'cleared', memberUnitIds: [] } },
      { branchId: 2, alert: { id, status: 'raised', spansBranches: false } },
    ]);
    expect((await call('branch-lead', 'POST', `/api/v1/alerts/${id}/clear`)).statusCode).toBe(404);
  });

  it('takes in who is found lost later though cut off at the same moment, and the alerts of those who were found before', async () => {
    const scene = await startScene();
    // The last messages came some seconds apart, as those of real phones do.
    for (const [index, unitId] of struck().entries()) {
      await scene.pass(2 * SECOND_MS, spared());
      scene.hear(struck().slice(index));
      expect(scene.contactOf(unitId)).toBe(scene.nowMs);
    }
    await scene.pass(LOST_AFTER_MS - 38 * SECOND_MS, spared());
    expect(await findAlerts()).toEqual([]);
    await scene.pass(STEP_MS, spared());
    expect((await findAlerts()).every(({ kind }) => kind === 'unit-lost')).toBe(true);
    await scene.pass(60 * SECOND_MS, spared());
    expect(await findAlerts()).toMatchObject([{ kind: 'units-lost', memberUnitIds: struck(), affectedUnitCount: 20 }]);
  });

  it('leaves who falls silent long after it to an alert of its own', async () => {
    const scene = await startScene();
    const straggler = spared()[0]!;
    await scene.pass(120 * SECOND_MS, spared());
    await scene.pass(LOST_AFTER_MS + STEP_MS, spared().slice(1));
    expect((await findAlerts()).map(({ kind }) => kind).toSorted()).toEqual(['unit-lost', 'units-lost']);
    expect((await findAlerts()).find(({ kind }) => kind === 'unit-lost')?.subjectId).toBe(straggler);
  });

  it('stands over restarts, and goes on clearing after them', async () => {
    const scene = await startScene();
    await scene.pass(LOST_AFTER_MS + STEP_MS, spared());
    const [{ id }] = (await findAlerts()) as [Alert];
    for (const awayMs of [5 * SECOND_MS, 3_600_000]) {
      await scene.restart(awayMs);
      await scene.pass(60 * SECOND_MS, spared());
      expect(await findAlerts()).toMatchObject([{ id, memberUnitIds: struck() }]);
    }
    await scene.pass(STEP_MS, unitIds);
    expect(await findAlerts()).toEqual([]);
  });

  it('is none while the server itself was away: after the start every unit has its usual time', async () => {
    const scene = await startScene();
    await scene.restart(3_600_000);
    await scene.pass(LOST_AFTER_MS);
    expect(await findAlerts()).toEqual([]);
    await scene.pass(2 * STEP_MS);
    expect(await findAlerts()).toMatchObject([{ kind: 'units-lost', memberUnitIds: unitIds }]);
  });
});

describe('the watch of the running server', () => {
  it('raises one alert for 20 units that stop sending, and clears it as they send again', async () => {
    const devices: string[] = [];
    for (let n = 0; n < 20; n++) {
      devices.push(`phone-${n}`);
      await city.createUnit({ deviceId: `phone-${n}`, branchId: 1 });
    }
    const sendAll = async () => {
      for (const device of devices) {
        const answer = await fetch(
          `${city.address}/ingest/osmand?id=${device}&lat=${CORE[1]}&lon=${CORE[0]}&timestamp=${Date.now()}`,
        );
        expect(answer.status).toBe(200);
      }
    };
    await sendAll();
    // The clock runs ahead of the devices, in steps that leave no break.
    const startMs = Date.now();
    for (let aheadMs = 0; aheadMs <= 630 * SECOND_MS; aheadMs += 30 * SECOND_MS)
      await city.app.alerts.checkSilence(startMs + aheadMs);
    const [outage] = await findAlerts();
    expect(outage).toMatchObject({ kind: 'units-lost', affectedUnitCount: 20 });
    expect(outage!.memberUnitIds).toHaveLength(20);
    await sendAll();
    await city.app.alerts.checkSilence(Date.now());
    expect(await findAlerts()).toEqual([]);
  });
});

describe('what the alerts say', () => {
  const WATCHED = 16;
  const subset = fc.uniqueArray(fc.nat({ max: WATCHED - 1 }), { maxLength: WATCHED });
  const event = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('pass' as const),
        silent: subset,
        steps: fc.integer({ min: 1, max: 18 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('restart' as const),
        awayMs: fc.constantFrom(0, 20 * SECOND_MS, 40 * SECOND_MS, 3_600_000),
      }),
    },
  );

  it('is who is silent, after any sequence of silences, returns and restarts', async () => {
    const watched = unitIds.slice(72, 72 + WATCHED);
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 2, maxLength: 8 }), async (events) => {
        await city.app.db.query('TRUNCATE alert_units, alerts, silence_watch CASCADE');
        const scene = createScene();
        await scene.restart(0);
        await scene.pass(STEP_MS, watched);
        // The facts, kept apart: since when the server listens, and who was silent for too long of that time and not heard since.
        let checkedAtMs = scene.nowMs;
        let listeningSinceMs = scene.nowMs;
        const silent = new Map<number, number>();
        for (const step of events) {
          if (step.kind === 'restart') {
            await scene.restart(step.awayMs);
            continue;
          }
          const reporting = watched.filter((_, index) => !step.silent.includes(index));
          for (let n = 0; n < step.steps; n++) {
            await scene.pass(STEP_MS, reporting);
            if (scene.nowMs - checkedAtMs > 30 * SECOND_MS) listeningSinceMs = scene.nowMs;
            checkedAtMs = scene.nowMs;
            for (const unitId of watched) {
              const contactAtMs = scene.contactOf(unitId)!;
              if (scene.nowMs - Math.max(contactAtMs, listeningSinceMs) > LOST_AFTER_MS)
                silent.set(unitId, silent.get(unitId) ?? contactAtMs);
              else if (contactAtMs > (silent.get(unitId) ?? Infinity)) silent.delete(unitId);
            }
          }
          const alerts = await findAlerts();
          const told = alerts.flatMap(({ subjectId, memberUnitIds }) =>
            subjectId === null ? memberUnitIds : [subjectId],
          );
          expect(told.toSorted((a, b) => a - b)).toEqual([...silent.keys()].toSorted((a, b) => a - b));
          // So many are never told one by one when one moment explains them.
          const single = alerts.flatMap(({ subjectId }) => (subjectId === null ? [] : [scene.contactOf(subjectId)!]));
          for (const atMs of single)
            expect(single.filter((other) => other >= atMs - STALE_AFTER_MS && other <= atMs).length).toBeLessThan(5);
          const own = (await findAlerts('branch-lead')).flatMap(({ subjectId, memberUnitIds }) =>
            subjectId === null ? memberUnitIds : [subjectId],
          );
          expect(own.toSorted((a, b) => a - b)).toEqual(
            told.filter((unitId) => unitId <= unitIds[79]!).toSorted((a, b) => a - b),
          );
        }
        // What was announced last of each alert is what stands.
        const last = new Map(scene.told.map(({ views }) => [views.city.id, views.city]));
        const standing = await findAlerts();
        expect([...last.values()].filter(({ status }) => status !== 'cleared').toSorted((a, b) => a.id - b.id)).toEqual(
          standing.toSorted((a, b) => a.id - b.id),
        );
      }),
      { numRuns: 15 },
    );
  });
});
