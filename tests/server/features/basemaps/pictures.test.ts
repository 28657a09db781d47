import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { BasemapOrigin, StoredBasemap } from '@liaowang/shared/schemas/basemap';
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts';
import { HOSTS_THAT_ARE_NONE, startTileDouble, type TileDouble } from '../../../support/tile-double.ts';
import { waitFor } from '../../../support/wait-for.ts';

/** The tile that the middle of the small test city lies on, at zoom 12. */
const TILE = '12/3394/1632';
const KEY = 'very-secret-key';

let city: TestApp;
let double: TileDouble;
let n = 0;

beforeAll(async () => {
  double = await startTileDouble();
  city = await createTestApp({
    mapServices: {
      tianditu: `${double.address}/tianditu-{s}`,
      amapStreets: `${double.address}/webrd0{s}`,
      amapImagery: `${double.address}/webst0{s}`,
    },
  });
});
afterEach(async () => {
  const { basemaps } = (await ask('GET', '/basemap-settings')).json();
  for (const { basemapId } of basemaps as StoredBasemap[]) await ask('DELETE', `/basemap-settings/${basemapId}`);
  double.requests.length = 0;
});
afterAll(async () => {
  await city.close();
  await double.close();
});

async function ask(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  payload?: object,
  role: Role = 'administrator',
) {
  const cookie = await city.cookieOf(role);
  return city.app.inject({ method, url: `/api/v1${path}`, headers: { cookie }, ...(payload && { payload }) });
}
/** A new one each time, so that no picture is known from an earlier test. */
const settingOf = (origin: BasemapOrigin) => ({
  name: { zh: '底图', en: `map ${++n}` },
  attribution: '',
  roles: null,
  origin,
});
async function add(origin: BasemapOrigin): Promise<StoredBasemap> {
  const response = await ask('POST', '/basemap-settings', settingOf(origin));
  expect([response.statusCode, response.body]).toEqual([201, response.body]);
  return response.json();
}
const xyzAt = (path: string, change: object = {}): BasemapOrigin => ({
  kind: 'xyz',
  url: `${double.address}${path}`,
  subdomains: [],
  tileSize: 256,
  minZoom: 3,
  maxZoom: 17,
  datum: 'wgs84',
  picture: 'drawn',
  ...change,
});
const pathOf = ({ drawing }: StoredBasemap, layer = 0, tile = TILE): string => {
  const [z = '', x = '', y = ''] = tile.split('/');
  const template = (drawing as { tiles: string[] }).tiles[layer]!;
  return template.replace('/api/v1', '').replace('{z}', z).replace('{x}', x).replace('{y}', y);
};
const askedUrls = () => double.requests.map(({ url }) => url);

describe('pictures of XYZ', () => {
  it('come through the server, which says honestly who asks and asks but once', async () => {
    const basemap = await add(xyzAt('/xyz/{z}/{x}/{y}.png'));
    const response = await ask('GET', pathOf(basemap), undefined, 'volunteer');
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'private, max-age=86400' });
    expect(response.headers).not.toHaveProperty('set-cookie');
    expect(response.rawPayload.subarray(1, 4).toString()).toBe('PNG');
    await ask('GET', pathOf(basemap), undefined, 'analyst');
    expect(askedUrls()).toEqual([`/xyz/${TILE}.png`]);
    expect(double.requests[0]!.headers['user-agent']).toMatch(/^Liaowang\/\d/);
    expect(double.requests[0]!.headers).not.toHaveProperty('cookie');
  });

  it('may count rows from the south, and be spread over subdomains', async () => {
    await ask('GET', pathOf(await add(xyzAt('/{s}/{z}/{x}/{-y}.png', { subdomains: ['a', 'b', 'c'] }))));
    // 2^12 − 1 − 1632; (3394 + 1632) mod 3.
    expect(askedUrls()).toEqual(['/b/12/3394/2463.png']);
  });

  it('that many ask for at the same time are asked for once, and few at once', async () => {
    const basemap = await add(xyzAt('/held/{z}/{x}/{y}.png'));
    double.hold = true;
    const wanted = Array.from({ length: 40 }, (_, i) => pathOf(basemap, 0, `12/${3_390 + (i % 20)}/1632`));
    const answers = Promise.all(wanted.map((path) => ask('GET', path)));
    await waitFor('eight requests', () => double.requests.length >= 8);
    double.hold = false;
    expect((await answers).map(({ statusCode }) => statusCode)).toEqual(wanted.map(() => 200));
    expect(askedUrls()).toHaveLength(20);
    expect(double.mostAtOnce).toBeLessThanOrEqual(8);
  });

  it('are none outside their zooms and their square, and nobody is asked', async () => {
    const basemap = await add(xyzAt('/xyz/{z}/{x}/{y}.png'));
    for (const [layer, tile] of [
      [0, '2/1/1'],
      [0, '18/1/1'],
      [0, '3/8/0'],
      [0, '3/0/8'],
      [1, TILE],
    ] as const) {
      const path = pathOf(basemap, 0, tile).replace('/tiles/0/', `/tiles/${layer}/`);
      expect([tile, (await ask('GET', path)).statusCode]).toEqual([tile, 404]);
    }
    expect(askedUrls()).toEqual([]);
  });
});

