import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import { CORE, createTestApp, type TestApp } from '../../support/create-test-app.ts';

let city: TestApp;
let mine: number;
let others: number;

beforeAll(async () => {
  city = await createTestApp();
  mine = (await city.createUnit({ deviceId: 'mine', branchId: 1 })).id;
  others = (await city.createUnit({ deviceId: 'others', branchId: 2 })).id;
  const query = `lat=${CORE[1]}&lon=${CORE[0]}&timestamp=${Math.round(Date.now() / 1_000)}`;
  for (const report of [`id=mine&${query}&batt=41`, `id=others&${query}&batt=7`]) {
    const response = await city.app.inject({ method: 'POST', url: `/ingest/osmand?${report}` });
    if (response.statusCode !== 200) throw new Error(response.body);
  }
});
afterAll(() => city.close());

const call = async (role: Role, method: 'GET' | 'POST', url: string, payload?: object) =>
  city.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie: await city.cookieOf(role) },
    ...(payload ? { payload } : {}),
  });

it('tells the charge of the units that an account sees', async () => {
  const all = (await call('dispatcher', 'GET', '/units/batteries')).json();
  expect(all).toEqual({ unitIds: [mine, others], percents: [41, 7] });
  expect((await call('branch-lead', 'GET', '/units/batteries')).json()).toEqual({ unitIds: [mine], percents: [41] });
  expect((await call('volunteer', 'GET', '/units/batteries')).statusCode).toBe(403);
});

it('hands out the wanted units that an account sees, and keeps in the audit log who took how many', async () => {
  const asked = { unitIds: [others, mine, 4_711] };
  const all = await call('dispatcher', 'POST', '/units/exports', asked);
  expect(all.json().features.map(({ id }: { id: number }) => id)).toEqual([mine, others]);
  const own = await call('branch-lead', 'POST', '/units/exports', asked);
  expect(own.json().features.map(({ id }: { id: number }) => id)).toEqual([mine]);
  expect((await call('volunteer', 'POST', '/units/exports', asked)).statusCode).toBe(403);
  const entries = (await call('administrator', 'GET', '/audit?limit=10')).json() as {
    action: string;
    username: string;
    detail: unknown;
  }[];
  expect(entries.filter(({ action }) => action === 'units.exported')).toMatchObject([
    { username: 'branch-lead', detail: { units: 1 } },
    { username: 'dispatcher', detail: { units: 2 } },
  ]);
});

it.each([[{ unitIds: [] }], [{ unitIds: ['one'] }], [{}]])('refuses an export of %j', async (payload) => {
  const response = await call('dispatcher', 'POST', '/units/exports', payload);
  expect(response.statusCode).toBe(400);
});
