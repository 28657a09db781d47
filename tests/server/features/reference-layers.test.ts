import gcoord from 'gcoord';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '@liaowang/shared/schemas/account';
import type { ReferenceFileCheck, ReferenceLayer } from '@liaowang/shared/schemas/reference-layer';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { packPolygonShapefile } from '../../support/incident-files.ts';

let city: TestApp;
beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('DELETE FROM reference_layers'));

const HERE: [number, number] = [118.35, 34.37];
const near = (east: number, north: number): [number, number] => [HERE[0] + east, HERE[1] + north];
const RING = [near(0, 0), near(0.02, 0), near(0.02, 0.02), near(0, 0.02), near(0, 0)];
const feature = (geometry: object | null, properties: object) => ({ type: 'Feature', properties, geometry });
const collect = (...features: object[]): Buffer => Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
const MIXED = collect(
  feature({ type: 'Point', coordinates: [...HERE, 21] }, { 名称: '消防栓 3 号', 负责人: '张某', 电话: '13800000000' }),
  feature({ type: 'LineString', coordinates: [near(0, 0), near(0.01, 0.01)] }, { 名称: '巡线' }),
  feature({ type: 'Polygon', coordinates: [RING.slice(0, -1)] }, { 名称: '锦绣社区' }),
  feature(null, { 名称: '没有形状' }),
  feature({ type: 'Point', coordinates: [2.35, 48.85] }, { 名称: '巴黎' }),
  feature({ type: 'Point', coordinates: [500_000, 3_800_000] }, { 名称: '米' }),
);
const LOOK = { nameZh: '社区', nameEn: 'Communities', color: 'olive', fromZoom: '11' };

const send = async (path: string, query: Record<string, string>, payload: Buffer, role: Role = 'administrator') =>
  city.app.inject({
    method: 'POST',
    url: `/api/v1/reference-layers${path}?${new URLSearchParams(query)}`,
    headers: { cookie: await city.cookieOf(role), 'content-type': 'application/octet-stream' },
    payload,
  });
const call = async (method: 'GET' | 'PUT' | 'DELETE', path: string, role: Role = 'administrator', payload?: object) =>
  city.app.inject({
    method,
    url: `/api/v1/reference-layers${path}`,
    headers: { cookie: await city.cookieOf(role) },
    ...(payload && { payload }),
  });
const store = async (payload = MIXED, query: Record<string, string> = {}): Promise<ReferenceLayer> => {
  const answer = await send('', { fileName: 'mixed.geojson', ...LOOK, ...query }, payload);
  expect(answer.statusCode).toBe(201);
  return answer.json();
};

