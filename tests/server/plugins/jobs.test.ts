import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { Job } from '@liaowang/shared/schemas/job';
import { buildApp } from '../../../server/src/app.ts';
import { readConfig } from '../../../server/src/plugins/config.ts';
import { RequestRefused } from '../../../server/src/plugins/error-handler.ts';
import type { JobProgress } from '../../../server/src/plugins/jobs.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { connectViewer } from '../../support/viewer.ts';
import { waitFor } from '../../support/wait-for.ts';
import { testDatabaseUrl } from '../../support/test-database.ts';

let city: TestApp;
let accounts: Record<string, number>;

beforeAll(async () => {
  city = await createTestApp();
  const { rows } = await city.app.db.query<{ id: number; username: string }>('SELECT id, username FROM accounts');
  accounts = Object.fromEntries(rows.map(({ id, username }) => [username, id]));
});
afterAll(() => city.close());

const call = async (role: Role, method: 'GET' | 'DELETE', jobId: string) =>
  city.app.inject({ method, url: `/api/v1/jobs/${jobId}`, headers: { cookie: await city.cookieOf(role) } });
const stateOf = async (jobId: string) => ((await call('analyst', 'GET', jobId)).json() as Job).state;
const becomes = (jobId: string, state: Job['state']) =>
  waitFor(`the job to be ${state}`, async () => (await stateOf(jobId)) === state);

/** Work that the test steers: it goes on until told, or until it is cancelled. */
function createWork() {
  let report: (progress: JobProgress) => void = () => undefined;
  let finish: (result: object | null) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const work = {
    hasStarted: false,
    wasAborted: false,
    report: (progress: JobProgress) => report(progress),
    finish: (result: object | null) => finish(result),
    fail: (error: unknown) => fail(error),
    run: (signal: AbortSignal, tell: (progress: JobProgress) => void) =>
      new Promise<object | null>((resolve, reject) => {
        work.hasStarted = true;
        report = tell;
        finish = resolve;
        fail = reject;
        signal.addEventListener('abort', () => {
          work.wasAborted = true;
          reject(signal.reason);
        });
      }),
  };
  return work;
}
const start = (work: ReturnType<typeof createWork>, kind = 'siting', who = 'analyst') =>
  city.app.jobs.start({ kind, accountId: accounts[who]!, request: { asked: true }, run: work.run });

