import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { INCIDENT_BYTES, packCategories, unpackIncidents } from '@liaowang/shared/contract/incident-columns';
import type { Role } from '@liaowang/shared/schemas/account';
import { INCIDENT_CATEGORIES, INCIDENT_SEVERITIES, INCIDENT_SOURCES } from '@liaowang/shared/schemas/incident';
import { createIncidentColumnsRepository } from '../../../server/src/features/hotspots/incident-columns.repository.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
beforeEach(() => city.app.db.query('TRUNCATE incidents RESTART IDENTITY'));
afterAll(() => city.close());

async function ask(query = '', role: Role = 'analyst', headers: Record<string, string> = {}) {
  return city.app.inject({
    url: `/api/v1/hotspots/incidents${query}`,
    headers: { cookie: await city.cookieOf(role), ...headers },
  });
}
async function read(query = '') {
  const response = await ask(query);
  expect(response.statusCode).toBe(200);
  return unpackIncidents(response.rawPayload);
}

interface Planted {
  lng: number;
  lat: number;
  at: string;
  category?: string;
  severity?: string;
  source?: string;
  status?: string;
}
async function plant(incidents: readonly Planted[]): Promise<void> {
  for (const {
    lng,
    lat,
    at,
    category = 'theft',
    severity = 'low',
    source = 'reported',
    status = 'open',
  } of incidents) {
    await city.app.db.query(
      `INSERT INTO incidents (category, severity, source, status, description, branch_id, position, occurred_at, reported_at)
       VALUES ($1, $2, $3, $4, '不该外传', 1, ST_SetSRID(ST_MakePoint($5, $6), 4326), $7, now())`,
      [category, severity, source, status, lng, lat, at],
    );
  }
}
/** A minute apart, up to now. */
async function plantMany(count: number): Promise<void> {
  await city.app.db.query(
    `INSERT INTO incidents (category, severity, source, status, description, branch_id, position, occurred_at, reported_at)
     SELECT 'noise', 'medium', 'reported', 'closed', '', 1, ST_SetSRID(ST_MakePoint(118.3 + (i % 1000) * 1e-4, 34.3 + (i / 1000) * 1e-4), 4326), now() - make_interval(mins => i), now()
     FROM generate_series(1, $1::int) AS i`,
    [count],
  );
}

