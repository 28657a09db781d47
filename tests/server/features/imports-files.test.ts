import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { CORE, SOUTH, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { encodeGb18030 } from '../../support/encode-gb18030.ts';
import { createImportClient } from '../../support/import-client.ts';
import { packShapefile, packWorkbook, packZip } from '../../support/incident-files.ts';

let city: TestApp;
let client: ReturnType<typeof createImportClient>;
beforeAll(async () => {
  city = await createTestApp();
  client = createImportClient(city);
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('TRUNCATE incidents, incident_imports, incident_import_rows CASCADE'));

const stored = async () =>
  (
    await city.app.db.query<{ category: string; at: Date; lng: number; lat: number }>(
      'SELECT category, occurred_at AS at, ST_X(position) AS lng, ST_Y(position) AS lat FROM incidents ORDER BY occurred_at, id',
    )
  ).rows.map(({ category, at, lng, lat }) => [category, at.toISOString(), lng, lat]);
const csv = (...rows: string[]) => `date,lng,lat\n${rows.join('\n')}\n`;
const at = (date: string, [lng, lat] = CORE) => `${date},${lng},${lat}`;

describe('formats', () => {
  it('a workbook: dates as spreadsheets keep them, and as text', async () => {
    const content = packWorkbook([
      ['案发时间', '案由', '经度', '纬度'],
      [{ serial: 45_413.545_138_888_89 }, '盗窃', CORE[0], CORE[1]],
      ['2024-05-02 08:00', '纠纷', String(SOUTH[0]), SOUTH[1]],
      [null, null, null, null],
      [{ serial: 45_415 }, '盗窃', CORE[0], CORE[1]],
    ]);
    const { stored: done } = await client.importFile('五月.xlsx', content);
    expect(done).toMatchObject({ format: 'xlsx', importedCount: 3 });
    expect(await stored()).toEqual([
      ['theft', '2024-05-01T05:05:00.000Z', ...CORE],
      ['dispute', '2024-05-02T00:00:00.000Z', ...SOUTH],
      ['theft', '2024-05-02T16:00:00.000Z', ...CORE],
    ]);
  });

  it("ISO dates in a workbook and days in a shapefile are the city's, wherever the server stands", async () => {
    const workbook = packWorkbook([
      ['案发时间', '案由', '经度', '纬度'],
      [{ iso: '2024-05-01T12:00:00' }, '盗窃', CORE[0], CORE[1]],
      [{ iso: '2024-05-02T06:00:00' }, '纠纷', SOUTH[0], SOUTH[1]],
      [{ iso: '2024-05-03T06:00:00Z' }, '盗窃', CORE[0], CORE[1]],
    ]);
    const { stored: done } = await client.importFile('iso.xlsx', workbook);
    expect(done.importedCount).toBe(3);
    await client.importFile(
      'days.zip',
      packShapefile([[...CORE, { DATE: Buffer.from('20240504'), KIND: Buffer.from('theft') }]], {}, ['DATE']),
    );
    expect((await stored()).map(([, when]) => when)).toEqual([
      '2024-05-01T04:00:00.000Z',
      '2024-05-01T22:00:00.000Z',
      '2024-05-03T06:00:00.000Z',
      '2024-05-03T16:00:00.000Z',
    ]);
  });

  it('GeoJSON: points are places, other shapes are none', async () => {
    const feature = (geometry: object | null, properties: object) => ({ type: 'Feature', geometry, properties });
    const content = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        feature(
          { type: 'Point', coordinates: CORE },
          { when: '2024-05-01T10:00:00+08:00', kind: 'burglary', note: '\u0000\ud800' },
        ),
        feature({ type: 'MultiPoint', coordinates: [SOUTH] }, { when: 1_714_608_000_000, kind: null }),
        feature({ type: 'LineString', coordinates: [CORE, SOUTH] }, { when: '2024-05-01' }),
        feature(null, { when: '2024-05-01' }),
      ],
    });
    const { check, stored: done } = await client.importFile('a.geojson', content);
    expect(check).toMatchObject({ rows: 4, importable: 2, problems: { 'no-place': 2 } });
    expect(done).toMatchObject({ format: 'geojson', importedCount: 2 });
    expect(await stored()).toEqual([
      ['theft', '2024-05-01T02:00:00.000Z', ...CORE],
      ['other', '2024-05-02T00:00:00.000Z', ...SOUTH],
    ]);
  });

  it('a collection with a gap where a feature was deleted has the others', async () => {
    const feature = {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: CORE },
      properties: { when: '2024-05-01T10:00:00+08:00' },
    };
    expect(
      (await client.checkFile('a.geojson', JSON.stringify({ type: 'FeatureCollection', features: [null, feature] })))
        .check,
    ).toMatchObject({ rows: 1, importable: 1 });
  });

  it('a table of a few characters is a table, and nothing in it is no text', async () => {
    expect((await client.checkFile('a.csv', 'a,b\n1,2\n')).check).toMatchObject({ rows: 1, importable: 0 });
    expect((await client.checkFile('a.json', '[]')).check).toMatchObject({
      rows: 0,
      importable: 0,
      advice: ['nothing-importable'],
    });
  });

  it('of one object a line that is broken is told the line, and one that was cut off that it was', async () => {
    const line = '{"date":"2024-05-01","lng":118.35,"lat":34.37}';
    const refusal = async (content: string) => (await client.upload('a.jsonl', content)).json().error.detail;
    expect(await refusal(`${line}\n{"date":"2024-05-01",\n${line}\n`)).toEqual({
      key: 'json-broken-at',
      values: { line: 2 },
    });
    expect(await refusal(`{"list":[${line},${line.slice(0, 20)}`)).toEqual({ key: 'json-broken', values: {} });
  });

  it('a plain list of records is a table', async () => {
    const { stored: done } = await client.importFile(
      'a.json',
      JSON.stringify([{ date: '2024-05-01 10:00', lon: CORE[0], lat: CORE[1] }]),
    );
    expect(done).toMatchObject({ format: 'geojson', importedCount: 1 });
  });

  it('a zipped shapefile, its words in GB18030', async () => {
    const content = packShapefile([
      [...CORE, { DATE: Buffer.from('2024-05-01 10:00'), KIND: encodeGb18030('盗窃电动车') }],
      [...SOUTH, { DATE: Buffer.from('2024-05-02 10:00'), KIND: encodeGb18030('邻里纠纷') }],
    ]);
    const { stored: done } = await client.importFile('a.zip', content);
    expect(done).toMatchObject({ format: 'shapefile', importedCount: 2 });
    expect(await stored()).toEqual([
      ['vehicle-theft', '2024-05-01T02:00:00.000Z', ...CORE],
      ['dispute', '2024-05-02T02:00:00.000Z', ...SOUTH],
    ]);
  });

  it('KML and KMZ: the time of a placemark and its data', async () => {
    const kml = `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
      <Placemark><name>一</name><TimeStamp><when>2024-05-01T10:00:00+08:00</when></TimeStamp><ExtendedData><Data name="类别"><value>盗窃</value></Data></ExtendedData><Point><coordinates>${CORE.join(',')},0</coordinates></Point></Placemark>
    </Document></kml>`;
    const first = await client.importFile('a.kml', kml);
    expect(first.stored).toMatchObject({ format: 'kml', importedCount: 1 });
    expect(first.mapping).toMatchObject({ date: 'timestamp', category: '类别' });
    expect(await stored()).toEqual([['theft', '2024-05-01T02:00:00.000Z', ...CORE]]);
    const again = await client.checkFile('a.kmz', packZip({ 'doc.kml': kml }));
    expect(again.check.problems).toEqual({ 'already-imported': 1 });
  });

  it.each<[string, string, Buffer | string, number, string]>([
    ['nothing', 'a.csv', '', 400, 'file-empty'],
    ['only blanks', 'a.csv', ' \n \n', 400, 'file-empty'],
    ['a picture', 'a.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 400, 'format-not-recognised'],
    ['prose', 'letter', 'Dear Sir\nI saw something', 400, 'format-not-recognised'],
    ['a page', 'a.html', '<!doctype html><html></html>', 400, 'format-not-recognised'],
    ['an old workbook', 'a.xls', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 400, 'format-not-recognised'],
    ['an archive of something else', 'a.zip', packZip({ 'a.txt': 'x' }), 400, 'format-not-recognised'],
    ['half an archive', 'a.xlsx', packWorkbook([['a']]).subarray(0, 400), 400, 'file-broken'],
    ['a workbook without sheets', 'a.xlsx', packZip({ 'xl/workbook.xml': '<oops' }), 400, 'file-broken'],
    ['half a JSON', 'a.geojson', '{"type":"FeatureCollection","features":[', 400, 'file-broken'],
    ['another JSON', 'a.json', '{"type":"Topology"}', 400, 'file-broken'],
    ['a JSON of ten characters', 'a.json', '{"a": 1}', 400, 'file-broken'],
    ['an archive of nothing', 'a.zip', packZip({}), 400, 'format-not-recognised'],
    ['a collection of no list', 'a.geojson', '{"type":"FeatureCollection","features":{}}', 400, 'file-broken'],
    ['half a KML', 'a.kml', '<kml><Document><Placemark>', 400, 'file-broken'],
    ['a KML that grows', 'a.kml', '<!DOCTYPE x [<!ENTITY a "b">]><kml>&a;</kml>', 400, 'file-broken'],
    ['half a gzip', 'a.csv.gz', gzipSync('a,b\n1,2\n'.repeat(1_000)).subarray(0, 30), 400, 'file-broken'],
    ['a shapefile without its table', 'a.zip', packZip({ 'a.shp': Buffer.alloc(100) }), 400, 'file-broken'],
    [
      'an archive that lies about its size',
      'a.xlsx',
      packZip({ 'xl/workbook.xml': 'x'.repeat(100_000) }, () => 10),
      400,
      'file-broken',
    ],
    [
      'an archive that inflates without end',
      'a.xlsx',
      packZip({ 'xl/workbook.xml': 'x' }, () => 1_073_741_824),
      413,
      'file-too-large',
    ],
    ['a gzip bomb', 'a.csv.gz', gzipSync(Buffer.alloc(900 * 1_048_576), { level: 1 }), 413, 'file-too-large'],
  ])('%s is refused, and nothing is kept', async (_what, name, content, status, code) => {
    const response = await client.upload(name, content);
    expect([response.statusCode, response.json().error.code]).toEqual([status, code]);
    expect(response.json().error.reason).toMatch(/\w+.*\.$/u);
    expect(
      (await city.app.db.query('SELECT 1 FROM incident_imports UNION ALL SELECT 1 FROM incident_import_chunks')).rows,
    ).toEqual([]);
  });

  it('a file of more than 100 MB is refused, by what it says and by what comes', async () => {
    const headers = { cookie: await city.cookieOf('analyst'), 'content-type': 'application/octet-stream' };
    const url = '/api/v1/incident-imports?fileName=a.csv';
    const said = await city.app.inject({
      method: 'POST',
      url,
      headers: { ...headers, 'content-length': '104857601' },
      payload: Buffer.from('a,b'),
    });
    expect([said.statusCode, said.json().error.code]).toEqual([413, 'file-too-large']);
    const noStream = await city.app.inject({
      method: 'POST',
      url,
      headers: { cookie: headers.cookie },
      payload: { a: 1 },
    });
    expect(noStream.statusCode).toBe(415);
  });
});

