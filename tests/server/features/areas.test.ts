import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { AreaFileCheck, AreaSet, AreaSetWithAreas } from '@liaowang/shared/schemas/area-set';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { packPolygonShapefile } from '../../support/incident-files.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('DELETE FROM area_sets'));

type Cells = Record<string, string | number | null>;
const squareOf = (west: number, south: number, size = 0.02): LngLat[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
/** No edge of it has a shortest line on a globe. */
const WORLD: LngLat[] = [
  [-180, -90],
  [180, -90],
  [180, 90],
  [-180, 90],
  [-180, -90],
];
const feature = (ring: readonly LngLat[], properties: Cells) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: [ring] },
});
const collect = (features: readonly object[]): string => JSON.stringify({ type: 'FeatureCollection', features });

const send = async (path: string, query: Record<string, string>, content: string | Buffer, role: Role = 'analyst') =>
  city.app.inject({
    method: 'POST',
    url: `/api/v1${path}?${new URLSearchParams(query)}`,
    headers: { cookie: await city.cookieOf(role), 'content-type': 'application/octet-stream' },
    payload: Buffer.from(content as string),
  });
const check = async (content: string | Buffer, query: Record<string, string> = {}): Promise<AreaFileCheck> =>
  (await send('/area-sets/check', { fileName: 'areas.geojson', ...query }, content)).json();
const call = async (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  payload?: object,
  role: Role = 'analyst',
) =>
  city.app.inject({
    method,
    url: `/api/v1/area-sets${path}`,
    headers: { cookie: await city.cookieOf(role) },
    ...(payload ? { payload } : {}),
  });
const list = async (role: Role = 'analyst'): Promise<AreaSet[]> =>
  (await call('GET', '', undefined, role)).json().areaSets;
const store = async (content: string | Buffer, name: string, query: Record<string, string> = {}) =>
  send('/area-sets', { fileName: 'areas.geojson', name, ...query }, content);
