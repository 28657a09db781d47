import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

interface Ground {
  code: string;
  squareKilometers: number | null;
  holdsSeat: boolean | null;
}

async function findGrounds(): Promise<Ground[]> {
  const { rows } = await city.app.db.query<Ground>(
    'SELECT code, ST_Area(area::geography) / 1e6 AS "squareKilometers", ST_Covers(area, position) AS "holdsSeat" FROM branches ORDER BY code',
  );
  return rows;
}
async function findCityArea(): Promise<number> {
  return (
    await city.app.db.query<{ area: number }>('SELECT ST_Area(boundary::geography) / 1e6 AS area FROM jurisdictions')
  ).rows[0]!.area;
}
/** Ground that two branches both have, km². */
async function findOverlap(): Promise<number> {
  const { rows } = await city.app.db.query<{ area: number }>(
    'SELECT coalesce(sum(ST_Area(ST_Intersection(a.area, b.area)::geography)), 0) / 1e6 AS area FROM branches a JOIN branches b ON a.id < b.id',
  );
  return rows[0]!.area;
}
async function makeBranches(seats: ReadonlyArray<readonly [code: string, lng: number, lat: number]>): Promise<void> {
  await city.app.db.query('TRUNCATE branches CASCADE');
  for (const [code, lng, lat] of seats) {
    await city.app.db.query(
      'INSERT INTO branches (code, name_zh, name_en, position) VALUES ($1, $1, $1, ST_SetSRID(ST_MakePoint($2, $3), 4326))',
      [code, lng, lat],
    );
  }
  await city.app.db.transaction((client) => city.app.registry.repository.fillBranchAreas(client));
}

it('branches get the whole city at start, each the ground around its seat', async () => {
  const grounds = await findGrounds();
  expect(grounds.map(({ holdsSeat }) => holdsSeat)).toEqual([true, true]);
  const sum = grounds.reduce((total, { squareKilometers }) => total + squareKilometers!, 0);
  expect(Math.abs(sum / (await findCityArea()) - 1)).toBeLessThan(1e-3);
  expect(await findOverlap()).toBeLessThan(0.01);
  expect(city.app.registry.branchAreas.map(({ branchId }) => branchId)).toEqual([1, 2]);
});

it('every place belongs to the branch whose seat is nearest on the ground', async () => {
  await makeBranches([
    ['a', 118.2, 34.3],
    ['b', 118.35, 34.4],
    ['c', 118.5, 34.25],
    ['d', 118.3, 34.15],
  ]);
  const { rows } = await city.app.db.query<{ wrong: number; tried: number }>(
    `WITH places AS (
       SELECT (ST_Dump(ST_GeneratePoints(boundary, 400, 7))).geom AS place FROM jurisdictions
     ), nearest AS (
       SELECT place, (SELECT id FROM branches ORDER BY ST_Distance(position::geography, place::geography) LIMIT 1) AS id,
              (SELECT ST_Distance(position::geography, place::geography) FROM branches ORDER BY 1 LIMIT 1) AS near,
              (SELECT ST_Distance(position::geography, place::geography) FROM branches ORDER BY 1 OFFSET 1 LIMIT 1) AS next FROM places
     )
     SELECT count(*)::int AS tried, count(*) FILTER (WHERE NOT ST_Covers(b.area, place))::int AS wrong
     FROM nearest n JOIN branches b ON b.id = n.id
     -- Too near the border to call.
     WHERE next - near > 100`,
  );
  expect(rows[0]!.tried).toBeGreaterThan(350);
  expect(rows[0]!.wrong).toBe(0);
});

it('branches with one seat share its ground; a branch alone has the whole city', async () => {
  await makeBranches([
    ['a', 118.35, 34.37],
    ['b', 118.35, 34.37],
    ['c', 118.33, 34.14],
  ]);
  const [a, b, c] = await findGrounds();
  expect(a!.squareKilometers).toBeCloseTo(b!.squareKilometers!, 6);
  expect((a!.squareKilometers! + c!.squareKilometers!) / (await findCityArea())).toBeCloseTo(1, 4);
  await makeBranches([
    ['a', 118.35, 34.37],
    ['b', 118.35, 34.37],
  ]);
  for (const { squareKilometers } of await findGrounds())
    expect(squareKilometers! / (await findCityArea())).toBeCloseTo(1, 4);
});

it('ground that a city has given stays, and the others share the rest', async () => {
  await makeBranches([
    ['a', 118.35, 34.37],
    ['b', 118.33, 34.14],
  ]);
  await city.app.db.query(
    `UPDATE branches SET area = CASE code WHEN 'a' THEN ST_Multi(ST_SetSRID(ST_MakeEnvelope(118.3, 34.3, 118.4, 34.4), 4326)) END, area_is_generated = false`,
  );
  await city.app.db.transaction((client) => city.app.registry.repository.fillBranchAreas(client));
  const [a, b] = await findGrounds();
  expect(a!.squareKilometers).toBeGreaterThan(100);
  expect(a!.squareKilometers).toBeLessThan(104);
  expect((a!.squareKilometers! + b!.squareKilometers!) / (await findCityArea())).toBeCloseTo(1, 4);
});

it('a seat outside the city may be left without ground, and breaks nothing', async () => {
  await makeBranches([
    ['a', 118.35, 34.37],
    ['b', 118.36, 34.37],
    ['z', 130, 40],
  ]);
  const grounds = await findGrounds();
  expect(grounds.find(({ code }) => code === 'z')!.squareKilometers).toBeNull();
  expect(grounds.find(({ code }) => code === 'a')!.holdsSeat).toBe(true);
});

it('a branch that is added later gets its part of what others were given, and ground of its own stays', async () => {
  await makeBranches([['a', 118.2, 34.3]]);
  expect((await findGrounds())[0]!.squareKilometers! / (await findCityArea())).toBeCloseTo(1, 3);
  await city.app.db.query(
    `INSERT INTO branches (code, name_zh, name_en, position, area) SELECT 'b', 'b', 'b', ST_SetSRID(ST_MakePoint(118.5, 34.25), 4326), ST_Multi(ST_MakeEnvelope(118.48, 34.23, 118.52, 34.27, 4326))`,
  );
  await city.app.db.query(
    `INSERT INTO branches (code, name_zh, name_en, position) VALUES ('c', 'c', 'c', ST_SetSRID(ST_MakePoint(118.35, 34.4), 4326))`,
  );
  await city.app.db.transaction((client) => city.app.registry.repository.fillBranchAreas(client));
  const [a, b, c] = await findGrounds();
  expect([a, b, c].map((ground) => ground!.holdsSeat)).toEqual([true, true, true]);
  expect(a!.squareKilometers! + b!.squareKilometers! + c!.squareKilometers!).toBeCloseTo(await findCityArea(), 0);
  expect(b!.squareKilometers).toBeCloseTo(0.04 * 92.0 * 0.04 * 110.9, 0);
});
