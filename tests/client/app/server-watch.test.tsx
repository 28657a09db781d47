import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startServerWatch } from '../../../client/src/app/server-watch.ts';
import { queryClient } from '../../../client/src/lib/query-client.ts';
import { serverClock } from '../../../client/src/lib/server-clock.ts';
import { useServerStatus } from '../../../client/src/lib/server-status.store.ts';
import { refusal } from '../../support/page.tsx';

const PROBE_MS = 3_000;
const status = () => useServerStatus.getState().status;
const KNOWN = ['known'];
const isOutdated = () => queryClient.getQueryState(KNOWN)?.isInvalidated;

let answer: () => Response;
let stop: () => void;
const probe = vi.fn<() => Promise<Response>>(async () => answer());
const refuse = (httpStatus: number, body: object | string) => () =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status: httpStatus });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', probe);
  probe.mockClear();
  queryClient.setQueryData(KNOWN, 1);
  useServerStatus.getState().report('reachable', 0);
  stop = startServerWatch();
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  serverClock.reset();
});

describe('a page whose server is away', () => {
  it('asks every three seconds until it is back, and then fetches everything anew', async () => {
    answer = refuse(502, '<html>');
    useServerStatus.getState().report('unreachable', 1);
    await vi.advanceTimersByTimeAsync(3 * PROBE_MS);
    expect([probe.mock.calls.length, status(), isOutdated()]).toEqual([3, 'unreachable', false]);
    answer = () => new Response('{}');
    await vi.advanceTimersByTimeAsync(PROBE_MS);
    expect([status(), isOutdated()]).toEqual(['reachable', true]);
    await vi.advanceTimersByTimeAsync(5 * PROBE_MS);
    expect(probe).toHaveBeenCalledTimes(4);
  });

  it('asks no oftener for hearing again and again that it is away', async () => {
    answer = refuse(502, '<html>');
    useServerStatus.getState().report('unreachable', 1);
    useServerStatus.getState().report('database-down', 2);
    useServerStatus.getState().report('unreachable', 3);
    await vi.advanceTimersByTimeAsync(PROBE_MS);
    expect(probe).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['database-full', 503, refusal('disk-full')],
    ['database-down', 503, refusal('database-unavailable')],
    ['reachable', 503, refusal('server-clock-wrong')],
    ['unreachable', 503, '<html>'],
    ['unreachable', 500, refusal('internal-error')],
  ])('knows it for %s by the answer %i', async (expected, httpStatus, body) => {
    answer = refuse(httpStatus, body);
    useServerStatus.getState().report('unreachable', 1);
    await vi.advanceTimersByTimeAsync(PROBE_MS);
    expect(status()).toBe(expected);
  });

  it('asks no more once it is left', async () => {
    answer = refuse(502, '');
    useServerStatus.getState().report('unreachable', 1);
    stop();
    useServerStatus.getState().report('database-down', 2);
    await vi.advanceTimersByTimeAsync(10 * PROBE_MS);
    expect(probe).not.toHaveBeenCalled();
    // What the query cache keeps has a timer too.
    queryClient.clear();
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('a computer that slept is taken for one that missed something', async () => {
  answer = () => new Response('{}');
  serverClock.observe(Date.now(), performance.now());
  await vi.advanceTimersByTimeAsync(5_000);
  expect(probe).not.toHaveBeenCalled();
  vi.setSystemTime(Date.now() + 60_000);
  await vi.advanceTimersByTimeAsync(5_000);
  expect([probe.mock.calls.length, isOutdated()]).toEqual([1, true]);
});
