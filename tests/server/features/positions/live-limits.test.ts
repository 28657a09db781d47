import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Socket as NetSocket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LiveSnapshot } from '@liaowang/shared/contract/socket-events';
import type { Result } from '@liaowang/shared/contract/result';
import { TEST_PASSWORD, createTestApp, type TestApp } from '../../../support/create-test-app.ts';
import { connectViewer, type Viewer } from '../../../support/viewer.ts';
import { waitFor } from '../../../support/wait-for.ts';

const UNITS = 1_200;
const JOINS = 1_000;
/** As many pages as one account may have open. */
const ACCOUNT_SOCKETS = 600;

let city: TestApp;
let viewers: Viewer[] = [];

beforeAll(async () => {
  city = await createTestApp();
  await city.app.db.query(
    `INSERT INTO units (name_zh, name_en, kind, branch_id, detection_range_meters)
     SELECT '巡逻' || i, 'Patrol ' || i, 'foot', 1, 100 FROM generate_series(1, $1) AS i`,
    [UNITS],
  );
  await city.restart();
});
afterEach(() => {
  for (const viewer of viewers) viewer.disconnect();
  viewers = [];
});
afterAll(() => city.close());

async function connectWith(cookie: string): Promise<Viewer> {
  const viewer = await connectViewer(city.address, cookie);
  viewers.push(viewer);
  return viewer;
}
const connectAs = async (role: Parameters<TestApp['cookieOf']>[0]) => connectWith(await city.cookieOf(role));

/** Sends without waiting; the answers are gathered. */
function burst(viewer: Viewer, count: number): Array<Result<LiveSnapshot>> {
  const answers: Array<Result<LiveSnapshot>> = [];
  for (let i = 0; i < count; i++) viewer.socket.emit('live:join', {}, (answer) => answers.push(answer));
  return answers;
}

describe('a viewer that joins again and again', () => {
  it('is answered a few times and then refused, while the server attends to everybody else', async () => {
    const bystander = await connectAs('analyst');
    await bystander.join();
    const greedy = await connectAs('dispatcher');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    // What this machine makes even an idle process wait for.
    delay.enable();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const idleMs = delay.max / 1e6;
    delay.reset();
    const answers = burst(greedy, JOINS);
    expect((await bystander.ask('live:leave', {})).ok).toBe(true);
    await waitFor('every answer', () => answers.length === JOINS);
    delay.disable();
    // 18 s before there was a limit.
    expect(delay.max / 1e6).toBeLessThan(200 + 5 * idleMs);
    expect(answers.filter((answer) => answer.ok).length).toBeLessThan(200);
    expect(answers.filter((answer) => !answer.ok && answer.error.code === 'too-many-requests').length).toBeGreaterThan(
      JOINS - 200,
    );
  });

  it('and does not stop when refused, loses its socket and nothing else', async () => {
    const greedy = await connectAs('dispatcher');
    burst(greedy, 5 * JOINS);
    await waitFor('the end of the socket', () => !greedy.socket.connected);
    const back = await connectAs('dispatcher');
    const { units } = await waitFor('a snapshot when it may ask again', () => back.join());
    expect(units).toHaveLength(UNITS);
  });

  it('over many sockets may not ask more than over one, and holds up nobody', { timeout: 60_000 }, async () => {
    const bystander = await connectAs('analyst');
    await waitFor('a first snapshot', () => bystander.join());
    const cookie = await city.cookieOf('police-liaison');
    const crowd = await Promise.all(Array.from({ length: 20 }, () => connectWith(cookie)));
    const startedMs = performance.now();
    const answers = crowd.map((viewer) => burst(viewer, 40));
    const askedMs = performance.now();
    expect((await bystander.join()).units).toHaveLength(UNITS);
    // 9 s when each socket had a limit of its own.
    expect(performance.now() - askedMs).toBeLessThan(2_000);
    await waitFor('every answer', () => answers.every((each) => each.length === 40), 30_000);
    const seconds = (performance.now() - startedMs) / 1_000;
    expect(answers.flat().filter((answer) => answer.ok).length).toBeLessThanOrEqual(100 + 10 * Math.ceil(seconds));
    expect(
      answers
        .flat()
        .filter((answer) => !answer.ok)
        .every((answer) => !answer.ok && answer.error.code === 'too-many-requests'),
    ).toBe(true);
  });

  it(
    'opens so many sockets at most, however fast; others come in, and it again when one has left',
    { timeout: 60_000 },
    async () => {
      const cookie = await city.cookieOf('administrator');
      const tries = await Promise.allSettled(Array.from({ length: ACCOUNT_SOCKETS + 30 }, () => connectWith(cookie)));
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(ACCOUNT_SOCKETS);
      const reasons = tries.flatMap((each) => (each.status === 'rejected' ? [(each.reason as Error).message] : []));
      expect(new Set(reasons)).toEqual(new Set(['too-many-requests']));
      expect((await connectAs('analyst')).socket.connected).toBe(true);
      viewers[0]?.disconnect();
      expect((await waitFor('a place', () => connectWith(cookie))).socket.connected).toBe(true);
    },
  );
});

