import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '@liaowang/shared/schemas/account';
import type { Basemap, BasemapSetting, StoredBasemap } from '@liaowang/shared/schemas/basemap';
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());
afterEach(async () => {
  const { basemaps } = (await ask('GET', '/basemap-settings')).json();
  for (const { basemapId } of basemaps as StoredBasemap[]) await ask('DELETE', `/basemap-settings/${basemapId}`);
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
const idsFor = async (role: Role): Promise<string[]> =>
  ((await ask('GET', '/basemaps', undefined, role)).json().basemaps as Basemap[]).map(({ basemapId }) => basemapId);

const xyz = (change: Partial<BasemapSetting> = {}): BasemapSetting => ({
  name: { zh: '城市影像', en: 'City imagery' },
  attribution: '© 测绘院',
  roles: null,
  origin: {
    kind: 'xyz',
    url: 'https://tiles.invalid/{z}/{x}/{y}.png',
    subdomains: [],
    tileSize: 256,
    minZoom: 3,
    maxZoom: 17,
    datum: 'wgs84',
    picture: 'imagery',
  },
  ...change,
});

/** What the origin of another kind does not have. */
const NOT_XYZ = Object.fromEntries(
  ['url', 'subdomains', 'tileSize', 'minZoom', 'maxZoom', 'datum', 'picture'].map((name) => [name, undefined]),
);

describe('basemaps', () => {
  it.each(ROLES)('offer %s the schematic one in a city that has set none', async (role) => {
    expect((await ask('GET', '/basemaps', undefined, role)).json()).toMatchObject({
      basemaps: [{ basemapId: 'schematic', asksOutside: false, drawing: { type: 'schematic' } }],
    });
  });

  it('are added, offered, changed and taken away', async () => {
    const added = await ask('POST', '/basemap-settings', xyz());
    expect(added.statusCode).toBe(201);
    expect(added.json()).toMatchObject({ basemapId: 'city-imagery', hasKey: false, problem: null });
    const [, offered] = (await ask('GET', '/basemaps', undefined, 'volunteer')).json().basemaps as Basemap[];
    expect(offered).toMatchObject({
      basemapId: 'city-imagery',
      name: { zh: '城市影像', en: 'City imagery' },
      attribution: '© 测绘院',
      picture: 'imagery',
      asksOutside: true,
      drawing: { type: 'pictures', tileSize: 256, minZoom: 3, maxZoom: 17, datum: 'wgs84' },
    });
    const changed = await ask('PUT', '/basemap-settings/city-imagery', xyz({ name: { zh: '影像', en: 'Other' } }));
    expect(changed.json()).toMatchObject({ basemapId: 'city-imagery', name: { en: 'Other' } });
    // Browsers keep pictures by their address: those of a changed basemap have others.
    expect(changed.json().drawing.tiles).not.toEqual((offered!.drawing as { tiles: string[] }).tiles);
    expect((await ask('DELETE', '/basemap-settings/city-imagery')).statusCode).toBe(204);
    expect(await idsFor('volunteer')).toEqual(['schematic']);
    expect((await ask('PUT', '/basemap-settings/city-imagery', xyz())).statusCode).toBe(404);
    expect((await ask('DELETE', '/basemap-settings/schematic')).statusCode).toBe(404);
  });

  it('get ids that are unique, of Chinese names too, and never that of the schematic one', async () => {
    const add = async (zh: string, en: string) =>
      (await ask('POST', '/basemap-settings', xyz({ name: { zh, en } }))).json().basemapId;
    expect(await add('天地图', '')).toBe('tian-di-tu');
    expect(await add('示意图', 'Schematic')).toMatch(/^schematic-[\da-f]{6}$/);
    expect(await add('天地图', '')).toMatch(/^tian-di-tu-[\da-f]{6}$/);
    expect(await add('🗺', '')).toBe('basemap');
  });

  it('are offered to the roles that may choose them', async () => {
    await ask('POST', '/basemap-settings', xyz({ roles: ['dispatcher'] }));
    for (const role of ROLES)
      expect([role, await idsFor(role)]).toEqual([
        role,
        role === 'dispatcher' ? ['schematic', 'city-imagery'] : ['schematic'],
      ]);
    const path = '/basemaps/city-imagery/tiles/0/12/3394/1632';
    expect((await ask('GET', path, undefined, 'analyst')).statusCode).toBe(404);
    expect((await ask('GET', path, undefined, 'dispatcher')).statusCode).toBe(502);
  });

  it('come in the order that was set, with the schematic one where it was put', async () => {
    await ask('POST', '/basemap-settings', xyz({ name: { zh: '一', en: 'one' } }));
    await ask('POST', '/basemap-settings', xyz({ name: { zh: '二', en: 'two' } }));
    expect(await idsFor('analyst')).toEqual(['schematic', 'one', 'two']);
    const basemapIds = ['two', 'schematic', 'one'];
    expect((await ask('PUT', '/basemap-order', { basemapIds })).statusCode).toBe(204);
    expect(await idsFor('analyst')).toEqual(basemapIds);
    expect((await ask('GET', '/basemap-settings')).json().order).toEqual(basemapIds);
    await ask('POST', '/basemap-settings', xyz({ name: { zh: '三', en: 'three' } }));
    expect(await idsFor('analyst')).toEqual([...basemapIds, 'three']);
    const stale = await ask('PUT', '/basemap-order', { basemapIds });
    expect([stale.statusCode, stale.json().error.code]).toEqual([409, 'changed-meanwhile']);
    await city.restart();
    expect(await idsFor('analyst')).toEqual([...basemapIds, 'three']);
    await ask('PUT', '/basemap-order', { basemapIds: ['schematic', 'one', 'two', 'three'] });
  });

  it('are refused where their address cannot be one, and beyond fifty', async () => {
    const withOrigin = (change: object) => ({ ...xyz(), origin: { ...xyz().origin, ...change } });
    for (const [change, field] of [
      [{ url: 'https://tiles.invalid/{z}/{x}.png' }, 'body.origin.url'],
      [{ url: 'https://{s}.tiles.invalid/{z}/{x}/{y}' }, 'body.origin.subdomains'],
      [{ minZoom: 18 }, 'body.origin.minZoom'],
      [{ url: 'file:///etc/passwd' }, 'body.origin.url'],
      [{ url: 'https://tiles.invalid/\u0000{z}/{x}/{y}.png' }, 'body.origin.url'],
      [{ url: 'https://tiles.invalid/\u001b{z}/{x}/{y}.png' }, 'body.origin.url'],
      [{ kind: 'style', lightUrl: 'https://tiles.invalid/\u0000', darkUrl: null, ...NOT_XYZ }, 'body.origin.lightUrl'],
      [{ kind: 'pmtiles', fileName: '\u0000.pmtiles', ...NOT_XYZ }, 'body.origin.fileName'],
    ] as const) {
      const refused = await ask('POST', '/basemap-settings', withOrigin(change));
      expect([change, refused.statusCode, refused.json().error.code]).toEqual([change, 400, 'invalid-input']);
      expect([change, refused.json().error.field]).toEqual([change, field]);
    }
    for (let i = 1; i < 50; i++)
      await ask('POST', '/basemap-settings', xyz({ name: { zh: `第${i}`, en: `map ${i}` } }));
    const refused = await ask('POST', '/basemap-settings', xyz());
    expect([refused.statusCode, refused.json().error.code]).toEqual([409, 'too-many-basemaps']);
  });

  it('of one name that are added at once are basemaps of their own', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask('POST', '/basemap-settings', xyz())));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.json().basemapId)).size).toBe(4);
    const { basemaps, order } = (await ask('GET', '/basemap-settings')).json();
    expect([basemaps.length, order.length]).toEqual([4, 5]);
  });

  it('that are added at once where one is left to add are one, and the others are refused', async () => {
    for (let i = 1; i < 49; i++)
      await ask('POST', '/basemap-settings', xyz({ name: { zh: `第${i}`, en: `map ${i}` } }));
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask('POST', '/basemap-settings', xyz())));
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409, 409, 409]);
    expect((await ask('GET', '/basemap-settings')).json().basemaps).toHaveLength(49);
  });

  it('are judged by what another server has stored', async () => {
    const other = `INSERT INTO basemaps (id, name_zh, name_en, attribution, roles, origin, facts)
       SELECT 'of-another-' || n, '另一台', '', '', NULL, $1, NULL FROM generate_series(1, 48) n`;
    await ask('POST', '/basemap-settings', xyz());
    await city.app.db.query(other, [JSON.stringify(xyz().origin)]);
    expect((await ask('POST', '/basemap-settings', xyz())).json().error.code).toBe('too-many-basemaps');
    expect((await ask('PUT', '/basemap-settings/of-another-7', xyz())).statusCode).toBe(200);
    const stale = await ask('PUT', '/basemap-order', { basemapIds: ['city-imagery', 'schematic'] });
    expect(stale.json().error.code).toBe('changed-meanwhile');
  });

  it('have names of one line without blanks around them', async () => {
    const added = await ask(
      'POST',
      '/basemap-settings',
      xyz({ name: { zh: ' 城市影像\u3000', en: ' City imagery ' } }),
    );
    expect(added.json()).toMatchObject({ basemapId: 'city-imagery', name: { zh: '城市影像', en: 'City imagery' } });
    for (const [name, field] of [
      [{ zh: ' ', en: '' }, 'body.name.zh'],
      [{ zh: '底\u0000图', en: '' }, 'body.name.zh'],
      [{ zh: '底\n图', en: '' }, 'body.name.zh'],
      [{ zh: '底'.repeat(121), en: '' }, 'body.name.zh'],
      [{ zh: '底图', en: 'map\u0000' }, 'body.name.en'],
    ] as const) {
      const refused = await ask('POST', '/basemap-settings', xyz({ name }));
      expect([name, refused.statusCode, refused.json().error.field]).toEqual([name, 400, field]);
    }
  });

  it('leave every change in the audit log, with no key in it', async () => {
    await ask('POST', '/basemap-settings', {
      ...xyz({ name: { zh: '天地图', en: 'Tianditu' } }),
      origin: { kind: 'tianditu', content: 'streets', key: 'very-secret-key' },
    });
    const origin = { ...xyz().origin, url: 'https://tiles.invalid/{z}/{x}/{y}?apikey=very-secret-key' };
    await ask('PUT', '/basemap-settings/tianditu', { ...xyz(), origin });
    await ask('PUT', '/basemap-order', { basemapIds: ['tianditu', 'schematic'] });
    await ask('DELETE', '/basemap-settings/tianditu');
    const { rows } = await city.app.db.query<{ action: string; detail: object }>(
      `SELECT action, detail FROM audit_entries WHERE action LIKE 'basemap.%' ORDER BY id DESC LIMIT 4`,
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'basemap.removed',
      'basemap.ordered',
      'basemap.changed',
      'basemap.created',
    ]);
    expect(JSON.stringify(rows)).not.toContain('very-secret-key');
    expect(rows[3]!.detail).toMatchObject({ origin: { kind: 'tianditu', content: 'streets' } });
  });
});

describe('the policy of the page', () => {
  it('names nobody but ourselves where no style of another server is set', async () => {
    await ask('POST', '/basemap-settings', xyz());
    const policy = String((await city.app.inject({ url: '/healthz' })).headers['content-security-policy']);
    const sources = policy.split(';').flatMap((directive) => directive.trim().split(' ').slice(1));
    const outside = sources.filter(
      (source) => !/^('self'|'none'|'unsafe-inline'|data:|blob:|ws:\/\/localhost(:\d+)?)$/.test(source),
    );
    expect(outside).toEqual([]);
    expect(policy).toContain("connect-src 'self'");
  });
});
