import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { CORE, SOUTH, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { createImportClient } from '../../support/import-client.ts';
import { connectViewer } from '../../support/viewer.ts';
import { waitFor } from '../../support/wait-for.ts';

let city: TestApp;
let client: ReturnType<typeof createImportClient>;
beforeAll(async () => {
  city = await createTestApp();
  client = createImportClient(city);
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('TRUNCATE incidents, incident_imports, incident_import_rows CASCADE'));

const stored = async () => (await city.app.db.query('SELECT * FROM incidents ORDER BY occurred_at, id')).rows;
const count = async (table: string) => Number((await city.app.db.query(`SELECT count(*) FROM ${table}`)).rows[0].count);
const actions = async (importId: number) =>
  (
    await city.app.db.query(`SELECT action FROM audit_entries WHERE subject = $1 ORDER BY id`, [`import:${importId}`])
  ).rows.map(({ action }) => action);
/** Rows in the core, an hour apart, each a little further east. */
const makeCsv = (rows: number, header = 'id,date,type,lng,lat') =>
  `${header}\n${Array.from({ length: rows }, (_, i) => `A${i + 1},${new Date(Date.UTC(2024, 0, 1) + i * 3_600_000).toISOString()},theft,${(CORE[0] + (i % 1_000) * 1e-5).toFixed(6)},${CORE[1]}`).join('\n')}\n`;

const MIXED = `编号,发生时间,类别,严重程度,经度,纬度,经过
A1,2024-05-01 13:05,盗窃,严重,${CORE[0]},${CORE[1]},张三的车
A2,2024年5月2日 8时,纠纷,一般,${SOUTH[0]},${SOUTH[1]},
A3,2024/5/3,其他,,"${CORE[0]}","${CORE[1]}","一,二"
`;

describe('a file', () => {
  it('goes in from upload to commit, and only what was mapped is kept of it', async () => {
    const uploaded = await client.upload('五月.csv', MIXED);
    expect(uploaded.statusCode).toBe(201);
    const created = uploaded.json() as IncidentImport;
    expect(created).toMatchObject({
      fileName: '五月.csv',
      format: 'csv',
      bytes: Buffer.byteLength(MIXED),
      state: 'uploaded',
      mapping: null,
      check: null,
      importedCount: null,
      jobId: null,
      createdBy: 'analyst',
    });
    const preview = await client.preview(created.importId);
    expect(preview).toMatchObject({
      encoding: 'utf-8',
      delimiter: ',',
      hasGeometry: false,
      categoryWords: [
        { word: '其他', count: 1 },
        { word: '盗窃', count: 1 },
        { word: '纠纷', count: 1 },
      ],
    });
    expect(preview.columns[1]).toEqual({
      name: '发生时间',
      samples: ['2024-05-01 13:05', '2024年5月2日 8时', '2024/5/3'],
    });
    expect(preview.guess).toMatchObject({
      lng: '经度',
      lat: '纬度',
      date: '发生时间',
      time: null,
      category: '类别',
      severity: '严重程度',
      description: null,
      externalId: '编号',
      datum: 'wgs84',
      timeZone: 'Asia/Shanghai',
      categories: { 盗窃: 'theft', 纠纷: 'dispute' },
      severities: { 严重: 'high', 一般: 'medium' },
      defaultCategory: 'other',
      defaultSeverity: 'medium',
      source: 'reported',
    });

    const checked = await client.check(created.importId, preview.guess);
    expect(checked).toMatchObject({ state: 'checked', mapping: preview.guess, jobId: expect.any(String) });
    expect(checked.check).toMatchObject({
      rows: 3,
      importable: 3,
      problems: {},
      firstAt: '2024-05-01T05:05:00.000Z',
      lastAt: '2024-05-02T16:00:00.000Z',
      categories: { theft: 1, dispute: 1, other: 1 },
      placesOutside: [],
      advice: [],
    });
    expect(checked.check?.places).toHaveLength(3);
    expect(await count('incidents')).toBe(0);

    const viewer = await connectViewer(city.address, await city.cookieOf('volunteer'));
    const { jobId } = (await client.commit(created.importId, preview.guess)).json();
    expect(await client.jobEnds(jobId)).toMatchObject({ state: 'done', progress: 1 });
    expect(await viewer.next('incidents:imported', () => true)).toEqual({ importId: created.importId, count: 3 });
    expect(viewer.events.filter(({ name }) => name.startsWith('incidents:'))).toHaveLength(1);
    viewer.disconnect();
    expect(await client.find(created.importId)).toMatchObject({
      state: 'committed',
      importedCount: 3,
      committedAt: expect.any(String),
      jobId,
    });
    const rows = await stored();
    expect(
      rows.map(({ category, severity, source, status, description, branch_id, external_source, external_id }) => [
        category,
        severity,
        source,
        status,
        description,
        branch_id,
        external_source,
        external_id,
      ]),
    ).toEqual([
      ['theft', 'high', 'reported', 'closed', '', 1, '编号', 'A1'],
      ['dispute', 'medium', 'reported', 'closed', '', 2, '编号', 'A2'],
      ['other', 'medium', 'reported', 'closed', '', 1, '编号', 'A3'],
    ]);
    expect(JSON.stringify(rows)).not.toContain('张三');
    // The file is gone with the last of its use.
    await waitFor(
      'the file to be deleted',
      async () => (await count('incident_import_chunks')) === 0 && (await count('incident_import_rows')) === 0,
    );
    expect(await actions(created.importId)).toEqual(['import.uploaded', 'import.committed']);
    expect((await client.call('GET', '/incident-imports')).json().imports).toHaveLength(1);
    // Another account sees the import, not the job.
    expect(
      (await client.call('GET', `/incident-imports/${created.importId}`, undefined, 'police-liaison')).json(),
    ).toMatchObject({ state: 'committed', jobId: null });
  });

  it('keeps a description where one is mapped, cut to 500 characters', async () => {
    await client.importFile('a.csv', `date,lng,lat,text\n2024-05-01,${CORE[0]},${CORE[1]},${'长'.repeat(600)}\n`, {
      description: 'text',
    });
    expect((await stored())[0].description).toBe('长'.repeat(500));
  });

  it('is taken gzipped, semicolon- or tab-separated, in GB18030, UTF-16 and windows-1252', async () => {
    const lines = (delimiter: string) =>
      `时间${delimiter}类别${delimiter}经度${delimiter}纬度\n2024-05-01 10:00${delimiter}盗窃${delimiter}${CORE[0]}${delimiter}${CORE[1]}\n`;
    const gb = Buffer.from('cab1bce4', 'hex'); // 时间
    const inGb = Buffer.concat([
      gb,
      Buffer.from(','),
      Buffer.from('c0e0b1f0', 'hex'),
      Buffer.from(`,lng,lat\n2024-05-01 10:00,`),
      Buffer.from('b5c1c7d4', 'hex'),
      Buffer.from(`,${CORE[0]},${CORE[1]}\n`),
    ]);
    const cases: Array<[string, Buffer, object]> = [
      ['a.csv.gz', gzipSync(lines(',')), { encoding: 'utf-8', delimiter: ',' }],
      ['a.csv', Buffer.from(`\uFEFF${lines(';')}`), { encoding: 'utf-8', delimiter: ';' }],
      ['a.tsv', Buffer.from(lines('\t')), { encoding: 'utf-8', delimiter: '\t' }],
      ['gb.csv', inGb, { encoding: 'gb18030', categoryWords: [{ word: '盗窃', count: 1 }] }],
      ['u16.txt', Buffer.from(`\uFEFF${lines('\t')}`, 'utf16le'), { encoding: 'utf-16le', delimiter: '\t' }],
      [
        'u16-plain.txt',
        Buffer.from(`date\tlng\tlat\n2024-05-01\t${CORE[0]}\t${CORE[1]}\n`, 'utf16le'),
        { encoding: 'utf-16le' },
      ],
      [
        'latin.csv',
        Buffer.from(`date,caf\u00e9,lng,lat\n2024-05-01,d\u00e9j\u00e0 vu,${CORE[0]},${CORE[1]}\n`, 'latin1'),
        { encoding: 'windows-1252' },
      ],
      [
        'sep.csv',
        Buffer.from(
          `sep=;\r\ndate;lng;lat\r\n2024-05-01;${String(CORE[0]).replace('.', ',')};${String(CORE[1]).replace('.', ',')}\r\n`,
        ),
        { delimiter: ';' },
      ],
    ];
    for (const [name, content, expected] of cases) {
      const { importId } = (await client.upload(name, content)).json() as IncidentImport;
      const preview = await client.preview(importId);
      expect([name, preview]).toEqual([name, expect.objectContaining(expected)]);
      expect([name, (await client.check(importId, preview.guess)).check?.importable]).toEqual([name, 1]);
    }
  });

  it('read in a wrong encoding is told so, and another one can be chosen', async () => {
    const text = Buffer.from(`date,type,lng,lat\n2024-05-01,b\u00fcro,${CORE[0]},${CORE[1]}\n`, 'latin1');
    const { importId } = (await client.upload('a.csv', text)).json() as IncidentImport;
    const asUtf8 = await client.preview(importId, { encoding: 'utf8' });
    expect(asUtf8).toMatchObject({ encoding: 'utf-8', categoryWords: [{ word: 'b\uFFFDro', count: 1 }] });
    expect((await client.check(importId, asUtf8.guess)).check?.advice).toContain('wrong-encoding');
    expect(await client.preview(importId, { encoding: 'windows-1252' })).toMatchObject({
      encoding: 'windows-1252',
      categoryWords: [{ word: 'büro', count: 1 }],
    });
    // What was checked was the other text.
    expect(await client.find(importId)).toMatchObject({ state: 'uploaded', check: null });
    expect(
      (await client.call('POST', `/incident-imports/${importId}/preview`, { encoding: 'klingon' })).json().error,
    ).toMatchObject({ code: 'encoding-not-known', field: 'body.encoding' });
  });

  it('is looked at by another column of words, if there is one', async () => {
    const { importId } = (await client.upload('a.csv', MIXED)).json() as IncidentImport;
    expect((await client.preview(importId, { categoryColumn: '严重程度' })).guess.category).toBe('严重程度');
    expect(
      (await client.call('POST', `/incident-imports/${importId}/preview`, { categoryColumn: 'nobody' })).json().error
        .code,
    ).toBe('column-not-found');
  });
});

describe('a commit', () => {
  it('is of what was checked, and nothing else', async () => {
    const { importId } = (await client.upload('a.csv', MIXED)).json() as IncidentImport;
    const { guess } = await client.preview(importId);
    expect((await client.commit(importId, guess)).json().error.code).toBe('check-first');
    await client.check(importId, guess);
    const other = await client.commit(importId, { ...guess, datum: 'gcj02' });
    expect([other.statusCode, other.json().error.code]).toEqual([409, 'check-first']);
    expect(await count('incidents')).toBe(0);
  });

  it('asked for twice is one: at once, and after it has ended', async () => {
    const { importId, mapping } = await client.checkFile('a.csv', makeCsv(3_000));
    const answers = await Promise.all(Array.from({ length: 6 }, () => client.commit(importId, mapping)));
    const first = answers[0]!;
    for (const answer of answers) expect([answer.statusCode, answer.json()]).toEqual([202, first.json()]);
    await client.jobEnds(first.json().jobId);
    const again = await client.commit(importId, mapping);
    expect([again.statusCode, again.json()]).toEqual([202, first.json()]);
    expect(await count('incidents')).toBe(3_000);
    expect((await client.commit(importId, mapping, 'police-liaison')).json().error.code).toBe('import-closed');
  });

  it('that is cancelled leaves nothing, and can be begun again', async () => {
    const { importId, mapping } = await client.checkFile('a.csv', makeCsv(20_000));
    const { jobId } = (await client.commit(importId, mapping)).json();
    await waitFor('some rows to be set aside', async () => (await count('incident_import_rows')) > 0);
    expect(await count('incidents')).toBe(0);
    await client.call('DELETE', `/jobs/${jobId}`);
    await waitFor('what was set aside to be removed', async () => (await count('incident_import_rows')) === 0);
    expect(await client.jobEnds(jobId)).toMatchObject({ state: 'cancelled' });
    expect(await count('incidents')).toBe(0);
    expect(await client.find(importId)).toMatchObject({ state: 'checked', importedCount: null });
    await client.jobEnds((await client.commit(importId, mapping)).json().jobId);
    expect(await count('incidents')).toBe(20_000);
  });

  it('whose last step fails leaves nothing', async () => {
    const { importId, mapping } = await client.checkFile('a.csv', makeCsv(12_000));
    await city.app.db.query('ALTER TABLE incidents ADD CONSTRAINT refuses_the_last CHECK (external_id <> $$A12000$$)');
    try {
      const job = await client.jobEnds((await client.commit(importId, mapping)).json().jobId);
      expect(job).toMatchObject({ state: 'failed', error: { code: 'internal' } });
    } finally {
      await city.app.db.query('ALTER TABLE incidents DROP CONSTRAINT refuses_the_last');
    }
    expect(await count('incidents')).toBe(0);
    await waitFor('what was set aside to be removed', async () => (await count('incident_import_rows')) === 0);
    expect(await client.find(importId)).toMatchObject({ state: 'checked' });
  });

  it('can be undone, after which the same file may come again', async () => {
    const first = await client.importFile('a.csv', MIXED);
    expect((await client.call('POST', `/incident-imports/${first.importId}/undo`)).json()).toMatchObject({
      state: 'undone',
      importedCount: 3,
      undoneAt: expect.any(String),
    });
    expect(await count('incidents')).toBe(0);
    const twice = await client.call('POST', `/incident-imports/${first.importId}/undo`);
    expect([twice.statusCode, twice.json().error.code]).toEqual([409, 'not-committed']);
    expect(await actions(first.importId)).toEqual(['import.uploaded', 'import.committed', 'import.undone']);
    const again = await client.importFile('a.csv', MIXED);
    expect(again.stored).toMatchObject({ state: 'committed', importedCount: 3 });
  });
});

describe('an import that is not wanted', () => {
  it('is discarded with its file, once and only before it is committed', async () => {
    const { importId } = (await client.upload('a.csv', MIXED)).json() as IncidentImport;
    expect((await client.call('DELETE', `/incident-imports/${importId}`)).statusCode).toBe(204);
    expect((await client.call('DELETE', `/incident-imports/${importId}`)).statusCode).toBe(204);
    expect(await client.find(importId)).toMatchObject({ state: 'discarded' });
    expect(await count('incident_import_chunks')).toBe(0);
    expect(await actions(importId)).toEqual(['import.uploaded', 'import.discarded']);
    for (const [url, body] of [
      ['preview', {}],
      ['undo', undefined],
    ] as const)
      expect((await client.call('POST', `/incident-imports/${importId}/${url}`, body)).statusCode).toBe(409);
    const committed = await client.importFile('b.csv', MIXED);
    expect((await client.call('DELETE', `/incident-imports/${committed.importId}`)).json().error.code).toBe(
      'import-closed',
    );
    expect((await client.call('DELETE', '/incident-imports/999999')).statusCode).toBe(404);
  });
});

it('what a killed server left of a commit, and uploads that nobody wanted for a week, are gone after the next start', async () => {
  const [fresh, forgotten] = [
    (await client.upload('a.csv', MIXED)).json(),
    (await client.upload('b.csv', MIXED)).json(),
  ] as [IncidentImport, IncidentImport];
  await city.app.db.query(`UPDATE incident_imports SET created_at = now() - interval '8 days' WHERE id = $1`, [
    forgotten.importId,
  ]);
  await city.app.db.query(
    `INSERT INTO incident_import_rows (run_id, row_number, category, severity, description, position, occurred_at)
     VALUES ('33333333-3333-4333-8333-333333333333', 1, 'theft', 'low', '', ST_SetSRID(ST_MakePoint(118.35, 34.37), 4326), now())`,
  );
  await city.restart();
  expect([await count('incident_import_rows'), await count('incidents')]).toEqual([0, 0]);
  expect((await client.find(fresh.importId)).state).toBe('uploaded');
  expect((await client.find(forgotten.importId)).state).toBe('discarded');
  expect(await count('incident_import_chunks')).toBe(1);
});
