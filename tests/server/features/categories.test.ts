import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unpackIncidents } from '@liaowang/shared/contract/incident-columns';
import type { Role } from '@liaowang/shared/schemas/account';
import { INCIDENT_CATEGORIES } from '@liaowang/shared/schemas/incident';
import type { IncidentCategoryNode } from '@liaowang/shared/schemas/incident-category';
import { connectViewer } from '../../support/viewer.ts';
import { CORE, createTestApp, type TestApp } from '../../support/create-test-app.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
beforeEach(() =>
  city.app.db.query(
    `TRUNCATE incidents; DELETE FROM incident_category_words; UPDATE incident_categories SET merged_into = NULL; DELETE FROM incident_categories WHERE parent_id IS NOT NULL`,
  ),
);
afterAll(() => city.close());

async function send(method: 'GET' | 'POST' | 'PATCH', path: string, payload?: object, role: Role = 'analyst') {
  const response = await city.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { cookie: await city.cookieOf(role) },
    ...(payload && { payload }),
  });
  return {
    status: response.statusCode,
    body: response.statusCode === 204 ? null : response.json(),
    raw: response.rawPayload,
  };
}
const list = async (): Promise<IncidentCategoryNode[]> => (await send('GET', '/incident-categories')).body;
async function make(parentId: string, nameZh: string, nameEn = ''): Promise<string> {
  const { status, body } = await send('POST', '/incident-categories', { parentId, nameZh, nameEn });
  expect([status, body]).toMatchObject([201, { parentId, nameZh, nameEn, words: [] }]);
  return body.categoryId;
}
async function report(
  category: string,
  categoryId?: string,
): Promise<{ id: number; category: string; categoryId: string }> {
  const { status, body } = await send(
    'POST',
    '/incidents',
    { category, ...(categoryId && { categoryId }), position: CORE },
    'dispatcher',
  );
  expect([status, body]).toMatchObject([201, {}]);
  return { id: body.properties.incidentId, category: body.properties.category, categoryId: body.properties.categoryId };
}
const codeOf = ({ status, body }: { status: number; body: { error: { code: string; field?: string } } }) => [
  status,
  body.error.code,
  body.error.field,
];
/** Incidents as the packed columns tell them: id → [top, category]. */
async function readColumns(): Promise<Record<number, [string, string]>> {
  const { ids, categories, kinds, categoryNodes } = unpackIncidents(
    new Uint8Array(
      await city.app
        .inject({ url: '/api/v1/hotspots/incidents', headers: { cookie: await city.cookieOf('analyst') } })
        .then(({ rawPayload }) => rawPayload),
    ),
  );
  return Object.fromEntries(
    [...ids].map((id, i) => [id, [INCIDENT_CATEGORIES[categories[i]!]!, categoryNodes[kinds[i]!]!.categoryId]]),
  );
}

