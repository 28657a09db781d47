import { readFile, readdir } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS_FOLDER } from '../../../server/src/paths.ts';
import { testDatabaseUrl } from '../../support/test-database.ts';

const MIGRATION = '011-extend-alerts.sql';
const PRESSED_MS = Date.UTC(2026, 10, 20, 4);

describe('the migration of alerts', () => {
  const client = new pg.Client({ connectionString: testDatabaseUrl() });

  beforeAll(async () => {
    await client.connect();
    await client.query('BEGIN');
    await client.query('CREATE SCHEMA before_alerts');
    await client.query('SET LOCAL search_path = before_alerts, public');
    const files = (await readdir(MIGRATIONS_FOLDER))
      .filter((name) => name.endsWith('.sql') && name < MIGRATION)
      .toSorted();
    for (const name of files) await client.query(await readFile(`${MIGRATIONS_FOLDER}${name}`, 'utf8'));
  });
  afterAll(async () => {
    await client.query('ROLLBACK');
    await client.end();
  });

  it('makes one call of those that stand open, keeps what was handled, and knows every press again', async () => {
    await client.query(
      `INSERT INTO units (name_zh, name_en, kind, device_id, device_token_sha256, detection_range_meters) SELECT 'u', 'u', 'foot', 'd' || n, sha256(('d' || n)::bytea), 100 FROM generate_series(1, 2) n`,
    );
    const insert = (kind: string, status: string, unitId: number, cause: string, raisedAtMs: number) =>
      client.query(
        `INSERT INTO alerts (kind, status, unit_id, position, raised_at, cause) VALUES ($1, $2, $3, ST_SetSRID(ST_MakePoint(118.3 + $4::int, 34.3), 4326), $5, $6)`,
        [kind, status, unitId, raisedAtMs % 7, new Date(raisedAtMs), cause],
      );
    await insert('sos', 'raised', 1, String(PRESSED_MS), PRESSED_MS + 1);
    await insert('sos', 'raised', 1, String(PRESSED_MS + 5_000), PRESSED_MS + 5_002);
    await insert('sos', 'cleared', 1, String(PRESSED_MS - 9_000), PRESSED_MS - 8_000);
    await insert('sos', 'acknowledged', 2, 'not a time', PRESSED_MS);
    await insert('unit-lost', 'raised', 2, String(PRESSED_MS - 600_000), PRESSED_MS);
    await client.query(await readFile(`${MIGRATIONS_FOLDER}${MIGRATION}`, 'utf8'));

    const { rows: open } = await client.query(
      `SELECT unit_id, kind, status, count, pressed_at, last_pressed_at, silent_since FROM alerts WHERE status <> 'cleared' ORDER BY kind, unit_id`,
    );
    expect(open).toEqual([
      {
        unit_id: 1,
        kind: 'sos',
        status: 'raised',
        count: 2,
        pressed_at: new Date(PRESSED_MS),
        last_pressed_at: new Date(PRESSED_MS + 5_000),
        silent_since: null,
      },
      {
        unit_id: 2,
        kind: 'sos',
        status: 'acknowledged',
        count: 1,
        pressed_at: new Date(PRESSED_MS),
        last_pressed_at: new Date(PRESSED_MS),
        silent_since: null,
      },
      {
        unit_id: 2,
        kind: 'unit-lost',
        status: 'raised',
        count: 1,
        pressed_at: null,
        last_pressed_at: null,
        silent_since: new Date(PRESSED_MS - 600_000),
      },
    ]);
    const { rows: presses } = await client.query<{ device_time_ms: string }>(
      'SELECT device_time_ms FROM sos_presses WHERE unit_id = 1 ORDER BY 1',
    );
    expect(presses.map((row) => Number(row.device_time_ms))).toEqual([
      PRESSED_MS - 9_000,
      PRESSED_MS,
      PRESSED_MS + 5_000,
    ]);
  });
});
