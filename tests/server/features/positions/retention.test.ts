import { afterAll, beforeAll, expect, it } from 'vitest';
import pg from 'pg';
import { createPositionsRepository } from '../../../../server/src/features/positions/positions.repository.ts';
import type { StoredFix } from '../../../../server/src/plugins/stored-fix.ts';
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts';
import { testDatabaseUrl } from '../../../support/test-database.ts';

const DAY_MS = 86_400_000;
/** Days far from the present, so that no other test has made their partitions. */
const OLD_MS = Date.UTC(2020, 1, 10, 12);

let city: TestApp;
let pool: pg.Pool;

beforeAll(async () => {
  city = await createTestApp();
  pool = new pg.Pool({ connectionString: testDatabaseUrl(), max: 1 });
});
afterAll(async () => {
  await pool.end();
  await city.close();
});

const fix = (fixTimeMs: number): StoredFix => ({
  unitId: 1,
  deviceId: 'x',
  fixTimeMs,
  receivedAtMs: fixTimeMs,
  late: false,
  lng: 118.35,
  lat: 34.37,
  speedMetersPerSecond: null,
  headingDegrees: null,
  accuracyMeters: 1.5,
  altitudeMeters: null,
  batteryPercent: null,
  charging: null,
  mock: false,
});
const partitions = async () =>
  (
    await pool.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'positions'::regclass ORDER BY 1`,
    )
  ).rows.map((row) => row.name);
const partitionOf = async (fixTimeMs: number) =>
  (
    await pool.query<{ name: string }>(
      'SELECT tableoid::regclass::text AS name FROM positions WHERE fix_time = to_timestamp($1::float8 / 1000)',
      [fixTimeMs],
    )
  ).rows[0]?.name;

it('a fix lies in the partition of its day, and in the default one where there is none', async () => {
  const repository = createPositionsRepository(pool);
  await repository.createDayPartitions(OLD_MS);
  expect(await partitions()).toEqual(
    expect.arrayContaining([
      'positions_2020_02_09',
      'positions_2020_02_10',
      'positions_2020_02_11',
      'positions_2020_02_12',
      'positions_default',
    ]),
  );
  await repository.insert([fix(OLD_MS), fix(OLD_MS - 30 * DAY_MS)]);
  expect(await partitionOf(OLD_MS)).toBe('positions_2020_02_10');
  expect(await partitionOf(OLD_MS - 30 * DAY_MS)).toBe('positions_default');
});

it('making partitions again changes nothing, and a day that has strays already gets none', async () => {
  const repository = createPositionsRepository(pool);
  const before = await partitions();
  await repository.createDayPartitions(OLD_MS);
  expect(await partitions()).toEqual(before);
  const strayMs = OLD_MS - 30 * DAY_MS;
  await repository.createDayPartitions(strayMs);
  expect(await partitions()).not.toContain('positions_2020_01_11');
  expect(await partitions()).toContain('positions_2020_01_12');
});

it('the same fix twice is one row, and the first stays', async () => {
  const repository = createPositionsRepository(pool);
  const atMs = OLD_MS + 1_000;
  await repository.insert([fix(atMs), { ...fix(atMs), lng: 118.4 }]);
  await repository.insert([{ ...fix(atMs), lng: 118.5 }]);
  expect((await repository.findTrack(1, atMs, atMs, 10)).map(({ lng }) => lng)).toEqual([118.35]);
});

it('what is older than the retention goes, whole days as partitions, and the audit says so', async () => {
  const keptMs = Date.now() - 60_000;
  await createPositionsRepository(pool).insert([fix(keptMs)]);
  await city.restart({ positionRetentionDays: 90 });
  expect((await partitions()).filter((name) => name.startsWith('positions_2020'))).toEqual([]);
  const { rows } = await pool.query<{ oldest: Date }>('SELECT min(fix_time) AS oldest FROM positions');
  expect(rows[0]?.oldest.getTime()).toBe(keptMs);
  const audit = await pool.query<{ account_id: number | null; detail: { partitions: string[]; rows: number } }>(
    `SELECT account_id, detail FROM audit_entries WHERE action = 'positions.pruned' ORDER BY id DESC LIMIT 1`,
  );
  expect(audit.rows[0]?.account_id).toBeNull();
  expect(audit.rows[0]?.detail.partitions).toContain('positions_2020_02_10');
  expect(audit.rows[0]?.detail.rows).toBe(1);
});
