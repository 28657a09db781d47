import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChunkLoading, loadChunk, type ChunkTrouble } from '../../../client/src/lib/chunk-loading.ts';

/** A server's side of a part: it comes once `isThere`, and until then `trouble` is why not. */
function createSource(trouble: ChunkTrouble) {
  const source = {
    isThere: false,
    trouble,
    tries: 0,
    asks: 0,
    load: async () => {
      source.tries += 1;
      if (!source.isThere) throw new TypeError('Failed to fetch dynamically imported module');
      return 'part';
    },
    findTrouble: async () => {
      source.asks += 1;
      return source.trouble;
    },
  };
  return source;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('createChunkLoading', () => {
  it('fetches when first asked for, once, and says that it is here', async () => {
    const source = createSource('broken');
    source.isThere = true;
    const loading = createChunkLoading(source.load, source.findTrouble);
    expect(source.tries).toBe(0);
    expect(loading.getState().kind).toBe('loading');
    await settle();
    expect(loading.getState()).toEqual({ kind: 'here', value: 'part' });
    expect(source.tries).toBe(1);
  });

  it('mends a blip without a word: whoever waits goes on waiting', async () => {
    const source = createSource('broken');
    const loading = createChunkLoading(source.load, source.findTrouble);
    const first = loading.getState();
    await settle();
    expect(loading.getState()).toBe(first);
    source.isThere = true;
    await vi.advanceTimersByTimeAsync(500);
    expect(loading.getState().kind).toBe('here');
    if (first.kind === 'loading') await first.settled;
  });

  it('goes on for as long as the server is away, ever more slowly but at least every ten seconds, and comes when it is back', async () => {
    const source = createSource('away');
    const loading = createChunkLoading(source.load, source.findTrouble);
    const told: string[] = [];
    loading.subscribe(() => told.push(loading.getState().kind));
    loading.getState();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(loading.getState()).toEqual({ kind: 'missing', trouble: 'away', isTrying: true });
    expect(source.asks).toBeGreaterThan(60);
    expect(source.asks).toBeLessThan(70);
    // The browser would remember a failure for as long as the page lives.
    expect(source.tries).toBe(0);
    source.isThere = true;
    source.trouble = 'broken';
    await vi.advanceTimersByTimeAsync(10_000);
    expect(loading.getState()).toEqual({ kind: 'here', value: 'part' });
    expect(told.at(-1)).toBe('here');
  });

  it('gives up what an answering server does not give, and tries again when asked to', async () => {
    const source = createSource('broken');
    const loading = createChunkLoading(source.load, source.findTrouble);
    loading.getState();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(loading.getState()).toEqual({ kind: 'missing', trouble: 'broken', isTrying: false });
    expect(source.tries).toBe(5);
    source.isThere = true;
    loading.retry();
    await settle();
    expect(loading.getState().kind).toBe('here');
  });

  it('says at once when the server has another version of the page: no trying brings back a name that is gone', async () => {
    const source = createSource('outdated');
    const loading = createChunkLoading(source.load, source.findTrouble);
    const first = loading.getState();
    await settle();
    expect(loading.getState()).toEqual({ kind: 'missing', trouble: 'outdated', isTrying: false });
    if (first.kind === 'loading') await first.settled;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(source.tries).toBe(1);
  });

  it('tries at once when somebody does not want to wait, and only once', async () => {
    const source = createSource('away');
    const loading = createChunkLoading(source.load, source.findTrouble);
    loading.getState();
    await vi.advanceTimersByTimeAsync(60_000);
    source.isThere = true;
    source.trouble = 'broken';
    loading.retry();
    loading.retry();
    await settle();
    expect(loading.getState().kind).toBe('here');
    expect(source.tries).toBe(1);
  });
});

describe('loadChunk', () => {
  it('gives what comes within a few tries, and the failure otherwise', async () => {
    const source = createSource('away');
    const late = loadChunk(source.load);
    await vi.advanceTimersByTimeAsync(500);
    source.isThere = true;
    await vi.advanceTimersByTimeAsync(1_000);
    await expect(late).resolves.toBe('part');

    source.isThere = false;
    const never = loadChunk(source.load).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await never).toBeInstanceOf(TypeError);
  });
});
