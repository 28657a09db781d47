import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CORE, SOUTH, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { createImportClient } from '../../support/import-client.ts';

let city: TestApp;
let client: ReturnType<typeof createImportClient>;
beforeAll(async () => {
  city = await createTestApp();
  client = createImportClient(city);
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('TRUNCATE incidents, incident_imports, incident_import_rows CASCADE'));

const csv = (header: string, ...rows: string[]) => `${header}\n${rows.join('\n')}\n`;
const core = CORE.join(',');
const south = SOUTH.join(',');

/** Imports a table with what is guessed; what was stored and what was not. */
async function importTable(header: string, ...rows: string[]) {
  const { mapping, check, stored } = await client.importFile('a.csv', csv(header, ...rows));
  return {
    externalId: mapping.externalId,
    problems: check.problems,
    count: check.importable === 0 ? 0 : stored.importedCount,
  };
}

describe('which incident a row is', () => {
  it('is not said by a counter: a register of each day counts from 1', async () => {
    const header = '序号,案发时间,经度,纬度';
    expect(
      await importTable(
        header,
        `1,2024-05-01 08:00,${core}`,
        `2,2024-05-01 09:00,${south}`,
        `3,2024-05-01 20:00,118.3510,34.3710`,
      ),
    ).toMatchObject({ externalId: null, count: 3 });
    expect(
      await importTable(
        header,
        `1,2024-05-02 07:00,${south}`,
        `2,2024-05-02 08:30,${core}`,
        `3,2024-05-02 21:00,118.3520,34.3720`,
      ),
    ).toMatchObject({ externalId: null, count: 3, problems: {} });
    // An overlapping register counts otherwise.
    expect(
      await importTable(header, `1,2024-05-02 21:00,118.3520,34.3720`, `2,2024-05-03 10:00,${core}`),
    ).toMatchObject({ count: 1, problems: { 'already-imported': 1 } });
  });

  it('is not said by a counter either where somebody takes it for the number, unless time or place agree', async () => {
    const header = '序号,案发时间,经度,纬度';
    const forced = { externalId: '序号' };
    await client.importFile('a.csv', csv(header, `1,2024-05-01 08:00,${core}`), forced);
    const next = await client.checkFile(
      'b.csv',
      csv(
        header,
        `1,2024-05-02 07:00,${south}`,
        `1,2024-05-03 07:00,${south}`,
        `1,2024-05-01 08:00,118.36,34.36`,
        `1,2024-05-02 08:00,${core}`,
      ),
      forced,
    );
    expect(next.check).toMatchObject({ importable: 1, problems: { 'duplicate-in-file': 1, 'already-imported': 2 } });
  });

  it('without a number is said by every column: two thefts of one place and minute are two', async () => {
    const header = '案发时间,案由,经过,经度,纬度';
    const rows = [
      `2024-05-01 08:00,盗窃,丢失手机,${core}`,
      `2024-05-01 08:00,盗窃,丢失钱包,${core}`,
      `2024-05-01 08:00,盗窃,丢失手机,${core}`,
    ];
    expect(await importTable(header, ...rows)).toMatchObject({ count: 2, problems: { 'duplicate-in-file': 1 } });
    expect(await importTable(header, ...rows.slice(0, 2))).toMatchObject({
      count: 0,
      problems: { 'already-imported': 2 },
    });
    expect(await importTable(header, `2024-05-01 08:00,盗窃,丢失电脑,${core}`)).toMatchObject({
      count: 1,
      problems: {},
    });
  });

  it('does not change with the order of columns, one that is added, or how dates, numbers and spaces are written', async () => {
    await importTable(
      '案发时间,案由,涉案金额,派出所,经度,纬度',
      `2024-05-01 08:00,盗窃,100,新安所,${core}`,
      `2024-05-01 08:00,盗窃,200,新安所,${core}`,
    );
    const { problems, count } = await importTable(
      '派出所,涉案金额,经度,纬度,案由,备注,案发时间',
      `新安所 ,200.0,${core},盗窃,已结案,2024/5/1 8:00`,
      `新安所,100,${core},盗窃,,2024年5月1日 8时`,
      `新安所,300,${core},盗窃,,2024-05-01 08:00`,
    );
    expect([count, problems]).toEqual([1, { 'already-imported': 2 }]);
  });

  it('is counted where a counter alone tells rows apart', async () => {
    const header = '序号,案发时间,案由,经度,纬度';
    const two = [`1,2024-05-01 08:00,盗窃,${core}`, `2,2024-05-01 08:00,盗窃,${core}`];
    expect(await importTable(header, ...two)).toMatchObject({ count: 2 });
    expect(await importTable(header, ...two, `3,2024-05-01 08:00,盗窃,${core}`)).toMatchObject({
      count: 1,
      problems: { 'already-imported': 2 },
    });
  });

  it('is told by time, place and category of what was stored before cells were kept, each once', async () => {
    const header = '案发时间,案由,经过,经度,纬度';
    await importTable(header, `2024-05-01 08:00,盗窃,丢失手机,${core}`);
    await city.app.db.query('UPDATE incidents SET row_cells = NULL');
    expect(
      await importTable(header, `2024-05-01 08:00,盗窃,丢失手机,${core}`, `2024-05-01 08:00,盗窃,丢失钱包,${core}`),
    ).toMatchObject({ count: 1, problems: { 'already-imported': 1 } });
  });

  it('keeps of the cells too little to find out what stood there', async () => {
    await importTable('案发时间,报警电话,经度,纬度', `2024-05-01 08:00,13812345678,${core}`);
    const { rows } = await city.app.db.query<{ row_cells: number[] }>('SELECT row_cells FROM incidents');
    expect(rows[0]!.row_cells).toHaveLength(1);
  });
});

it('committed imports stay in the list whatever came after, without the places of their dry runs', async () => {
  const committed = await client.importFile('kept.csv', csv('date,lng,lat', `2024-05-01 08:00,${core}`));
  await city.app.db.query(
    `INSERT INTO incident_imports (file_name, format, bytes, chunk_count, state, created_by) SELECT 'later.csv', 'csv', 1, 1, 'discarded', a.id FROM accounts a, generate_series(1, 150) WHERE a.username = 'analyst'`,
  );
  const { imports } = (await client.call('GET', '/incident-imports')).json();
  expect(imports).toHaveLength(101);
  expect(imports.at(-1)).toMatchObject({
    importId: committed.importId,
    state: 'committed',
    importedCount: 1,
    check: { importable: 1, places: [] },
  });
  expect((await client.find(committed.importId)).check?.places).toHaveLength(1);
});
