import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../server/src/app.ts';
import { ConfigError, readConfig } from '../../../server/src/plugins/config.ts';
import { readJurisdictionFile } from '../../../server/src/seed/jurisdiction-file.ts';
import { SeedRefused } from '../../../server/src/seed/seed.ts';
import { TEST_PASSWORD, createTestApp } from '../../support/create-test-app.ts';
import { hashPassword } from '../../../server/src/plugins/passwords.ts';
import { testDatabaseUrl } from '../../support/test-database.ts';

/** A made-up city on the other side of the world. */
const BAY = {
  code: 'bay-1',
  name: { zh: '海湾城', en: 'Bay City' },
  association: { zh: '海湾城志愿者协会', en: 'Bay City Volunteers' },
  timeZone: 'America/Chicago',
  boundary: {
    type: 'Polygon',
    coordinates: [
      [
        [-95.6, 29.6],
        [-95.2, 29.6],
        [-95.2, 29.9],
        [-95.6, 29.9],
        [-95.6, 29.6],
      ],
    ],
  },
  places: [{ code: 'p1', name: { zh: '码头', en: 'Harbour' }, position: [-95.3, 29.7], confidence: 'high' }],
};
const INSIDE = [-95.4, 29.75];
const XINYI = [118.35, 34.37];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liaowang-jurisdiction-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const start = (path: string) =>
  buildApp(readConfig({ LOG_LEVEL: 'silent', JURISDICTION_FILE: path }, ['--no-demo']), testDatabaseUrl());

describe("a city of one's own", () => {
  let app: FastifyInstance;
  let cookie: string;

  beforeAll(async () => {
    const emptied = await createTestApp();
    await emptied.app.db.query(
      'TRUNCATE installation, jurisdictions, branches, stations, key_areas, lookouts, units, incidents, alerts, accounts, sessions CASCADE',
    );
    await emptied.close();
    // A mark at the beginning, as some editors write it.
    app = await start(await write('bay.json', `\uFEFF${JSON.stringify(BAY)}`));
    await app.db.query(
      `INSERT INTO accounts (username, name_zh, name_en, role, password_hash) VALUES ('officer', '甲', 'A', 'dispatcher', $1)`,
      [await hashPassword(TEST_PASSWORD)],
    );
    const session = await app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { username: 'officer', password: TEST_PASSWORD },
    });
    cookie = String(session.headers['set-cookie']).split(';')[0] ?? '';
  });
  afterAll(() => app.close());

  it('is what an empty database is planted with, its view worked out', async () => {
    const { center, zoom, ...rest } = (await app.inject({ url: '/api/v1/jurisdiction', headers: { cookie } })).json();
    expect(rest).toMatchObject({ code: 'bay-1', name: BAY.name, timeZone: 'America/Chicago' });
    expect(center[0]).toBeCloseTo(-95.4, 9);
    expect(center[1]).toBeCloseTo(29.75, 9);
    // 0.3° of latitude are a 1,040th of Mercator's world there; 480 px for them, 512 px the world at zoom 0.
    expect(zoom).toBe(Math.floor(Math.log2((480 * 1_040) / 512) * 10) / 10);
    expect((await app.inject({ url: '/api/v1/places', headers: { cookie } })).json()).toMatchObject([{ code: 'p1' }]);
    expect((await app.inject({ url: '/api/v1/basemap', headers: { cookie } })).json()).toEqual({
      schematic: { type: 'FeatureCollection', features: [] },
      neighbours: { type: 'FeatureCollection', features: [] },
    });
  });

  it('takes incidents inside it, and none of Xinyi', async () => {
    const report = (position: number[]) =>
      app.inject({
        method: 'POST',
        url: '/api/v1/incidents',
        headers: { cookie },
        payload: { category: 'theft', position },
      });
    expect((await report(INSIDE)).statusCode).toBe(201);
    expect((await report(XINYI)).json().error.code).toBe('outside-jurisdiction');
  });

  it('is the one that coverage is computed for', async () => {
    const { areas } = (await app.inject({ url: '/api/v1/coverage/figures', headers: { cookie } })).json();
    expect(areas).toHaveLength(1);
    // 0.4° × 0.3° at 29.75° on the ellipsoid.
    expect(areas[0].areaSquareMeters / 1e6).toBeCloseTo(1_286, -1);
  });

  it('stays: another one is refused in a sentence', async () => {
    await app.close();
    const refusal = await start(await write('other.json', { ...BAY, code: 'bay-2' })).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SeedRefused);
    expect((refusal as Error).message).toMatch(/belongs to the jurisdiction bay-1.*bay-2/);
  });
});