describe('a hostile server', () => {
  it.each([
    ['loop', 502, 'it redirects more than 3 times'],
    ['hops/4', 502, 'it redirects more than 3 times'],
    ['large', 502, 'it answered with more than 1024 KB'],
    ['page', 502, 'it answered with text/html, not a picture'],
    ['disguised', 502, 'neither PNG, JPEG, WebP nor GIF'],
    ['broken', 502, 'it answered 500'],
    ['missing', 404, 'There is no such picture'],
  ])('that answers by %s is refused, and not asked again at once', async (what, status, reason) => {
    const basemap = await add(xyzAt(`/hostile/${what}?{z}{x}{y}&key=${KEY}`));
    const response = await ask('GET', pathOf(basemap));
    expect([response.statusCode, response.json().error.reason]).toEqual([status, expect.stringContaining(reason)]);
    expect(response.body).not.toContain(KEY);
    expect(response.headers['cache-control']).toBe('no-store');
    const before = double.requests.length;
    expect((await ask('GET', pathOf(basemap))).statusCode).toBe(status);
    expect(double.requests).toHaveLength(before);
  });

  it('may redirect three times', async () => {
    expect((await ask('GET', pathOf(await add(xyzAt('/hostile/hops/3?{z}{x}{y}'))))).statusCode).toBe(200);
  });

  it('that never answers is given up after ten seconds, and left alone when it goes on so', async () => {
    const basemap = await add(xyzAt('/hostile/slow?{z}/{x}/{y}'));
    const before = performance.now();
    const tiles = [1, 2, 3, 4].map((x) => ask('GET', pathOf(basemap, 0, `12/${x}/1`)));
    for (const response of await Promise.all(tiles)) expect(response.json().error.reason).toContain('within 10 s');
    expect(performance.now() - before).toBeLessThan(15_000);
    expect((await ask('GET', pathOf(basemap, 0, '12/5/1'))).json().error.reason).toContain('left alone');
  });
});

describe('pictures of Tianditu', () => {
  it('are a map and its names, by a key that never leaves the server', async () => {
    const added = await add({ kind: 'tianditu', content: 'imagery', key: KEY });
    expect(added).toMatchObject({ hasKey: true, origin: { kind: 'tianditu', content: 'imagery' } });
    for (const layer of [0, 1]) expect((await ask('GET', pathOf(added, layer))).statusCode).toBe(200);
    const query = 'STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX=12&TILEROW=1632&TILECOL=3394';
    expect(askedUrls()).toEqual(
      ['img', 'cia'].map(
        (layer) =>
          `/tianditu-2/${layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&${query}&tk=${KEY}`,
      ),
    );
    const said = await Promise.all(
      ['/basemaps', '/basemap-settings'].map(async (path) => (await ask('GET', path)).body),
    );
    expect(said.join('')).not.toContain(KEY);
    expect(said[0]).toContain('© 天地图 · 国家地理信息公共服务平台');
  });

  it('need a key when they are added, which stays when it is left out later', async () => {
    const without = await ask('POST', '/basemap-settings', settingOf({ kind: 'tianditu', content: 'streets' }));
    expect([without.statusCode, without.json().error.field]).toEqual([400, 'body.origin.key']);
    const { basemapId } = await add({ kind: 'tianditu', content: 'streets', key: KEY });
    const changed = await ask(
      'PUT',
      `/basemap-settings/${basemapId}`,
      settingOf({ kind: 'tianditu', content: 'terrain' }),
    );
    expect(changed.json()).toMatchObject({ hasKey: true });
    await ask('GET', pathOf(changed.json()));
    expect(askedUrls()[0]).toContain(`LAYER=ter&`);
    expect(askedUrls()[0]).toContain(`tk=${KEY}`);
  });
});

