import { afterEach, describe, expect, it } from 'vitest';
import { createGuardedLane, type GuardedLane } from '../../../../server/src/plugins/tasks/guarded-lane.ts';
import type { GuardedRun } from '../../../../server/src/plugins/tasks/guarded-process.ts';
import type { GuardedTask } from '../../../../server/src/plugins/tasks/guarded-messages.ts';

const warnings: string[] = [];
let lane: GuardedLane | null = null;
const open = (limits: Partial<Parameters<typeof createGuardedLane>[0]> = {}): GuardedLane =>
  (lane = createGuardedLane({
    maxProcesses: 2,
    idleMs: 30_000,
    heapMb: 256,
    residentMb: 1_024,
    niceness: 0,
    warn: (what) => void warnings.push(what),
    ...limits,
  }));
afterEach(() => lane?.close());

const ROW = Buffer.from('date,lng,lat\n2024-05-01,118.3,34.3\n');
const ENTRY = new URL('../../../../server/src/features/imports/import-recognise.task.ts', import.meta.url).href;
const task = (chunkCount = 1): GuardedTask => ({
  entry: ENTRY,
  task: { chunkCount, bytes: ROW.length * chunkCount, fileName: 'a.csv' },
});
const run = (more: Partial<GuardedRun> = {}): GuardedRun => ({
  signal: new AbortController().signal,
  timeLimitMs: 20_000,
  silenceLimitMs: 20_000,
  server: { readChunk: async () => ROW },
  ...more,
});
/** A host that answers when it is told to stop. */
const lateUntil = (signal: AbortSignal) => (): Promise<Buffer> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(ROW)));
/** 120 MB of a list: who reads it is busy, and asks nothing. */
const numbers = Buffer.from(`[${'1,'.repeat(60_000_000)}1]`);
/** 48 MB of a list, which takes many times that as objects. */
const objects = Buffer.from(`[${'{},'.repeat(16_000_000)}{}]`);

describe('a task with foreign input', () => {
  it('is answered, by one process after another task', async () => {
    const ours = open({ maxProcesses: 1 });
    const answers = await Promise.all([1, 2, 1].map((accountId) => ours.run(task(), accountId, run())));
    expect(answers).toEqual([1, 2, 3].map(() => ({ ok: true, format: 'csv', encoding: 'utf-8' })));
  });

  it.each([
    ['the heap of V8', { heapMb: 64 }],
    ['all of it', { heapMb: 4_096, residentMb: 256 }],
  ])('that takes more memory than it may ends its process only: %s', async (_what, limits) => {
    const ours = open(limits);
    const [greedy, modest] = await Promise.allSettled([
      ours.run(task(), 1, run({ server: { readChunk: async () => objects } })),
      ours.run(task(), 2, run()),
    ]);
    expect(greedy).toMatchObject({ status: 'rejected', reason: { end: 'memory' } });
    expect(modest).toMatchObject({ status: 'fulfilled', value: { ok: true } });
    expect(warnings.at(-1)).toMatch(/import-recognise ended \(memory\)/u);
    expect(await ours.run(task(), 1, run())).toMatchObject({ ok: true });
  });

  it('that takes longer than it may is ended, and so is one of which nothing is heard', async () => {
    const ours = open();
    await expect(
      ours.run(task(), 1, run({ timeLimitMs: 300, server: { readChunk: async () => numbers } })),
    ).rejects.toMatchObject({
      end: 'time',
    });
    await expect(
      ours.run(task(), 1, run({ silenceLimitMs: 300, server: { readChunk: async () => numbers } })),
    ).rejects.toMatchObject({
      end: 'time',
    });
    expect(await ours.run(task(), 1, run())).toMatchObject({ ok: true });
  });

  it('that is cancelled ends at once, running or waiting', async () => {
    const ours = open({ maxProcesses: 1 });
    const abort = new AbortController();
    let isAsked = () => undefined as void;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    const running = ours.run(
      task(),
      1,
      run({ signal: abort.signal, server: { readChunk: () => (isAsked(), lateUntil(abort.signal)()) } }),
    );
    const queued = ours.run(task(), 2, run({ signal: abort.signal }));
    const after = ours.run(task(), 3, run());
    await asked;
    abort.abort(new Error('cancelled'));
    const outcomes = await Promise.allSettled([queued]);
    expect(outcomes[0]).toMatchObject({ status: 'rejected', reason: { message: 'cancelled' } });
    await expect(Promise.race([running, after])).rejects.toThrow('cancelled');
    expect(await after).toMatchObject({ ok: true });
  });

  it('whose host fails has that error as its own', async () => {
    await expect(
      open().run(
        task(2),
        1,
        run({ server: { readChunk: async () => Promise.reject(new Error('the database is away')) } }),
      ),
    ).rejects.toThrow('the database is away');
  });

  it('of an account that has too many waiting is refused, and one of another account goes ahead of it', async () => {
    const ours = open();
    const abort = new AbortController();
    const slow = Array.from({ length: 11 }, () =>
      ours.run(task(), 1, run({ signal: abort.signal, server: { readChunk: lateUntil(abort.signal) } })),
    );
    await expect(ours.run(task(), 1, run())).rejects.toMatchObject({ refusal: { code: 'too-many-requests' } });
    expect(await ours.run(task(), 2, run())).toMatchObject({ ok: true });
    abort.abort(new Error('enough'));
    expect((await Promise.allSettled(slow)).every(({ status }) => status === 'rejected')).toBe(true);
  });

  it('that asks what the server does not answer is ended with that as its error', async () => {
    await expect(open().run(task(), 1, run({ server: {} }))).rejects.toThrow('the server answers no readChunk');
  });
});