describe('incidents as columns', () => {
  it('say of each incident what an analysis needs, in order of time, and not a word of it', async () => {
    const rows = [
      {
        lng: 118.3512345,
        lat: 34.3754321,
        at: '2026-11-02T03:04:05.678Z',
        category: 'fire-hazard',
        severity: 'critical',
        source: 'found',
      },
      { lng: -118.1, lat: -34.2, at: '1969-12-31T23:59:58Z', category: 'dispute', severity: 'low' },
      { lng: 118.4, lat: 34.1, at: '2026-11-01T00:00:00+08:00', category: 'other', severity: 'high' },
    ];
    await plant(rows);
    const response = await ask();
    expect(response.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'cache-control': 'no-store',
      'x-incidents-left-out': '0',
    });
    expect(response.headers).toMatchObject({
      'x-incidents-first': '1969-12-31T23:59:58.000Z',
      'x-incidents-last': '2026-11-02T03:04:05.678Z',
    });
    expect(response.rawPayload.includes('不该外传')).toBe(false);
    const columns = unpackIncidents(response.rawPayload);
    expect([...columns.ids]).toEqual([2, 3, 1]);
    const inOrder = [rows[1]!, rows[2]!, rows[0]!];
    expect([...columns.lngs]).toEqual(inOrder.map(({ lng }) => lng));
    expect([...columns.lats]).toEqual(inOrder.map(({ lat }) => lat));
    // Whole seconds.
    expect([...columns.timesMs]).toEqual(inOrder.map(({ at }) => Math.floor(Date.parse(at) / 1_000) * 1_000));
    expect([...columns.categories].map((index) => INCIDENT_CATEGORIES[index])).toEqual([
      'dispute',
      'other',
      'fire-hazard',
    ]);
    expect([...columns.severities].map((index) => INCIDENT_SEVERITIES[index])).toEqual(['low', 'high', 'critical']);
    expect([...columns.sources].map((index) => INCIDENT_SOURCES[index])).toEqual(['reported', 'reported', 'found']);
  });

  it('say how exactly the time is known, and how long the interval is', async () => {
    const at = ['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z', '2026-11-03T00:00:00Z', '2026-11-04T00:00:00Z'];
    await plant(at.map((from) => ({ lng: 118.3, lat: 34.3, at: from })));
    await city.app.db.query(
      `UPDATE incidents SET time_precision = CASE id WHEN 1 THEN 'month' WHEN 2 THEN 'day' ELSE 'minute' END, occurred_until = CASE id WHEN 3 THEN occurred_at + interval '90 minutes 1 second' WHEN 4 THEN occurred_at + interval '5000 years' END`,
    );
    const columns = await read();
    expect([...columns.precisions]).toEqual([2, 1, 0, 0]);
    expect([...columns.spansMinutes]).toEqual([
      0,
      0,
      91,
      Math.min(2 ** 30 - 1, Math.ceil((Date.parse('+007026-11-04T00:00:00Z') - Date.parse(at[3]!)) / 60_000)),
    ]);
  });

  it('know every category, severity and source', async () => {
    for (const [n, category] of INCIDENT_CATEGORIES.entries()) {
      await plant([
        {
          lng: 118.3,
          lat: 34.3,
          at: `2026-10-${10 + n}T00:00:00Z`,
          category,
          severity: INCIDENT_SEVERITIES[n % 4]!,
          source: INCIDENT_SOURCES[n % 2]!,
        },
      ]);
    }
    const columns = await read();
    expect([...columns.categories]).toEqual(INCIDENT_CATEGORIES.map((_, n) => n));
    expect([...columns.severities]).toEqual(INCIDENT_CATEGORIES.map((_, n) => n % 4));
    expect([...columns.sources]).toEqual(INCIDENT_CATEGORIES.map((_, n) => n % 2));
  });

  it('at the same moment are in the order of their ids, wherever a page ends', async () => {
    await plant(
      ['00.900', '00.100', '00.100', '00.100', '00.100', '01.000'].map((at) => ({
        lng: 1,
        lat: 1,
        at: `2026-11-01T00:00:${at}Z`,
      })),
    );
    for (const pageIncidents of [1, 2, 3, 6, 7]) {
      const { packed } = await createIncidentColumnsRepository(city.app.db, { pageIncidents }).findPacked(null, null);
      expect([...unpackIncidents(packed).ids]).toEqual([2, 3, 4, 5, 1, 6]);
    }
  });

  it('are those of the half-open window, without the withdrawn ones', async () => {
    await plant([
      { lng: 118.3, lat: 34.3, at: '2026-11-01T00:00:00Z' },
      { lng: 118.3, lat: 34.3, at: '2026-11-02T00:00:00Z' },
      { lng: 118.3, lat: 34.3, at: '2026-11-02T12:00:00Z', status: 'withdrawn' },
      { lng: 118.3, lat: 34.3, at: '2026-11-03T00:00:00Z' },
    ]);
    expect([...(await read()).ids]).toEqual([1, 2, 4]);
    expect([...(await read('?from=2026-11-02T00:00:00Z')).ids]).toEqual([2, 4]);
    expect([...(await read('?from=2026-11-02T08:00:00%2B08:00&to=2026-11-03T00:00:00Z')).ids]).toEqual([2]);
    expect([...(await read('?to=2026-11-01T00:00:00Z')).ids]).toEqual([]);
  });

  it('are none, told without a first and a last, where there are none', async () => {
    const response = await ask();
    expect([
      response.statusCode,
      unpackIncidents(response.rawPayload).ids.length,
      response.headers['x-incidents-left-out'],
      response.headers['x-incidents-first'],
    ]).toEqual([200, 0, '0', undefined]);
  });

  it('beyond the limit are the newest, and how many older ones there are is told', async () => {
    await plantMany(50);
    const { packed, leftOut } = await createIncidentColumnsRepository(city.app.db, {
      maxIncidents: 20,
      pageIncidents: 8,
    }).findPacked(null, null);
    expect(leftOut).toBe(30);
    // Number 1 is a minute old.
    expect([...unpackIncidents(packed).ids]).toEqual(Array.from({ length: 20 }, (_, n) => 20 - n));
  });

  it('come in pages that fit together, and compressed to whoever takes that', async () => {
    await plantMany(45_000);
    const response = await ask('', 'analyst', { 'accept-encoding': 'gzip' });
    expect(response.headers['content-encoding']).toBe('gzip');
    const packed = gunzipSync(response.rawPayload);
    const { ids, timesMs, categoryNodes } = unpackIncidents(packed);
    expect(packed).toHaveLength(packCategories(categoryNodes).length + 45_000 * INCIDENT_BYTES);
    expect(ids.every((id, n) => id === 45_000 - n)).toBe(true);
    expect(timesMs.every((atMs, n) => n === 0 || atMs > timesMs[n - 1]!)).toBe(true);
  });

  it.each<[Role, number]>([
    ['administrator', 200],
    ['dispatcher', 200],
    ['police-liaison', 200],
    ['branch-lead', 403],
    ['volunteer', 403],
  ])('answer the role %s with %i', async (role, status) => {
    expect((await ask('', role)).statusCode).toBe(status);
  });

  it.each([
    ['?from=yesterday', 'invalid-input', 'querystring.from'],
    ['?from=2026-11-02T00:00:00Z&to=2026-11-02T00:00:00Z', 'empty-window', 'querystring.to'],
    ['?limit=5', 'invalid-input', 'querystring.limit'],
  ])('refuse %s', async (query, code, field) => {
    const response = await ask(query);
    expect([response.statusCode, response.json().error]).toMatchObject([400, { code, field }]);
  });
});