const actions = async (): Promise<string[]> =>
  (
    await city.app.db.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE action LIKE 'area-set.%' ORDER BY id`,
    )
  ).rows.map(({ action }) => action);

const TWO = collect([
  feature(squareOf(118.34, 34.36), { 名称: '东社区', 编号: 'E1', 常住人口: '12,500' }),
  feature(squareOf(118.36, 34.36), { 名称: '西社区', 编号: 'W2', 常住人口: 8_000 }),
]);

describe('sets of areas', () => {
  it('begin with the branches’ ground, which nobody changes here', async () => {
    const [branches, ...others] = await list();
    expect(others).toEqual([]);
    expect(branches).toMatchObject({
      areaSetId: 'branches',
      kind: 'branches',
      areaCount: 2,
      mayChange: false,
      updatedAt: null,
    });
    const { areas } = (await call('GET', '/branches')).json() as AreaSetWithAreas;
    expect(areas.map(({ name }) => name.zh)).toEqual(['新安分会', '新店分会']);
    expect((await call('PUT', '/branches', { name: '别的', denominatorKind: null }, 'administrator')).statusCode).toBe(
      404,
    );
    expect((await call('DELETE', '/branches', undefined, 'administrator')).statusCode).toBe(404);
  });

  it('come from a file: names, numbers and residents are found in its columns', async () => {
    expect(await check(TWO)).toMatchObject({
      format: 'geojson',
      features: 2,
      areas: 2,
      vertices: 10,
      problems: [],
      mapping: {
        nameColumn: '名称',
        codeColumn: '编号',
        denominatorColumn: '常住人口',
        denominatorKind: 'residents',
        datum: 'wgs84',
        coordinateSystem: null,
      },
      layout: { overlaps: { count: 0 }, holes: { count: 0 } },
    });
    expect(await list()).toHaveLength(1);
    const response = await store(TWO, '中心社区');
    expect(response.statusCode).toBe(201);
    const set = response.json() as AreaSetWithAreas;
    expect(set).toMatchObject({
      name: { zh: '中心社区' },
      kind: 'imported',
      fileName: 'areas.geojson',
      denominatorKind: 'residents',
      areaCount: 2,
      mayChange: true,
    });
    expect(set.areas.map(({ name, code, denominator }) => [name.zh, code, denominator])).toEqual([
      ['东社区', 'E1', 12_500],
      ['西社区', 'W2', 8_000],
    ]);
    // 0.02° by 0.02° at 34.37° N, by the cosine of the latitude.
    expect(set.areas[0]!.areaSquareMeters / (1_837 * 2_219)).toBeCloseTo(1, 2);
    expect((await list()).map(({ areaSetId }) => areaSetId)).toEqual(['branches', set.areaSetId]);
    expect((await actions()).at(-1)).toBe('area-set.created');
  });

  it('take other columns when they are named, and none for an empty name', async () => {
    const { mapping, shapes } = await check(TWO, { nameColumn: '编号', codeColumn: '', denominatorColumn: '' });
    expect(mapping).toMatchObject({ nameColumn: '编号', codeColumn: null, denominatorColumn: null });
    expect(shapes.map(({ name, denominator }) => [name, denominator])).toEqual([
      ['E1', null],
      ['W2', null],
    ]);
    expect((await send('/area-sets/check', { fileName: 'a.geojson', nameColumn: '没有' }, TWO)).json().error.code).toBe(
      'column-not-found',
    );
  });

  it('lie side by side: changed and deleted by who made them or an administrator, audited', async () => {
    const { areaSetId, areas } = (await store(TWO, '甲')).json() as AreaSetWithAreas;
    await store(TWO, '乙');
    const change = { name: '丙', denominatorKind: 'households' };
    expect((await call('PUT', `/${areaSetId}`, change, 'police-liaison')).json().error.code).toBe('not-yours');
    expect((await call('DELETE', `/${areaSetId}`, undefined, 'police-liaison')).json().error.code).toBe('not-yours');
    expect((await call('PUT', `/${areaSetId}`, change)).json()).toMatchObject({
      name: { zh: '丙' },
      denominatorKind: 'households',
    });
    const renamed = (
      await call('PUT', `/${areaSetId}/areas/${areas[0]!.areaId}`, { name: '东关', denominator: 900 }, 'administrator')
    ).json() as AreaSetWithAreas;
    expect(renamed.areas.map(({ name, denominator }) => [name.zh, denominator])).toEqual([
      ['东关', 900],
      ['西社区', 8_000],
    ]);
    expect((await call('DELETE', `/${areaSetId}/areas/${areas[0]!.areaId}`)).json().areas).toHaveLength(1);
    expect((await call('DELETE', `/${areaSetId}/areas/${areas[1]!.areaId}`)).json().error.code).toBe('last-area');
    expect((await call('DELETE', `/${areaSetId}`)).statusCode).toBe(204);
    expect((await list()).map(({ name }) => name.zh)).toEqual(['分会辖区', '乙']);
    expect((await actions()).slice(-6)).toEqual([
      'area-set.created',
      'area-set.created',
      'area-set.changed',
      'area-set.area-changed',
      'area-set.area-removed',
      'area-set.deleted',
    ]);
  });

  it('are seen by who sees hotspots, and made by who imports', async () => {
    expect(await list('dispatcher')).toHaveLength(1);
    expect((await send('/area-sets', { fileName: 'a.geojson', name: '甲' }, TWO, 'dispatcher')).statusCode).toBe(403);
    expect((await call('GET', '', undefined, 'volunteer')).statusCode).toBe(403);
  });

  it('are drawn, area by area', async () => {
    const area = {
      name: '步行街',
      denominator: null,
      geometry: { type: 'Polygon', coordinates: [squareOf(118.34, 34.36)] },
    };
    const drawn = (
      await call('POST', '/drawn', { name: '我的片区', denominatorKind: null, area })
    ).json() as AreaSetWithAreas;
    expect(drawn).toMatchObject({ kind: 'drawn', areaCount: 1 });
    const more = (
      await call('POST', `/${drawn.areaSetId}/areas`, { ...area, name: '车站' })
    ).json() as AreaSetWithAreas;
    expect(more.areas.map(({ name }) => name.zh)).toEqual(['步行街', '车站']);
    const far = { ...area, geometry: { type: 'Polygon', coordinates: [squareOf(100, 20)] } };
    expect((await call('POST', `/${drawn.areaSetId}/areas`, far)).json().error).toMatchObject({
      code: 'outside-jurisdiction',
      field: 'body.geometry',
    });
    const world = { ...area, geometry: { type: 'Polygon', coordinates: [WORLD] } };
    expect((await call('POST', `/${drawn.areaSetId}/areas`, world)).json().error).toMatchObject({
      code: 'outside-jurisdiction',
      field: 'body.geometry',
    });
    const line = {
      ...area,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [118.34, 34.36],
            [118.36, 34.36],
            [118.34, 34.36],
            [118.34, 34.36],
          ],
        ],
      },
    };
    expect((await call('POST', `/${drawn.areaSetId}/areas`, line)).json().error.code).toBe('area-without-ground');
  });
});

describe('a file of areas', () => {
  it('is told feature by feature: mended, outside, nameless, without a shape, denominators that are none', async () => {
    const bow: LngLat[] = [
      [118.34, 34.36],
      [118.36, 34.38],
      [118.36, 34.36],
      [118.34, 34.38],
      [118.34, 34.36],
    ];
    const { areas, problems, counts, shapes } = await check(
      collect([
        feature(bow, { name: '蝴蝶结', population: '很多' }),
        feature(squareOf(121, 31), { name: '远方', population: 5 }),
        feature(squareOf(118.38, 34.36), { name: null, population: 0 }),
        {
          type: 'Feature',
          properties: { name: '一个点', population: 7 },
          geometry: { type: 'Point', coordinates: [118.35, 34.37] },
        },
        feature(squareOf(118.4, 34.36), { name: '蝴蝶结', population: 9 }),
      ]),
      { denominatorColumn: 'population' },
    );
    expect(areas).toBe(3);
    expect(problems.map(({ feature: at, problem }) => [at, problem])).toEqual([
      [1, 'mended'],
      [1, 'denominator-not-understood'],
      [2, 'outside'],
      [3, 'no-name'],
      [4, 'no-polygon'],
      [5, 'same-name'],
    ]);
    expect(problems[0]!.squareMeters).toBeGreaterThan(1e6);
    expect(counts.map(({ problem }) => problem).toSorted()).toEqual([
      'denominator-not-understood',
      'mended',
      'no-name',
      'no-polygon',
      'outside',
      'same-name',
    ]);
    expect(shapes.map(({ name, denominator }) => [name, denominator])).toEqual([
      ['蝴蝶结', null],
      ['#3', null],
      ['蝴蝶结', 9],
    ]);
  });

  it('as large as a continent or the world is outside, all but a sliver of it', async () => {
    const continent: LngLat[] = [
      [73, 18],
      [135, 18],
      [135, 53],
      [73, 53],
      [73, 18],
    ];
    const { areas, problems } = await check(
      collect([
        feature(WORLD, { name: '世界' }),
        feature(continent, { name: '大洲' }),
        feature(squareOf(118.34, 34.36), { name: '东社区' }),
      ]),
    );
    expect([areas, problems.map(({ name, problem }) => [name, problem])]).toEqual([
      1,
      [
        ['世界', 'outside'],
        ['大洲', 'outside'],
      ],
    ]);
  });

  it('is told where areas overlap and what holes they leave, with their sizes', async () => {
    const ring = [
      [118.3, 34.3],
      [118.33, 34.3],
      [118.36, 34.3],
      [118.36, 34.36],
      [118.3, 34.36],
      [118.3, 34.3],
    ] as LngLat[];
    const withHole = {
      ...feature(ring, { name: '环' }),
      geometry: { type: 'Polygon', coordinates: [ring, squareOf(118.31, 34.31).toReversed()] },
    };
    const { layout } = await check(
      collect([
        withHole,
        feature(squareOf(118.35, 34.35), { name: '重叠' }),
        feature(squareOf(118.5, 34.36), { name: '另一块' }),
      ]),
    );
    const square = 1_837 * 2_219;
    expect(layout.overlaps).toMatchObject({ count: 1, largest: [{ names: ['环', '重叠'] }] });
    expect(layout.overlaps.squareMeters / (square / 4)).toBeCloseTo(1, 1);
    expect(layout.holes.count).toBe(1);
    expect(layout.holes.squareMeters / square).toBeCloseTo(1, 1);
    expect(layout.holes.largest[0]!.place[0]).toBeCloseTo(118.32, 2);
    expect(layout.uncoveredSquareMeters).toBeGreaterThan(1e9);
  });

  it('in metres is put where it lies: the system is found, or taken as it is named', async () => {
    const mercator = (lng: number, lat: number): LngLat => [
      (lng * 20_037_508.342789244) / 180,
      (Math.log(Math.tan(((90 + lat) * Math.PI) / 360)) * 20_037_508.342789244) / Math.PI,
    ];
    const content = collect([
      feature(
        squareOf(118.34, 34.36).map(([lng, lat]) => mercator(lng, lat)),
        { name: '东' },
      ),
    ]);
    const found = await check(content);
    expect(found.mapping.coordinateSystem).toBe(3857);
    expect(found.coordinateSystems.find(({ epsg }) => epsg === 3857)).toMatchObject({
      share: 1,
      nameEn: 'Web Mercator',
    });
    const [lng, lat] = found.shapes[0]!.geometry.coordinates.flat(3) as unknown as number[];
    expect([lng, lat].map((degrees) => degrees!.toFixed(5))).toEqual(['118.34000', '34.36000']);
    expect(
      (await send('/area-sets/check', { fileName: 'a.geojson', coordinateSystem: '2154' }, content)).json().error.code,
    ).toBe('coordinate-system-unknown');
  });

  it('may be KML or a zipped shapefile of polygons', async () => {
    const ring = squareOf(118.34, 34.36);
    const kml = `<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>东社区</name><Polygon><outerBoundaryIs><LinearRing><coordinates>${ring.map(([lng, lat]) => `${lng},${lat},0`).join(' ')}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>`;
    expect(await check(kml, { fileName: 'a.kml' })).toMatchObject({
      format: 'kml',
      areas: 1,
      shapes: [{ name: '东社区' }],
    });
    const zip = packPolygonShapefile([
      [ring, { NAME: Buffer.from('东社区') }],
      [squareOf(118.36, 34.36), { NAME: Buffer.from('西社区') }],
    ]);
    expect(await check(zip, { fileName: 'a.zip' })).toMatchObject({
      format: 'shapefile',
      areas: 2,
      shapes: [{ name: '东社区' }, { name: '西社区' }],
    });
  });

  it('is refused in words: no shapes, no polygons, too many, broken, empty', async () => {
    const refusal = async (content: string | Buffer, fileName = 'a.geojson') =>
      (await send('/area-sets/check', { fileName }, content)).json().error.code;
    expect(await refusal('lng,lat\n118.3,34.3\n', 'a.csv')).toBe('no-areas');
    expect(
      await refusal(
        collect([{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [118.3, 34.3] } }]),
      ),
    ).toBe('no-areas');
    expect(await refusal(collect(Array.from({ length: 2_001 }, () => feature(squareOf(118.3, 34.3), {}))))).toBe(
      'too-many-areas',
    );
    expect(await refusal('{"type":"FeatureCollection","features":[')).toBe('file-broken');
    expect(await refusal('')).toBe('file-empty');
    const turned = collect([
      feature(
        squareOf(118.34, 34.36).map(([lng, lat]) => [lat, lng]),
        { name: '东社区' },
      ),
    ]);
    expect((await send('/area-sets/check', { fileName: 'a.geojson' }, turned)).json().error).toMatchObject({
      code: 'no-areas',
      detail: { key: 'areas-swapped' },
    });
    expect((await store(collect([feature(squareOf(121, 31), { name: '远方' })]), '外面')).json().error).toMatchObject({
      code: 'no-areas',
      detail: { key: 'shapes-outside' },
    });
    expect(await list()).toHaveLength(1);
  });
});
