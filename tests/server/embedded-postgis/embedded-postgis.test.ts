import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProcess } from '../../../server/src/embedded-postgis/data-directory-lock.ts';
import {
  type EmbeddedPostgis,
  type EmbeddedPostgisStage,
  startEmbeddedPostgis,
} from '../../../server/src/embedded-postgis/embedded-postgis.ts';
import { startMaintenance } from '../../../server/src/embedded-postgis/maintenance.ts';

const START_LIMIT_MS = 90_000;

let dataDirectory: string;
let database: EmbeddedPostgis;
let pool: pg.Pool;
const stages: EmbeddedPostgisStage[] = [];
let onStage: (stage: EmbeddedPostgisStage) => void = () => undefined;

function nextStage(awaited: EmbeddedPostgisStage): Promise<void> {
  return new Promise((resolve) => {
    onStage = (stage) => stage === awaited && resolve();
  });
}

function openPool(connectionString: string): pg.Pool {
  const opened = new pg.Pool({ connectionString, max: 10 });
  opened.on('error', () => undefined);
  return opened;
}

beforeAll(async () => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'liaowang-postgis-'));
  database = await startEmbeddedPostgis({
    dataDirectory,
    onProgress(stage) {
      stages.push(stage);
      onStage(stage);
    },
  });
  pool = openPool(database.connectionString);
}, START_LIMIT_MS);

