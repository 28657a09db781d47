import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { NameReading } from '@liaowang/shared/schemas/registry';
import { plantDemoStreets } from '../../../server/src/demo/streets.ts';
import { CORE, createTestApp, type TestApp } from '../../support/create-test-app.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

async function get<T>(path: string, role: Role = 'volunteer'): Promise<T> {
  const response = await city.app.inject({ url: `/api/v1/${path}`, headers: { cookie: await city.cookieOf(role) } });
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
  expect(await get<object[]>('branches', 'analyst')).toEqual([
    expect.objectContaining({ id: 1, stationCount: 0 }),
    expect.objectContaining({ id: 2 }),
  ]);
  // Who is confined to a branch sees that.
  expect(await get<object[]>('branches')).toEqual([expect.objectContaining({ id: 1 })]);
  expect(await get<object[]>('stations')).toEqual([]);
  const [area] = await get<Array<{ geometry: { coordinates: number[][][] } }>>('key-areas');
  expect(area?.geometry.coordinates[0]).toHaveLength(5);
});

it('lists the streets, lanes without a name among them, and plants those of the demo once', async () => {
  const { db } = city.app;
  await db.query(
    `INSERT INTO roads (name_zh, name_en, road_class, lines) VALUES
       ('钟吾路', 'Zhongwu Road', 'main', ST_GeomFromText('MULTILINESTRING((118.3 34.3, 118.4 34.3), (118.41 34.3, 118.5 34.3000049))', 4326)),
       ('', '', 'street', ST_GeomFromText('MULTILINESTRING((118.3 34.3, 118.3 34.4))', 4326))`,
  );
  const roads = await get<object[]>('roads');
  expect(roads).toMatchObject([
    {
      name: { zh: '钟吾路', en: 'Zhongwu Road' },
      roadClass: 'main',
      lines: [
        [
          [118.3, 34.3],
          [118.4, 34.3],
        ],
        [
          [118.41, 34.3],
          [118.5, 34.3],
        ],
      ],
    },
    { name: null, roadClass: 'street' },
  ]);
  await plantDemoStreets(db);
  expect(await get('roads')).toEqual(roads);
  await db.query('DELETE FROM roads');
  await plantDemoStreets(db);
  const planted = await get<object[]>('roads');
  expect(planted.length).toBeGreaterThan(300);
  await plantDemoStreets(db);
  expect(await get<object[]>('roads')).toHaveLength(planted.length);
});

it('reads names of places, and of kinds of units, but of no single unit', async () => {
  const { db } = city.app;
  for (const n of [1, 2, 3])
    await city.createUnit({ deviceId: `bus-${n}`, kind: 'bus', branchId: 1, name: `公交 00${n}` });
  for (const n of [1, 2, 3])
    await city.createUnit({ deviceId: `taxi-${n}`, kind: 'taxi', branchId: 2, name: `出租 00${n}` });
  await city.createUnit({ deviceId: 'one', kind: 'foot', branchId: 1, name: '王家庄 001' });
  await db.query(
    `INSERT INTO roads (name_zh, name_en, road_class, lines) SELECT name, '', 'street', ST_GeomFromText('MULTILINESTRING((118.3 34.3, 118.4 34.3))', 4326)
     FROM unnest(ARRAY['重庆路', '重庆路', '吕梁路', '']) AS name`,
  );
  const readings = await get<NameReading[]>('names/readings', 'dispatcher');
  const of = (name: string) => readings.filter((reading) => reading.name === name);
  expect(of('重庆路')).toEqual([{ name: '重庆路', pinyin: 'chongqinglu', initials: 'cql' }]);
  expect(of('吕梁路')).toEqual([{ name: '吕梁路', pinyin: 'lvlianglu', initials: 'lll' }]);
  expect(of('公交')).toEqual([{ name: '公交', pinyin: 'gongjiao', initials: 'gj' }]);
  expect(of('出租')).toHaveLength(1);
  expect(readings.filter(({ name }) => name === '' || name.includes('王家庄'))).toEqual([]);
  // Who sees no units learns of none; who sees those of one branch, of those.
  const namesFor = async (role: Role) => (await get<NameReading[]>('names/readings', role)).map(({ name }) => name);
  const ofUnits = (names: string[]) => names.filter((name) => name === '公交' || name === '出租');
  expect(ofUnits(await namesFor('volunteer'))).toEqual([]);
  expect(ofUnits(await namesFor('branch-lead'))).toEqual(['公交']);
  expect(await namesFor('volunteer')).toContain('重庆路');
});

it('tells the branch on whose ground a place lies, and what lies inside the boundary', async () => {
  const { repository } = city.app.registry;
  expect(await repository.findBranchOfPlace(CORE)).toBe(1);
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