it('all who join within a tick get the same snapshot', async () => {
  const [first, second] = [await connectAs('dispatcher'), await connectAs('analyst')];
  const frames = await waitFor('two answers within a tick', async () => {
    const answers = await Promise.all(
      [first, second].map((viewer) => viewer.ask('live:join', {}) as Promise<Result<LiveSnapshot>>),
    );
    const [a, b] = answers.map((answer) => (answer.ok ? Buffer.from(answer.value.frame) : null));
    return a && b && a.equals(b) && [a, b];
  });
  expect(frames).toHaveLength(2);
});

it(
  'a viewer that reads nothing is cut off before its unread bytes fill the memory, and comes back with a snapshot',
  { timeout: 60_000 },
  async () => {
    const lazy = await connectAs('dispatcher');
    await lazy.join();
    const before = city.app.live.viewerCount;
    // The transport of the client: paused, it leaves everything in the connection.
    const { transport } = lazy.socket.io.engine as unknown as { transport: { ws: Record<'_socket', NetSocket> } };
    const connection = transport.ws['_socket'];
    connection.pause();
    let sentBytes = 0;
    const lookouts = Array.from({ length: 500 }, () => city.app.lookouts.at(Date.now())).flat();
    await waitFor(
      'the cut',
      async () => {
        city.app.live.publishToAll('lookouts:changed', lookouts);
        sentBytes += JSON.stringify(lookouts).length;
        return city.app.live.viewerCount < before;
      },
      30_000,
    );
    expect(sentBytes).toBeLessThan(100 * 1_048_576);
    expect((await city.app.inject('/metrics')).body).toContain('liaowang_slow_viewers_closed_total 1');
    connection.resume();
    await waitFor('the client to notice', () => !lazy.socket.connected);
    const back = await connectAs('dispatcher');
    expect((await back.join()).units).toHaveLength(UNITS);
  },
);

describe('a socket ends within a minute', () => {
  it(
    'of a disabled account, an ended session, another role, another branch; everybody else stays',
    { timeout: 60_000 },
    async () => {
      const signIn = async (username: string) => {
        const response = await city.app.inject({
          method: 'POST',
          url: '/api/v1/session',
          payload: { username, password: TEST_PASSWORD },
        });
        return String(response.headers['set-cookie']).split(';')[0] ?? '';
      };
      const disabled = await connectWith(await signIn('police-liaison'));
      const ended = await connectWith(await signIn('dispatcher'));
      const { rows: newest } = await city.app.db.query<{ token: Buffer }>(
        'SELECT token_sha256 AS token FROM sessions ORDER BY created_at DESC LIMIT 1',
      );
      const demoted = await connectWith(await signIn('analyst'));
      const moved = await connectWith(await signIn('branch-lead'));
      const staying = await connectAs('dispatcher');
      // By hand in the database, as somebody does who acts in a hurry.
      await city.app.db.query(`UPDATE accounts SET disabled_at = now() WHERE username = 'police-liaison'`);
      await city.app.db.query('DELETE FROM sessions WHERE token_sha256 = $1', [newest[0]!.token]);
      await city.app.db.query(`UPDATE accounts SET role = 'volunteer', branch_id = 1 WHERE username = 'analyst'`);
      await city.app.db.query(`UPDATE accounts SET branch_id = 2 WHERE username = 'branch-lead'`);
      await waitFor(
        'the ends',
        () => [disabled, ended, demoted, moved].every(({ socket }) => !socket.connected),
        45_000,
      );
      expect(staying.socket.connected).toBe(true);
    },
  );
});

it('an account may ask only so often, and is told when again; others are not held up', async () => {
  await city.restart({ requestsPerMinute: 60 });
  const ask = async (role: 'dispatcher' | 'administrator') =>
    city.app.inject({ url: '/api/v1/session', headers: { cookie: await city.cookieOf(role) } });
  await city.cookieOf('administrator');
  const answers = [];
  for (let i = 0; i < 40; i++) answers.push(await ask('dispatcher'));
  const refused = answers.find(({ statusCode }) => statusCode === 429)!;
  expect(answers.indexOf(refused)).toBeGreaterThanOrEqual(30);
  expect(refused.json().error.code).toBe('too-many-requests');
  expect(refused.headers['retry-after']).toBe('1');
  expect((await ask('administrator')).statusCode).toBe(200);
});
