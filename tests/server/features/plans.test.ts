import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_PLAN, type CoveragePlan, type PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import { DEFAULT_COVERAGE_SETTINGS, type CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { Role } from '@liaowang/shared/schemas/account';
import { CORE, SOUTH, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { createPlansClient, plan, post } from '../../support/plans-client.ts';
import { connectViewer } from '../../support/viewer.ts';
import { waitFor } from '../../support/wait-for.ts';

let city: TestApp;
const { send, create, findAudit, codeOf } = createPlansClient(() => city);

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('DELETE FROM coverage_plans'));

describe('keeping plans', () => {
  it('creates, lists, reads, changes and deletes, each with an entry in the audit log', async () => {
    const created = await create({ posts: [post()], withoutKinds: ['bus'], atMinute: 1200 });
    expect(created).toMatchObject({
      name: '早班方案',
      version: 1,
      createdBy: { zh: 'analyst', en: 'analyst' },
      appliedAt: null,
      isBackup: false,
    });
    expect(created.definition).toEqual({ ...EMPTY_PLAN, posts: [post()], withoutKinds: ['bus'], atMinute: 1200 });
    expect(await findAudit('coverage-plan.created')).toEqual({
      subject: `coverage-plan:${created.id}`,
      detail: { name: '早班方案' },
    });

    const changed = (
      await send('analyst', 'PUT', `/${created.id}`, { ...plan({}, '晚班方案'), version: 1 })
    ).json<CoveragePlan>();
    expect(changed).toMatchObject({
      name: '晚班方案',
      version: 2,
      definition: EMPTY_PLAN,
      createdBy: { zh: 'analyst' },
    });
    expect(await findAudit('coverage-plan.changed')).toMatchObject({ detail: { name: '晚班方案', version: 2 } });
    expect((await send('police-liaison', 'GET', '')).json()).toEqual([{ ...changed, mayChange: false }]);
    expect((await send('police-liaison', 'GET', `/${created.id}`)).json()).toEqual({ ...changed, mayChange: false });

    expect((await send('analyst', 'DELETE', `/${created.id}`)).statusCode).toBe(204);
    expect(await findAudit('coverage-plan.deleted')).toMatchObject({ subject: `coverage-plan:${created.id}` });
    expect((await send('analyst', 'GET', `/${created.id}`)).statusCode).toBe(404);
    expect((await send('analyst', 'DELETE', `/${created.id}`)).statusCode).toBe(404);
  });

  it('gives back the definition as it was sent: no null becomes a figure on the way', async () => {
    const settings: CoverageSettings = {
      ...DEFAULT_COVERAGE_SETTINGS,
      observers: { ...DEFAULT_COVERAGE_SETTINGS.observers, bus: { counts: true, rangeMeters: 120, nightFactor: 0.5 } },
    };
    for (const definition of [EMPTY_PLAN, { ...EMPTY_PLAN, settings }, { ...EMPTY_PLAN, atMinute: 0 }])
      expect((await create(definition)).definition).toEqual(definition);
  });

  it('lists what was changed last first', async () => {
    const first = await create({}, '一');
    const second = await create({}, '二');
    await send('analyst', 'PUT', `/${first.id}`, { ...plan({}, '一改'), version: 1 });
    expect((await send('analyst', 'GET', '')).json<CoveragePlan[]>().map(({ id }) => id)).toEqual([
      first.id,
      second.id,
    ]);
  });

  it('overwrites nobody: a writer that read an older version is refused, and nothing changes', async () => {
    const created = await create();
    expect((await send('analyst', 'PUT', `/${created.id}`, { ...plan({}, '甲'), version: 1 })).statusCode).toBe(200);
    expect(codeOf(await send('dispatcher', 'PUT', `/${created.id}`, { ...plan({}, '乙'), version: 1 }))).toEqual([
      409,
      'plan-changed',
      'body.version',
    ]);
    expect((await send('analyst', 'GET', `/${created.id}`)).json()).toMatchObject({ name: '甲', version: 2 });
  });

  it('lets only one of two writers at the same time win', async () => {
    const created = await create();
    const answers = await Promise.all(
      ['甲', '乙', '丙'].map((name) => send('analyst', 'PUT', `/${created.id}`, { ...plan({}, name), version: 1 })),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409]);
  });

  it('is for roles that plan: others read', async () => {
    const created = await create();
    for (const role of ['police-liaison', 'branch-lead'] as const) {
      expect((await send(role, 'GET', '')).statusCode).toBe(200);
      expect((await send(role, 'POST', '', plan())).statusCode).toBe(403);
      expect((await send(role, 'DELETE', `/${created.id}`)).statusCode).toBe(403);
    }
    expect((await send('volunteer', 'GET', '')).statusCode).toBe(403);
    expect((await send('analyst', 'POST', `/${created.id}/apply`, { version: 1 })).statusCode).toBe(403);
  });

  it('tells pages to read the list again', async () => {
    const viewer = await connectViewer(city.address, await city.cookieOf('branch-lead'));
    let told = 0;
    viewer.socket.on('coverage-plans:changed', () => told++);
    await create();
    await waitFor('word of the plan', () => told > 0);
    viewer.disconnect();
  });
});