describe('a boundary', () => {
  const [ring] = BAY.boundary.coordinates;
  const feature = (geometry: unknown) => ({ type: 'Feature', properties: { name: 'x' }, geometry });
  const polygon = BAY.boundary;
  it.each<[string, unknown]>([
    ['with heights', { type: 'Polygon', coordinates: [ring!.map((place) => [...place, 12.5])] }],
    ['in a Feature', feature(polygon)],
    ['in a FeatureCollection', { type: 'FeatureCollection', features: [feature(polygon)] }],
    ['in a GeometryCollection', { type: 'GeometryCollection', geometries: [polygon] }],
    [
      'in a Feature of a GeometryCollection, with heights',
      feature({
        type: 'GeometryCollection',
        geometries: [{ type: 'Polygon', coordinates: [ring!.map((place) => [...place, 0])] }],
      }),
    ],
    ['whose ring is open', { type: 'Polygon', coordinates: [ring!.slice(0, -1)] }],
  ])('%s is the area in it', async (_how, boundary) => {
    expect((await readJurisdictionFile(await write('wrapped.json', { ...BAY, boundary }))).boundary).toEqual(polygon);
  });

  it('of several polygons is all of them', async () => {
    const other = {
      type: 'Polygon',
      coordinates: [
        [
          [-95, 29.6],
          [-94.9, 29.6],
          [-94.9, 29.7],
          [-95, 29.6],
        ],
      ],
    };
    const { boundary } = await readJurisdictionFile(
      await write('two.json', {
        ...BAY,
        boundary: { type: 'FeatureCollection', features: [feature(polygon), feature(other)] },
      }),
    );
    expect(boundary).toEqual({ type: 'MultiPolygon', coordinates: [polygon.coordinates, other.coordinates] });
  });

  it.each<[string, (text: string) => Buffer]>([
    ['UTF-8 with a mark', (text) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 with a mark', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 of the other order', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', (text) => Buffer.from(text, 'utf16le')],
  ])('comes in %s', async (_encoding, encode) => {
    const path = join(folder, 'encoded.json');
    await writeFile(path, encode(JSON.stringify(BAY)));
    expect((await readJurisdictionFile(path)).name.zh).toBe('海湾城');
  });
});

describe('a file that cannot be used', () => {
  const ring = (...coordinates: number[][]) => ({ ...BAY, boundary: { type: 'Polygon', coordinates: [coordinates] } });
  it.each([
    ['is no JSON', '{"code":', /is no JSON/],
    ['has no name', { ...BAY, name: undefined }, /name/],
    [
      'has a place off the world',
      { ...BAY, places: [{ ...BAY.places[0], position: [118, 134] }] },
      /places\.0\.position\.1/,
    ],
    ['has a setting of its own', { ...BAY, colour: 'red' }, /colour|additional/],
    ['has no time zone', { ...BAY, timeZone: 'Mars/Olympus' }, /timeZone "Mars\/Olympus"/],
    [
      'crosses itself',
      ring([0, 0], [0.2, 0.2], [0.2, 0], [0, 0.2], [0, 0]),
      /boundary crosses itself near 0\.1\d*, 0\.1/,
    ],
    ['encloses nothing', ring([0, 0], [0.1, 0.1], [0.2, 0.2], [0, 0]), /boundary encloses nothing/],
    ['is broken in a line', '{"code": "x",\n"name": {"zh": "x" "en": "x"}}', /is no JSON: line 2 is broken\.$/],
    ['is a list', [], /the whole of it must be an object in braces\.$/],
    ['has a name without Chinese', { ...BAY, name: { en: 'Bay' } }, /name\.zh is missing\.$/],
    ['has a zoom beyond any', { ...BAY, zoom: 40 }, /zoom must be 18 at most\.$/],
    [
      'has a boundary that is a line',
      {
        ...BAY,
        boundary: {
          type: 'LineString',
          coordinates: [
            [0, 0],
            [1, 1],
          ],
        },
      },
      /the boundary is a LineString, and must be a Polygon or MultiPolygon\.$/,
    ],
    [
      'has a boundary in metres',
      ring([500_000, 3_800_000], [510_000, 3_800_000], [510_000, 3_810_000], [500_000, 3_800_000]),
      /place 500000, 3800000, which is no longitude and latitude: export it in degrees/,
    ],
    [
      'has a boundary without a number',
      {
        ...BAY,
        boundary: {
          type: 'Polygon',
          coordinates: [
            [
              ['a', 'b'],
              [1, 1],
              [1, 0],
              [0, 0],
            ],
          ],
        },
      },
      /a place that is no number\.$/,
    ],
    [
      'has an empty collection for a boundary',
      { ...BAY, boundary: { type: 'FeatureCollection', features: [] } },
      /the boundary has no polygon\.$/,
    ],
    ['is a continent', ring([0, 0], [40, 0], [40, 40], [0, 40], [0, 0]), /more than 3 degrees/],
  ])('because it %s is refused in a sentence', async (_what, content, problem) => {
    const path = await write('broken.json', content);
    const refusal = await readJurisdictionFile(path).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ConfigError);
    expect((refusal as Error).message).toMatch(problem);
    expect((refusal as Error).message).toMatch(/^JURISDICTION_FILE=.* cannot be used: .+\.$/);
  });

  it('is told in no words of a parser', async () => {
    for (const [key, value] of Object.entries({
      code: 1,
      name: [],
      association: 'x',
      timeZone: 8,
      boundary: 'x',
      center: [1, 2, 3],
      zoom: 'near',
      places: [{}],
      basemap: 1,
      other: null,
    })) {
      const refusal = await readJurisdictionFile(await write('broken.json', { ...BAY, [key]: value })).catch(
        (error: unknown) => error,
      );
      expect((refusal as Error).message).toMatch(/^JURISDICTION_FILE=.* cannot be used: .+\.$/);
      expect((refusal as Error).message).not.toMatch(/schema|anyOf|JSON at|position \d|Unexpected|properties/);
    }
  });

  it('because it is not there is refused too', async () => {
    await expect(readJurisdictionFile(join(folder, 'gone.json'))).rejects.toThrow(/there is no such file/);
  });
});
