import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { AreaCoverage, CoverageFigures, DemandPoints } from '@liaowang/shared/schemas/coverage';
import type { DemandSettings } from '@liaowang/shared/schemas/coverage-settings';
import { sumToCells } from '../../../server/src/features/coverage/demand.service.ts';
import { DAY_SETTINGS, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { waitFor } from '../../support/wait-for.ts';

/** In the disk of lookout 1, and in the key area beyond it. */
const SEEN: [number, number] = [118.346, 34.366];
const UNSEEN: [number, number] = [118.359, 34.379];
/** On the ground of branch 2. */
const FAR: [number, number] = [118.3351, 34.16];

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
  await insertIncident({ severity: 'high', position: SEEN });
  await insertIncident({ severity: 'medium', position: UNSEEN });
  await insertIncident({ severity: 'critical', position: UNSEEN, status: 'withdrawn' });
  await insertIncident({ severity: 'critical', position: UNSEEN, source: 'found' });
  await insertIncident({ severity: 'critical', position: UNSEEN, daysAgo: 29 });
  await insertIncident({ severity: 'low', category: 'noise', position: FAR });
  await city.app.db.query(
    `INSERT INTO household_points (position, households) VALUES (ST_SetSRID(ST_MakePoint(${SEEN.join()}), 4326), 30), (ST_SetSRID(ST_MakePoint(${UNSEEN.join()}), 4326), 90),
       (ST_SetSRID(ST_MakePoint(${FAR.join()}), 4326), 500)`,
  );
  // What was planted behind the server's back is read with the next change.
  city.app.bus.emit('coverage-settings.changed', DAY_SETTINGS);
  await waitFor('demand', async () => (await findArea('key-area:1')).households > 0);
});
afterAll(() => city.close());

async function insertIncident({
  severity,
  position,
  category = 'theft',
  source = 'reported',
  status = 'closed',
  daysAgo = 1,
}: {
  severity: string;
  position: [number, number];
  category?: string;
  source?: string;
  status?: string;
  daysAgo?: number;
}): Promise<void> {
  await city.app.db.query(
    `INSERT INTO incidents (category, severity, source, status, description, position, occurred_at, reported_at)
     VALUES ($1, $2, $3, $4, '', ST_SetSRID(ST_MakePoint($5, $6), 4326), now() - $7 * interval '1 day', now())`,
    [category, severity, source, status, ...position, daysAgo],
  );
}
async function get<T>(url: string, role: Role = 'dispatcher'): Promise<T> {
  const response = await city.app.inject({ url, headers: { cookie: await city.cookieOf(role) } });
  expect([response.statusCode, response.body.slice(0, 200)]).toMatchObject([200, expect.anything()]);
  return response.json() as T;
}
const findArea = async (areaId: string): Promise<AreaCoverage> =>
  (await get<CoverageFigures>('/api/v1/coverage/figures')).areas.find((area) => area.areaId === areaId)!;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const demandUnder = (settings: Partial<DemandSettings>): string =>
  `/api/v1/coverage/demand?settings=${encodeURIComponent(JSON.stringify({ ...DAY_SETTINGS.demand, ...settings }))}`;