describe('a file of a layer', () => {
  it('is told by what it holds, what is left out and why, and nothing is stored', async () => {
    const check = (await send('/check', { fileName: 'mixed.geojson' }, MIXED)).json<ReferenceFileCheck>();
    expect(check).toMatchObject({
      format: 'geojson',
      labelColumn: '名称',
      datum: 'wgs84',
      coordinateSystem: null,
      counts: { points: 1, lines: 1, areas: 1 },
      leftOut: [
        { problem: 'no-shape', count: 1 },
        { problem: 'not-degrees', count: 1 },
        { problem: 'outside', count: 1 },
      ],
    });
    expect(check.bounds[0]).toBeCloseTo(HERE[0], 9);
    expect(check.bounds[3]).toBeCloseTo(HERE[1] + 0.02, 9);
    expect((await call('GET', '')).json()).toEqual({ layers: [] });
  });

  it('becomes a layer of shapes and one label: nothing else of it is kept', async () => {
    const { layerId } = await store();
    const { features } = (await call('GET', `/${layerId}/features`)).json();
    expect(features).toHaveLength(3);
    expect(features[0]).toEqual({
      type: 'Feature',
      properties: { label: '消防栓 3 号' },
      geometry: { type: 'Point', coordinates: HERE },
    });
    // The ring is closed.
    expect(features[2].geometry.coordinates[0][0]).toHaveLength(5);
    const { rows } = await city.app.db.query<{ row: string }>('SELECT f::text AS row FROM reference_features f');
    expect(rows.map(({ row }) => row).join()).not.toMatch(/张某|13800000000/);
  });

  it('is read as a shapefile, in another datum, without labels', async () => {
    const shapes = packPolygonShapefile([[RING, { NAME: Buffer.from('Riverside') }]]);
    const check = (await send('/check', { fileName: 'areas.zip' }, shapes)).json<ReferenceFileCheck>();
    expect(check).toMatchObject({
      format: 'shapefile',
      labelColumn: 'NAME',
      counts: { points: 0, lines: 0, areas: 1 },
    });
    const there = gcoord.transform([...HERE], gcoord.WGS84, gcoord.GCJ02);
    const { layerId, hasLabels } = await store(collect(feature({ type: 'Point', coordinates: there }, { name: 'x' })), {
      datum: 'gcj02',
      labelColumn: '',
    });
    expect(hasLabels).toBe(false);
    const { features } = (await call('GET', `/${layerId}/features`)).json();
    expect(features[0].properties).toEqual({ label: '' });
    expect(features[0].geometry.coordinates[0]).toBeCloseTo(HERE[0], 5);
    expect(features[0].geometry.coordinates[1]).toBeCloseTo(HERE[1], 5);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'file-empty', 'empty'],
    ['no shapes', collect(feature(null, { a: 1 })), 'no-areas', 'no-shapes'],
    [
      'shapes of another place',
      collect(feature({ type: 'Point', coordinates: [2.35, 48.85] }, {})),
      'no-areas',
      'shapes-outside',
    ],
    [
      'metres of no known system',
      collect(feature({ type: 'Point', coordinates: [9e6, 9e6] }, {})),
      'no-areas',
      'areas-not-degrees',
    ],
    [
      'latitudes first',
      collect(feature({ type: 'Point', coordinates: [...HERE].reverse() }, {})),
      'no-areas',
      'areas-swapped',
    ],
    ['a shapefile of none of our kinds', packPolygonShapefile([[RING, {}]], 31), 'no-areas', 'no-shapes'],
    ['text', Buffer.from('hello'), 'format-not-recognised', 'no-columns'],
    ['JSON cut short', MIXED.subarray(0, 200), 'file-broken', 'json-broken'],
  ])('that holds %s is refused in a word, and nothing is stored', async (_, payload, code, key) => {
    const answer = await send('', { fileName: 'x.geojson', ...LOOK }, payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error).toMatchObject({ code, detail: { key } });
    expect((await call('GET', '')).json()).toEqual({ layers: [] });
  });

  it('is refused with a field that is not there, or a name of blanks', async () => {
    const labels = await send('/check', { fileName: 'x.geojson', labelColumn: 'nope' }, MIXED);
    expect(labels.json().error.code).toBe('column-not-found');
    const unnamed = await send('', { fileName: 'x.geojson', ...LOOK, nameZh: ' ' }, MIXED);
    expect(unnamed.json().error).toMatchObject({ code: 'invalid-input', field: 'querystring.nameZh' });
  });

  it('may have a NUL in a label, which is left out', async () => {
    const { layerId } = await store(
      collect(feature({ type: 'Point', coordinates: HERE }, { 名称: '消防栓\u00003 号' })),
    );
    const { features } = (await call('GET', `/${layerId}/features`)).json();
    expect(features[0].properties.label).toBe('消防栓3 号');
  });

  it.each(['fileName', 'nameZh', 'nameEn'])('is refused with a NUL in its %s', async (field) => {
    const refused = await send('', { fileName: 'x.geojson', ...LOOK, [field]: 'a\u0000b' }, MIXED);
    expect([refused.statusCode, refused.json().error.field]).toEqual([400, `querystring.${field}`]);
  });
});

describe('a layer', () => {
  it('is renamed and coloured, deleted with its shapes, and each of it is in the audit log', async () => {
    const { layerId } = await store();
    const change = { name: { zh: '警务区', en: 'Beats' }, color: 'plum', fromZoom: 9 };
    const typed = { ...change, name: { zh: ' 警务区 ', en: 'Beats\u3000' } };
    const changed = await call('PUT', `/${layerId}`, 'administrator', typed);
    expect(changed.json()).toMatchObject({ layerId, ...change, counts: { points: 1, lines: 1, areas: 1 } });
    expect((await call('DELETE', `/${layerId}`)).statusCode).toBe(204);
    expect((await call('GET', `/${layerId}/features`)).statusCode).toBe(404);
    expect((await call('DELETE', `/${layerId}`)).statusCode).toBe(404);
    const { rows } = await city.app.db.query<{ action: string }>(
      'SELECT action FROM audit_entries WHERE subject = $1 ORDER BY id',
      [`reference-layer:${layerId}`],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'reference-layer.created',
      'reference-layer.changed',
      'reference-layer.deleted',
    ]);
  });

  it('is one of thirty at most, however many are brought at once', async () => {
    await city.app.db.query(
      `INSERT INTO reference_layers (name_zh, name_en, color, from_zoom, has_labels, file_name)
       SELECT 'x', '', 'grey', 0, false, 'x' FROM generate_series(1, 29)`,
    );
    const answers = await Promise.all([1, 2].map(() => send('', { fileName: 'mixed.geojson', ...LOOK }, MIXED)));
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409]);
  });

  it.each(ROLES)('is seen by a %s, and brought by administrators only', async (role) => {
    const { layerId } = await store();
    expect((await call('GET', '', role)).statusCode).toBe(200);
    expect((await call('GET', `/${layerId}/features`, role)).statusCode).toBe(200);
    const isAllowed = role === 'administrator';
    expect((await send('', { fileName: 'mixed.geojson', ...LOOK }, MIXED, role)).statusCode).toBe(
      isAllowed ? 201 : 403,
    );
    expect((await call('DELETE', `/${layerId}`, role)).statusCode).toBe(isAllowed ? 204 : 403);
  });
});
