import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { CORE, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { createImportClient } from '../../support/import-client.ts';
import { waitFor } from '../../support/wait-for.ts';

let city: TestApp;
let client: ReturnType<typeof createImportClient>;
beforeAll(async () => {
  city = await createTestApp();
  client = createImportClient(city);
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('TRUNCATE incidents, incident_imports, incident_import_rows CASCADE'));

const IMPORTERS: Role[] = ['administrator', 'analyst', 'police-liaison'];
const SMALL = `date,lng,lat\n2024-05-01 10:00,${CORE[0]},${CORE[1]}\n`;
const ownedBy = (importId: number, username: Role) =>
  city.app.db.query(
    'UPDATE incident_imports SET created_by = (SELECT id FROM accounts WHERE username = $2) WHERE id = $1',
    [importId, username],
  );
const countIncidents = async () => Number((await city.app.db.query('SELECT count(*) FROM incidents')).rows[0].count);

describe('an import belongs to who brought it', () => {
  it.each(IMPORTERS.flatMap((owner) => IMPORTERS.map((role) => [owner, role] as const)))(
    'brought by the %s, undone or discarded by the %s',
    async (owner, role) => {
      const may = role === owner || role === 'administrator';
      const { importId } = await client.importFile('a.csv', SMALL);
      await ownedBy(importId, owner);
      expect((await client.call('GET', `/incident-imports/${importId}`, undefined, role)).json()).toMatchObject({
        mayChange: may,
      });
      const undone = await client.call('POST', `/incident-imports/${importId}/undo`, undefined, role);
      expect([undone.statusCode, may ? undone.json().state : undone.json().error.code]).toEqual(
        may ? [200, 'undone'] : [403, 'not-yours'],
      );
      expect(await countIncidents()).toBe(may ? 0 : 1);

      const uploaded = (await client.upload('b.csv', SMALL, owner)).json() as IncidentImport;
      expect(uploaded.mayChange).toBe(true);
      const discarded = await client.call('DELETE', `/incident-imports/${uploaded.importId}`, undefined, role);
      expect([discarded.statusCode, may ? '' : discarded.json().error.code]).toEqual(
        may ? [204, ''] : [403, 'not-yours'],
      );
      expect((await client.find(uploaded.importId)).state).toBe(may ? 'discarded' : 'uploaded');
    },
  );
});

describe('a commit', () => {
  it('whose rows are taken away under it stores none of them, and says so', async () => {
    const { importId, mapping } = await client.checkFile(
      'a.csv',
      `date,lng,lat\n${Array.from({ length: 30 }, (_, i) => `2024-05-01 10:${10 + i},${CORE[0]},${CORE[1]}`).join('\n')}\n`,
    );
    // Another server that took this one for dead: it removes what the run has set aside, at the moment the last step begins.
    await city.app.db.query(
      `CREATE FUNCTION lose_rows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN CASE WHEN NEW.row_number > 20 THEN NULL ELSE NEW END; END $$`,
    );
    await city.app.db.query(
      'CREATE TRIGGER lose_rows BEFORE INSERT ON incident_import_rows FOR EACH ROW EXECUTE FUNCTION lose_rows()',
    );
    try {
      const { jobId } = (await client.commit(importId, mapping)).json();
      expect(await client.jobEnds(jobId)).toMatchObject({ state: 'failed', error: { code: 'import-incomplete' } });
    } finally {
      await city.app.db.query('DROP TRIGGER lose_rows ON incident_import_rows; DROP FUNCTION lose_rows');
    }
    expect(await countIncidents()).toBe(0);
    expect(await client.find(importId)).toMatchObject({ state: 'checked', importedCount: null });
    const again = (await client.commit(importId, mapping)).json();
    expect(await client.jobEnds(again.jobId)).toMatchObject({ state: 'done' });
    expect(await countIncidents()).toBe(30);
  });

  it('that would store another number than was shown asks for a new look', async () => {
    const { importId, mapping } = await client.checkFile('a.csv', SMALL);
    await city.app.db.query(
      `INSERT INTO incidents (category, severity, source, status, description, position, occurred_at, reported_at)
       VALUES ('other', 'medium', 'reported', 'closed', '', ST_SetSRID(ST_MakePoint($1, $2), 4326), '2024-05-01T02:00:00Z', now())`,
      [...CORE],
    );
    const { jobId } = (await client.commit(importId, mapping)).json();
    expect(await client.jobEnds(jobId)).toMatchObject({ state: 'failed', error: { code: 'check-first' } });
    expect(await countIncidents()).toBe(1);
  });
});

describe('uploads of one account', () => {
  it('are two at once: the third is told so, and others go on', async () => {
    const headers = { cookie: await city.cookieOf('analyst'), 'content-type': 'application/octet-stream' };
    const streams = [new Readable({ read: () => undefined }), new Readable({ read: () => undefined })];
    const slow = streams.map((payload) =>
      city.app.inject({ method: 'POST', url: '/api/v1/incident-imports?fileName=a.csv', headers, payload }),
    );
    for (const stream of streams) stream.push(SMALL);
    await waitFor(
      'both to arrive',
      async () => Number((await city.app.db.query('SELECT count(*) FROM incident_imports')).rows[0].count) === 2,
    );
    const third = await client.upload('c.csv', SMALL);
    expect([third.statusCode, third.json().error.code]).toEqual([429, 'too-many-uploads']);
    expect((await client.upload('d.csv', SMALL, 'police-liaison')).statusCode).toBe(201);
    for (const stream of streams) stream.push(null);
    expect((await Promise.all(slow)).map(({ statusCode }) => statusCode)).toEqual([201, 201]);
    expect((await client.upload('c.csv', SMALL)).statusCode).toBe(201);
  });

  it('that wait to be imported are 20, of 500 MB together; what is discarded makes room', async () => {
    await city.app.db.query(
      `INSERT INTO incident_imports (file_name, format, bytes, chunk_count, created_by) SELECT 'a.csv', 'csv', 1, 1, (SELECT id FROM accounts WHERE username = 'analyst') FROM generate_series(1, 20)`,
    );
    const full = await client.upload('a.csv', SMALL);
    expect([full.statusCode, full.json().error.code]).toEqual([429, 'uploads-full']);
    await city.app.db.query(
      `UPDATE incident_imports SET state = 'discarded' WHERE id > (SELECT min(id) FROM incident_imports)`,
    );
    await city.app.db.query(`UPDATE incident_imports SET bytes = 524287990 WHERE state = 'uploaded'`);
    const large = await client.upload('a.csv', SMALL);
    expect([large.statusCode, large.json().error.code]).toEqual([429, 'uploads-full']);
    expect((await city.app.db.query('SELECT 1 FROM incident_imports WHERE bytes IS NULL')).rows).toEqual([]);
    expect((await client.upload('a.csv', SMALL, 'administrator')).statusCode).toBe(201);
  });
});
