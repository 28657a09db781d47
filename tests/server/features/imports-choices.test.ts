import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { CORE, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { encodeGb18030 } from '../../support/encode-gb18030.ts';
import { createImportClient } from '../../support/import-client.ts';
import { packSheets } from '../../support/incident-files.ts';

let city: TestApp;
let client: ReturnType<typeof createImportClient>;
beforeAll(async () => {
  city = await createTestApp();
  client = createImportClient(city);
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('TRUNCATE incidents, incident_imports, incident_import_rows CASCADE'));

const row = (day: number, kind: string) => [`2024-05-0${day} 08:00`, `${CORE[0]}`, `${CORE[1] + day / 1_000}`, kind];
const HEADING = ['案发时间', '经度', '纬度', '案由'];
const uploaded = async (name: string, content: Buffer | string) =>
  ((await client.upload(name, content)).json() as IncidentImport).importId;
const toCells = (cells: readonly string[], at: number) =>
  `<row r="${at}">${cells.map((cell, i) => `<c r="${'ABCDEFG'[i]}${at}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
const toSheet = (rows: ReadonlyArray<readonly string[]>) => ({
  data: rows.map((cells, i) => toCells(cells, i + 1)).join(''),
});

describe('the sheet of a workbook', () => {
  const workbook = packSheets([
    toSheet([['填表说明：请勿修改表头']]),
    toSheet([HEADING, row(1, '抢劫'), row(2, '抢劫')]),
    { ...toSheet([HEADING, row(3, '盗窃'), row(4, '盗窃'), row(5, '盗窃')]), state: 'hidden' },
  ]);

  it('is found, listed with the others, and can be another', async () => {
    const importId = await uploaded('a.xlsx', workbook);
    const { guess, choices } = await client.preview(importId);
    expect([guess.sheet, guess.headerRow, choices.sheets]).toEqual([
      'Sheet2',
      1,
      [
        { name: 'Sheet1', isHidden: false, rows: 0 },
        { name: 'Sheet2', isHidden: false, rows: 2 },
        { name: 'Sheet3', isHidden: true, rows: 3 },
      ],
    ]);
    const other = await client.preview(importId, { sheet: 'Sheet3' });
    expect([other.guess.sheet, other.categoryWords]).toEqual(['Sheet3', [{ word: '盗窃', count: 3 }]]);
    expect((await client.check(importId, other.guess)).check).toMatchObject({ rows: 3, importable: 3 });
    expect((await client.check(importId, guess)).check).toMatchObject({ rows: 2, importable: 2 });
  });

  it('that it has not is refused in words', async () => {
    const importId = await uploaded('a.xlsx', workbook);
    const response = await client.call('POST', `/incident-imports/${importId}/preview`, { sheet: '汇总' });
    expect([response.statusCode, response.json().error.code]).toEqual([400, 'sheet-not-found']);
  });
});

describe('the row that names the columns', () => {
  const lines = [
    '新沂市警情登记表,,,',
    '单位：城关所,,,',
    HEADING.join(','),
    row(1, '抢劫').join(','),
    '小计,,,1',
    row(2, '抢劫').join(','),
    HEADING.join(','),
    row(3, '盗窃').join(','),
    '合计,,,3',
    '制表人：李,,,',
  ];

  it('is found under titles, and what is no incident is told and no row', async () => {
    const { check, mapping } = await client.checkFile('a.csv', `${lines.join('\n')}\n`);
    expect(mapping.headerRow).toBe(3);
    expect(check).toMatchObject({
      rows: 3,
      importable: 3,
      problems: {},
      leftOut: { counts: { total: 2, heading: 1, note: 1 } },
    });
    expect(check.leftOut!.examples).toContainEqual(
      expect.objectContaining({ kind: 'total', value: expect.stringContaining('合计') }),
    );
  });

  it('is one of those listed, and can be another', async () => {
    const importId = await uploaded('a.csv', `${lines.join('\n')}\n`);
    const { choices, guess } = await client.preview(importId);
    expect(choices.headerRows!.slice(0, 3)).toEqual([
      { row: 1, cells: ['新沂市警情登记表', '', '', ''] },
      { row: 2, cells: ['单位：城关所', '', '', ''] },
      { row: 3, cells: HEADING },
    ]);
    const other = await client.preview(importId, { headerRow: 7 });
    expect([other.guess.headerRow, other.columns.map(({ name }) => name)]).toEqual([7, HEADING]);
    expect((await client.check(importId, { ...guess, headerRow: 7 })).check).toMatchObject({ rows: 1, importable: 1 });
    const beyond = await client.call('POST', `/incident-imports/${importId}/preview`, { headerRow: 99 });
    expect(beyond.json().error).toMatchObject({ code: 'header-row-not-found', detail: { values: { row: 99 } } });
  });
});

describe('the encoding of the words', () => {
  const content = encodeGb18030(
    `${[HEADING, row(1, '抢劫'), row(2, '盗窃')].map((cells) => cells.join(',')).join('\n')}\n`,
  );

  it('is the one with the fewest errors, listed with how the others read', async () => {
    const { guess, choices } = await client.preview(await uploaded('a.csv', content));
    expect(guess.encoding).toBe('gb18030');
    const [best] = choices.encodings!;
    expect(best).toMatchObject({ name: 'gb18030', errors: 0 });
    expect(best!.sample).toContain('案发时间');
    expect(choices.encodings!.find(({ name }) => name === 'utf-8')!.errors).toBeGreaterThan(0);
  });

  it('that a mapping names is read in, by any of its names', async () => {
    const importId = await uploaded('a.csv', content);
    const { guess } = await client.preview(importId);
    expect((await client.check(importId, { ...guess, encoding: 'cp936' })).check).toMatchObject({
      rows: 2,
      importable: 2,
    });
    const { jobId } = (
      await client.call('POST', `/incident-imports/${importId}/check`, { ...guess, encoding: 'latin1' })
    ).json();
    expect(await client.jobEnds(jobId)).toMatchObject({ state: 'failed', error: { code: 'column-not-found' } });
    expect(
      (await client.call('POST', `/incident-imports/${importId}/check`, { ...guess, encoding: 'klingon' })).json()
        .error,
    ).toMatchObject({ code: 'encoding-not-known', field: 'body.encoding' });
  });
});
