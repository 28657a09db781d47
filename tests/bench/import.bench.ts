import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import type { Job } from '@liaowang/shared/schemas/job';
import { buildApp } from '../../server/src/app.ts';
import { startEmbeddedPostgis } from '../../server/src/embedded-postgis/embedded-postgis.ts';
import { readConfig } from '../../server/src/plugins/config.ts';
import { hashPassword } from '../../server/src/plugins/passwords.ts';

const PASSWORD = 'bench-password-1';
const ROWS = [25_000, 100_000];
/** The naive way is measured on so many rows, and scaled. */
const BASELINE_ROWS = 2_000;

/** Incidents of three years in and around the city's core, as a register exports them. */
function* writeCsv(rows: number): Generator<Buffer> {
  const random = createRandom(rows);
  yield Buffer.from('编号,发生时间,类别,严重程度,经度,纬度,备注\n');
  for (let i = 0; i < rows; i++) {
    const at = new Date(Date.UTC(2022, 0, 1) + random() * 3 * 365 * 86_400_000)
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ');
    yield Buffer.from(
      `A${i},${at},${['盗窃', '纠纷', '交通事故', '求助'][i % 4]},${['一般', '严重'][i % 2]},${(118.2 + random() * 0.3).toFixed(6)},${(34.2 + random() * 0.25).toFixed(6)},"说明 ${i}"\n`,
    );
  }
}

async function measure(
  app: FastifyInstance,
  cookie: string,
  rows: number,
): Promise<{
  checkSeconds: number;
  commitSeconds: number;
  startMb: number;
  peakMb: number;
  longestStallMs: number;
  stored: number;
}> {
  const call = async (method: 'GET' | 'POST', url: string, payload?: object | Readable) =>
    (
      await app.inject({
        method,
        url: `/api/v1${url}`,
        headers: { cookie, ...(payload instanceof Readable ? { 'content-type': 'application/octet-stream' } : {}) },
        ...(payload ? { payload } : {}),
      })
    ).json();
  const { importId } = await call('POST', `/incident-imports?fileName=${rows}.csv`, Readable.from(writeCsv(rows)));
  const { guess } = await call('POST', `/incident-imports/${importId}/preview`, {});
  const startMb = process.memoryUsage.rss() / 1_048_576;
  let peakMb = startMb;
  const watch = setInterval(() => (peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1_048_576)), 50);
  const stalls = monitorEventLoopDelay({ resolution: 5 });
  stalls.enable();
  async function finish({ jobId }: { jobId: string }): Promise<number> {
    const startedMs = performance.now();
    for (;;) {
      const job = (await call('GET', `/jobs/${jobId}`)) as Job;
      if (job.state === 'done') return (performance.now() - startedMs) / 1_000;
      if (job.finishedAt !== null) throw new Error(`${job.kind} ended ${job.state}: ${JSON.stringify(job.error)}`);
      await pause(50);
    }
  }
  const checkSeconds = await finish(await call('POST', `/incident-imports/${importId}/check`, guess));
  const commitSeconds = await finish(await call('POST', `/incident-imports/${importId}/commit`, { mapping: guess }));
  clearInterval(watch);
  stalls.disable();
  const { importedCount } = await call('GET', `/incident-imports/${importId}`);
  await call('POST', `/incident-imports/${importId}/undo`);
  return { checkSeconds, commitSeconds, startMb, peakMb, longestStallMs: stalls.max / 1e6, stored: importedCount };
}

/** What a page without an import would do: one INSERT a row. */
async function measureBaseline(connectionString: string): Promise<number> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const startedMs = performance.now();
  for (let i = 0; i < BASELINE_ROWS; i++) {
    await client.query(
      `INSERT INTO incidents (category, severity, source, status, description, branch_id, position, occurred_at, reported_at)
       SELECT 'theft', 'medium', 'reported', 'closed', '', (SELECT id FROM branches WHERE ST_Covers(area, p) LIMIT 1), p, $3, $3 FROM ST_SetSRID(ST_MakePoint($1, $2), 4326) p`,
      [118.2 + (i % 300) * 1e-3, 34.2 + (i % 250) * 1e-3, new Date(Date.UTC(2021, 0, 1) + i * 60_000)],
    );
  }
  const rowsPerSecond = BASELINE_ROWS / ((performance.now() - startedMs) / 1_000);
  await client.end();
  return rowsPerSecond;
}

async function runOn(name: string, connectionString: string): Promise<void> {
  const app = await buildApp(readConfig({ LOG_LEVEL: 'silent' }, ['--no-demo']), connectionString);
  await app.db.query('TRUNCATE incidents, incident_imports, accounts, branches CASCADE');
  await app.db.query(
    `INSERT INTO branches (code, name_zh, name_en, position, area)
     SELECT 'b' || n, 'b' || n, 'b' || n, ST_Centroid(cell), ST_Multi(cell)
     FROM (SELECT n, ST_MakeEnvelope(118 + (n % 5) * 0.2, 34 + (n / 5) * 0.15, 118.2 + (n % 5) * 0.2, 34.15 + (n / 5) * 0.15, 4326) AS cell FROM generate_series(0, 24) AS n) AS cells`,
  );
  await app.db.query(
    `INSERT INTO accounts (username, name_zh, name_en, role, password_hash) VALUES ('bench', 'b', 'b', 'analyst', $1)`,
    [await hashPassword(PASSWORD)],
  );
  const session = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { username: 'bench', password: PASSWORD },
  });
  const cookie = String(session.headers['set-cookie']).split(';')[0] ?? '';
  const perSecond: number[] = [];
  for (const rows of ROWS) {
    const { checkSeconds, commitSeconds, startMb, peakMb, longestStallMs, stored } = await measure(app, cookie, rows);
    perSecond.push(stored / commitSeconds);
    console.log(
      `${name}: ${rows} rows of CSV: dry run ${checkSeconds.toFixed(1)} s, commit ${commitSeconds.toFixed(1)} s (${stored} stored); memory ${startMb.toFixed(0)} → at most ${peakMb.toFixed(0)} MB, longest stall of the main thread ${longestStallMs.toFixed(0)} ms`,
    );
  }
  const baseline = await measureBaseline(connectionString);
  console.log(
    `${name}: commit ${perSecond.at(-1)!.toFixed(0)} rows/s; one INSERT a row ${baseline.toFixed(0)}/s (measured on ${BASELINE_ROWS}); ratio ${(perSecond.at(-1)! / baseline).toFixed(1)}`,
  );
  await app.close();
}

/** Import of CSV rows: a dry run, then the commit; time, memory and how long the server's main thread was held up. */
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