describe('shares of demand', () => {
  it('weigh incidents that people reported within the window, and households', async () => {
    // High weighs 3, medium 2, low 1; the withdrawn, the found and the old one nothing.
    const { incidentWeight, incidentShare, households, householdShare } = await findArea('key-area:1');
    expect({ incidentWeight, households }).toEqual({ incidentWeight: 5, households: 120 });
    expect(incidentShare).toBeCloseTo(3 / 5, 12);
    expect(householdShare).toBeCloseTo(30 / 120, 12);
    const whole = await findArea('jurisdiction');
    expect([whole.incidentWeight, whole.households]).toEqual([6, 620]);
    expect(whole.incidentShare).toBeCloseTo(3 / 6, 12);
    expect(await findArea('branch:2')).toMatchObject({
      incidentWeight: 1,
      incidentShare: 0,
      households: 500,
      householdShare: 0,
    });
  });

  it('follow an incident as it is reported', async () => {
    const response = await city.app.inject({
      method: 'POST',
      url: '/api/v1/incidents',
      headers: { cookie: await city.cookieOf('dispatcher') },
      payload: { category: 'theft', severity: 'critical', position: UNSEEN },
    });
    expect(response.statusCode).toBe(201);
    const area = await waitFor('the new incident', async () => {
      const now = await findArea('key-area:1');
      return now.incidentWeight === 9 && now;
    });
    expect(area.incidentShare).toBeCloseTo(3 / 9, 12);
    const { incidentId } = response.json().properties;
    await city.app.inject({
      method: 'DELETE',
      url: `/api/v1/incidents/${incidentId}`,
      headers: { cookie: await city.cookieOf('dispatcher') },
    });
    await waitFor('its withdrawal', async () => (await findArea('key-area:1')).incidentWeight === 5);
  });

  it('follow the settings; an area without demand has no share', async () => {
    await city.app.coverageSettings.update(
      { ...DAY_SETTINGS, demand: { ...DAY_SETTINGS.demand, categories: ['noise'] } },
      1,
    );
    const area = await waitFor('other demand', async () => {
      const now = await findArea('key-area:1');
      return now.incidentWeight === 0 && now;
    });
    expect(area.incidentShare).toBeNull();
    expect(area.householdShare).toBeCloseTo(0.25, 12);
    await city.app.coverageSettings.update(DAY_SETTINGS, 1);
    await waitFor('the old demand', async () => (await findArea('key-area:1')).incidentWeight === 5);
  });
});

describe('GET /coverage/demand', () => {
  it('sums to cells under the stored settings', async () => {
    const demand = await get<DemandPoints>('/api/v1/coverage/demand');
    expect(demand).toMatchObject({ cellMeters: 100, incidentCount: 3, settings: DAY_SETTINGS.demand });
    expect([demand.lngs.length, sum(demand.incidentWeights), sum(demand.households)]).toEqual([3, 6, 620]);
    expect(Date.parse(demand.to) - Date.parse(demand.from)).toBe(28 * 86_400_000);
  });

  it.each([
    ['any source', { source: 'any' }, 10],
    ['one category', { categories: ['noise'] }, 1],
    ['a longer window', { windowDays: 60 }, 10],
    ['other weights', { severityWeights: { low: 0, medium: 0, high: 7.5, critical: 0 } }, 7.5],
  ] as const)('answers for %s', async (_what, settings, weight) => {
    expect(sum((await get<DemandPoints>(demandUnder(settings as Partial<DemandSettings>))).incidentWeights)).toBe(
      weight,
    );
  });

  it('shows a branch what is on its own ground', async () => {
    const demand = await get<DemandPoints>('/api/v1/coverage/demand', 'branch-lead');
    expect([sum(demand.incidentWeights), sum(demand.households)]).toEqual([5, 120]);
  });

  it.each([
    'not json',
    '{}',
    JSON.stringify({ ...DAY_SETTINGS.demand, windowDays: 0 }),
    JSON.stringify({ ...DAY_SETTINGS.demand, extra: 1 }),
  ])('refuses settings that do not fit: %s', async (settings) => {
    const response = await city.app.inject({
      url: `/api/v1/coverage/demand?settings=${encodeURIComponent(settings)}`,
      headers: { cookie: await city.cookieOf('dispatcher') },
    });
    expect([response.statusCode, response.json().error]).toMatchObject([
      400,
      { code: 'invalid-input', field: 'querystring.settings' },
    ]);
  });
});

it('places in one cell become one, within half a diagonal of where they are', () => {
  const cells = sumToCells(
    {
      lngs: [118.35, 118.3500001, 118.36],
      lats: [34.37, 34.3700001, 34.37],
      incidentWeights: [1, 2, 0],
      households: [0, 3, 4],
    },
    [118.35, 34.36],
    100,
  );
  expect(cells.incidentWeights).toEqual([3, 0]);
  expect(cells.households).toEqual([3, 4]);
  expect(Math.hypot((cells.lngs[0]! - 118.35) * 92_000, (cells.lats[0]! - 34.37) * 111_000)).toBeLessThan(71);
});
