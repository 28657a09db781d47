import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Hotspots } from '@liaowang/shared/schemas/hotspot';
import { CORE, createTestApp, type TestApp } from '../../support/create-test-app.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
beforeEach(async () => {
  await city.app.db.query('TRUNCATE incidents');
  city.app.hotspots.forget();
});
afterAll(() => city.close());

/** `count` incidents on a sunflower of ~`spreadDegrees` around a place, `daysAgo` days ago. */
async function plant(
  count: number,
  [lng, lat]: readonly [number, number],
  more: { source?: string; category?: string; daysAgo?: number; spreadDegrees?: number } = {},
): Promise<void> {
  const { source = 'reported', category = 'theft', daysAgo = 1, spreadDegrees = 0.002 } = more;
  await city.app.db.query(
    `INSERT INTO incidents (category, severity, source, status, description, branch_id, position, occurred_at, reported_at)
     SELECT $1, 'low', $2, 'open', '', 1, ST_SetSRID(ST_MakePoint($3 + $5 * sqrt(i / $6::float8) * cos(i * 2.4), $4 + $5 * sqrt(i / $6::float8) * sin(i * 2.4)), 4326),
            now() - make_interval(days => $7), now()
     FROM generate_series(1, $6::int) AS i`,
    [category, source, lng, lat, spreadDegrees, count, daysAgo],
  );
}

async function find(query = ''): Promise<Hotspots> {
  const response = await city.app.inject({
    url: `/api/v1/hotspots${query}`,
    headers: { cookie: await city.cookieOf('analyst') },
  });
  expect(response.statusCode).toBe(200);
  return response.json() as Hotspots;
}

/** Even-odd rule over the outer rings. */
function contains(geometry: Hotspots['features'][number]['geometry'], [lng, lat]: readonly [number, number]): boolean {
  let inside = false;
  for (const [ring] of geometry.coordinates) {
    ring!.forEach(([x1, y1], i) => {
      const [x2, y2] = ring![(i + 1) % ring!.length]!;
      if (y1 > lat !== y2 > lat && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
    });
  }
  return inside;
}

describe('high-incident zones', () => {
  it('are not drawn of too few incidents', async () => {
    await plant(3, CORE);
    const { features, surface, tooFew, method } = await find();
    expect(features).toEqual([]);
    expect(surface).toBeNull();
    expect(tooFew).toMatchObject({ found: 3 });
    expect(tooFew!.needed).toBeGreaterThan(3);
    expect(method.incidentCount).toBe(3);
  });

  it('hold the centre of a planted cluster, and not a place far from it', async () => {
    await plant(200, CORE);
    await plant(40, [118.2, 34.2], { spreadDegrees: 0.15 });
    const { features, surface, tooFew, method } = await find();
    expect(tooFew).toBeNull();
    expect(method).toMatchObject({
      name: 'kernel-density',
      kernel: 'quartic',
      bandwidthMeters: 500,
      source: 'reported',
      category: null,
      incidentCount: 240,
    });
    expect(features[0]!.properties.rank).toBe(1);
    expect(contains(features[0]!.geometry, CORE)).toBe(true);
    expect(contains(features[0]!.geometry, [118.5, 34.1])).toBe(false);
    expect(features[0]!.properties.incidentCount).toBeLessThanOrEqual(240);
    const bytes = Buffer.from(surface!.values, 'base64');
    expect(bytes).toHaveLength(surface!.columns * surface!.rows);
    expect(bytes.includes(255)).toBe(true);
  });

  it('are of what people reported, unless asked otherwise', async () => {
    await plant(60, CORE, { source: 'found' });
    await plant(50, CORE, { category: 'noise' });
    expect((await find()).method.incidentCount).toBe(50);
    expect((await find('?source=found')).method.incidentCount).toBe(60);
    expect((await find('?source=any')).method.incidentCount).toBe(110);
    expect((await find('?source=any&category=noise')).method.incidentCount).toBe(50);
  });

  it('are of the window that is asked for', async () => {
    await plant(50, CORE, { daysAgo: 10 });
    expect((await find('?windowDays=7')).method.incidentCount).toBe(0);
    expect((await find('?windowDays=14')).method.incidentCount).toBe(50);
  });

  it('know of an incident as soon as it is reported', async () => {
    await plant(50, CORE);
    expect((await find()).method.incidentCount).toBe(50);
    await city.app.inject({
      method: 'POST',
      url: '/api/v1/incidents',
      headers: { cookie: await city.cookieOf('dispatcher') },
      payload: { category: 'theft', position: CORE },
    });
    expect((await find()).method.incidentCount).toBe(51);
  });

  it.each([
    ['?windowDays=0', 'querystring.windowDays'],
    ['?bandwidthMeters=1', 'querystring.bandwidthMeters'],
    ['?source=rumour', 'querystring.source'],
    ['?category=rumour', 'querystring.category'],
    ['?kernel=gauss', 'querystring.kernel'],
  ])('refuse %s with the field at fault', async (query, field) => {
    const response = await city.app.inject({
      url: `/api/v1/hotspots${query}`,
      headers: { cookie: await city.cookieOf('analyst') },
    });
    expect([response.statusCode, response.json().error.field]).toEqual([400, field]);
  });
});
