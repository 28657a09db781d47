import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { CORE, createTestApp, type TestApp } from '../../support/create-test-app.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

async function get<T>(path: string): Promise<T> {
  const response = await city.app.inject({
    url: `/api/v1/${path}`,
    headers: { cookie: await city.cookieOf('volunteer') },
  });
  expect(response.statusCode).toBe(200);
  return response.json() as T;
}

it('knows the city it serves', async () => {
  const jurisdiction = await get<{
    code: string;
    timeZone: string;
    boundary: { type: string; coordinates: unknown[] };
  }>('jurisdiction');
  expect(jurisdiction).toMatchObject({ timeZone: 'Asia/Shanghai', boundary: { type: 'MultiPolygon' } });
  expect((await get<unknown[]>('places')).length).toBeGreaterThan(0);
  expect(await get<object>('basemap')).toHaveProperty('schematic');
});

it('lists branches, stations and key areas', async () => {
  expect(await get<object[]>('branches')).toEqual([
    expect.objectContaining({ id: 1, stationCount: 0 }),
    expect.objectContaining({ id: 2 }),
  ]);
  expect(await get<object[]>('stations')).toEqual([]);
  const [area] = await get<Array<{ geometry: { coordinates: number[][][] } }>>('key-areas');
  expect(area?.geometry.coordinates[0]).toHaveLength(5);
});

it('tells the branch nearest to a place, and what lies inside the boundary', async () => {
  const { repository } = city.app.registry;
  expect(await repository.findNearestBranchId(CORE)).toBe(1);
  expect(await repository.contains(CORE)).toBe(true);
  expect(await repository.contains([119.5, 34.37])).toBe(false);
});

it('has every lookout, and whether it is on duty at an hour of the city', async () => {
  const { features } = await get<{ features: LookoutFeature[] }>('lookouts');
  expect(features.map((lookout) => [lookout.properties.number, lookout.properties.onDuty])).toEqual([
    [1, true],
    [2, false],
  ]);
  expect(features.map((lookout) => lookout.properties.noticeBoardInspectedOn)).toEqual(['2026-11-01', null]);
});

it('has lookouts whose duty runs past midnight, by the local clock', async () => {
  await city.app.db.query('UPDATE lookouts SET duty_start_minute = 1200, duty_end_minute = 360 WHERE number = 2');
  // Lookouts are read at the start.
  await city.restart();
  const onDutyAt = (hour: number) =>
    city.app.lookouts.at(Date.UTC(2026, 10, 23, hour - 8)).find((lookout) => lookout.properties.number === 2)
      ?.properties.onDuty;
  expect([19, 20, 23, 29, 30].map((hour) => onDutyAt(hour))).toEqual([false, true, true, true, false]);
});
