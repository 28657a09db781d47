import { describe, expect, it } from 'vitest';
import type { BoundaryCheck, BoundaryFile } from '@liaowang/shared/schemas/jurisdiction';
import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import { openRegisterDesk, refusalOf } from '../../../support/register-desk.ts';

const desk = openRegisterDesk();
const { call, audit } = desk;

const box = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});
/** Houston, some forty kilometres across. */
const HOUSTON = box(-95.6, 29.55, -95.15, 29.95);
/** Holds branch 1 and not branch 2. */
const NORTH = box(118.2, 34.3, 118.5, 34.5);
const check = async (boundary: object) => call('POST', '/jurisdiction/check', { body: { boundary } });
const now = async () => (await call('GET', '/jurisdiction')).json() as Jurisdiction;

describe('a boundary', () => {
  it('is looked at before it is taken: how large, how the map shows it, what would lie outside', async () => {
    const looked = (await check(NORTH)).json() as BoundaryCheck;
    expect(looked.areaSquareMeters / 1e6).toBeCloseTo(27.6 * 22.2, -1);
    expect(looked).toMatchObject({
      mendedSquareMeters: null,
      shareInside: expect.closeTo(0.58, 2),
      center: [118.35, 34.4],
    });
    expect(looked.outside).toEqual([
      { kind: 'branches', count: 1, names: ['新店分会'] },
      { kind: 'lookouts', count: 1, names: ['无人值守'] },
    ]);
    const far = (await check(HOUSTON)).json() as BoundaryCheck;
    expect(far.shareInside).toBe(0);
    expect(far.outside.map(({ kind }) => kind)).toEqual(['branches', 'lookouts', 'key-areas']);
  });

  it('that crosses itself is mended, and says by how much; one that is none is refused in words', async () => {
    const bow = {
      type: 'Polygon',
      coordinates: [
        [
          [118.2, 34.3],
          [118.4, 34.5],
          [118.4, 34.3],
          [118.2, 34.5],
          [118.2, 34.3],
        ],
      ],
    };
    const looked = (await check(bow)).json() as BoundaryCheck;
    expect(looked.boundary.type).toBe('MultiPolygon');
    expect(looked.mendedSquareMeters).toBeGreaterThan(1e6);
    expect(refusalOf(await check(box(100, 30, 110, 35)))).toEqual([400, 'too-wide', 'body.boundary']);
    expect(refusalOf(await check(box(118, 34, 118, 34.1)))).toEqual([400, 'area-without-ground', 'body.boundary']);
    expect(refusalOf(await check({ type: 'Point', coordinates: [118, 34] }))[0]).toBe(400);
  });

  it('comes out of files in degrees or metres, their areas by name', async () => {
    const features = [
      { type: 'Feature', properties: { name: 'North' }, geometry: NORTH },
      {
        type: 'Feature',
        properties: { name: 'A line' },
        geometry: {
          type: 'LineString',
          coordinates: [
            [0, 0],
            [1, 1],
          ],
        },
      },
    ];
    const send = async (text: string, fileName: string) =>
      desk.city.app.inject({
        method: 'POST',
        url: `/api/v1/jurisdiction/file?fileName=${fileName}`,
        headers: { cookie: await desk.city.cookieOf('administrator'), 'content-type': 'application/octet-stream' },
        payload: Buffer.from(text),
      });
    const read = (
      await send(JSON.stringify({ type: 'FeatureCollection', features }), 'a.geojson')
    ).json() as BoundaryFile;
    expect(read).toMatchObject({
      format: 'geojson',
      datum: 'wgs84',
      coordinateSystem: null,
      areas: [{ name: 'North' }],
    });
    expect(read.areas[0]!.geometry).toMatchObject({ type: 'MultiPolygon' });
    const kml = `<kml><Document><Placemark><name>Houston</name><Polygon><outerBoundaryIs><LinearRing><coordinates>-95.6,29.55,0 -95.15,29.55,0 -95.15,29.95,0 -95.6,29.55,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>`;
    expect((await send(kml, 'a.kml')).json()).toMatchObject({ format: 'kml', areas: [{ name: 'Houston' }] });
    expect(refusalOf(await send('name,lng,lat\na,1,2\n', 'a.csv'))[0]).toBe(400);
  });
});

describe('the city', () => {
  it('is changed by administrators only, and not to leave entries outside unless that is known', async () => {
    const { version } = await now();
    const body = { boundary: NORTH };
    for (const role of ['dispatcher', 'branch-lead'] as const)
      expect(refusalOf(await call('PATCH', '/jurisdiction', { role, version, body }))).toEqual([403, 'not-permitted']);
    const refused = await call('PATCH', '/jurisdiction', { version, body });
    expect(refusalOf(refused)).toEqual([409, 'would-be-outside', 'body.boundary']);
    expect(refused.json().error.reason).toContain('1 branches, 1 lookouts');
    expect(refusalOf(await call('PATCH', '/jurisdiction', { version, body: { timeZone: 'Mars/Olympus' } }))).toEqual([
      400,
      'time-zone-unknown',
      'body.timeZone',
    ]);
    // Planes are laid at it: a pole would stop the server for good.
    for (const center of [
      [120, 89.5],
      [0, 0],
    ])
      expect(refusalOf(await call('PATCH', '/jurisdiction', { version, body: { center } }))).toEqual([
        400,
        'invalid-input',
        'body.center',
      ]);
    expect((await now()).version).toBe(version);
  });

  it('has another name and another ground, told so that the server starts anew; its history keeps the one before', async () => {
    const { version } = await now();
    const { signal } = new AbortController();
    const told = desk.city.app.bus.next('jurisdiction.changed', signal);
    const body = {
      name: { zh: '休斯敦', en: 'Houston' },
      timeZone: 'America/Chicago',
      boundary: HOUSTON,
      isOutsideAccepted: true,
    };
    const changed = await call('PATCH', '/jurisdiction', { version, body });
    expect([changed.statusCode, changed.body]).toEqual([200, expect.any(String)]);
    expect(changed.json()).toMatchObject({ name: { zh: '休斯敦' }, timeZone: 'America/Chicago', version: version + 1 });
    await told;
    expect((changed.json() as Jurisdiction).center[0]).toBeCloseTo(-95.375, 3);
    expect((await audit())[0]).toMatchObject({
      action: 'jurisdiction.changed',
      detail: { boundary: 'changed', timeZone: { before: 'Asia/Shanghai', after: 'America/Chicago' } },
    });
    // Another city's ground: its towns and its schematic are gone.
    expect(await desk.city.app.registry.repository.findPlaces()).toEqual([]);
    const { rows } = await desk.city.app.db.query(
      `SELECT state->'name'->>'zh' AS name FROM register_periods WHERE register = 'jurisdiction' ORDER BY id`,
    );
    expect(rows.map(({ name }) => name as string)).toEqual(['新沂市', '休斯敦']);
    expect(refusalOf(await call('PATCH', '/jurisdiction', { version, body: { timeZone: 'Asia/Tokyo' } }))).toEqual([
      409,
      'changed-meanwhile',
    ]);
    // New entries lie in the new city.
    const station = await call('POST', '/branches', {
      body: { name: { zh: '市中心', en: 'Downtown' }, position: [-95.37, 29.76] },
    });
    expect(station.statusCode).toBe(201);
  });
});
