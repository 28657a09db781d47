import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_PLAN, type CoveragePlan, type PlanDefinition, type PlannedPost } from '@liaowang/shared/schemas/coverage-plan';
import { DEFAULT_COVERAGE_SETTINGS, type CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { LookoutCollection, LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { Role } from '@liaowang/shared/schemas/account';
import { nameBackup } from '../../../server/src/features/plans/plans.service.ts';
import { CORE, SOUTH, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { connectViewer } from '../../support/viewer.ts';
import { waitFor } from '../../support/wait-for.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('DELETE FROM coverage_plans'));

const post = (change: Partial<PlannedPost> = {}): PlannedPost => ({ id: 'p1', name: '东门临时岗', position: CORE, detectionRangeMeters: 400, dutyStartMinute: 480, dutyEndMinute: 1080, ...change });

async function send(role: Role, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) {
  return city.app.inject({ method, url: `/api/v1/coverage/plans${path}`, headers: { cookie: await city.cookieOf(role) }, ...(payload && { payload }) });
}
const plan = (definition: Partial<PlanDefinition> = {}, name = '早班方案') => ({ name, note: '', definition: { ...EMPTY_PLAN, ...definition } });

async function create(definition: Partial<PlanDefinition> = {}, name?: string): Promise<CoveragePlan> {
  const response = await send('analyst', 'POST', '', plan(definition, name));
  expect([response.statusCode, response.body]).toEqual([201, expect.any(String)]);
  return response.json();
}
async function findLookouts(): Promise<LookoutFeature[]> {
  const response = await city.app.inject({ url: '/api/v1/lookouts', headers: { cookie: await city.cookieOf('analyst') } });
  return response.json<LookoutCollection>().features;
}
async function findSettings(): Promise<CoverageSettings> {
  return (await city.app.inject({ url: '/api/v1/coverage/settings', headers: { cookie: await city.cookieOf('analyst') } })).json();
}
async function findAudit(action: string) {
  return (await city.app.db.query<{ subject: string; detail: object }>('SELECT subject, detail FROM audit_entries WHERE action = $1 ORDER BY id DESC LIMIT 1', [action])).rows[0];
}
const codeOf = (response: Awaited<ReturnType<typeof send>>) => [response.statusCode, response.json().error.code, response.json().error.field];

describe('keeping plans', () => {
  it('creates, lists, reads, changes and deletes, each with an entry in the audit log', async () => {
    const created = await create({ posts: [post()], withoutKinds: ['bus'], atMinute: 1200 });
    expect(created).toMatchObject({ name: '早班方案', version: 1, createdBy: { zh: 'analyst', en: 'analyst' }, appliedAt: null, isBackup: false });
    expect(created.definition).toEqual({ ...EMPTY_PLAN, posts: [post()], withoutKinds: ['bus'], atMinute: 1200 });
    expect(await findAudit('coverage-plan.created')).toEqual({ subject: `coverage-plan:${created.id}`, detail: { name: '早班方案' } });

    const changed = (await send('analyst', 'PUT', `/${created.id}`, { ...plan({}, '晚班方案'), version: 1 })).json<CoveragePlan>();
    expect(changed).toMatchObject({ name: '晚班方案', version: 2, definition: EMPTY_PLAN, createdBy: { zh: 'analyst' } });
    expect(await findAudit('coverage-plan.changed')).toMatchObject({ detail: { name: '晚班方案', version: 2 } });
    expect((await send('police-liaison', 'GET', '')).json()).toEqual([{ ...changed, mayChange: false }]);
    expect((await send('police-liaison', 'GET', `/${created.id}`)).json()).toEqual({ ...changed, mayChange: false });

    expect((await send('analyst', 'DELETE', `/${created.id}`)).statusCode).toBe(204);
    expect(await findAudit('coverage-plan.deleted')).toMatchObject({ subject: `coverage-plan:${created.id}` });
    expect((await send('analyst', 'GET', `/${created.id}`)).statusCode).toBe(404);
    expect((await send('analyst', 'DELETE', `/${created.id}`)).statusCode).toBe(404);
  });

  it('gives back the definition as it was sent: no null becomes a figure on the way', async () => {
    const settings: CoverageSettings = { ...DEFAULT_COVERAGE_SETTINGS, observers: { ...DEFAULT_COVERAGE_SETTINGS.observers, bus: { counts: true, rangeMeters: 120, nightFactor: 0.5 } } };
    for (const definition of [EMPTY_PLAN, { ...EMPTY_PLAN, settings }, { ...EMPTY_PLAN, atMinute: 0 }]) expect((await create(definition)).definition).toEqual(definition);
  });

  it('lists what was changed last first', async () => {
    const first = await create({}, '一');
    const second = await create({}, '二');
    await send('analyst', 'PUT', `/${first.id}`, { ...plan({}, '一改'), version: 1 });
    expect((await send('analyst', 'GET', '')).json<CoveragePlan[]>().map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  it('overwrites nobody: a writer that read an older version is refused, and nothing changes', async () => {
    const created = await create();
    expect((await send('analyst', 'PUT', `/${created.id}`, { ...plan({}, '甲'), version: 1 })).statusCode).toBe(200);
    expect(codeOf(await send('dispatcher', 'PUT', `/${created.id}`, { ...plan({}, '乙'), version: 1 }))).toEqual([409, 'plan-changed', 'body.version']);
    expect((await send('analyst', 'GET', `/${created.id}`)).json()).toMatchObject({ name: '甲', version: 2 });
  });

  it('lets only one of two writers at the same time win', async () => {
    const created = await create();
    const answers = await Promise.all(['甲', '乙', '丙'].map((name) => send('analyst', 'PUT', `/${created.id}`, { ...plan({}, name), version: 1 })));
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
  const ownedBy = (id: number, username: Role) => city.app.db.query('UPDATE coverage_plans SET created_by = (SELECT id FROM accounts WHERE username = $2) WHERE id = $1', [id, username]);
  const PLANNERS: Role[] = ['administrator', 'dispatcher', 'analyst'];

  it.each(PLANNERS.flatMap((owner) => PLANNERS.map((role) => [owner, role] as const)))('made by the %s, changed and deleted by the %s', async (owner, role) => {
    const created = await create();
    await ownedBy(created.id, owner);
    const may = role === owner || role === 'administrator';
    expect((await send(role, 'GET', `/${created.id}`)).json()).toMatchObject({ mayChange: may, createdBy: { zh: owner } });
    const changed = await send(role, 'PUT', `/${created.id}`, { ...plan({}, '改'), version: 1 });
    expect([changed.statusCode, may ? changed.json().name : changed.json().error.code]).toEqual(may ? [200, '改'] : [403, 'not-yours']);
    const removed = await send(role, 'DELETE', `/${created.id}`);
    expect([removed.statusCode, may ? '' : removed.json().error.code]).toEqual(may ? [204, ''] : [403, 'not-yours']);
    expect((await send('administrator', 'GET', `/${created.id}`)).statusCode).toBe(may ? 404 : 200);
  });

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
    ['a post outside the city', { posts: [post({ position: OUTSIDE })] }, 'outside-jurisdiction', 'body.definition.posts.0.position'],
    ['a lookout moved out of the city', { lookouts: [{ lookoutId: 2, detectionRangeMeters: 300 }, { lookoutId: 1, position: OUTSIDE }] }, 'outside-jurisdiction', 'body.definition.lookouts.1.position'],
    ['a corner outside the city', { loops: [{ id: 'l', name: '环线', kind: 'foot', path: [CORE, SOUTH, OUTSIDE], unitCount: 2, rangeMeters: 80 }] }, 'outside-jurisdiction', 'body.definition.loops.0.path.2'],
    ['a lookout nobody knows', { lookouts: [{ lookoutId: 999, removed: true }] }, 'unknown-lookout', 'body.definition.lookouts.0.lookoutId'],
    ['two changes of one lookout', { lookouts: [{ lookoutId: 1, removed: true }, { lookoutId: 1 }] }, 'duplicate-part', 'body.definition.lookouts.1.lookoutId'],
    ['a post and a loop of one id', { posts: [post({ id: 'x' })], loops: [{ id: 'x', name: '环线', kind: 'foot', path: [CORE, SOUTH], unitCount: 1, rangeMeters: 80 }] }, 'duplicate-part', 'body.definition.loops.0.id'],
    ['a post that is never on duty', { posts: [post({ dutyStartMinute: 600, dutyEndMinute: 600 })] }, 'no-duty-hours', 'body.definition.posts.0.dutyEndMinute'],
    ['hours that end when they start, by half of them', { lookouts: [{ lookoutId: 1, dutyStartMinute: 1440 }] }, 'no-duty-hours', 'body.definition.lookouts.0.dutyEndMinute'],
    ['a night that never comes', { posts: [post({ dutyStartMinute: 1440, dutyEndMinute: 0 })] }, 'no-duty-hours', 'body.definition.posts.0.dutyEndMinute'],
  ])('is not %s', async (_case, definition, code, field) => {
    expect(codeOf(await send('analyst', 'POST', '', plan(definition)))).toEqual([400, code, field]);
    const created = await create();
    expect(codeOf(await send('analyst', 'PUT', `/${created.id}`, { ...plan(definition), version: 1 }))).toEqual([400, code, field]);
    expect((await send('analyst', 'GET', '')).json()).toEqual([created]);
  });

  it.each<[string, object]>([
    ['a range of nothing', { posts: [post({ detectionRangeMeters: 0 })] }],
    ['a loop of one corner', { loops: [{ id: 'l', name: '环线', kind: 'foot', path: [CORE], unitCount: 1, rangeMeters: 80 }] }],
    ['a kind of units that is none', { withoutKinds: ['drone'] }],
  ])('is not %s: the schema says so', async (_case, definition) => {
    expect((await send('analyst', 'POST', '', plan(definition as Partial<PlanDefinition>))).statusCode).toBe(400);
  });
});

describe('making a plan the set-up', () => {
  it('moves, removes and puts up lookouts, changes who counts, and its backup brings everything back', async () => {
    const before = await findLookouts();
    const settingsBefore = await findSettings();
    const viewer = await connectViewer(city.address, await city.cookieOf('branch-lead'));
    const seen: LookoutFeature[][] = [];
    viewer.socket.on('lookouts:changed', (lookouts) => seen.push(lookouts));

    const created = await create({ lookouts: [{ lookoutId: 1, position: [118.352, 34.372], detectionRangeMeters: 650 }, { lookoutId: 2, removed: true }], posts: [post({ position: SOUTH })], withoutKinds: ['bus'] });
    const response = await send('dispatcher', 'POST', `/${created.id}/apply`, { version: 1 });
    expect(response.statusCode).toBe(200);
    const { plan: applied, backup } = response.json<{ plan: CoveragePlan; backup: CoveragePlan }>();
    expect(applied).toMatchObject({ id: created.id, appliedAt: expect.any(String) });
    expect(backup).toMatchObject({ isBackup: true, createdBy: { zh: 'dispatcher' } });
    expect(backup.name).toMatch(/^早班方案之前 \d{4}-\d\d-\d\d \d\d:\d\d$/);

    const after = await findLookouts();
    expect(after.map(({ properties }) => [properties.lookoutId, properties.number])).toEqual([[1, 1], [3, 3]]);
    expect(after[0]).toMatchObject({ geometry: { coordinates: [118.352, 34.372] }, properties: { detectionRangeMeters: 650, name: { zh: '人民广场' }, noticeBoardInspectedOn: '2026-11-01' } });
    // Nearer to the seat of branch 2.
    expect(after[1]).toMatchObject({ geometry: { coordinates: SOUTH }, properties: { name: { zh: '东门临时岗', en: '东门临时岗' }, branchId: 2, dutyStartMinute: 480, dutyEndMinute: 1080 } });
    expect(await findSettings()).toEqual({ ...settingsBefore, observers: { ...settingsBefore.observers, bus: { ...settingsBefore.observers.bus, counts: false } } });
    await waitFor('the list without the removed lookout', () => seen.at(-1)?.map(({ id }) => id).join() === '1,3');
    expect(await findAudit('coverage-plan.applied')).toEqual({ subject: `coverage-plan:${created.id}`, detail: { name: '早班方案', backupId: backup.id, lookouts: 2, posts: 1, settings: true } });

    const restored = await send('dispatcher', 'POST', `/${backup.id}/apply`, { version: 1 });
    expect(restored.json().backup.name).toMatch(/^恢复之前 \d{4}-/);
    expect(await findLookouts()).toEqual(before);
    expect(await findSettings()).toEqual(settingsBefore);
    await waitFor('the old list', () => seen.at(-1)?.map(({ id }) => id).join() === '1,2');
    viewer.disconnect();
  });

  it('leaves everything as it was when a lookout of it no longer stands', async () => {
    const remover = await create({ lookouts: [{ lookoutId: 2, removed: true }] }, '撤一个');
    const mover = await create({ lookouts: [{ lookoutId: 1, detectionRangeMeters: 123 }, { lookoutId: 2, detectionRangeMeters: 300 }], posts: [post()] }, '动两个');
    const { backup } = (await send('dispatcher', 'POST', `/${remover.id}/apply`, { version: 1 })).json<{ backup: CoveragePlan }>();
    const before = await findLookouts();
    expect(codeOf(await send('dispatcher', 'POST', `/${mover.id}/apply`, { version: 1 }))).toEqual([409, 'unknown-lookout', 'body.definition.lookouts.1.lookoutId']);
    expect(await findLookouts()).toEqual(before);
    expect((await send('analyst', 'GET', `/${mover.id}`)).json()).toMatchObject({ appliedAt: null });
    expect((await send('analyst', 'GET', '')).json<CoveragePlan[]>().filter(({ isBackup }) => isBackup)).toHaveLength(1);
    await send('dispatcher', 'POST', `/${backup.id}/apply`, { version: 1 });
  });

  it('refuses another version than was read, and a plan that is not there', async () => {
    const created = await create();
    expect(codeOf(await send('dispatcher', 'POST', `/${created.id}/apply`, { version: 2 }))[1]).toBe('plan-changed');
    expect((await send('dispatcher', 'POST', '/2147483647/apply', { version: 1 })).statusCode).toBe(404);
  });

  it('puts up a post once, however often it is applied', async () => {
    const created = await create({ posts: [post({ position: SOUTH, name: '南门岗' })] });
    const first = (await send('dispatcher', 'POST', `/${created.id}/apply`, { version: 1 })).json<{ backup: CoveragePlan }>();
    const standing = await findLookouts();
    const second = (await send('dispatcher', 'POST', `/${created.id}/apply`, { version: 1 })).json<{ backup: CoveragePlan }>();
    expect(await findLookouts()).toEqual(standing);
    for (const { backup } of [second, first]) await send('dispatcher', 'POST', `/${backup.id}/apply`, { version: 1 });
    expect((await findLookouts()).some(({ properties }) => properties.name.zh === '南门岗')).toBe(false);
  });

  it('leaves the way back to those who make set-ups', async () => {
    const created = await create({ lookouts: [{ lookoutId: 1, detectionRangeMeters: 700 }] });
    const { backup } = (await send('dispatcher', 'POST', `/${created.id}/apply`, { version: 1 })).json<{ backup: CoveragePlan }>();
    expect(codeOf(await send('analyst', 'DELETE', `/${backup.id}`))[1]).toBe('backup-kept');
    await send('dispatcher', 'POST', `/${backup.id}/apply`, { version: 1 });
    expect((await send('dispatcher', 'DELETE', `/${backup.id}`)).statusCode).toBe(204);
    expect(await findAudit('coverage-plan.deleted')).toMatchObject({ subject: `coverage-plan:${backup.id}`, detail: { definition: backup.definition } });
  });

  it('keeps backups as they are', async () => {
    const created = await create({ lookouts: [{ lookoutId: 1, detectionRangeMeters: 700 }] });
    const { backup } = (await send('dispatcher', 'POST', `/${created.id}/apply`, { version: 1 })).json<{ backup: CoveragePlan }>();
    expect(codeOf(await send('analyst', 'PUT', `/${backup.id}`, { ...plan(), version: 1 }))[1]).toBe('backup-fixed');
    // A backup can be kept as a plan of its own: what it says passes the checks of a new one.
    expect((await send('analyst', 'POST', '', { name: '原样', note: '', definition: backup.definition })).statusCode).toBe(201);
    await send('dispatcher', 'POST', `/${backup.id}/apply`, { version: 1 });
    expect((await findLookouts())[0]!.properties.detectionRangeMeters).toBe(800);
  });

  it('cuts a long name so that its backup has room for the moment', () => {
    const name = nameBackup('长'.repeat(80), Date.UTC(2026, 10, 24, 4, 3), 'Asia/Shanghai');
    expect(name).toHaveLength(80);
    expect(name).toMatch(/^长+之前 2026-11-24 12:03$/);
  });
});
