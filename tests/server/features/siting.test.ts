import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { Job } from '@liaowang/shared/schemas/job';
import type { SitingRequest, SitingResult } from '@liaowang/shared/schemas/siting';
import { SOUTH, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { connectViewer } from '../../support/viewer.ts';
import { waitFor } from '../../support/wait-for.ts';

/** Inside key area 1, beyond the 800 m of lookout 1. */
const EAST: [number, number] = [118.358, 34.377];
const REQUEST: SitingRequest = {
  problem: 'maximal-cover',
  p: 1,
  targetShare: 1,
  rangeMeters: 400,
  existing: 'keep',
  areaId: 'key-area:1',
  incidentMix: 0,
  timeLimitSeconds: 60,
  candidates: { kind: 'drawn', points: [[118.347, 34.373], EAST, [118.342, 34.378]] },
  demand: {
    windowDays: 30,
    source: 'reported',
    categories: null,
    severityWeights: { low: 1, medium: 2, high: 4, critical: 8 },
  },
};

let city: TestApp;

async function plantHouseholds(places: ReadonlyArray<[lng: number, lat: number, households: number]>): Promise<void> {
  await city.app.db.query(
    'INSERT INTO household_points (position, households) SELECT ST_SetSRID(ST_MakePoint(lng, lat), 4326), households FROM unnest($1::float8[], $2::float8[], $3::int[]) AS t (lng, lat, households)',
    [places.map(([lng]) => lng), places.map(([, lat]) => lat), places.map(([, , households]) => households)],
  );
}

beforeAll(async () => {
  city = await createTestApp();
  // At lookout 1, at EAST, in the north-west corner, and outside the key area.
  await plantHouseholds([
    [118.345, 34.365, 50],
    [...EAST, 30],
    [118.342, 34.378, 20],
    [...SOUTH, 1_000],
  ]);
});
afterAll(() => city.close());

async function call(role: Role, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) {
  return city.app.inject({
    method,
    url,
    headers: { cookie: await city.cookieOf(role) },
    ...(payload ? { payload } : {}),
  });
}
const ask = (more: Partial<SitingRequest> = {}, role: Role = 'analyst') =>
  call(role, 'POST', '/api/v1/siting', { ...REQUEST, ...more });
const ended = (jobId: string) =>
  waitFor(
    'the run to end',
    async () => {
      const job = (await call('analyst', 'GET', `/api/v1/jobs/${jobId}`)).json() as Job;
      return job.finishedAt !== null && job;
    },
    25_000,
  );

async function solve(more: Partial<SitingRequest> = {}): Promise<SitingResult> {
  const response = await ask(more);
  expect(response.json()).toEqual({ jobId: expect.any(String) });
  expect(response.statusCode).toBe(202);
  const { jobId } = response.json();
  expect(await ended(jobId)).toMatchObject({ state: 'done', error: null });
  return (await call('analyst', 'GET', `/api/v1/siting/${jobId}`)).json();
}

describe('maximal covering', () => {
  it('adds the post that covers most beside the kept lookouts, proven and explained', async () => {
    const result = await solve();
    expect(result).toMatchObject({
      status: 'optimal',
      gap: 0,
      demandPoints: 3,
      households: 100,
      candidates: 3,
      keptLookouts: 2,
      request: REQUEST,
    });
    expect(result.keptShare).toBeCloseTo(0.5, 9);
    expect(result.coverableShare).toBeCloseTo(1, 9);
    expect(result.exact?.sites).toEqual([
      {
        position: EAST,
        lookoutId: null,
        aloneShare: expect.closeTo(0.3, 9),
        onlyShare: expect.closeTo(0.3, 9),
        addedShare: expect.closeTo(0.3, 9),
      },
    ]);
    expect(result.exact?.coveredShare).toBeCloseTo(0.8, 9);
    expect(result.bound).toBeCloseTo(0.8, 9);
    expect(result.curve.map(({ p, coveredShare }) => [p, Number(coveredShare.toFixed(6))])).toEqual([
      [0, 0.5],
      [1, 0.8],
      [2, 1],
    ]);
  });

  it('lets the lookouts move when they are free, and forgets them when told', async () => {
    const free = await solve({ existing: 'free', p: 2 });
    expect(free).toMatchObject({ keptLookouts: 0, candidates: 4, keptShare: 0 });
    expect(free.exact?.sites.map(({ lookoutId }) => lookoutId)).toEqual([1, null]);
    const ignored = await solve({ existing: 'ignore', p: 2 });
    expect(ignored).toMatchObject({ keptLookouts: 0, candidates: 3, keptShare: 0 });
    expect(ignored.coverableShare).toBeCloseTo(0.5, 9);
  });

  it('weighs incidents against households as mixed, each kind by its own total', async () => {
    await call('dispatcher', 'POST', '/api/v1/incidents', { category: 'theft', severity: 'high', position: EAST });
    await call('dispatcher', 'POST', '/api/v1/incidents', {
      category: 'theft',
      severity: 'high',
      source: 'found',
      position: [118.342, 34.378],
    });
    const incidents = await solve({ incidentMix: 1 });
    expect(incidents).toMatchObject({ demandPoints: 1, incidentCount: 1 });
    expect(incidents.exact?.coveredShare).toBeCloseTo(1, 9);
    const mixed = await solve({ incidentMix: 0.4 });
    expect(mixed.exact?.sites[0]?.addedShare).toBeCloseTo(0.4 + 0.6 * 0.3, 9);
    const found = await solve({ incidentMix: 1, demand: { ...REQUEST.demand, source: 'any' }, p: 2 });
    expect(found.demandPoints).toBe(2);
  });
});

it('finds the fewest posts for a share of what can be covered', async () => {
  const all = await solve({ problem: 'set-cover' });
  expect(all).toMatchObject({ status: 'optimal', bound: 2, exact: { objective: 2 }, greedy: { objective: 2 } });
  expect(all.exact?.coveredShare).toBeCloseTo(1, 9);
  const some = await solve({ problem: 'set-cover', targetShare: 0.7 });
  expect(some.exact).toMatchObject({ objective: 1, sites: [{ position: EAST }] });
  const none = await solve({ problem: 'set-cover', targetShare: 0.4 });
  expect(none.exact).toMatchObject({ objective: 0, sites: [] });
});

it('brings posts near to people, with the mean distance', async () => {
  const result = await solve({ problem: 'p-median', p: 2, existing: 'ignore' });
  expect(result.status).toBe('optimal');
  expect(result.exact?.objective).toBeCloseTo(result.exact?.meanDistanceMeters ?? 0, 6);
  // Households at EAST and in the corner have a post at hand; lookout 1's are some 900 m from the third candidate.
  expect(result.exact?.objective).toBeGreaterThan(300);
  expect(result.exact?.objective).toBeLessThanOrEqual(result.greedy.objective + 1e-9);
  expect(result.bound).toBeLessThanOrEqual(result.exact!.objective + 1e-9);
});

it('takes candidates from a grid over the area', async () => {
  const { candidates, exact } = await solve({ candidates: { kind: 'grid', spacingMeters: 200 }, p: 3 });
  // Key area 1 is some 1,840 m × 2,220 m.
  expect(candidates).toBe(9 * 11);
  for (const {
    position: [lng, lat],
  } of exact!.sites) {
    expect(lng).toBeGreaterThan(118.34);
    expect(lng).toBeLessThan(118.36);
    expect(lat).toBeGreaterThan(34.36);
    expect(lat).toBeLessThan(34.38);
  }
});

describe('refuses, naming the field', () => {
  it.each([
    ['more posts than candidates', { p: 4 }, 400, 'too-few-candidates', 'body.p', /4 posts cannot be chosen from 3/],
    ['an unknown area', { areaId: 'key-area:77' }, 404, 'unknown-area', 'body.areaId', /key-area:77/],
    [
      'a drawn point outside the area',
      { candidates: { kind: 'drawn' as const, points: [EAST, SOUTH] } },
      400,
      'outside-area',
      'body.candidates.points.1',
      /Point 2/,
    ],
    [
      'a grid too fine for the area',
      { areaId: 'jurisdiction', candidates: { kind: 'grid' as const, spacingMeters: 50 } },
      400,
      'too-many-candidates',
      'body.candidates.spacingMeters',
      /Take a spacing of \d+ m/,
    ],
    [
      'streets nobody has driven',
      { candidates: { kind: 'streets' as const, spacingMeters: 200 } },
      400,
      'no-travelled-places',
      'body.candidates.kind',
      /Take a grid/,
    ],
    [
      'an area without demand',
      { incidentMix: 1, demand: { ...REQUEST.demand, categories: ['noise' as const] } },
      400,
      'no-demand',
      'body.demand',
      /longer window/,
    ],
    ['a radius of nothing', { rangeMeters: 0 }, 400, 'invalid-input', 'body.rangeMeters', />= 10/],
    ['no time at all', { timeLimitSeconds: 0 }, 400, 'invalid-input', 'body.timeLimitSeconds', />= 1/],
  ])('%s', async (_name, more, status, code, field, reason) => {
    const response = await ask(more as Partial<SitingRequest>);
    expect(response.json().error).toEqual({ code, field, reason: expect.stringMatching(reason) });
    expect(response.statusCode).toBe(status);
  });

  it('a range within which there is nothing, as the end of the job', async () => {
    const { jobId } = (
      await ask({ existing: 'ignore', rangeMeters: 10, candidates: { kind: 'drawn', points: [[118.35, 34.37]] } })
    ).json();
    expect(await ended(jobId)).toMatchObject({
      state: 'failed',
      error: { code: 'nothing-within-range', field: 'body.rangeMeters' },
    });
    expect((await call('analyst', 'GET', `/api/v1/siting/${jobId}`)).json().error.code).toBe('job-not-done');
  });
});

it('takes candidates from where vehicles have driven, thinned to the spacing', async () => {
  await city.createUnit({ deviceId: 'cab', kind: 'taxi' });
  const drivenLat = 34.377;
  const startMs = Date.now() - 60_000;
  // Some 460 m along EAST's latitude, at 15 m/s.
  for (const [step, lng] of [118.353, 118.3555, 118.358].entries()) {
    const response = await city.app.inject({
      method: 'POST',
      url: '/ingest/osmand',
      payload: { id: 'cab', timestamp: startMs + step * 15_000, lat: drivenLat, lon: lng },
    });
    expect(response.statusCode).toBe(200);
  }
  const candidates = { kind: 'streets', spacingMeters: 150 } as const;
  await waitFor('the drive to be known', async () => (await ask({ candidates })).statusCode === 202);
  const result = await solve({ candidates });
  expect(result.candidates).toBeGreaterThanOrEqual(2);
  expect(result.candidates).toBeLessThanOrEqual(4);
  const [site] = result.exact!.sites;
  expect(Math.abs(site!.position[1] - drivenLat)).toBeLessThan(0.0005);
  expect(site!.addedShare).toBeCloseTo(0.3, 9);
});

describe('who', () => {
  it.each(['police-liaison', 'branch-lead', 'volunteer'] as const)('may not: %s', async (role) => {
    expect((await ask({}, role)).statusCode).toBe(403);
  });

  it('sees its own runs only, and every run is audited', async () => {
    const { jobId } = (await ask({}, 'dispatcher')).json();
    expect((await call('analyst', 'GET', `/api/v1/siting/${jobId}`)).statusCode).toBe(404);
    const mine = (await call('dispatcher', 'GET', '/api/v1/siting')).json();
    expect(mine).toEqual([{ jobId, state: expect.any(String), createdAt: expect.any(String), request: REQUEST }]);
    const { rows } = await city.app.db.query(
      'SELECT subject, detail FROM audit_entries WHERE action = $1 AND subject = $2',
      ['siting.started', `job:${jobId}`],
    );
    expect(rows).toEqual([
      { subject: `job:${jobId}`, detail: { problem: 'maximal-cover', areaId: 'key-area:1', p: 1 } },
    ]);
  });
});

describe('a hard one', () => {
  beforeAll(async () => {
    // Even spacing and nearly equal weights: many solutions are almost as good as each other.
    await plantHouseholds(
      Array.from({ length: 4_000 }, (_, i): [number, number, number] => [
        118.1 + 0.4 * ((i * 0.618_034) % 1),
        34.1 + 0.35 * ((i * 0.754_878) % 1),
        1 + (i % 3),
      ]),
    );
  });

  const hard = {
    areaId: 'jurisdiction',
    existing: 'ignore',
    timeLimitSeconds: 300,
    candidates: { kind: 'grid', spacingMeters: 1_600 },
  } as const;
  it.each([
    ['in the bound', { ...hard, problem: 'p-median' as const, p: 40 }],
    ['in the solver', { ...hard, problem: 'maximal-cover' as const, p: 15, rangeMeters: 5_000 }],
  ])(
    'tells the quick answer and the bound, and ends within a second when it is cancelled %s',
    async (_where, request) => {
      const viewer = await connectViewer(city.address, await city.cookieOf('analyst'));
      const response = await ask(request);
      expect(response.json()).toEqual({ jobId: expect.any(String) });
      const { jobId } = response.json();
      const findLast = (phase: string) =>
        viewer.events
          .map(({ payload }) => payload as Job)
          .findLast((job) => job.id === jobId && job.phase === phase && Object.keys(job.detail).length > 0);
      await waitFor('the bound', () => findLast('solving')?.detail['bound'], 25_000);
      const { bound, incumbent, greedy, gap } = findLast('solving')!.detail as Record<
        'bound' | 'incumbent' | 'greedy' | 'gap',
        number
      >;
      const [better, worse] = request.problem === 'p-median' ? [bound, greedy] : [greedy, bound];
      expect(better).toBeLessThanOrEqual(incumbent + 1e-6);
      expect(incumbent).toBeLessThanOrEqual(worse + 1e-6);
      expect(gap).toBeCloseTo(Math.abs(bound - incumbent) / Math.max(bound, incumbent), 9);
      const startedMs = performance.now();
      expect((await call('analyst', 'DELETE', `/api/v1/jobs/${jobId}`)).statusCode).toBe(204);
      expect(performance.now() - startedMs).toBeLessThan(1_000);
      expect((await call('analyst', 'GET', `/api/v1/jobs/${jobId}`)).json().state).toBe('cancelled');
      // The thread is free again for the next one.
      expect((await solve()).status).toBe('optimal');
      expect(performance.now() - startedMs).toBeLessThan(10_000);
      viewer.disconnect();
    },
  );

  it('that runs out of time has the best it found, with an honest gap', async () => {
    const result = await solve({ ...hard, problem: 'maximal-cover', p: 15, rangeMeters: 5_000, timeLimitSeconds: 1 });
    expect(result.status).toBe('time-limit');
    expect(result.exact!.objective).toBeGreaterThanOrEqual(result.greedy.objective);
    expect(result.bound).toBeGreaterThan(result.exact!.objective);
    expect(result.bound).toBeLessThanOrEqual(result.coverableShare + 1e-9);
    expect(result.gap).toBeCloseTo(1 - result.exact!.objective / result.bound, 9);
  });
});