describe('pictures of AMap', () => {
  it.each([
    ['streets', ['/webrd03/appmaptile?lang=zh_cn&size=1&scale=1&style=8&x=3394&y=1632&z=12'], 'drawn'],
    [
      'imagery',
      [
        '/webst03/appmaptile?lang=zh_cn&size=1&scale=1&style=6&x=3394&y=1632&z=12',
        '/webst03/appmaptile?lang=zh_cn&size=1&scale=1&style=8&x=3394&y=1632&z=12',
      ],
      'imagery',
    ],
  ] as const)('of %s are asked for as AMap wants it, and said to be GCJ-02', async (content, urls, picture) => {
    const basemap = await add({ kind: 'amap', content });
    for (const layer of urls.keys()) await ask('GET', pathOf(basemap, layer));
    expect(askedUrls()).toEqual(urls);
    const offered = (await ask('GET', '/basemaps')).json().basemaps[1];
    expect(offered).toMatchObject({
      picture,
      attribution: '© 高德地图 AutoNavi',
      drawing: { datum: 'gcj02', minZoom: 3, maxZoom: 18 },
    });
  });
});

describe('pictures of WMTS', () => {
  const wmts = (path: string, layer = 'street-map'): BasemapOrigin => ({
    kind: 'wmts',
    capabilitiesUrl: `${double.address}${path}?SERVICE=WMTS&REQUEST=GetCapabilities&token=${KEY}`,
    layer,
    datum: 'wgs84',
    picture: 'drawn',
  });

  it('are asked for by GetTile, by the name that the matrix of a zoom has', async () => {
    const basemap = await add(wmts('/wmts'));
    expect(basemap.drawing).toMatchObject({
      tileSize: 256,
      minZoom: 1,
      maxZoom: 18,
      bounds: [117.9, 33.9, 118.8, 34.6],
    });
    expect((await ask('GET', pathOf(basemap))).statusCode).toBe(200);
    expect(askedUrls()).toHaveLength(2);
    const { searchParams } = new URL(askedUrls()[1]!, double.address);
    expect(Object.fromEntries(searchParams)).toEqual({
      SERVICE: 'WMTS',
      REQUEST: 'GetTile',
      VERSION: '1.0.0',
      LAYER: 'street-map',
      STYLE: 'day',
      FORMAT: 'image/png',
      TILEMATRIXSET: 'web',
      TIME: '2026-11',
      TILEMATRIX: 'level 12',
      TILEROW: '1632',
      TILECOL: '3394',
      token: KEY,
    });
    expect((await ask('GET', '/basemaps')).json().basemaps[1].attribution).toBe('测试测绘院');
  });

  it('are asked for by address where the service has addresses for them', async () => {
    await ask('GET', pathOf(await add(wmts('/wmts-rest'))));
    expect(askedUrls()[1]).toBe('/wmts-rest/2026-11/day/web/level%2012/1632/3394.png');
  });

  it('are refused for a layer without Web Mercator; a try says which layers there are', async () => {
    const refused = await ask('POST', '/basemap-settings', settingOf(wmts('/wmts', 'plate')));
    expect([refused.statusCode, refused.json().error.code]).toEqual([400, 'wmts-layer-unknown']);
    const tried = (await ask('POST', '/basemap-settings/try', settingOf(wmts('/wmts', 'plate')))).json();
    expect(tried).toMatchObject({ ok: false, layers: ['street-map'], preview: null });
    expect(tried.detail).not.toContain(KEY);
  });

  it("are found by the service's address alone", async () => {
    const capabilitiesUrl = `${double.address}/wmts?tk=${KEY}`;
    const tried = await ask(
      'POST',
      '/basemap-settings/try',
      settingOf({ ...wmts(''), capabilitiesUrl } as BasemapOrigin),
    );
    expect(tried.json()).toMatchObject({ ok: true });
    expect(askedUrls()[0]).toBe(`/wmts?tk=${KEY}&SERVICE=WMTS&REQUEST=GetCapabilities`);
  });

  it.each(['capabilities', 'rest-capabilities'])(
    'are refused where the %s name an address that cannot be read',
    async (path) => {
      const setting = settingOf(wmts(`/hostile/${path}`));
      const refused = await ask('POST', '/basemap-settings', setting);
      expect([refused.statusCode, refused.json().error]).toEqual([
        502,
        expect.objectContaining({
          code: 'basemap-unreachable',
          reason: expect.stringContaining('its capabilities name an address that cannot be read'),
        }),
      ]);
      expect((await ask('POST', '/basemap-settings/try', setting)).json()).toMatchObject({ ok: false });
    },
  );

  it('are refused where the address of the capabilities cannot be read', async () => {
    const setting = settingOf({ ...wmts(''), capabilitiesUrl: 'http://[' } as BasemapOrigin);
    const refused = await ask('POST', '/basemap-settings', setting);
    expect([refused.statusCode, refused.json().error.field]).toEqual([400, 'body.origin.capabilitiesUrl']);
    expect((await ask('POST', '/basemap-settings/try', setting)).json()).toMatchObject({ ok: false });
  });

  it('are refused where there are no capabilities', async () => {
    for (const path of ['/hostile/page', '/hostile/broken', '/style.json', '/picture.png?request=GetTile']) {
      const capabilitiesUrl = `${double.address}${path}`;
      const refused = await ask(
        'POST',
        '/basemap-settings',
        settingOf({ ...wmts(''), capabilitiesUrl } as BasemapOrigin),
      );
      expect([path, refused.statusCode, refused.json().error.code]).toEqual([path, 502, 'basemap-unreachable']);
    }
  });
});

