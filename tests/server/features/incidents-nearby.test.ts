import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { NearbyIncidents } from '@liaowang/shared/schemas/incident';
import { CORE, createTestApp, type TestApp } from '../../support/create-test-app.ts';

const DAY_MS = 86_400_000;
/** A degree of latitude at the core, on the ellipsoid. */
const METERS_PER_DEGREE = 110_930;

let city: TestApp;
const ids: Record<string, number> = {};

const call = async (role: Role, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
  city.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie: await city.cookieOf(role) },
    ...(payload ? { payload } : {}),
  });

async function report(name: string, role: Role, metersNorth: number, daysAgo: number): Promise<void> {
  const position = [CORE[0], CORE[1] + metersNorth / METERS_PER_DEGREE];
  const occurredAt = new Date(Date.now() - daysAgo * DAY_MS).toISOString();
  ids[name] = (await call(role, 'POST', '/incidents', { category: 'theft', position, occurredAt })).json().id;
}

beforeAll(async () => {
  city = await createTestApp();
  await report('here', 'dispatcher', 0, 0.1);
  await report('edge', 'dispatcher', 199, 27.9);
  await report('outside', 'dispatcher', 201, 1);
  await report('old', 'dispatcher', 10, 28.1);
  await report('withdrawn', 'dispatcher', 10, 1);
  await call('dispatcher', 'DELETE', `/incidents/${ids['withdrawn']}`);
  await city.app.db.query('UPDATE incidents SET branch_id = 2 WHERE id = $1', [ids['edge']]);
});
afterAll(() => city.close());

const near = async (role: Role, more = ''): Promise<NearbyIncidents> =>
  (await call(role, 'GET', `/incidents/nearby?lng=${CORE[0]}&lat=${CORE[1]}${more}`)).json();
const idsOf = ({ incidents }: NearbyIncidents) => incidents.map(({ incident }) => incident.id);

it('are those within 200 m in 28 days, newest first, with how far each is', async () => {
  const found = await near('dispatcher');
  expect(idsOf(found)).toEqual([ids['here'], ids['edge']]);
  expect(found.total).toBe(2);
  expect(found.incidents[0]!.distanceMeters).toBeCloseTo(0, 3);
  expect(Math.abs(found.incidents[1]!.distanceMeters - 199)).toBeLessThan(0.5);
});

it('reach as far and as long ago as was asked, and say how many there are beyond the list', async () => {
  expect(idsOf(await near('dispatcher', '&radiusMeters=300&days=40'))).toEqual([
    ids['here'],
    ids['outside'],
    ids['edge'],
    ids['old'],
  ]);
  const first = await near('dispatcher', '&limit=1');
  expect(idsOf(first)).toEqual([ids['here']]);
  expect(first.total).toBe(2);
});

it("are those of the account's own branch", async () => {
  expect(idsOf(await near('volunteer'))).toEqual([ids['here']]);
});

it.each(['&radiusMeters=0', '&radiusMeters=3000', '&days=0', '&days=1.5', '&lng=181'])('refuses %s', async (more) => {
  const response = await call('dispatcher', 'GET', `/incidents/nearby?lat=34&lng=118${more}`);
  expect(response.statusCode).toBe(400);
});
