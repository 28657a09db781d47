import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RESTART_MS, keepWorker, type WorkerLike } from '../../../client/src/lib/keep-worker.ts';

/** Threads that do what they are told to. */
class Thread extends EventTarget implements WorkerLike {
  readonly told: string[] = [];
  isEnded = false;
  postMessage(request: unknown): void {
    this.told.push(String(request));
  }
  terminate(): void {
    this.isEnded = true;
  }
  answer(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  fail(kind: 'error' | 'messageerror'): void {
    this.dispatchEvent(
      kind === 'error' ? Object.assign(new Event('error'), { message: 'out of memory' }) : new Event(kind),
    );
  }
}

function createOwner(replay: readonly string[]) {
  const threads: Thread[] = [];
  const heard: string[] = [];
  const kept = keepWorker<string, string>({
    start() {
      const thread = new Thread();
      threads.push(thread);
      return thread;
    },
    onAnswer: (answer) => heard.push(answer),
    findReplay: () => replay,
    onGone: (reason) => heard.push(`gone: ${reason}`),
  });
  return { kept, threads, heard, newest: () => threads.at(-1)! };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('keepWorker', () => {
  it.each(['error', 'messageerror'] as const)(
    'starts a thread anew after an %s and tells it what it must know',
    (kind) => {
      const { kept, threads, heard, newest } = createOwner(['ground', 'question']);
      kept.post('ground');
      kept.post('question');
      newest().fail(kind);
      expect(threads[0]?.isEnded).toBe(true);
      kept.post('asked meanwhile');
      vi.advanceTimersByTime(RESTART_MS[0]);
      expect(threads).toHaveLength(2);
      expect(newest().told).toEqual(['ground', 'question']);
      newest().answer('figures');
      expect(heard).toEqual(['figures']);
    },
  );

  it('says so when it fails again and again, and tries anew when it is asked again', () => {
    const { kept, threads, heard, newest } = createOwner(['ground']);
    for (const delayMs of RESTART_MS) {
      newest().fail('error');
      expect(heard).toEqual([]);
      vi.advanceTimersByTime(delayMs);
    }
    newest().fail('error');
    expect(heard).toEqual(['gone: out of memory']);
    vi.advanceTimersByTime(600_000);
    expect(threads).toHaveLength(1 + RESTART_MS.length);
    kept.post('question');
    expect(newest().told).toEqual(['ground']);
    newest().answer('figures');
    expect(heard.at(-1)).toBe('figures');
  });

  it('begins to count anew after an answer, hears nothing of a thread that is gone, and stops for good', () => {
    const { kept, threads, heard, newest } = createOwner([]);
    for (let round = 0; round < 10; round++) {
      newest().fail('error');
      vi.advanceTimersByTime(RESTART_MS[0]);
      newest().answer(String(round));
    }
    threads[0]?.answer('too late');
    threads[0]?.fail('error');
    expect(heard).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    newest().fail('error');
    kept.close();
    vi.advanceTimersByTime(600_000);
    expect(threads).toHaveLength(11);
  });
});