describe('zones of the server', () => {
  const filter = {
    from: new Date(Date.now() - 40 * 86_400_000).toISOString(),
    to: new Date().toISOString(),
    hours: null,
    weekdays: null,
    categories: null,
    severities: null,
    source: 'reported',
  };
  const method = { kind: 'dbscan', epsMeters: 60, minPoints: 5 };

  async function find(payload: object, role: Role = 'analyst') {
    return city.app.inject({
      method: 'POST',
      url: '/api/v1/hotspots/zones',
      headers: { cookie: await city.cookieOf(role) },
      payload,
    });
  }

  it('are those of the incidents that the filter lets through', async () => {
    const spot = (n: number, more: Partial<Planted> = {}): Planted => ({
      lng: 118.35 + (n % 3) * 1e-4,
      lat: 34.37 + (n % 2) * 1e-4,
      at: new Date(Date.now() - (n + 1) * 3_600_000).toISOString(),
      ...more,
    });
    await plant(Array.from({ length: 12 }, (_, n) => spot(n)));
    await plant(Array.from({ length: 9 }, (_, n) => spot(n, { lng: 118.2, category: 'noise' })));
    await plant(Array.from({ length: 9 }, (_, n) => spot(n, { lat: 34.2, source: 'found' })));
    const all = await find({ filter, method });
    expect(all.statusCode).toBe(200);
    expect(all.json()).toMatchObject({ incidentCount: 21, heldCount: 21, warning: null });
    expect(all.json().zones).toHaveLength(2);
    expect(all.json()).not.toHaveProperty('cells');
    const thefts = (await find({ filter: { ...filter, categories: ['theft'] }, method })).json();
    expect(thefts).toMatchObject({
      incidentCount: 12,
      zones: [{ rank: 1, incidentCount: 12, evidence: { kind: 'dbscan' } }],
    });
    expect((await find({ filter: { ...filter, categories: ['theft'] }, method })).json()).toEqual(thefts);
  });

  it('are those of local Moran with its clusters, and say when it can tell nothing', async () => {
    const moran = {
      kind: 'local-moran',
      shape: 'square',
      cellMeters: 500,
      bandMeters: 1_200,
      maxQ: 0.05,
      permutations: 99_999,
    };
    await plant(
      Array.from({ length: 80 }, (_, n) => ({
        lng: 118.36 + (n % 5) * 0.0054,
        lat: 34.38 + (Math.floor(n / 5) % 4) * 0.0045,
        at: new Date(Date.now() - (n + 1) * 3_600_000).toISOString(),
      })),
    );
    const found = (await find({ filter, method: moran })).json();
    expect(found.zones.length).toBeGreaterThan(0);
    for (const { evidence } of found.zones)
      expect(evidence).toMatchObject({
        kind: 'local-moran',
        cluster: expect.stringMatching(/^high-(high|low)$/),
        permutations: 99_999,
      });
    expect((await find({ filter: { ...filter, categories: ['fraud'] }, method: moran })).json()).toMatchObject({
      zones: [],
      warning: { code: 'too-few-events' },
    });
    expect((await find({ filter, method: { ...moran, permutations: 12 } })).statusCode).toBe(400);
  });

  it('refuse what would take more cells than there is room for, in the words of the method', async () => {
    const response = await find({
      filter,
      method: { kind: 'gi-star', shape: 'hexagon', cellMeters: 25, bandMeters: 20_000, maxQ: 0.05 },
    });
    expect([response.statusCode, response.json().error]).toMatchObject([
      400,
      { code: 'zones-too-costly', field: 'body.method', reason: expect.stringMatching(/cellMeters \d+ works$/) },
    ]);
  });

  it('refuse a window that ends before it begins, an unknown method, and who may not see hotspots', async () => {
    expect((await find({ filter: { ...filter, to: filter.from }, method })).json().error).toMatchObject({
      code: 'empty-window',
      field: 'body.filter.to',
    });
    expect((await find({ filter, method: { kind: 'astrology' } })).statusCode).toBe(400);
    expect((await find({ filter, method }, 'branch-lead')).statusCode).toBe(403);
  });
});
