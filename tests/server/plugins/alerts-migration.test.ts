import { readFile, readdir } from 'node:fs/promises';
import pg from 'pg';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALERT_KINDS, type AlertKind } from '@liaowang/shared/schemas/alert-kinds';
import { MIGRATIONS_FOLDER } from '../../../server/src/paths.ts';
import { testDatabaseUrl } from '../../support/test-database.ts';

const EXTENDED = '011-extend-alerts.sql';
const REGISTERED = '020-register-alert-kinds-and-rules.sql';
const PRESSED_MS = Date.UTC(2026, 10, 20, 4);

/** A schema of its own with the migrations before `migration`, gone when the client's transaction is rolled back. */
async function migrateUntil(client: pg.Client, migration: string): Promise<void> {
  await client.connect();
  await client.query('BEGIN');
  await client.query('CREATE SCHEMA before_alerts');
  await client.query('SET LOCAL search_path = before_alerts, public');
  const files = (await readdir(MIGRATIONS_FOLDER))
    .filter((name) => name.endsWith('.sql') && name < migration)
    .toSorted();
  for (const name of files) await client.query(await readFile(`${MIGRATIONS_FOLDER}${name}`, 'utf8'));
}
const PLANT_UNITS = `INSERT INTO units (name_zh, name_en, kind, device_id, device_token_sha256, detection_range_meters) SELECT 'u', 'u', 'foot', 'd' || n, sha256(('d' || n)::bytea), 100 FROM generate_series(1, 2) n`;

