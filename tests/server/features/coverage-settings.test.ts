import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { AreaCoverage, CoverageFigures } from '@liaowang/shared/schemas/coverage';
import { DEFAULT_COVERAGE_SETTINGS, type CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import { DAY_SETTINGS, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { connectViewer } from '../../support/viewer.ts';

const ALWAYS_NIGHT: CoverageSettings = { ...DEFAULT_COVERAGE_SETTINGS, nightStartMinute: 0, nightEndMinute: 1440 };
const observersOf = (settings: CoverageSettings, change: Partial<CoverageSettings['observers']>): CoverageSettings => ({
  ...settings,
  observers: { ...settings.observers, ...change },
});

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());
beforeEach(() => put(DAY_SETTINGS));

async function put(settings: object, role: Role = 'dispatcher') {
  return city.app.inject({
    method: 'PUT',
    url: '/api/v1/coverage/settings',
    headers: { cookie: await city.cookieOf(role) },
    payload: settings,
  });
}
async function get<T>(url: string): Promise<T> {
  return (await city.app.inject({ url, headers: { cookie: await city.cookieOf('dispatcher') } })).json() as T;
}
const findArea = async (areaId: string): Promise<AreaCoverage> =>
  (await get<CoverageFigures>('/api/v1/coverage/figures')).areas.find((area) => area.areaId === areaId)!;

describe('coverage settings', () => {
  it('are the defaults until somebody changes them; the change is stored, told and audited', async () => {
    await city.app.db.query('DELETE FROM coverage_settings');
    await city.app.coverageSettings.reload();
    expect(await get('/api/v1/coverage/settings')).toEqual(DEFAULT_COVERAGE_SETTINGS);
    const viewer = await connectViewer(city.address, await city.cookieOf('branch-lead'));
    const changed = { ...DAY_SETTINGS, minGapSquareMeters: 5_000 };
    const response = await put(changed);
    expect([response.statusCode, response.json()]).toEqual([200, changed]);
    expect(await viewer.next('coverage-settings:changed')).toEqual(changed);
    viewer.disconnect();
    const { rows } = await city.app.db.query('SELECT settings FROM coverage_settings');
    expect(rows).toEqual([{ settings: changed }]);
    const audit = await city.app.db.query(
      `SELECT detail FROM audit_entries WHERE action = 'coverage-settings.changed' ORDER BY id DESC LIMIT 1`,
    );
    expect(audit.rows[0].detail).toEqual({ before: DEFAULT_COVERAGE_SETTINGS, after: changed });
  });

  it.each(['analyst', 'police-liaison', 'branch-lead', 'volunteer'] as const)(
    'are not for the role %s to change',
    async (role) => {
      expect((await put(DAY_SETTINGS, role)).statusCode).toBe(403);
    },
  );

  it.each([
    [
      'a factor of 0',
      observersOf(DAY_SETTINGS, { foot: { counts: true, rangeMeters: null, nightFactor: 0 } }),
      'body.observers.foot.nightFactor',
    ],
    ['no demand', { ...DAY_SETTINGS, demand: undefined }, 'body.demand'],
    [
      'a kind of its own',
      { ...DAY_SETTINGS, observers: { ...DAY_SETTINGS.observers, drone: DAY_SETTINGS.observers.foot } },
      'body.observers.drone',
    ],
    ['a minute after midnight', { ...DAY_SETTINGS, nightStartMinute: 1441 }, 'body.nightStartMinute'],
  ])('with %s are refused, naming the field', async (_what, settings, field) => {
    const response = await put(settings);
    expect([response.statusCode, response.json().error]).toMatchObject([400, { code: 'invalid-input', field }]);
    expect(city.app.coverageSettings.current).toEqual(DAY_SETTINGS);
  });

  it('that were stored by a version that knew others give way to the defaults', async () => {
    await city.app.db.query(`UPDATE coverage_settings SET settings = '{"nightStartMinute": 5}'`);
    await city.app.coverageSettings.reload();
    expect(city.app.coverageSettings.current).toEqual(DEFAULT_COVERAGE_SETTINGS);
  });

  it('written inside a transaction hold only once it is committed and they are read again', async () => {
    const { coverageSettings, db } = city.app;
    const changed = { ...DAY_SETTINGS, minGapSquareMeters: 7_000 };
    await db
      .transaction(async (client) => {
        await coverageSettings.update(changed, 1, client);
        throw new Error('changed my mind');
      })
      .catch(() => undefined);
    await coverageSettings.reload();
    expect(coverageSettings.current).toEqual(DAY_SETTINGS);
    await db.transaction((client) => coverageSettings.update(changed, 1, client));
    expect(coverageSettings.current).toEqual(DAY_SETTINGS);
    await coverageSettings.reload();
    expect(coverageSettings.current).toEqual(changed);
  });
});

describe('who counts', () => {
  it('is a setting: without lookouts nothing is seen', async () => {
    expect((await findArea('key-area:1')).share).toBeGreaterThan(0.2);
    await put(observersOf(DAY_SETTINGS, { lookout: { counts: false, rangeMeters: null, nightFactor: 1 } }));
    const figures = await get<CoverageFigures>('/api/v1/coverage/figures');
    expect(figures.observers).toEqual({ lookouts: 0, units: 0 });
    expect(figures.keyAreaShare).toBe(0);
  });

  it('sees as far as the kind does, or as far as each does itself', async () => {
    const own = await findArea('jurisdiction');
    // Lookout 1 stands far from the boundary: its whole disk is inside.
    expect(own.observedAreaSquareMeters / (Math.PI * 800 ** 2)).toBeCloseTo(1, 4);
    await put(observersOf(DAY_SETTINGS, { lookout: { counts: true, rangeMeters: 500, nightFactor: 1 } }));
    expect((await findArea('jurisdiction')).observedAreaSquareMeters / (Math.PI * 500 ** 2)).toBeCloseTo(1, 4);
  });

  it('sees less far at night', async () => {
    await put(ALWAYS_NIGHT);
    const figures = await get<CoverageFigures>('/api/v1/coverage/figures');
    expect(figures.isNight).toBe(true);
    const { lookout } = DEFAULT_COVERAGE_SETTINGS.observers;
    const night = figures.areas[0]!.observedAreaSquareMeters;
    expect(night / (Math.PI * (800 * lookout.nightFactor) ** 2)).toBeCloseTo(1, 4);
    await put(DAY_SETTINGS);
    expect((await get<CoverageFigures>('/api/v1/coverage/figures')).isNight).toBe(false);
  });
});
