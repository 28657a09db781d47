import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { CORE, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { createImportClient } from '../../support/import-client.ts';
import { packShapefile, packSheets, packWorkbook, packZip } from '../../support/incident-files.ts';

let city: TestApp;
let client: ReturnType<typeof createImportClient>;
beforeAll(async () => {
  city = await createTestApp();
  client = createImportClient(city);
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('TRUNCATE incidents, incident_imports, incident_import_rows CASCADE'));

const SMALL = `date,lng,lat\n2024-05-01 10:00,${CORE[0]},${CORE[1]}\n`;
const cell = (address: string) => `<c r="${address}" t="inlineStr"><is><t>x</t></is></c>`;
const packSheet = (data: string, sharedStrings?: string, cut?: (part: string) => string) =>
  packSheets([{ data, ...(cut && { cut }) }], { sharedStrings });
const LAUGHS = `<!DOCTYPE sst [<!ENTITY a "ha">${'bcdefghij'
  .split('')
  .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghi'[i]};`.repeat(10)}">`)
  .join('')}]>`;

/** A shapefile whose table says that it has 4 billion records of no length. */
function endlessTable(): Buffer {
  const table = Buffer.alloc(65);
  table.writeUInt32LE(0xffff_ffff, 4);
  table.writeUInt16LE(65, 8);
  table[64] = 13;
  const places = Buffer.alloc(128);
  places.writeInt32LE(1, 32);
  return packZip({ 'a.shp': places, 'a.dbf': table });
}

it.each<[string, string, () => Buffer | string, number]>([
  [
    'a cell in a column that no sheet has',
    'a.xlsx',
    () => packSheet(`<row r="1">${cell('A1')}</row><row r="2">${cell('ZZZZZZ2')}</row>`),
    400,
  ],
  ['a cell in a column one too far', 'a.xlsx', () => packSheet(`<row r="1">${cell('XFE1')}</row>`), 400],
  [
    'a row that no sheet has',
    'a.xlsx',
    () => packSheet(`<row r="1">${cell('A1')}</row><row r="99999999999">${cell('A99999999999')}</row>`),
    400,
  ],
  [
    'shared texts that grow without end',
    'a.xlsx',
    () => packSheet(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`, `${LAUGHS}<sst><si><t>&j;</t></si></sst>`),
    400,
  ],
  [
    'a text without end',
    'a.xlsx',
    () => packSheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>${'x'.repeat(8_000_000)}</t></is></c></row>`),
    400,
  ],
  ['elements in elements', 'a.xlsx', () => packSheet('<a>'.repeat(100_000)), 400],
  [
    'a sheet cut off inside',
    'a.xlsx',
    () => packSheet(`<row r="1">${cell('A1')}`, undefined, (sheet) => sheet.slice(0, -30)),
    400,
  ],
  ['lists in lists', 'a.geojson', () => `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`, 400],
  [
    'a property deeper than any',
    'a.geojson',
    () =>
      `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}}]}`,
    400,
  ],
  ['folders in folders', 'a.kml', () => `<kml>${'<Folder>'.repeat(50_000)}${'</Folder>'.repeat(50_000)}</kml>`, 400],
  ['a table without end', 'a.zip', endlessTable, 400],
  ['a gzip bomb', 'a.csv.gz', () => gzipSync(Buffer.alloc(900 * 1_048_576), { level: 1 }), 413],
  [
    'a gzip bomb in a workbook',
    'a.xlsx.gz',
    () => gzipSync(Buffer.concat([packWorkbook([['a']]), Buffer.alloc(300 * 1_048_576)]), { level: 1 }),
    413,
  ],
  [
    'half a workbook',
    'a.xlsx',
    () =>
      packWorkbook([
        ['a', 'b'],
        ['1', '2'],
      ]).subarray(0, 700),
    400,
  ],
  ['half a shapefile', 'a.zip', () => packShapefile([[...CORE, { A: Buffer.from('x') }]]).subarray(0, 200), 400],
])('%s is refused in words, while another account imports', async (_what, name, make, status) => {
  const [hostile, small] = await Promise.all([
    client.upload(name, make(), 'administrator'),
    client.importFile('small.csv', SMALL),
  ]);
  expect([hostile.statusCode, hostile.json().error.reason]).toEqual([status, expect.stringMatching(/^[A-Z].*\.$/u)]);
  expect(small.stored).toMatchObject({ state: 'committed', importedCount: 1 });
  // The account itself can go on as well.
  const next = await client.upload('small.csv', SMALL, 'administrator');
  expect(next.statusCode).toBe(201);
});

it('a legal workbook from one corner of the sheet to the other is read in seconds', async () => {
  const startedMs = performance.now();
  const workbook = packSheet(
    `<row r="1">${cell('A1')}${cell('B1')}</row><row r="2">${cell('A2')}</row><row r="1048576">${cell('XFD1048576')}</row>`,
  );
  const uploaded = await client.upload('a.xlsx', workbook);
  expect(uploaded.statusCode).toBe(201);
  const preview = await client.preview((uploaded.json() as IncidentImport).importId);
  expect(preview.columns.map(({ samples }) => samples)).toEqual([
    ['x', ''],
    ['', ''],
  ]);
  expect(performance.now() - startedMs).toBeLessThan(15_000);
});
