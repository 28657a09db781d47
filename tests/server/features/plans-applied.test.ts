import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CoveragePlan } from '@liaowang/shared/schemas/coverage-plan';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { nameBackup } from '../../../server/src/features/plans/plans.service.ts';
import { SOUTH, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { createPlansClient, plan, post } from '../../support/plans-client.ts';
import { connectViewer } from '../../support/viewer.ts';
import { waitFor } from '../../support/wait-for.ts';

let city: TestApp;
const { send, create, findLookouts, findSettings, findAudit, codeOf } = createPlansClient(() => city);

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('DELETE FROM coverage_plans'));

/** What comes back is as it was, but not the same version of it. */
const withoutVersions = (lookouts: readonly LookoutFeature[]) =>
  lookouts.map(({ properties: { version: _version, ...properties }, ...lookout }) => ({ ...lookout, properties }));

describe('making a plan the set-up', () => {
  it('moves, removes and puts up lookouts, changes who counts, and its backup brings everything back', async () => {
    const before = await findLookouts();
    const settingsBefore = await findSettings();
    const viewer = await connectViewer(city.address, await city.cookieOf('branch-lead'));
    const seen: LookoutFeature[][] = [];
    viewer.socket.on('lookouts:changed', (lookouts) => seen.push(lookouts));

    const created = await create({
      lookouts: [
        { lookoutId: 1, position: [118.352, 34.372], detectionRangeMeters: 650 },
        { lookoutId: 2, removed: true },
      ],
      posts: [post({ position: SOUTH })],
      withoutKinds: ['bus'],
    });
    const response = await send('dispatcher', 'POST', `/${created.id}/apply`, { version: 1 });
    expect(response.statusCode).toBe(200);
    const { plan: applied, backup } = response.json<{ plan: CoveragePlan; backup: CoveragePlan }>();
    expect(applied).toMatchObject({ id: created.id, appliedAt: expect.any(String) });
    expect(backup).toMatchObject({ isBackup: true, createdBy: { zh: 'dispatcher' } });
    expect(backup.name).toMatch(/^早班方案之前 \d{4}-\d\d-\d\d \d\d:\d\d$/);

    const after = await findLookouts();
    expect(after.map(({ properties }) => [properties.lookoutId, properties.number])).toEqual([
      [1, 1],
      [3, 3],
    ]);
    expect(after[0]).toMatchObject({
      geometry: { coordinates: [118.352, 34.372] },
      properties: { detectionRangeMeters: 650, name: { zh: '人民广场' }, noticeBoardInspectedOn: '2026-11-01' },
    });
    // Nearer to the seat of branch 2.
    expect(after[1]).toMatchObject({
      geometry: { coordinates: SOUTH },
      properties: {
        name: { zh: '东门临时岗', en: '东门临时岗' },
        branchId: 2,
        dutyStartMinute: 480,
        dutyEndMinute: 1080,
      },
    });
    expect(await findSettings()).toEqual({
      ...settingsBefore,
      observers: { ...settingsBefore.observers, bus: { ...settingsBefore.observers.bus, counts: false } },
    });
    await waitFor(
      'the list without the removed lookout',
      () =>
        seen
          .at(-1)
          ?.map(({ id }) => id)
          .join() === '1,3',
    );
    expect(await findAudit('coverage-plan.applied')).toEqual({
      subject: `coverage-plan:${created.id}`,
      detail: { name: '早班方案', backupId: backup.id, lookouts: 2, posts: 1, settings: true },
    });

    const restored = await send('dispatcher', 'POST', `/${backup.id}/apply`, { version: 1 });
    expect(restored.json().backup.name).toMatch(/^恢复之前 \d{4}-/);
    expect(withoutVersions(await findLookouts())).toEqual(withoutVersions(before));
    expect(await findSettings()).toEqual(settingsBefore);
    await waitFor(
      'the old list',
      () =>
        seen
          .at(-1)
          ?.map(({ id }) => id)
          .join() === '1,2',
    );
    viewer.disconnect();
  });

  it('leaves everything as it was when a lookout of it no longer stands', async () => {
    const remover = await create({ lookouts: [{ lookoutId: 2, removed: true }] }, '撤一个');
    const mover = await create(
      {
        lookouts: [
          { lookoutId: 1, detectionRangeMeters: 123 },
          { lookoutId: 2, detectionRangeMeters: 300 },
        ],
        posts: [post()],
      },
      '动两个',
    );
    const { backup } = (await send('dispatcher', 'POST', `/${remover.id}/apply`, { version: 1 })).json<{
      backup: CoveragePlan;
    }>();
    const before = await findLookouts();
    expect(codeOf(await send('dispatcher', 'POST', `/${mover.id}/apply`, { version: 1 }))).toEqual([
      409,
      'unknown-lookout',
      'body.definition.lookouts.1.lookoutId',
    ]);
    expect(withoutVersions(await findLookouts())).toEqual(withoutVersions(before));
    expect((await send('analyst', 'GET', `/${mover.id}`)).json()).toMatchObject({ appliedAt: null });
    expect((await send('analyst', 'GET', '')).json<CoveragePlan[]>().filter(({ isBackup }) => isBackup)).toHaveLength(
      1,
    );
    await send('dispatcher', 'POST', `/${backup.id}/apply`, { version: 1 });
  });

  it('refuses another version than was read, and a plan that is not there', async () => {
    const created = await create();
    expect(codeOf(await send('dispatcher', 'POST', `/${created.id}/apply`, { version: 2 }))[1]).toBe('plan-changed');
    expect((await send('dispatcher', 'POST', '/2147483647/apply', { version: 1 })).statusCode).toBe(404);
  });

  it('puts up a post once, however often it is applied', async () => {
    const created = await create({ posts: [post({ position: SOUTH, name: '南门岗' })] });
    const first = (await send('dispatcher', 'POST', `/${created.id}/apply`, { version: 1 })).json<{
      backup: CoveragePlan;
    }>();
    const standing = await findLookouts();
    const second = (await send('dispatcher', 'POST', `/${created.id}/apply`, { version: 1 })).json<{
      backup: CoveragePlan;
    }>();
    expect(await findLookouts()).toEqual(standing);
    for (const { backup } of [second, first]) await send('dispatcher', 'POST', `/${backup.id}/apply`, { version: 1 });
    expect((await findLookouts()).some(({ properties }) => properties.name.zh === '南门岗')).toBe(false);
  });

  it('leaves the way back to those who make set-ups', async () => {
    const created = await create({ lookouts: [{ lookoutId: 1, detectionRangeMeters: 700 }] });
    const { backup } = (await send('dispatcher', 'POST', `/${created.id}/apply`, { version: 1 })).json<{
      backup: CoveragePlan;
    }>();
    expect(codeOf(await send('analyst', 'DELETE', `/${backup.id}`))[1]).toBe('backup-kept');
    await send('dispatcher', 'POST', `/${backup.id}/apply`, { version: 1 });
    expect((await send('dispatcher', 'DELETE', `/${backup.id}`)).statusCode).toBe(204);
    expect(await findAudit('coverage-plan.deleted')).toMatchObject({
      subject: `coverage-plan:${backup.id}`,
      detail: { definition: backup.definition },
    });
  });

  it('keeps backups as they are', async () => {
    const created = await create({ lookouts: [{ lookoutId: 1, detectionRangeMeters: 700 }] });
    const { backup } = (await send('dispatcher', 'POST', `/${created.id}/apply`, { version: 1 })).json<{
      backup: CoveragePlan;
    }>();
    expect(codeOf(await send('analyst', 'PUT', `/${backup.id}`, { ...plan(), version: 1 }))[1]).toBe('backup-fixed');
    // A backup can be kept as a plan of its own: what it says passes the checks of a new one.
    expect(
      (await send('analyst', 'POST', '', { name: '原样', note: '', definition: backup.definition })).statusCode,
    ).toBe(201);
    await send('dispatcher', 'POST', `/${backup.id}/apply`, { version: 1 });
    expect((await findLookouts())[0]!.properties.detectionRangeMeters).toBe(800);
  });

  it('cuts a long name so that its backup has room for the moment', () => {
    const name = nameBackup('长'.repeat(80), Date.UTC(2026, 10, 24, 4, 3), 'Asia/Shanghai');
    expect(name).toHaveLength(80);
    expect(name).toMatch(/^长+之前 2026-11-24 12:03$/);
  });
});