/** What GCJ-02 adds to places around here, degrees: some 519 m east and 127 m south. */
const GCJ02_SHIFT = [0.005_65, -0.001_14] as const;

describe('rows', () => {
  it('that cannot be imported are counted, shown and listed, each with what is wrong', async () => {
    const now = new Date();
    const { importId, check } = await client.checkFile(
      'a.csv',
      csv(
        at('2024-05-01 10:00'),
        at('2024-05-01 10:00'),
        at('2015-02-29'),
        at('soon'),
        at(''),
        at(`${now.getUTCFullYear() + 1}-01-01`),
        '2024-05-02,here,34.37',
        '2024-05-02,,34.37',
        '2024-05-02,218.35,34.37',
        at('2024-05-02', [-95.4, 29.75]),
        '2024-05-02,118.35',
        '2024-05-02,118.35,34.37,more',
        `"2024-05-02,118.35,34.37`,
        at('2024-05-03 10:00'),
        `2024-05-04,118.35,34.37,,`,
        `"=cmd()",118.35,34.37`,
      ),
    );
    expect(check).toMatchObject({
      rows: 16,
      importable: 3,
      problems: {
        'no-place': 1,
        'place-not-a-number': 1,
        'place-out-of-range': 1,
        'outside-jurisdiction': 1,
        'no-date': 1,
        'date-not-understood': 2,
        'date-impossible': 1,
        'in-the-future': 1,
        'duplicate-in-file': 1,
        'row-broken': 3,
      },
    });
    expect(check.examples).toContainEqual({ row: 3, problem: 'date-impossible', column: 'date', value: '2015-02-29' });
    expect(check.examples).toContainEqual({
      row: 13,
      problem: 'row-broken',
      column: null,
      value: '"2024-05-02,118.35,34.37',
    });
    expect(check.placesOutside).toEqual([[-95.4, 29.75]]);
    const response = await client.call('GET', `/incident-imports/${importId}/problems.csv?language=en`);
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = response.body.split('\r\n');
    expect(lines[0]).toBe('\uFEFFRow,Column,Value,Problem');
    expect(lines).toContain('3,date,2015-02-29,There is no such date or time');
    expect(lines).toContain('16,date,"\'=cmd()",The date or time cannot be understood');
    expect(lines).toHaveLength(15);
    expect((await client.call('GET', `/incident-imports/${importId}/problems.csv?language=zh-CN`)).body).toContain(
      '3,date,2015-02-29,不存在的日期或时间',
    );
  });

  it('whose days and months could be either are refused unless some row decides for the column', async () => {
    const unclear = await client.checkFile('a.csv', csv(at('1/2/2024'), at('3/4/2024')));
    expect(unclear.check).toMatchObject({
      importable: 0,
      problems: { 'date-ambiguous': 2 },
      advice: ['nothing-importable'],
    });
    // The row that decides comes long after those that the guess looks at.
    const late = [
      ...Array.from({ length: 300 }, (_, i) => at(`${(i % 12) + 1}/5/${2000 + Math.floor(i / 12)}`)),
      at('31/12/2023'),
    ];
    const decided = await client.checkFile('b.csv', csv(...late));
    expect(decided.mapping.dateOrder).toBe('auto');
    expect(decided.check).toMatchObject({ importable: 301, problems: {}, lastAt: '2024-05-11T16:00:00.000Z' });
    expect((await client.checkFile('c.csv', csv(at('1/2/2024')), { dateOrder: 'month-first' })).check.firstAt).toBe(
      '2024-01-01T16:00:00.000Z',
    );
  });

  it('in another datum, or with longitude and latitude swapped, are told by where they fall', async () => {
    // Along the border of the city, which GCJ-02 moves many places over.
    const { rows: places } = await city.app.db.query<{ lng: number; lat: number }>(
      `SELECT ST_X(q) AS lng, ST_Y(q) AS lat FROM jurisdictions, LATERAL (SELECT (ST_Dump(ST_GeneratePoints(ST_Buffer(ST_Boundary(boundary), 0.004), 400, 7))).geom AS q) y WHERE ST_Covers(boundary, q)`,
    );
    const lines = places
      .map(({ lng, lat }) => [lng + GCJ02_SHIFT[0], lat + GCJ02_SHIFT[1]] as const)
      .map(([lng, lat], i) => `2024-05-01 10:${String(i % 60).padStart(2, '0')},${lng.toFixed(6)},${lat.toFixed(6)}`);
    const asWgs84 = await client.checkFile('gcj.csv', csv(...lines));
    expect(asWgs84.check.datumShares.gcj02).toBeGreaterThan(0.97);
    expect(asWgs84.check.datumShares.wgs84).toBeLessThan(0.9);
    expect(asWgs84.check.datumShares.cgcs2000).toBe(asWgs84.check.datumShares.wgs84);
    expect(asWgs84.check.advice).toContain('other-datum');
    const asGcj02 = await client.checkFile('gcj.csv', csv(...lines), { datum: 'gcj02' });
    expect(asGcj02.check.advice).not.toContain('other-datum');

    const swapped = await client.checkFile(
      'swapped.csv',
      csv(at('2024-05-01', [CORE[1], CORE[0]]), at('2024-05-02', [CORE[1], CORE[0]])),
      { lng: 'lng', lat: 'lat' },
    );
    expect(swapped.check).toMatchObject({
      importable: 0,
      datumShares: { swapped: 1, wgs84: 0 },
      problems: { 'place-out-of-range': 2 },
    });
    expect(swapped.check.advice).toContain('swapped');
    expect((await client.check(swapped.importId, { ...swapped.mapping, lng: 'lat', lat: 'lng' })).check).toMatchObject({
      importable: 2,
    });

    const abroad = await client.checkFile(
      'abroad.csv',
      csv(at('2024-05-01', [-95.4, 29.75]), at('2024-05-02', [-95.3, 29.7])),
    );
    expect(abroad.check).toMatchObject({
      importable: 0,
      problems: { 'outside-jurisdiction': 2 },
      advice: ['mostly-outside', 'nothing-importable'],
    });
  });

  it('imported before, or standing in the city already, are known again', async () => {
    await city.app.inject({
      method: 'POST',
      url: '/api/v1/incidents',
      headers: { cookie: await city.cookieOf('dispatcher') },
      payload: { category: 'other', position: SOUTH, occurredAt: '2024-05-09T00:00:00.000Z' },
    });
    const first = await client.importFile(
      'a.csv',
      csv(at('2024-05-01 10:00'), at('2024-05-02 10:00'), at('2024-05-09 08:00', SOUTH)),
    );
    expect(first.check.problems).toEqual({ 'already-imported': 1 });
    expect(first.stored.importedCount).toBe(2);
    const second = await client.importFile('b.csv', csv(at('2024-05-02 10:00'), at('2024-05-03 10:00')));
    expect([second.check.problems, second.stored.importedCount]).toEqual([{ 'already-imported': 1 }, 1]);
  });

  it('with numbers of their own are told apart by these', async () => {
    const rows = (...lines: string[]) => `uid,date,lng,lat\n${lines.join('\n')}\n`;
    const numbered = { externalId: 'uid' };
    const first = await client.importFile(
      'a.csv',
      rows(`A1,${at('2024-05-01')}`, `A2,${at('2024-05-01')}`, `A1,${at('2024-05-03')}`),
      numbered,
    );
    // Two at the same place on the same day are two, where the register says so.
    expect([first.check.problems, first.stored.importedCount]).toEqual([{ 'duplicate-in-file': 1 }, 2]);
    // The place of A1 was corrected since; the A2 of another year is another one.
    const second = await client.importFile(
      'b.csv',
      rows(`A1,${at('2024-05-01', [CORE[0] + 0.001, CORE[1]])}`, `A2,${at('2022-05-01')}`),
      numbered,
    );
    expect([second.check.problems, second.stored.importedCount]).toEqual([{ 'already-imported': 1 }, 1]);
  });

  it('are all read, whatever the pieces in which a compressed file is kept', async () => {
    let seed = 1;
    const noise = () => (seed = (seed * 48_271) % 2_147_483_647).toString(36);
    const lines = Array.from(
      { length: 6_000 },
      (_, i) =>
        `${Array.from({ length: 16 }, noise).join('')},${at(new Date(Date.UTC(2020, 0, 1) + i * 60_000).toISOString())}`,
    );
    const content = gzipSync(`uid,date,lng,lat\n${lines.join('\n')}\n`);
    expect(content.length).toBeGreaterThan(262_144);
    const { stored: done } = await client.importFile('a.csv.gz', content, { externalId: 'uid' });
    expect(done).toMatchObject({ importedCount: 6_000, check: { rows: 6_000, importable: 6_000, problems: {} } });
  });

  it('of categories that are left out stay out, and what the clocks skipped is counted', async () => {
    const content = `date,type,lng,lat\n2024-05-01,theft,${CORE.join(',')}\n2024-05-01,noise,${CORE.join(',')}\n`;
    const { check } = await client.checkFile('a.csv', content, { categories: { theft: 'theft', noise: null } });
    expect(check).toMatchObject({ importable: 1, problems: { 'category-left-out': 1 }, categories: { theft: 1 } });
    const clock = await client.checkFile(
      'b.csv',
      csv(at('2010-03-14 02:30'), at('2010-11-07 01:30'), at('2010-11-07 03:30')),
      { timeZone: 'America/Chicago' },
    );
    expect(clock.check).toMatchObject({ importable: 3, atClockChange: 2, firstAt: '2010-03-14T08:30:00.000Z' });
  });

  it('of a file without columns of places, or of a mapping that names none, are refused in words', async () => {
    const { importId } = (await client.upload('a.csv', 'date,what\n2024-05-01,theft\n')).json() as IncidentImport;
    const { guess } = await client.preview(importId);
    expect(guess).toMatchObject({ lng: null, lat: null });
    expect((await client.check(importId, guess)).check).toMatchObject({ importable: 0, problems: { 'no-place': 1 } });
    const { jobId } = (
      await client.call('POST', `/incident-imports/${importId}/check`, { ...guess, lng: 'gone' })
    ).json();
    expect(await client.jobEnds(jobId)).toMatchObject({ state: 'failed', error: { code: 'column-not-found' } });
    const zone = await client.call('POST', `/incident-imports/${importId}/check`, {
      ...guess,
      timeZone: 'Mars/Olympus',
    });
    expect([zone.statusCode, zone.json().error]).toEqual([
      400,
      expect.objectContaining({ code: 'time-zone-unknown', field: 'body.timeZone' }),
    ]);
  });
});