describe('a job', () => {
  it('is stored when it is acknowledged, runs, and leaves its result', async () => {
    const work = createWork();
    const { id } = await start(work);
    const { rows } = await city.app.db.query('SELECT request FROM analysis_jobs WHERE id = $1', [id]);
    expect(rows).toEqual([{ request: { asked: true } }]);
    await becomes(id, 'running');
    await expect(city.app.jobs.result(id, accounts['analyst']!)).rejects.toMatchObject({
      statusCode: 409,
      refusal: { code: 'job-not-done' },
    });
    work.report({ progress: 0.25, phase: 'solving', detail: { bound: 3 } });
    expect((await call('analyst', 'GET', id)).json()).toMatchObject({
      progress: 0.25,
      phase: 'solving',
      detail: { bound: 3 },
    });
    work.finish({ sites: [1] });
    await becomes(id, 'done');
    expect(await city.app.jobs.result(id, accounts['analyst']!)).toEqual({ sites: [1] });
  });

  it('belongs to the account that started it', async () => {
    const work = createWork();
    const { id } = await start(work);
    for (const role of ['dispatcher', 'volunteer'] as const)
      for (const method of ['GET', 'DELETE'] as const) expect((await call(role, method, id)).statusCode).toBe(404);
    await expect(city.app.jobs.result(id, accounts['dispatcher']!)).rejects.toMatchObject({ statusCode: 404 });
    work.finish(null);
    await becomes(id, 'done');
    expect((await call('dispatcher', 'GET', id)).statusCode).toBe(404);
  });

  it('that is refused says why, and one that breaks says nothing of its insides', async () => {
    const refused = createWork();
    const first = await start(refused);
    await becomes(first.id, 'running');
    refused.fail(
      new RequestRefused(400, { code: 'nothing-within-range', field: 'body.rangeMeters', reason: 'Too short.' }),
    );
    await becomes(first.id, 'failed');
    expect((await call('analyst', 'GET', first.id)).json().error).toEqual({
      code: 'nothing-within-range',
      field: 'body.rangeMeters',
      reason: 'Too short.',
    });
    const broken = createWork();
    const second = await start(broken);
    await becomes(second.id, 'running');
    broken.fail(new Error('secret'));
    await becomes(second.id, 'failed');
    const answer = (await call('analyst', 'GET', second.id)).json();
    expect(answer.error.code).toBe('internal');
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it('tells every page of its account how far it is, at most five times a second, and nobody else', async () => {
    const [mine, other] = await Promise.all([
      connectViewer(city.address, await city.cookieOf('analyst')),
      connectViewer(city.address, await city.cookieOf('dispatcher')),
    ]);
    const work = createWork();
    const { id } = await start(work);
    await mine.next<Job>('jobs:progressed', (job) => job.id === id && job.state === 'running');
    const startedMs = performance.now();
    let step = 0;
    await waitFor('a second of reports', () => {
      work.report({ progress: null, phase: 'solving', detail: { step: ++step } });
      return performance.now() - startedMs > 1_000;
    });
    const last = step;
    await mine.next<Job>('jobs:progressed', (job) => job.id === id && job.detail['step'] === last);
    const told = mine.events.filter(
      ({ name, payload }) =>
        name === 'jobs:progressed' && (payload as Job).id === id && (payload as Job).phase === 'solving',
    );
    expect(last).toBeGreaterThan(told.length);
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(told.length).toBeLessThanOrEqual(7);
    work.finish(null);
    await mine.next<Job>('jobs:progressed', (job) => job.id === id && job.state === 'done');
    expect(other.events.filter(({ name }) => name === 'jobs:progressed')).toEqual([]);
    mine.disconnect();
    other.disconnect();
  });
});

describe('a kind of job', () => {
  it('says what it takes to follow and cancel one: its owner may have lost that', async () => {
    city.app.jobs.register('test-restricted', { atOnce: 1, requires: 'incidents:import' });
    const work = createWork();
    const { id } = await start(work, 'test-restricted', 'volunteer');
    await waitFor('the work to begin', () => work.hasStarted);
    for (const method of ['GET', 'DELETE'] as const) {
      const refused = await call('volunteer', method, id);
      expect(refused.statusCode).toBe(403);
      expect(refused.json().error).toMatchObject({ code: 'not-permitted' });
    }
    expect(work.wasAborted).toBe(false);
    work.finish(null);
  });

  it('has one owner, and is known before one is started', async () => {
    expect(() => city.app.jobs.register('siting', { atOnce: 1, requires: 'coverage:view' })).toThrow(
      'two owners register the job siting',
    );
    await expect(start(createWork(), 'test-unknown')).rejects.toThrow('nobody registers the job test-unknown');
  });
});

describe('waiting and cancelling', () => {
  it('runs one job of a kind at a time, in order, beside those of another kind', async () => {
    const [first, second, elsewhere] = [createWork(), createWork(), createWork()];
    const a = await start(first);
    const b = await start(second);
    const c = await start(elsewhere, 'revisit');
    await becomes(c.id, 'running');
    await becomes(a.id, 'running');
    expect(await stateOf(b.id)).toBe('queued');
    expect(second.hasStarted).toBe(false);
    first.finish(null);
    await becomes(b.id, 'running');
    second.finish(null);
    elsewhere.finish(null);
    await becomes(b.id, 'done');
    await becomes(c.id, 'done');
  });

  it('aborts a running job at once, drops a waiting one, and lets an ended one be', async () => {
    const [running, waiting] = [createWork(), createWork()];
    const a = await start(running);
    const b = await start(waiting);
    await becomes(a.id, 'running');
    expect((await call('analyst', 'DELETE', b.id)).statusCode).toBe(204);
    expect((await call('analyst', 'DELETE', a.id)).statusCode).toBe(204);
    expect(await stateOf(a.id)).toBe('cancelled');
    expect(await stateOf(b.id)).toBe('cancelled');
    expect(running.wasAborted).toBe(true);
    expect(waiting.hasStarted).toBe(false);
    expect((await call('analyst', 'DELETE', a.id)).statusCode).toBe(204);
    expect((await call('analyst', 'DELETE', '00000000-0000-4000-8000-000000000000')).statusCode).toBe(404);
    expect((await call('analyst', 'DELETE', 'job-1')).statusCode).toBe(400);
  });

  it('refuses the fourth waiting job of an account, even of those started at the same moment', async () => {
    const works = Array.from({ length: 8 }, createWork);
    const blocking = await start(works[0]!);
    await becomes(blocking.id, 'running');
    const outcomes = await Promise.allSettled(works.slice(1, 7).map((work) => start(work)));
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as RequestRefused] : [],
    );
    expect(refused).toHaveLength(3);
    expect(refused[0]).toMatchObject({ statusCode: 429, refusal: { code: 'too-many-jobs' } });
    const other = await start(works[7]!, 'siting', 'dispatcher');
    const ids = [
      ...outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.id] : [])),
      blocking.id,
    ];
    for (const id of ids) await call('analyst', 'DELETE', id);
    await call('dispatcher', 'DELETE', other.id);
  });
});

it('interrupts what runs when the server ends, what a killed one left, and forgets what is older than 90 days', async () => {
  const work = createWork();
  const { id } = await start(work);
  await becomes(id, 'running');
  const left = '11111111-1111-4111-8111-111111111111';
  const old = '22222222-2222-4222-8222-222222222222';
  for (const [jobId, state, days] of [
    [left, 'running', 0],
    [old, 'done', 91],
  ] as const) {
    await city.app.db.query(
      `INSERT INTO analysis_jobs (id, kind, state, account_id, request, created_at) VALUES ($1, 'siting', $2, $3, '{}', now() - make_interval(days => $4))`,
      [jobId, state, accounts['analyst'], days],
    );
  }
  await city.close();
  expect(work.wasAborted).toBe(true);

  const again = await buildApp(readConfig({ LOG_LEVEL: 'silent' }, ['--no-demo']), testDatabaseUrl());
  try {
    for (const jobId of [id, left])
      expect(await again.jobs.find(jobId, accounts['analyst']!)).toMatchObject({
        state: 'interrupted',
        finishedAt: expect.any(String),
      });
    await expect(again.jobs.find(old, accounts['analyst']!)).rejects.toMatchObject({ statusCode: 404 });
  } finally {
    await again.close();
  }
});