describe('incident categories', () => {
  it('are our ten in a new city, for everybody who sees incidents', async () => {
    for (const role of ['analyst', 'volunteer', 'branch-lead'] as const) {
      const { status, body } = await send('GET', '/incident-categories', undefined, role);
      expect(status).toBe(200);
      expect(body.map(({ categoryId }: IncidentCategoryNode) => categoryId)).toEqual([...INCIDENT_CATEGORIES]);
      expect(body[1]).toEqual({ categoryId: 'theft', parentId: null, nameZh: '盗窃', nameEn: 'Theft', words: [] });
    }
  });

  it('grow kinds below them, by those who import, audited and told to pages', async () => {
    const viewer = await connectViewer(city.address, await city.cookieOf('volunteer'));
    const told = new Promise<void>((resolve) => viewer.socket.once('categories:changed', () => resolve()));
    const robbery = await make('theft', '抢劫', 'Robbery');
    await told;
    viewer.disconnect();
    const armed = await make(robbery, '持械抢劫');
    expect((await list()).slice(10)).toEqual([
      { categoryId: robbery, parentId: 'theft', nameZh: '抢劫', nameEn: 'Robbery', words: [] },
      { categoryId: armed, parentId: robbery, nameZh: '持械抢劫', nameEn: '', words: [] },
    ]);
    for (const role of ['dispatcher', 'branch-lead', 'volunteer'] as const)
      expect((await send('POST', '/incident-categories', { parentId: 'theft', nameZh: '扒窃' }, role)).status).toBe(
        403,
      );
    const { rows } = await city.app.db.query<{ subject: string }>(
      `SELECT subject FROM audit_entries WHERE action = 'incident-category.created' ORDER BY id`,
    );
    expect(rows.map(({ subject }) => subject)).toEqual([robbery, armed].map((id) => `incident-category:${id}`));
  });

  it('refuse what makes no tree', async () => {
    const robbery = await make('theft', '抢劫');
    const armed = await make(robbery, '持械抢劫');
    expect(codeOf(await send('POST', '/incident-categories', { parentId: 'arson', nameZh: '放火' }))).toEqual([
      400,
      'category-unknown',
      'body.parentId',
    ]);
    expect(codeOf(await send('POST', '/incident-categories', { parentId: 'theft', nameZh: ' 抢劫 ' }))).toEqual([
      409,
      'category-name-taken',
      'body.nameZh',
    ]);
    expect(codeOf(await send('POST', '/incident-categories', { parentId: 'theft', nameZh: '  ' }))).toEqual([
      400,
      'invalid-input',
      'body.nameZh',
    ]);
    expect(codeOf(await send('PATCH', `/incident-categories/${robbery}`, { parentId: armed }))).toEqual([
      400,
      'category-cycle',
      'body.parentId',
    ]);
    expect(codeOf(await send('POST', `/incident-categories/${robbery}/merge`, { into: armed }))).toEqual([
      400,
      'category-cycle',
      'body.into',
    ]);
    expect(codeOf(await send('POST', `/incident-categories/${robbery}/merge`, { into: robbery }))).toEqual([
      400,
      'category-cycle',
      'body.into',
    ]);
    expect(codeOf(await send('PATCH', '/incident-categories/theft', { nameZh: '偷' }))).toEqual([
      409,
      'category-fixed',
      undefined,
    ]);
    expect(codeOf(await send('POST', '/incident-categories/theft/merge', { into: 'fraud' }))).toEqual([
      409,
      'category-fixed',
      undefined,
    ]);
    expect((await send('PATCH', '/incident-categories/kind-999', { nameZh: '无' })).status).toBe(404);
    const deep = await make(await make(armed, '夜间'), '结伙');
    expect(codeOf(await send('POST', '/incident-categories', { parentId: deep, nameZh: '更深' }))).toEqual([
      400,
      'category-too-deep',
      'body.parentId',
    ]);
    // Five levels hang below theft: below another kind they would be six.
    const other = await make('theft', '扒窃');
    expect(codeOf(await send('PATCH', `/incident-categories/${robbery}`, { parentId: other }))).toEqual([
      400,
      'category-too-deep',
      'body.parentId',
    ]);
    expect(
      codeOf(await send('POST', `/incident-categories/${robbery}/merge`, { into: await make(other, '公交扒窃') })),
    ).toEqual([400, 'category-too-deep', 'body.into']);
  });

  it('take their incidents along when they move', async () => {
    const scuffle = await make('other', '寻衅滋事');
    const bar = await make(scuffle, '酒后滋事');
    const reported = [await report('other', scuffle), await report('other', bar), await report('other')];
    expect(reported.map(({ category, categoryId }) => [category, categoryId])).toEqual([
      ['other', scuffle],
      ['other', bar],
      ['other', 'other'],
    ]);
    expect(
      (await send('PATCH', `/incident-categories/${scuffle}`, { parentId: 'dispute', nameEn: 'Affray' })).body,
    ).toEqual({ categoryId: scuffle, parentId: 'dispute', nameZh: '寻衅滋事', nameEn: 'Affray', words: [] });
    expect(await readColumns()).toEqual({
      [reported[0]!.id]: ['dispute', scuffle],
      [reported[1]!.id]: ['dispute', bar],
      [reported[2]!.id]: ['other', 'other'],
    });
    const { body } = await send('GET', '/incidents');
    expect(
      body.features.map(({ properties }: { properties: { category: string } }) => properties.category).toSorted(),
    ).toEqual(['dispute', 'dispute', 'other']);
  });

  it('become one another with incidents, words and what is below, and still mean something', async () => {
    const scuffle = await make('other', '寻衅滋事');
    const bar = await make(scuffle, '酒后滋事');
    const affray = await make('dispute', '滋事');
    await send('PATCH', `/incident-categories/${scuffle}`, { words: ['寻衅滋事', 'Affray'] });
    const reported = [await report('other', scuffle), await report('other', bar), await report('dispute', affray)];
    expect((await send('POST', `/incident-categories/${scuffle}/merge`, { into: affray })).body).toEqual({
      incidentCount: 1,
    });
    expect(await readColumns()).toEqual({
      [reported[0]!.id]: ['dispute', affray],
      [reported[1]!.id]: ['dispute', bar],
      [reported[2]!.id]: ['dispute', affray],
    });
    const left = (await list()).slice(10);
    expect(left.map(({ categoryId, parentId }) => [categoryId, parentId])).toEqual([
      [bar, affray],
      [affray, 'dispute'],
    ]);
    expect(left[1]!.words.toSorted()).toEqual(['Affray', '寻衅滋事']);
    expect((await send('GET', '/incident-categories/merged')).body).toEqual([
      { categoryId: scuffle, mergedInto: affray },
    ]);
    expect((await send('GET', '/incident-categories/counts')).body).toEqual(
      expect.arrayContaining([
        { categoryId: affray, incidentCount: 2 },
        { categoryId: bar, incidentCount: 1 },
      ]),
    );
    // Who still says the old one means the new one.
    expect(await report('dispute', scuffle)).toMatchObject({ category: 'dispute', categoryId: affray });
    const filter = {
      from: new Date(Date.now() - 86_400_000).toISOString(),
      to: new Date(Date.now() + 60_000).toISOString(),
      hours: null,
      weekdays: null,
      severities: null,
      source: 'any',
    };
    const zones = async (categories: string[]) =>
      (
        await send('POST', '/hotspots/zones', {
          filter: { ...filter, categories },
          method: { kind: 'repeat', toleranceMeters: 25, minCount: 2 },
        })
      ).body;
    expect((await zones([scuffle])).incidentCount).toBe(4);
    expect((await zones([bar])).incidentCount).toBe(1);
    expect(codeOf({ status: 400, body: await zones(['kind-999']) })).toEqual([
      400,
      'category-unknown',
      'body.filter.categories',
    ]);
    // Into one of ours: nothing more is known of them.
    expect((await send('POST', `/incident-categories/${affray}/merge`, { into: 'fraud' })).body).toEqual({
      incidentCount: 3,
    });
    expect(Object.values(await readColumns()).map(([top]) => top)).toEqual(Array.from({ length: 4 }, () => 'fraud'));
    expect((await zones([scuffle])).incidentCount).toBe(4);
  });

  it('have each word once, whatever its case and width', async () => {
    const [robbery, burglary] = [await make('theft', '抢劫'), await make('theft', '入室盗窃')];
    await send('PATCH', `/incident-categories/${robbery}`, { words: ['Robbery', '抢劫案'] });
    expect(
      (await send('PATCH', `/incident-categories/${burglary}`, { words: ['ＲＯＢＢＥＲＹ', 'burglary', 'BURGLARY'] }))
        .body.words,
    ).toEqual(['BURGLARY', 'ＲＯＢＢＥＲＹ']);
    expect((await list()).find(({ categoryId }) => categoryId === robbery)!.words).toEqual(['抢劫案']);
    // Ours have words too.
    expect((await send('PATCH', '/incident-categories/noise', { words: ['半夜施工'] })).body.words).toEqual([
      '半夜施工',
    ]);
  });

  it('of a report must be below what it is reported as', async () => {
    const robbery = await make('theft', '抢劫');
    for (const categoryId of [robbery, 'kind-999']) {
      expect(
        codeOf(await send('POST', '/incidents', { category: 'noise', categoryId, position: CORE }, 'dispatcher')),
      ).toEqual([400, 'category-unknown', 'body.categoryId']);
    }
    expect(
      (await send('POST', '/incidents', { category: 'noise', categoryId: 'Robbery!', position: CORE }, 'dispatcher'))
        .body.error.code,
    ).toBe('invalid-input');
  });

  it('narrow the live high-incident zones', async () => {
    const robbery = await make('theft', '抢劫');
    for (let n = 0; n < 3; n++) await report('theft', robbery);
    await report('theft');
    const count = async (category: string) =>
      (await send('GET', `/hotspots?category=${category}`)).body.method.incidentCount;
    expect([await count('theft'), await count(robbery)]).toEqual([4, 3]);
    expect(codeOf(await send('GET', '/hotspots?category=kind-999'))).toEqual([
      400,
      'category-unknown',
      'querystring.category',
    ]);
  });
});
