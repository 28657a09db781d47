import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Job } from '@liaowang/shared/schemas/job';
import { buildApp } from '../../../server/src/app.ts';
import { readConfig } from '../../../server/src/plugins/config.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { testDatabaseUrl } from '../../support/test-database.ts';
import { waitFor } from '../../support/wait-for.ts';

const DEAD = '44444444-4444-4444-8444-444444444444';
const LEFT_BEHIND = '55555555-5555-4555-8555-555555555555';

let city: TestApp;
let second: FastifyInstance;
let accountId: number;

/** Work that goes on until it is cancelled. */
function createWork() {
  const work = {
    hasStarted: false,
    wasAborted: false,
    run: (signal: AbortSignal) =>
      new Promise<null>((_resolve, reject) => {
        work.hasStarted = true;
        signal.addEventListener('abort', () => {
          work.wasAborted = true;
          reject(signal.reason);
        });
      }),
  };
  return work;
}
const call = async (method: 'GET' | 'DELETE', jobId: string) =>
  second.inject({ method, url: `/api/v1/jobs/${jobId}`, headers: { cookie: await city.cookieOf('analyst') } });
/** A server that was killed: a row nobody renews, and a job that it ran. */
async function leaveBehind(silentSeconds: number): Promise<void> {
  const { db } = city.app;
  await db.query('INSERT INTO servers (id, heartbeat_at) VALUES ($1, now() - make_interval(secs => $2))', [
    DEAD,
    silentSeconds,
  ]);
  await db.query(
    `INSERT INTO analysis_jobs (id, kind, state, account_id, request, server_id) VALUES ($1, 'siting', 'running', $2, '{}', $3)`,
    [LEFT_BEHIND, accountId, DEAD],
  );
}

const work = createWork();
let mine: Job;

beforeAll(async () => {
  city = await createTestApp({ isDatabaseShared: true });
  const { rows } = await city.app.db.query<{ id: number }>(`SELECT id FROM accounts WHERE username = 'analyst'`);
  accountId = rows[0]!.id;
  mine = await city.app.jobs.start({ kind: 'siting', accountId, request: {}, run: work.run });
  await waitFor('the work to begin', () => work.hasStarted);
  await leaveBehind(61);
  second = await buildApp(
    { ...readConfig({ LOG_LEVEL: 'silent' }, ['--no-demo']), isDatabaseShared: true },
    testDatabaseUrl(),
  );
});
afterAll(async () => {
  await second.close();
  await city.close();
});

it('a second server lets the jobs of the first be, and ends those of one that is silent for a minute', async () => {
  expect(await city.app.jobs.find(mine.id, accountId)).toMatchObject({ state: 'running' });
  expect((await call('GET', mine.id)).json()).toMatchObject({ state: 'running', phase: 'started', finishedAt: null });
  expect((await call('GET', LEFT_BEHIND)).json()).toMatchObject({
    state: 'interrupted',
    finishedAt: expect.any(String),
  });
});

it('a job is cancelled at whichever server is asked', async () => {
  expect((await call('DELETE', mine.id)).statusCode).toBe(204);
  await waitFor('the first to stop it', () => work.wasAborted);
  await waitFor('its end', async () => ((await call('GET', mine.id)).json() as Job).state === 'cancelled');
});

it('a server that was taken for dead keeps to what was said of its job', async () => {
  const late = createWork();
  const { id } = await city.app.jobs.start({ kind: 'siting', accountId, request: {}, run: late.run });
  await waitFor('the work to begin', () => late.hasStarted);
  await city.app.db.query(`UPDATE analysis_jobs SET state = 'interrupted', finished_at = now() WHERE id = $1`, [id]);
  await city.app.inject({
    method: 'DELETE',
    url: `/api/v1/jobs/${id}`,
    headers: { cookie: await city.cookieOf('analyst') },
  });
  expect((await call('GET', id)).json()).toMatchObject({ state: 'interrupted' });
  expect(await city.app.jobs.find(id, accountId)).toMatchObject({ state: 'interrupted' });
});
