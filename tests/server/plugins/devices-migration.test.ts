import { readFile, readdir } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS_FOLDER } from '../../../server/src/paths.ts';
import { testDatabaseUrl } from '../../support/test-database.ts';

const MIGRATION = '019-create-devices.sql';
const CREATED_AT = new Date(Date.UTC(2026, 5, 1));
const hash = (text: string): Buffer => Buffer.from(text.padEnd(32, '.'));

describe('the migration of devices', () => {
  const client = new pg.Client({ connectionString: testDatabaseUrl() });

  beforeAll(async () => {
    await client.connect();
    await client.query('BEGIN');
    await client.query('CREATE SCHEMA before_devices');
    await client.query('SET LOCAL search_path = before_devices, public');
    const files = (await readdir(MIGRATIONS_FOLDER))
      .filter((name) => name.endsWith('.sql') && name < MIGRATION)
      .toSorted();
    for (const name of files) await client.query(await readFile(`${MIGRATIONS_FOLDER}${name}`, 'utf8'));
  });
  afterAll(async () => {
    await client.query('ROLLBACK');
    await client.end();
  });

  it("keeps every unit's id on the wire, tokens, settings and the clock of its device, and leaves none of it at the unit", async () => {
    await client.query(
      `INSERT INTO units (name_zh, name_en, kind, device_id, device_token_sha256, next_device_token_sha256, detection_range_meters, device_app, report_interval_seconds, heartbeat_seconds, created_at)
       VALUES ('a', 'a', 'foot', '手机 1', $1, $2, 150, 'osmand-app', 15, 60, $4), ('b', 'b', 'bus', 'x', $3, NULL, 100, 'traccar-client', NULL, NULL, $4)`,
      [hash('one'), hash('one, renewed'), hash('two'), CREATED_AT],
    );
    await client.query(`INSERT INTO unit_contacts (unit_id, contact_at, clock_skew_ms) VALUES (2, now(), 600000)`);
    await client.query(await readFile(`${MIGRATIONS_FOLDER}${MIGRATION}`, 'utf8'));

    const { rows: devices } = await client.query('SELECT * FROM devices ORDER BY unit_id');
    const ofBoth = { protocol: 'osmand', datum: 'wgs84', time_zone: null, created_at: CREATED_AT };
    expect(devices).toEqual([
      {
        ...ofBoth,
        id: expect.any(Number),
        unit_id: 1,
        external_id: '手机 1',
        token_sha256: hash('one'),
        next_token_sha256: hash('one, renewed'),
        report_interval_seconds: 15,
        heartbeat_seconds: 60,
        settings: { app: 'osmand-app' },
      },
      {
        ...ofBoth,
        id: expect.any(Number),
        unit_id: 2,
        external_id: 'x',
        token_sha256: hash('two'),
        next_token_sha256: null,
        report_interval_seconds: null,
        heartbeat_seconds: null,
        settings: { app: 'traccar-client' },
      },
    ]);
    const { rows: contacts } = await client.query('SELECT unit_id, device_id, clock_skew_ms FROM unit_contacts');
    expect(contacts).toEqual([{ unit_id: 2, device_id: devices[1].id, clock_skew_ms: 600_000 }]);
    const { rows: units } = await client.query('SELECT * FROM units ORDER BY id');
    expect(Object.keys(units[0]).toSorted()).toEqual([
      'branch_id',
      'created_at',
      'detection_range_meters',
      'id',
      'kind',
      'name_en',
      'name_zh',
    ]);
  });
});