describe('a try', () => {
  it('brings the tile at the middle of the city, says what was asked without keys, and stores nothing', async () => {
    const setting = settingOf({ kind: 'tianditu', content: 'streets', key: KEY });
    const tried = (await ask('POST', '/basemap-settings/try', setting)).json();
    expect(tried).toMatchObject({ ok: true, preview: expect.stringMatching(/^data:image\/png;base64,iVBOR/) });
    expect(tried.detail).toContain('TILEMATRIX=12&');
    expect(tried.detail).toContain('tk=…');
    expect(tried.detail).not.toContain(KEY);
    expect((await ask('GET', '/basemap-settings')).json().basemaps).toEqual([]);
  });

  it('takes the stored key where none is given', async () => {
    const { basemapId } = await add({ kind: 'tianditu', content: 'streets', key: KEY });
    const setting = settingOf({ kind: 'tianditu', content: 'imagery' });
    expect((await ask('POST', `/basemap-settings/try?basemapId=${basemapId}`, setting)).json()).toMatchObject({
      ok: true,
    });
    expect((await ask('POST', '/basemap-settings/try', setting)).json()).toMatchObject({ ok: false });
  });

  it('says what went wrong', async () => {
    const tried = await ask('POST', '/basemap-settings/try', settingOf(xyzAt(`/hostile/page?{z}{x}{y}&token=${KEY}`)));
    expect(tried.json()).toMatchObject({ ok: false, preview: null });
    expect(tried.json().detail).toMatch(/token=…: it answered with text\/html, not a picture$/);
  });
});

describe('a style of another server', () => {
  const policy = async () => String((await city.app.inject({ url: '/healthz' })).headers['content-security-policy']);
  const style = (path: string): BasemapOrigin => ({
    kind: 'style',
    lightUrl: `${double.address}${path}`,
    darkUrl: null,
  });

  it('lets pages ask exactly those whom it names, for as long as it is set', async () => {
    const before = await policy();
    const { basemapId } = await add(style('/style.json'));
    const offered = (await ask('GET', '/basemaps')).json().basemaps[1];
    expect(offered).toMatchObject({
      asksOutside: true,
      attribution: 'OpenFreeMap © OpenMapTiles Data from OpenStreetMap',
      drawing: { type: 'style', lightUrl: `${double.address}/style.json`, darkUrl: null },
    });
    const names = [
      double.address,
      'https://fonts.example',
      'https://relief.example',
      'https://sprites.example',
      'https://tiles.example',
    ].join(' ');
    expect(await policy()).toContain(`connect-src 'self' ${names} `);
    expect(await policy()).toMatch(new RegExp(`img-src data: blob: 'self' ${names}(;|$)`));
    await ask('DELETE', `/basemap-settings/${basemapId}`);
    expect(await policy()).toBe(before);
  });

  it('is refused where it is none', async () => {
    for (const path of ['/tiles.json', '/picture.png', '/hostile/broken', '/hostile/loop']) {
      const refused = await ask('POST', '/basemap-settings', settingOf(style(path)));
      expect([path, refused.statusCode, refused.json().error.code]).toEqual([path, 502, 'basemap-unreachable']);
    }
  });

  it.each(HOSTS_THAT_ARE_NONE.map((host, i) => ({ host, path: `/hostile/style/${i}` })))(
    'that asks for the host $host is refused, and the policy of pages stays as it was',
    async ({ path }) => {
      const before = await policy();
      const refused = await ask('POST', '/basemap-settings', settingOf(style(path)));
      expect([refused.statusCode, refused.json().error.code]).toEqual([502, 'basemap-unreachable']);
      expect(refused.json().error.reason).toContain('its style asks for https://');
      expect(await policy()).toBe(before);
    },
  );

  it('is tried, too', async () => {
    const tried = (await ask('POST', '/basemap-settings/try', settingOf(style('/style.json')))).json();
    expect(tried).toMatchObject({ ok: true, preview: null });
    expect(tried.detail).toContain('https://fonts.example');
  });
});

describe('a closed network', () => {
  it('is asked nothing outside where only the schematic one is there', async () => {
    for (const path of [
      '/basemaps',
      '/basemap-settings',
      '/basemaps/schematic/tiles/0/12/1/1',
      '/basemaps/schematic/file',
    ])
      await ask('GET', path);
    expect(askedUrls()).toEqual([]);
  });
});