describe('the migration that extended alerts', () => {
  const client = new pg.Client({ connectionString: testDatabaseUrl() });

  beforeAll(() => migrateUntil(client, EXTENDED));
  afterAll(async () => {
    await client.query('ROLLBACK');
    await client.end();
  });

  it('makes one call of those that stand open, keeps what was handled, and knows every press again', async () => {
    await client.query(PLANT_UNITS);
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
    await client.query(await readFile(`${MIGRATIONS_FOLDER}${EXTENDED}`, 'utf8'));

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

describe('the migration that gave kinds their detail', () => {
  const client = new pg.Client({ connectionString: testDatabaseUrl() });
  const at = (minutes: number) => new Date(PRESSED_MS + minutes * 60_000).toISOString();

  beforeAll(() => migrateUntil(client, REGISTERED));
  afterAll(async () => {
    await client.query('ROLLBACK');
    await client.end();
  });

  it('keeps all that stood, each by the schema of its kind, and rules under their numbers', async () => {
    await client.query(
      `INSERT INTO units (name_zh, name_en, kind, detection_range_meters) SELECT 'u', 'u', 'foot', 100 FROM generate_series(1, 2)`,
    );
    await client.query(
      `INSERT INTO branches (code, name_zh, name_en, position) VALUES ('b', 'b', 'b', ST_SetSRID(ST_MakePoint(118.3, 34.3), 4326))`,
    );
    await client.query(`INSERT INTO key_areas (code, name_zh, name_en, kind, branch_id, area) VALUES
      ('k', 'k', 'k', 'school', 1, ST_SetSRID(ST_GeomFromText('POLYGON((118.34 34.36, 118.36 34.36, 118.36 34.38, 118.34 34.36))'), 4326))`);
    await client.query(`INSERT INTO coverage_rules (id, key_area_id, weekdays, start_minute, end_minute, max_unseen_minutes, min_seen_share, enabled)
      VALUES (7, 1, '{1,5}', 420, 510, 20, 0.6, true), (9, 1, '{6}', 0, 1440, 30, 0.5, false)`);
    await client.query(
      `INSERT INTO alerts (kind, status, unit_id, cause, count, raised_at, pressed_at, last_pressed_at, last_position, known_press_at)
       VALUES ('sos', 'acknowledged', 1, 's1', 3, $1, $2, $3, ST_SetSRID(ST_MakePoint(118.25, 34.5), 4326), $2), ('sos', 'cleared', 2, 's2', 1, $1, NULL, NULL, NULL, NULL)`,
      [at(0), at(-2), at(-1)],
    );
    await client.query(
      `INSERT INTO alerts (kind, status, unit_id, cause, raised_at, silent_since, silent_until, overdue_at)
       VALUES ('unit-lost', 'raised', 2, 'l', $1, $2, NULL, NULL), ('units-lost', 'raised', NULL, 'o', $1, $2, $3, $4)`,
      [at(0), at(-9), at(-8), at(5)],
    );
    await client.query(
      `INSERT INTO alerts (kind, status, key_area_id, rule_id, max_unseen_minutes, cause, raised_at)
       VALUES ('area-uncovered', 'raised', 1, 7, 20, 'r1', $1), ('area-uncovered', 'raised', 1, 7, 20, 'r2', $1), ('area-uncovered', 'cleared', 1, NULL, 45, 'r0', $1)`,
      [at(0)],
    );
    await client.query(await readFile(`${MIGRATIONS_FOLDER}${REGISTERED}`, 'utf8'));

    const { rows: alerts } = await client.query<{ kind: AlertKind; detail: object }>(
      'SELECT cause, kind, status, subject_kind, subject_id, rule_id, count, detail FROM alerts ORDER BY id',
    );
    expect(alerts).toEqual([
      {
        cause: 's1',
        kind: 'sos',
        status: 'acknowledged',
        subject_kind: 'unit',
        subject_id: 1,
        rule_id: null,
        count: 3,
        detail: { pressedAt: at(-2), lastPressedAt: at(-1), lastPosition: [118.25, 34.5], knownPressAt: at(-2) },
      },
      {
        cause: 's2',
        kind: 'sos',
        status: 'cleared',
        subject_kind: 'unit',
        subject_id: 2,
        rule_id: null,
        count: 1,
        detail: { pressedAt: at(0), lastPressedAt: at(0), lastPosition: null, knownPressAt: null },
      },
      {
        cause: 'l',
        kind: 'unit-lost',
        status: 'raised',
        subject_kind: 'unit',
        subject_id: 2,
        rule_id: null,
        count: 1,
        detail: { silentSince: at(-9) },
      },
      {
        cause: 'o',
        kind: 'units-lost',
        status: 'raised',
        subject_kind: 'units',
        subject_id: null,
        rule_id: null,
        count: 1,
        detail: { silentSince: at(-9), silentUntil: at(-8), overdueAt: at(5) },
      },
      // Raised twice: the newest stands.
      ...[
        { cause: 'r1', status: 'cleared', rule_id: 7, minutes: 20 },
        { cause: 'r2', status: 'raised', rule_id: 7, minutes: 20 },
        { cause: 'r0', status: 'cleared', rule_id: null, minutes: 45 },
      ].map(({ minutes, ...alert }) => ({
        ...alert,
        kind: 'area-uncovered',
        subject_kind: 'key-area',
        subject_id: 1,
        count: 1,
        detail: { maxUnseenMinutes: minutes },
      })),
    ]);
    for (const { kind, detail } of alerts)
      expect([...Value.Errors(ALERT_KINDS[kind].detail, detail)], kind).toEqual([]);
    const { rows: rules } = await client.query('SELECT * FROM alert_rules ORDER BY id');
    expect(rules).toEqual([
      {
        id: 7,
        kind: 'area-uncovered',
        params: { keyAreaId: 1, maxUnseenMinutes: 20, minSeenShare: 0.6 },
        weekdays: [1, 5],
        start_minute: 420,
        end_minute: 510,
        enabled: true,
      },
      {
        id: 9,
        kind: 'area-uncovered',
        params: { keyAreaId: 1, maxUnseenMinutes: 30, minSeenShare: 0.5 },
        weekdays: [6],
        start_minute: 0,
        end_minute: 1440,
        enabled: false,
      },
    ]);
    const { rows: next } = await client.query<{ id: number }>(
      `INSERT INTO alert_rules (kind, params, weekdays, start_minute, end_minute, enabled) VALUES ('area-uncovered', '{}', '{1}', 0, 1, true) RETURNING id`,
    );
    expect(next[0]!.id).toBeGreaterThan(9);
  });
});
