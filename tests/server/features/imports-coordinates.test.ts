import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import proj4 from 'proj4';
import type { ImportMapping, IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { findCoordinateSystem } from '../../../server/src/features/imports/readers/coordinate-systems/coordinate-systems.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { createImportClient } from '../../support/import-client.ts';
import { packShapefile } from '../../support/incident-files.ts';

let city: TestApp;
let client: ReturnType<typeof createImportClient>;
let places: Array<[number, number]>;
beforeAll(async () => {
  city = await createTestApp();
  client = createImportClient(city);
  const { rows } = await city.app.db.query<{ lng: number; lat: number }>(
    'SELECT ST_X(q) AS lng, ST_Y(q) AS lat FROM jurisdictions, LATERAL (SELECT (ST_Dump(ST_GeneratePoints(boundary, 400, 5))).geom AS q) y',
  );
  places = rows.map(({ lng, lat }) => [lng, lat]);
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('TRUNCATE incidents, incident_imports, incident_import_rows CASCADE'));

const TWO: Array<[number, number]> = [
  [118.3493, 34.3646],
  [118.36, 34.3555],
];
const time = (i: number) => `2024-05-${String((i % 28) + 1).padStart(2, '0')} ${String(i % 24).padStart(2, '0')}:05`;
const project = (epsg: number, place: readonly [number, number]) =>
  proj4(findCoordinateSystem(epsg)!.definition).forward([...place]) as [number, number];
const table = (
  header: string,
  of: ReadonlyArray<readonly [number, number]>,
  write: (place: readonly [number, number]) => string,
) => `${header}\n${of.map((place, i) => `${time(i)},${write(place)}`).join('\n')}\n`;
const stored = async () =>
  (
    await city.app.db.query<{ lng: number; lat: number }>(
      'SELECT ST_X(position) AS lng, ST_Y(position) AS lat FROM incidents ORDER BY occurred_at, id',
    )
  ).rows.map(({ lng, lat }) => [lng, lat] as const);
/** How far the stored places lie from the two, metres. */
async function errorMeters(): Promise<number> {
  const found = await stored();
  expect(found).toHaveLength(2);
  return Math.max(
    ...found.map(([lng, lat], i) => Math.hypot((lng - TWO[i]![0]) * 92_000, (lat - TWO[i]![1]) * 111_000)),
  );
}
const eastFirst = (epsg: number) => (place: readonly [number, number]) =>
  project(epsg, place)
    .map((metres) => metres.toFixed(2))
    .join(',');
const northFirst = (epsg: number) => (place: readonly [number, number]) =>
  project(epsg, place)
    .toReversed()
    .map((metres) => metres.toFixed(2))
    .join(',');
const grouped = (metres: number) => `"${metres.toLocaleString('en-US', { maximumFractionDigits: 2 })}"`;

describe('a table in metres is read in the right system by itself', () => {
  it.each<[string, string, (place: readonly [number, number]) => string, Partial<ImportMapping>]>([
    [
      'CGCS2000 with the zone before Y',
      '案发时间,X坐标,Y坐标',
      northFirst(4_527),
      { lng: 'Y坐标', lat: 'X坐标', coordinateSystem: 4_527 },
    ],
    [
      'CGCS2000 without a zone',
      '案发时间,X坐标,Y坐标',
      northFirst(4_548),
      { lng: 'Y坐标', lat: 'X坐标', coordinateSystem: 4_548 },
    ],
    [
      'named east and north',
      '案发时间,东坐标,北坐标',
      eastFirst(4_527),
      { lng: '东坐标', lat: '北坐标', coordinateSystem: 4_527 },
    ],
    [
      'named across and along',
      '案发时间,纵坐标,横坐标',
      northFirst(4_548),
      { lng: '横坐标', lat: '纵坐标', coordinateSystem: 4_548 },
    ],
    ['six degrees, zone 20', '案发时间,x,y', northFirst(4_498), { lng: 'y', lat: 'x', coordinateSystem: 4_498 }],
    ['the zone next door', '案发时间,X,Y', northFirst(4_528), { lng: 'Y', lat: 'X', coordinateSystem: 4_528 }],
    [
      'CGCS2000 in a Chinese table whose axes have letters',
      '案发时间,X,Y',
      eastFirst(4_548),
      { lng: 'X', lat: 'Y', coordinateSystem: 4_548 },
    ],
    [
      'UTM by its words',
      'time,easting,northing',
      eastFirst(32_650),
      { lng: 'easting', lat: 'northing', coordinateSystem: 32_650 },
    ],
    [
      'UTM as programs name it',
      'date,POINT_X,POINT_Y',
      eastFirst(32_650),
      { lng: 'POINT_X', lat: 'POINT_Y', coordinateSystem: 32_650 },
    ],
    ['Web Mercator', 'date,x,y', eastFirst(3_857), { lng: 'x', lat: 'y', coordinateSystem: 3_857 }],
    [
      'Web Mercator, its numbers swapped',
      'date,x,y',
      northFirst(3_857),
      { lng: 'y', lat: 'x', coordinateSystem: 3_857 },
    ],
    [
      'easting and northing the wrong way round',
      'time,easting,northing',
      northFirst(32_650),
      { lng: 'northing', lat: 'easting', coordinateSystem: 32_650 },
    ],
    [
      'thousands apart, and the unit',
      '案发时间,X坐标(米),Y坐标(米)',
      (place) => project(4_527, place).toReversed().map(grouped).join(','),
      { lng: 'Y坐标(米)', lat: 'X坐标(米)', coordinateSystem: 4_527 },
    ],
    [
      'metres in columns called longitude and latitude',
      '案发时间,经度,纬度',
      eastFirst(4_527),
      { lng: '经度', lat: '纬度', coordinateSystem: 4_527 },
    ],
    ["Xi'an 1980 by name", '案发时间,西安80X,西安80Y', northFirst(2_363), { coordinateSystem: 2_363 }],
  ])('%s', async (_what, header, write, expected) => {
    const { mapping, check } = await client.importFile('a.csv', table(header, TWO, write));
    expect(mapping).toMatchObject(expected);
    expect(check).toMatchObject({ rows: 2, importable: 2, problems: {} });
    expect(await errorMeters()).toBeLessThan(1);
    expect(check.advice.includes('shift-unknown')).toBe(expected.coordinateSystem === 2_363);
  });

  it('in one column, by words or by plain pairs', async () => {
    const gk = (place: readonly [number, number]) => `"SRID=4548;POINT(${project(4_548, place).join(' ')})"`;
    const first = await client.importFile('a.csv', table('date,geom', TWO, gk));
    expect(first.mapping).toMatchObject({ lng: null, place: 'geom', coordinateSystem: 4_548, placeOrder: 'lng-lat' });
    expect(await errorMeters()).toBeLessThan(0.2);
    await city.app.db.query('TRUNCATE incidents CASCADE');
    const pairs = await client.importFile(
      'b.csv',
      table('案发时间,坐标', TWO, (place) => `"${project(4_527, place).toReversed().join('，')}"`),
    );
    expect(pairs.mapping).toMatchObject({ place: '坐标', coordinateSystem: 4_527, placeOrder: 'lat-lng' });
    expect(await errorMeters()).toBeLessThan(0.2);
  });
});

describe('a place in degrees in one column', () => {
  it.each<[string, string, (place: readonly [number, number]) => string, Partial<ImportMapping>]>([
    ['well-known text', 'geom', ([lng, lat]) => `POINT (${lng} ${lat})`, { placeOrder: 'lng-lat' }],
    [
      'well-known text with a height',
      'the_geom',
      ([lng, lat]) => `SRID=4326;POINT Z(${lng} ${lat} 31.5)`,
      { placeOrder: 'lng-lat' },
    ],
    [
      'well-known text with the latitude first',
      'geom',
      ([lng, lat]) => `POINT(${lat} ${lng})`,
      { placeOrder: 'lat-lng' },
    ],
    [
      'a pair in brackets, the latitude first',
      'Location',
      ([lng, lat]) => `"(${lat}, ${lng})"`,
      { placeOrder: 'lat-lng' },
    ],
    [
      'a pair behind an address',
      'Location',
      ([lng, lat]) => `"12 Main St\nTown (${lat}, ${lng})"`,
      { placeOrder: 'lat-lng' },
    ],
    ['a pair with a Chinese comma', '经纬度', ([lng, lat]) => `${lng}，${lat}`, { placeOrder: 'lng-lat' }],
    [
      'GeoJSON',
      'geometry',
      ([lng, lat]) => `"{""type"":""Point"",""coordinates"":[${lng},${lat}]}"`,
      { placeOrder: 'lng-lat' },
    ],
    [
      'names and numbers',
      'location',
      ([lng, lat]) => `"{'latitude': '${lat}', 'longitude': '${lng}'}"`,
      { placeOrder: 'lng-lat' },
    ],
    ['a list', 'geo_point_2d', ([lng, lat]) => `"[${lng}, ${lat}]"`, { placeOrder: 'lng-lat' }],
  ])('%s', async (_what, column, write, expected) => {
    const { mapping, check } = await client.importFile('a.csv', table(`date,${column}`, TWO, write));
    expect(mapping).toMatchObject({ lng: null, lat: null, place: column, coordinateSystem: null, ...expected });
    expect(check).toMatchObject({ rows: 2, importable: 2, problems: {} });
    expect(await errorMeters()).toBeLessThan(0.2);
  });
});

describe('the datum', () => {
  /** The two as maps in these datums draw them. */
  const SHIFTED = {
    GCJ02: ['118.354965,34.363510', '118.365681,34.354423'],
    BD09: ['118.361506,34.369423', '118.372275,34.360168'],
  };
  it.each<[string, string, 'GCJ02' | 'BD09', Partial<ImportMapping>]>([
    ['its columns', 'gcj02_lng,gcj02_lat', 'GCJ02', { datum: 'gcj02' }],
    ['the map they come from', '高德经度,高德纬度', 'GCJ02', { datum: 'gcj02' }],
    ["Baidu's columns", 'bd09_lng,bd09_lat', 'BD09', { datum: 'bd09' }],
    ['the map in one column', '百度坐标', 'BD09', { place: '百度坐标', datum: 'bd09' }],
  ])('is the one that a file says by %s', async (_what, columns, datum, expected) => {
    const write = (place: readonly [number, number]) => {
      const numbers = SHIFTED[datum][place === TWO[0] ? 0 : 1]!;
      return columns.includes(',') ? numbers : `"${numbers}"`;
    };
    const { mapping } = await client.importFile('a.csv', table(`案发时间,${columns}`, TWO, write));
    expect(mapping).toMatchObject(expected);
    expect(await errorMeters()).toBeLessThan(2);
  });
});

describe('a file with geometry', () => {
  const collection = (of: Array<[number, number]>, crs: object | null) =>
    JSON.stringify({
      type: 'FeatureCollection',
      ...(crs && { crs }),
      features: of.map((coordinates, i) => ({
        type: 'Feature',
        properties: { date: time(i) },
        geometry: { type: 'Point', coordinates },
      })),
    });
  const named = (name: string) => ({ type: 'name', properties: { name } });
  it.each<[string, number, object | null, Partial<ImportMapping>]>([
    ['that says Web Mercator', 3_857, named('urn:ogc:def:crs:EPSG::3857'), { coordinateSystem: 3_857 }],
    ['that says it as Google did', 3_857, named('EPSG:900913'), { coordinateSystem: 3_857 }],
    ['that says CGCS2000', 4_527, named('urn:ogc:def:crs:EPSG::4527'), { coordinateSystem: 4_527 }],
    ["that says Xi'an 1980", 2_384, named('EPSG:2384'), { coordinateSystem: 2_384 }],
    ['that says nothing', 3_857, null, { coordinateSystem: 3_857 }],
  ])('%s', async (_what, epsg, crs, expected) => {
    const { mapping, check } = await client.importFile(
      'a.geojson',
      collection(
        TWO.map((place) => project(epsg, place)),
        crs,
      ),
    );
    expect(mapping).toMatchObject({ lng: null, lat: null, ...expected });
    expect(check.importable).toBe(2);
    expect(await errorMeters()).toBeLessThan(0.2);
  });

  it('is read as it says where an older page says nothing of systems', async () => {
    const { importId } = (
      await client.upload(
        'a.geojson',
        collection(
          TWO.map((place) => project(3_857, place)),
          named('EPSG:3857'),
        ),
      )
    ).json() as IncidentImport;
    const {
      coordinateSystem: _system,
      placeOrder: _order,
      place: _place,
      ...older
    } = (await client.preview(importId)).guess;
    expect((await client.check(importId, older)).check).toMatchObject({ importable: 2 });
  });

  it('in degrees is left as it is, and turned where its numbers are', async () => {
    const plain = await client.importFile('a.geojson', collection(TWO, named('urn:ogc:def:crs:OGC:1.3:CRS84')));
    expect(plain.mapping).toMatchObject({ coordinateSystem: null, placeOrder: null, datum: 'wgs84' });
    expect((await client.checkFile('b.geojson', collection(TWO, named('EPSG:4490')))).mapping).toMatchObject({
      coordinateSystem: null,
      datum: 'cgcs2000',
    });
    const turned = await client.checkFile(
      'c.geojson',
      collection(
        TWO.map(([lng, lat]) => [lat, lng]),
        null,
      ),
    );
    expect(turned.mapping.placeOrder).toBe('lat-lng');
    expect(turned.check.problems).toEqual({ 'already-imported': 2 });
  });

  it('of a shapefile goes by its .prj, in our systems and in others', async () => {
    const records = (epsg: string, of: Array<[number, number]>) =>
      of.map(([x, y], i): Parameters<typeof packShapefile>[0][number] => [
        x,
        y,
        { DATE: Buffer.from(time(i)), KIND: Buffer.from(epsg) },
      ]);
    const prj = (easting: number) =>
      `PROJCS["a plane",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${easting}.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;
    const known = await client.importFile(
      'a.zip',
      packShapefile(
        records(
          'theft',
          TWO.map((place) => project(4_527, place)),
        ),
        { 'incidents.prj': prj(39_500_000) },
      ),
    );
    expect(known.mapping).toMatchObject({ coordinateSystem: 4_527 });
    expect(await errorMeters()).toBeLessThan(0.2);
    const ofTheCity = await client.checkFile(
      'b.zip',
      packShapefile(
        records(
          'theft',
          TWO.map((place) => {
            const [x, y] = project(4_548, place);
            return [x - 460_000, y];
          }),
        ),
        { 'incidents.prj': prj(40_000) },
      ),
    );
    expect(ofTheCity.mapping.coordinateSystem).toBeNull();
    expect(ofTheCity.check.problems).toEqual({ 'already-imported': 2 });
  });
});

describe('metres that fit nowhere', () => {
  it('are said to be metres, not degrees, and what to do', async () => {
    const { importId, check, mapping } = await client.checkFile(
      'a.csv',
      table('date,X,Y', TWO, ([lng, lat]) => `${((lng + 95) * 90_000).toFixed(1)},${(lat * 400_000).toFixed(1)}`),
    );
    expect(mapping).toMatchObject({ lng: 'X', lat: 'Y', coordinateSystem: null });
    expect(check).toMatchObject({
      importable: 0,
      problems: { 'place-in-metres': 2 },
      advice: ['projected', 'nothing-importable'],
    });
    expect((await client.call('GET', `/incident-imports/${importId}/problems.csv?language=en`)).body).toContain(
      'Projected coordinates in metres, not degrees: choose the coordinate system',
    );
    const { choices } = await client.preview(importId);
    expect(choices.coordinateSystems!.map(({ epsg }) => epsg)).toEqual(
      expect.arrayContaining([4_527, 4_548, 4_498, 32_650, 3_857, 2_363, 2_415]),
    );
    expect((await client.check(importId, { ...mapping, coordinateSystem: 4_548 })).check).toMatchObject({
      importable: 0,
      problems: { 'place-out-of-range': 2 },
    });
    const { jobId } = (
      await client.call('POST', `/incident-imports/${importId}/check`, { ...mapping, coordinateSystem: 2_278 })
    ).json();
    expect(await client.jobEnds(jobId)).toMatchObject({
      state: 'failed',
      error: { code: 'coordinate-system-unknown' },
    });
  });
});

it('two systems a kilometre apart that fit alike are both shown, with how far apart', async () => {
  const { importId } = (
    await client.upload('a.csv', table('案发时间,X坐标,Y坐标', TWO, northFirst(4_548)))
  ).json() as IncidentImport;
  const { choices } = await client.preview(importId);
  const of = (epsg: number) => choices.coordinateSystems!.find((one) => one.epsg === epsg);
  expect(of(4_548)).toMatchObject({ share: 1, offsetMeters: 0 });
  expect(of(32_650)!.share).toBe(1);
  expect(of(32_650)!.offsetMeters).toBeGreaterThan(1_400);
});

it('places of the city in any known system are the same places as in degrees, and the system is found', async () => {
  const systems = [4_527, 4_528, 4_548, 4_549, 4_498, 32_650, 3_857];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...systems),
      fc.boolean(),
      fc.shuffledSubarray(
        places.map((_, i) => i),
        { minLength: 300 },
      ),
      async (epsg, isNorthFirst, picked) => {
        await city.app.db.query('TRUNCATE incidents, incident_imports, incident_import_rows CASCADE');
        const of = picked.map((i) => places[i]!);
        const { mapping, check } = await client.checkFile(
          'a.csv',
          table('案发时间,X坐标,Y坐标', of, isNorthFirst ? northFirst(epsg) : eastFirst(epsg)),
        );
        expect(mapping).toMatchObject({ coordinateSystem: epsg, lng: isNorthFirst ? 'Y坐标' : 'X坐标' });
        expect(check.importable).toBe(of.length);
        const apart = check.places.map(([lng, lat], i) =>
          Math.hypot((lng - of[i]![0]) * 92_000, (lat - of[i]![1]) * 111_000),
        );
        expect(Math.max(...apart)).toBeLessThan(0.1);
      },
    ),
    { numRuns: 8 },
  );
});
