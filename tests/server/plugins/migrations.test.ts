import { readdir } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MIGRATIONS_FOLDER } from '../../../server/src/paths.ts';
import { applyMigrations } from '../../../server/src/plugins/migrations.ts';
import { testDatabaseUrl } from '../../support/test-database.ts';

let pool: pg.Pool;

beforeAll(async () => {
  pool = new pg.Pool({ connectionString: testDatabaseUrl(), max: 2 });
  await applyMigrations(pool);
});
afterAll(() => pool.end());

it('are numbered without holes and named by what they do', async () => {
  const names = (await readdir(MIGRATIONS_FOLDER)).toSorted();
  names.forEach((name, i) => expect(name).toMatch(new RegExp(`^${String(i + 1).padStart(3, '0')}-[a-z-]+\\.sql$`)));
});

it('are applied once: a database that has them is left alone', async () => {
  const columns = async () =>
    (
      await pool.query(
        `SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2`,
      )
    ).rows;
  const before = await columns();
  expect(await applyMigrations(pool)).toEqual([]);
  expect(await columns()).toEqual(before);
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM schema_migrations ORDER BY name');
  expect(rows.map((row) => row.name)).toEqual((await readdir(MIGRATIONS_FOLDER)).toSorted());
});