describe('a plan belongs to who made it', () => {
  const ownedBy = (id: number, username: Role) =>
    city.app.db.query(
      'UPDATE coverage_plans SET created_by = (SELECT id FROM accounts WHERE username = $2) WHERE id = $1',
      [id, username],
    );
  const PLANNERS: Role[] = ['administrator', 'dispatcher', 'analyst'];

  it.each(PLANNERS.flatMap((owner) => PLANNERS.map((role) => [owner, role] as const)))(
    'made by the %s, changed and deleted by the %s',
    async (owner, role) => {
      const created = await create();
      await ownedBy(created.id, owner);
      const may = role === owner || role === 'administrator';
      expect((await send(role, 'GET', `/${created.id}`)).json()).toMatchObject({
        mayChange: may,
        createdBy: { zh: owner },
      });
      const changed = await send(role, 'PUT', `/${created.id}`, { ...plan({}, '改'), version: 1 });
      expect([changed.statusCode, may ? changed.json().name : changed.json().error.code]).toEqual(
        may ? [200, '改'] : [403, 'not-yours'],
      );
      const removed = await send(role, 'DELETE', `/${created.id}`);
      expect([removed.statusCode, may ? '' : removed.json().error.code]).toEqual(may ? [204, ''] : [403, 'not-yours']);
      expect((await send('administrator', 'GET', `/${created.id}`)).statusCode).toBe(may ? 404 : 200);
    },
  );

  it('and is seen by a branch lead where an account of the own branch made it', async () => {
    const [own, other] = [await create({}, '本分会'), await create({}, '别处')];
    await ownedBy(own.id, 'branch-lead');
    expect((await send('branch-lead', 'GET', '')).json<CoveragePlan[]>().map(({ name }) => name)).toEqual(['本分会']);
    expect((await send('branch-lead', 'GET', `/${own.id}`)).statusCode).toBe(200);
    expect((await send('branch-lead', 'GET', `/${other.id}`)).statusCode).toBe(404);
    expect((await send('analyst', 'GET', '')).json<CoveragePlan[]>()).toHaveLength(2);
  });
});

describe('what a plan may say', () => {
  const OUTSIDE: [number, number] = [121.47, 31.23];
  it.each<[string, Partial<PlanDefinition>, string, string]>([
    [
      'a post outside the city',
      { posts: [post({ position: OUTSIDE })] },
      'outside-jurisdiction',
      'body.definition.posts.0.position',
    ],
    [
      'a lookout moved out of the city',
      {
        lookouts: [
          { lookoutId: 2, detectionRangeMeters: 300 },
          { lookoutId: 1, position: OUTSIDE },
        ],
      },
      'outside-jurisdiction',
      'body.definition.lookouts.1.position',
    ],
    [
      'a corner outside the city',
      { loops: [{ id: 'l', name: '环线', kind: 'foot', path: [CORE, SOUTH, OUTSIDE], unitCount: 2, rangeMeters: 80 }] },
      'outside-jurisdiction',
      'body.definition.loops.0.path.2',
    ],
    [
      'a lookout nobody knows',
      { lookouts: [{ lookoutId: 999, removed: true }] },
      'unknown-lookout',
      'body.definition.lookouts.0.lookoutId',
    ],
    [
      'two changes of one lookout',
      { lookouts: [{ lookoutId: 1, removed: true }, { lookoutId: 1 }] },
      'duplicate-part',
      'body.definition.lookouts.1.lookoutId',
    ],
    [
      'a post and a loop of one id',
      {
        posts: [post({ id: 'x' })],
        loops: [{ id: 'x', name: '环线', kind: 'foot', path: [CORE, SOUTH], unitCount: 1, rangeMeters: 80 }],
      },
      'duplicate-part',
      'body.definition.loops.0.id',
    ],
    [
      'a post that is never on duty',
      { posts: [post({ dutyStartMinute: 600, dutyEndMinute: 600 })] },
      'no-duty-hours',
      'body.definition.posts.0.dutyEndMinute',
    ],
    [
      'hours that end when they start, by half of them',
      { lookouts: [{ lookoutId: 1, dutyStartMinute: 1440 }] },
      'no-duty-hours',
      'body.definition.lookouts.0.dutyEndMinute',
    ],
    [
      'a night that never comes',
      { posts: [post({ dutyStartMinute: 1440, dutyEndMinute: 0 })] },
      'no-duty-hours',
      'body.definition.posts.0.dutyEndMinute',
    ],
  ])('is not %s', async (_case, definition, code, field) => {
    expect(codeOf(await send('analyst', 'POST', '', plan(definition)))).toEqual([400, code, field]);
    const created = await create();
    expect(codeOf(await send('analyst', 'PUT', `/${created.id}`, { ...plan(definition), version: 1 }))).toEqual([
      400,
      code,
      field,
    ]);
    expect((await send('analyst', 'GET', '')).json()).toEqual([created]);
  });

  it.each<[string, object]>([
    ['a range of nothing', { posts: [post({ detectionRangeMeters: 0 })] }],
    [
      'a loop of one corner',
      { loops: [{ id: 'l', name: '环线', kind: 'foot', path: [CORE], unitCount: 1, rangeMeters: 80 }] },
    ],
    ['a kind of units that is none', { withoutKinds: ['drone'] }],
  ])('is not %s: the schema says so', async (_case, definition) => {
    expect((await send('analyst', 'POST', '', plan(definition as Partial<PlanDefinition>))).statusCode).toBe(400);
  });
});
