import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgis } from '../../server/src/embedded-postgis/embedded-postgis.ts';
import { createGroupCommit } from '../../server/src/features/positions/group-commit.ts';
import { createPositionsRepository } from '../../server/src/features/positions/positions.repository.ts';
import type { StoredFix } from '../../server/src/plugins/stored-fix.ts';
import { applyMigrations } from '../../server/src/plugins/migrations.ts';
import { percentile } from './figures.ts';

/** Devices that each wait for their answer before they send the next fix. */
const DEVICES = 1_000;
const SECONDS = 6;

async function measure(
  commit: (fix: StoredFix) => Promise<void>,
  firstUnitId: number,
): Promise<{ perSecond: number; p99Ms: number }> {
  const latencies: number[] = [];
  const endMs = performance.now() + SECONDS * 1000;
  const baseMs = Date.now();
  await Promise.all(
    Array.from({ length: DEVICES }, async (_, device) => {
      for (let n = 0; performance.now() < endMs; n++) {
        const startedMs = performance.now();
        await commit({
          unitId: firstUnitId + device,
          deviceId: '',
          fixTimeMs: baseMs - n * 1000,
          receivedAtMs: baseMs,
          lng: 118.3 + n * 1e-5,
          lat: 34.3,
          late: false,
          speedMetersPerSecond: 1.2,
          headingDegrees: 90,
          accuracyMeters: 8,
          altitudeMeters: null,
          batteryPercent: 80,
          charging: null,
          mock: false,
        });
        latencies.push(performance.now() - startedMs);
      }
    }),
  );
  return { perSecond: latencies.length / SECONDS, p99Ms: percentile(latencies, 99) };
}

async function runOn(name: string, connectionString: string): Promise<void> {
  const pool = new pg.Pool({ connectionString, max: 10 });
  await applyMigrations(pool);
  await pool.query('TRUNCATE positions');
  const repository = createPositionsRepository(pool);
  await repository.createDayPartitions(Date.now());
  const writer = createGroupCommit<StoredFix>((fixes) => repository.insert(fixes));
  const baseline = await measure((fix) => repository.insert([fix]), 1);
  const ours = await measure((fix) => writer.commit([fix]), 100_001);
  await pool.end();
  console.log(
    `${name}: group commit ${ours.perSecond.toFixed(0)} fixes/s (p99 ${ours.p99Ms.toFixed(0)} ms); one INSERT a fix ${baseline.perSecond.toFixed(0)}/s (p99 ${baseline.p99Ms.toFixed(0)} ms); ratio ${(ours.perSecond / baseline.perSecond).toFixed(1)}`,
  );
}

/** Durable ingest: 1,000 devices, each answered after the commit, by group commit and by one INSERT a fix. */
export async function run(): Promise<void> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'liaowang-bench-'));
  const embedded = await startEmbeddedPostgis({ dataDirectory });
  await runOn('embedded', embedded.connectionString);
  await embedded.stop();
  await rm(dataDirectory, { recursive: true, force: true });
  const native = process.env['TEST_DATABASE_URL'];
  if (native) await runOn('native', native);
  else console.log('native: set TEST_DATABASE_URL to a scratch PostgreSQL with PostGIS');
}