afterAll(async () => {
  await pool?.end();
  await database?.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

describe('startEmbeddedPostgis', () => {
  it('tells what it did', () => {
    expect(stages).toEqual(['creating', 'ready']);
  });

  it('offers PostGIS, on PostgreSQL with a real fsync', async () => {
    const { rows } = await pool.query(
      "SELECT round(ST_Area(ST_Buffer(ST_MakePoint(118.3, 34.3)::geography, 100))) AS area, current_setting('fsync') AS fsync, current_setting('wal_sync_method') AS method",
    );
    expect(rows).toEqual([{ area: expect.closeTo(31_216, -2), fsync: 'on', method: 'fsync' }]);
  });

  it('refuses a second instance on the same directory in one sentence', async () => {
    await expect(startEmbeddedPostgis({ dataDirectory })).rejects.toThrow(
      `The data directory ${dataDirectory} is in use by another Liaowang (process ${database.processId}); stop that one first or choose another data directory.`,
    );
    expect((await pool.query('SELECT 1 AS v')).rows).toEqual([{ v: 1 }]);
  });

  it('survives Ctrl-C, which reaches every process of a terminal', async () => {
    process.kill(database.processId!, 'SIGINT');
    process.kill(database.processId!, 'SIGTERM');
    expect((await pool.query('SELECT 2 AS v')).rows).toEqual([{ v: 2 }]);
  });

  it('takes positions into partitions made inside transactions, twice the same without harm', async () => {
    await pool.query(
      'CREATE TABLE fix (unit_id int, fix_time timestamptz, lng float8, lat float8, PRIMARY KEY (unit_id, fix_time)) PARTITION BY RANGE (fix_time)',
    );
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query("CREATE TABLE fix_20260101 PARTITION OF fix FOR VALUES FROM ('2026-01-01Z') TO ('2026-01-02Z')");
    await client.query("CREATE TABLE fix_20260102 PARTITION OF fix FOR VALUES FROM ('2026-01-02Z') TO ('2026-01-03Z')");
    await client.query('COMMIT');
    client.release();

    const units = Array.from({ length: 1_000 }, (_, i) => i);
    const insert = {
      name: 'insert-fixes',
      text: 'INSERT INTO fix SELECT * FROM unnest($1::int[], $2::timestamptz[], $3::float8[], $4::float8[]) ON CONFLICT DO NOTHING',
      values: [
        units,
        units.map((i) => `2026-01-0${1 + (i % 2)}T12:00:00Z`),
        units.map((i) => 118 + i / 1e4),
        units.map(() => 34.3),
      ],
    };
    expect(
      (await Promise.all([1, 2, 3, 4].map(() => pool.query(insert)))).map(({ rowCount }) => rowCount).sort(),
    ).toEqual([0, 0, 0, 1_000]);
    expect(
      (
        await pool.query(
          'SELECT tableoid::regclass::text AS name, count(*)::int AS rows FROM fix GROUP BY 1 ORDER BY 1',
        )
      ).rows,
    ).toEqual([
      { name: 'fix_20260101', rows: 500 },
      { name: 'fix_20260102', rows: 500 },
    ]);
  });

  it('analyses what changed and writes checkpoints, which nothing else would', async () => {
    const { port, password } = new URL(database.connectionString);
    const walBytes = async () =>
      (
        await pool.query<{ bytes: number }>(
          'SELECT (pg_current_wal_lsn() - redo_lsn)::float8 AS bytes FROM pg_control_checkpoint()',
        )
      ).rows[0]!.bytes;
    await pool.query(
      'CREATE TABLE busy AS SELECT i, md5(i::text) AS text FROM generate_series(1, 20000) i; DELETE FROM busy WHERE i % 2 = 0',
    );
    const maintenance = await startMaintenance({ port: Number(port), password });
    const done: string[] = [];
    for (let step = await maintenance.step(); step; step = await maintenance.step()) done.push(step);
    await maintenance.stop();
    expect(done).toContain('VACUUM (ANALYZE) busy');
    expect(done).toContain('ANALYZE fix_20260101');
    expect((await pool.query("SELECT reltuples FROM pg_class WHERE relname = 'busy'")).rows).toEqual([
      { reltuples: 10_000 },
    ]);

    expect(await walBytes()).toBeGreaterThan(1_000_000);
    const eager = await startMaintenance({ port: Number(port), password, checkpointAfterBytes: 1_000_000 });
    expect(await eager.step()).toBe('CHECKPOINT');
    await eager.stop();
    expect(await walBytes()).toBeLessThan(1_000_000);
  });
});

describe('a database process that is killed', () => {
  it(
    'comes back on the same address with every acknowledged row',
    async () => {
      await pool.query('CREATE TABLE acknowledged (id int PRIMARY KEY)');
      const acknowledged: number[] = [];
      let next = 0;
      const writers = Array.from({ length: 5 }, async () => {
        try {
          for (;;) {
            const id = next++;
            await pool.query('INSERT INTO acknowledged VALUES ($1)', [id]);
            acknowledged.push(id);
            if (acknowledged.length === 200) process.kill(database.processId!, 'SIGKILL');
          }
        } catch {
          // The connection was cut: this id was not acknowledged.
        }
      });
      const exits: unknown[] = [];
      const unsubscribe = database.onExit((exit) => exits.push(exit));
      const ready = nextStage('ready');
      await Promise.all(writers);
      await ready;
      unsubscribe();
      expect(exits).toEqual([{ code: null, signal: 'SIGKILL' }]);
      const stored = new Set(
        (await pool.query<{ id: number }>('SELECT id FROM acknowledged')).rows.map(({ id }) => id),
      );
      expect(acknowledged.length).toBeGreaterThanOrEqual(200);
      expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    },
    START_LIMIT_MS,
  );

  it(
    'comes back when a statement breaks the engine',
    async () => {
      const ready = nextStage('ready');
      await expect(pool.query("SELECT convert_to('中', 'GBK')")).rejects.toThrow();
      await ready;
      expect((await pool.query('SELECT count(*)::int > 0 AS kept FROM acknowledged')).rows).toEqual([{ kept: true }]);
    },
    START_LIMIT_MS,
  );
});

it(
  'stops while a client is in a transaction, and outlives neither its server nor a later start',
  async () => {
    const client = await pool.connect();
    client.on('error', () => undefined);
    await client.query('BEGIN; CREATE TABLE never_committed ()');
    await database.stop();
    client.release(true);

    const script = fileURLToPath(new URL('./orphan-parent.ts', import.meta.url));
    const server = spawn(process.execPath, ['--import', 'tsx', script, dataDirectory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    const orphan = Number(line);
    expect(findProcess(orphan)).not.toBeNull();
    server.kill('SIGKILL');
    // The lock of the orphan is waited for, not refused.
    await pool.end();
    database = await startEmbeddedPostgis({ dataDirectory });
    expect(findProcess(orphan)).toBeNull();
    pool = openPool(database.connectionString);
    expect(
      (
        await pool.query(
          "SELECT to_regclass('never_committed') AS uncommitted, to_regclass('acknowledged')::text AS committed",
        )
      ).rows,
    ).toEqual([{ uncommitted: null, committed: 'acknowledged' }]);
  },
  START_LIMIT_MS,
);
