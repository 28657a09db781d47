import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import type { IncidentCategoryNode } from '@liaowang/shared/schemas/incident-category';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { createImportClient } from '../../support/import-client.ts';

let city: TestApp;
let client: ReturnType<typeof createImportClient>;

beforeAll(async () => {
  city = await createTestApp();
  client = createImportClient(city);
});
beforeEach(() =>
  city.app.db.query(
    `TRUNCATE incidents; DELETE FROM incident_category_words; UPDATE incident_categories SET merged_into = NULL; DELETE FROM incident_categories WHERE parent_id IS NOT NULL`,
  ),
);
afterAll(() => city.close());

let minute = 0;
/** A register whose rows differ in place and time. */
function register(words: readonly string[], header = '案由'): string {
  const rows = words.map(
    (word, n) =>
      `${(118.341 + (n % 180) * 1e-4).toFixed(4)},${(34.361 + Math.floor(n / 180) * 1e-4).toFixed(4)},2026-0${1 + (minute++ % 6)}-1${n % 10}T08:${String(minute % 60).padStart(2, '0')}:00+08:00,"${word}",路口 ${n}`,
  );
  return ['经度,纬度,发生时间,' + header + ',简况', ...rows].join('\n');
}
const repeat = (word: string, count: number): string[] => Array.from({ length: count }, () => word);
const nodes = async (): Promise<IncidentCategoryNode[]> => (await client.call('GET', '/incident-categories')).json();
const kinds = async () => (await nodes()).slice(10);
async function countIncidents(): Promise<Record<string, number>> {
  const { features } = (await client.call('GET', '/incidents?from=2000-01-01T00:00:00Z&limit=10000')).json() as {
    features: IncidentFeature[];
  };
  const names = new Map((await nodes()).map(({ categoryId, nameZh }) => [categoryId, nameZh]));
  const counts: Record<string, number> = {};
  for (const { properties } of features) {
    const key = `${properties.category} ${names.get(properties.categoryId)}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

describe("an import's categories", () => {
  it("become the city's own kinds by the guess alone, and are remembered for the next file", async () => {
    const words = [
      ...repeat('入室盗窃', 4),
      ...repeat('盗窃车内财物', 3),
      ...repeat('抢劫', 3),
      ...repeat('寻衅滋事', 2),
      ...repeat('盗窃', 2),
      ...repeat('盗窃电动车', 2),
    ];
    const first = await client.importFile('一月.csv', register(words));
    expect(first.job.state).toBe('done');
    const made = await kinds();
    expect(made.map(({ parentId, nameZh, nameEn, words: own }) => [parentId, nameZh, nameEn, own])).toEqual(
      expect.arrayContaining([
        ['theft', '入室盗窃', '', ['入室盗窃']],
        ['theft', '盗窃车内财物', '', ['盗窃车内财物']],
        ['other', '抢劫', '', ['抢劫']],
        ['dispute', '寻衅滋事', '', ['寻衅滋事']],
        ['vehicle-theft', '盗窃电动车', '', ['盗窃电动车']],
      ]),
    );
    expect(made).toHaveLength(5);
    expect((await nodes()).find(({ categoryId }) => categoryId === 'theft')!.words).toEqual(['盗窃']);
    expect(await countIncidents()).toEqual({
      'theft 入室盗窃': 4,
      'theft 盗窃车内财物': 3,
      'other 抢劫': 3,
      'dispute 寻衅滋事': 2,
      'theft 盗窃': 2,
      'vehicle-theft 盗窃电动车': 2,
    });

    // Somebody hangs it elsewhere: the next file's word, in whatever width, follows.
    const robbery = made.find(({ nameZh }) => nameZh === '抢劫')!.categoryId;
    const moved = await city.app.inject({
      method: 'PATCH',
      url: `/api/v1/incident-categories/${robbery}`,
      headers: { cookie: await city.cookieOf('analyst') },
      payload: { parentId: 'theft', words: ['抢劫', 'Robbery'] },
    });
    expect(moved.statusCode).toBe(200);
    const uploaded = (
      await client.upload(
        '二月.csv',
        register([...repeat('ＲＯＢＢＥＲＹ', 3), ...repeat('入室 盗窃', 2), ...repeat('入室盗窃', 2)]),
      )
    ).json();
    const preview = await client.preview(uploaded.importId);
    expect(preview.guess.categories).toMatchObject({
      ＲＯＢＢＥＲＹ: robbery,
      入室盗窃: made.find(({ nameZh }) => nameZh === '入室盗窃')!.categoryId,
    });
    expect(preview.guess.newKinds).toEqual({ '入室 盗窃': '入室 盗窃' });
    expect(preview.categoryGuesses).toEqual(
      expect.arrayContaining([
        { word: 'ＲＯＢＢＥＲＹ', sureness: 'remembered', example: '路口 0' },
        { word: '入室 盗窃', sureness: 'phrase', example: '路口 3' },
      ]),
    );
    await client.importFile('二月.csv', register(repeat('robbery', 2)));
    expect((await countIncidents())['theft 抢劫']).toBe(5);
  });

  it('are listed word by word over the whole file, those that nobody mapped too', async () => {
    // The first rows, which a preview reads, never say the last words.
    const late = [...repeat('纠纷', 20_100), ...repeat('家庭纠纷', 3), ...repeat('天降异物', 2), ''];
    const { check, importId, mapping } = await client.checkFile('大表.csv', register(late));
    expect(check.categoryWords).toEqual([
      { word: '纠纷', count: 20_100, categoryId: 'dispute', newKind: null, isMapped: true, guess: 'dispute' },
      { word: '家庭纠纷', count: 3, categoryId: 'other', newKind: null, isMapped: false, guess: 'dispute' },
      { word: '天降异物', count: 2, categoryId: 'other', newKind: null, isMapped: false, guess: null },
      { word: '', count: 1, categoryId: 'other', newKind: null, isMapped: false, guess: null },
    ]);
    expect(check.moreCategoryWords).toEqual({ words: 0, rows: 0 });
    const again = await client.check(importId, {
      ...mapping,
      categories: { ...mapping.categories, 家庭纠纷: 'dispute', 天降异物: null },
      newKinds: { 家庭纠纷: '家庭纠纷' },
    });
    expect(again.check!.categoryWords!.slice(1, 3)).toMatchObject([
      { word: '家庭纠纷', categoryId: 'dispute', newKind: '家庭纠纷', isMapped: true },
      { word: '天降异物', categoryId: null, isMapped: true },
    ]);
    expect(again.check!.problems['category-left-out']).toBe(2);
    // Lists of imports leave the words out.
    expect((await client.call('GET', '/incident-imports')).json().imports[0].check).not.toHaveProperty('categoryWords');
  });

  it('beyond two thousand words are counted, and such words become no kinds', async () => {
    const { check, mapping } = await client.checkFile(
      '描述.csv',
      register(Array.from({ length: 2_300 }, (_, n) => `第${n}起`)),
    );
    expect(mapping.newKinds).toEqual({});
    expect(check.categoryWords).toHaveLength(2_000);
    expect(check.moreCategoryWords).toEqual({ words: 300, rows: 300 });
  });

  it('are made once for words of one name, below the node that was chosen, and only where a row has them', async () => {
    const { mapping, stored } = await client.importFile(
      '三月.csv',
      register([...repeat('抢劫', 2), ...repeat('抢夺', 2), ...repeat('其他', 1)]),
      {
        categories: { 抢劫: 'theft', 抢夺: 'theft', 涉枪: 'help' },
        newKinds: { 抢劫: '两抢', 抢夺: ' 两抢', 涉枪: '涉枪' },
      },
    );
    expect(stored.importedCount).toBe(5);
    expect((await kinds()).map(({ parentId, nameZh, words }) => [parentId, nameZh, words.toSorted()])).toEqual([
      ['theft', '两抢', ['抢劫', '抢夺']],
    ]);
    expect(await countIncidents()).toEqual({ 'theft 两抢': 4, 'other 其他': 1 });
    expect(mapping.defaultCategory).toBe('other');
  });

  it('go with the import that made them when it is undone, but not those in use', async () => {
    const { importId } = await client.importFile('四月.csv', register([...repeat('抢劫', 2), ...repeat('扒窃', 2)]));
    const [, pick] = [
      (await kinds()).find(({ nameZh }) => nameZh === '抢劫')!,
      (await kinds()).find(({ nameZh }) => nameZh === '扒窃')!,
    ];
    await client.importFile('五月.csv', register(repeat('扒窃', 1)));
    expect((await client.call('POST', `/incident-imports/${importId}/undo`)).statusCode).toBe(200);
    expect((await kinds()).map(({ categoryId }) => categoryId)).toEqual([pick.categoryId]);
    expect(await countIncidents()).toEqual({ 'theft 扒窃': 1 });
    expect((await client.call('GET', '/incident-categories/merged')).json()).toEqual([
      { categoryId: expect.stringMatching(/^kind-/u), mergedInto: 'other' },
    ]);
  });

  it('that this city has not are refused by field, and those that changed since the dry run are checked again', async () => {
    const { importId, mapping } = await client.checkFile('六月.csv', register(repeat('抢劫', 2)));
    const refusal = async (more: object) =>
      (await client.call('POST', `/incident-imports/${importId}/check`, { ...mapping, ...more })).json().error;
    expect(await refusal({ categories: { 抢劫: 'kind-999' } })).toMatchObject({
      code: 'category-unknown',
      field: 'body.categories.抢劫',
    });
    expect(await refusal({ defaultCategory: 'kind-999' })).toMatchObject({
      code: 'category-unknown',
      field: 'body.defaultCategory',
    });
    expect(await refusal({ newKinds: { 抢劫: '' } })).toMatchObject({
      code: 'invalid-input',
      field: 'body.newKinds.抢劫',
    });
    const headers = { cookie: await city.cookieOf('analyst') };
    const { categoryId } = (
      await city.app.inject({
        method: 'POST',
        url: '/api/v1/incident-categories',
        headers,
        payload: { parentId: 'other', nameZh: '抢劫' },
      })
    ).json();
    const asKind = { ...mapping, categories: { 抢劫: categoryId }, newKinds: {} };
    await client.check(importId, asKind);
    await city.app.inject({
      method: 'POST',
      url: `/api/v1/incident-categories/${categoryId}/merge`,
      headers,
      payload: { into: 'theft' },
    });
    const job = await client.jobEnds((await client.commit(importId, asKind)).json().jobId);
    expect([job.state, job.error?.code]).toEqual(['failed', 'check-first']);
    expect(await refusal({ categories: { 抢劫: categoryId } })).toMatchObject({
      code: 'category-unknown',
      reason: expect.stringContaining('theft'),
    });
    expect(await countIncidents()).toEqual({});
  });

  it('of an older page, which knows no kinds, are as before', async () => {
    const { newKinds: _new, ...old } = (await client.checkFile('七月.csv', register(['抢劫', '盗窃']))).mapping;
    const { importId } = (await client.upload('七月.csv', register(['抢劫', '盗窃']))).json();
    await client.check(importId, old);
    expect((await client.jobEnds((await client.commit(importId, old)).json().jobId)).state).toBe('done');
    expect([await countIncidents(), await kinds()]).toEqual([{ 'other 其他': 1, 'theft 盗窃': 1 }, []]);
  });
});
