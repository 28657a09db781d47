import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RESTART_MS, openBrowserTask, type BrowserTaskOptions } from '../../../client/src/lib/browser-task.ts';
import { LinkedThread } from '../../support/linked-thread.ts';

interface Question {
  ground: { name: string };
  step: number;
  aside?: string;
  takesMs?: number;
}
interface Answer {
  step: number;
  ground: string;
  /** Different grounds that the thread has prepared so far. */
  prepared: number;
  cells: Float64Array;
}

/** Steps below zero have no answer. */
function createTask() {
  let ground: Question['ground'] | null = null;
  let prepared = 0;
  return (question: Question, report: (share: number) => void): Answer => {
    if (question.ground !== ground) prepared++;
    ground = question.ground;
    report(0.5);
    vi.advanceTimersByTime(question.takesMs ?? 0);
    if (question.step < 0) throw new RangeError('There is no such step.');
    return { step: question.step, ground: ground.name, prepared, cells: Float64Array.of(question.step) };
  };
}
type Task = ReturnType<typeof createTask>;

const CITY = { name: 'city' };

function openTask(options: Omit<BrowserTaskOptions, 'start'> = {}) {
  const threads: LinkedThread<Task>[] = [];
  const kept: Answer[] = [];
  const heard: string[] = [];
  const task = openBrowserTask<Task>({
    start() {
      const thread: LinkedThread<Task> = new LinkedThread<Task>(createTask(), (answer) => {
        kept.push(answer);
        return [answer.cells.buffer as ArrayBuffer];
      });
      threads.push(thread);
      return thread;
    },
    ...options,
  });
  const ask = (step: number, more: Partial<Question> = {}): void =>
    task.ask(
      { ground: CITY, step, ...more },
      {
        onAnswer: ({ step: answered, ground, prepared }) => heard.push(`${step}: ${answered} ${ground} ${prepared}`),
        onFailure: (reason) => heard.push(`${step}: ${reason}`),
        onProgress: (share) => heard.push(`${step}: ${share * 100} %`),
      },
    );
  return { task, ask, threads, kept, heard, newest: () => threads.at(-1)! };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a browser task', () => {
  it('answers with progress before, and says how long it took', () => {
    const { task, ask, heard, newest } = openTask();
    ask(1);
    newest().work();
    expect(heard).toEqual(['1: 50 %', '1: 1 city 1']);
    const took: number[] = [];
    task.ask(
      { ground: CITY, step: 2, takesMs: 40 },
      { onAnswer: (_, computeMs) => took.push(computeMs), onFailure: () => undefined },
    );
    newest().work();
    expect(took).toEqual([40]);
  });

  it('asks one question at a time, and of those that wait only the latest; nothing is heard of one that was overtaken', () => {
    const { ask, heard, threads, newest } = openTask();
    for (const step of [1, 2, 3]) ask(step);
    expect(newest().told).toHaveLength(1);
    newest().work();
    expect(heard).toEqual([]);
    newest().work();
    expect(heard).toEqual(['3: 50 %', '3: 3 city 1']);
    expect(() => newest().work()).toThrow('Nothing was asked.');
    expect(threads).toHaveLength(1);
  });

  it('answers an overtaken question too where that is wanted, but not its progress', () => {
    const { ask, heard, newest } = openTask({ hearsOvertaken: true });
    for (const step of [1, 2, 3]) ask(step);
    newest().work();
    expect(heard).toEqual(['1: 1 city 1']);
    newest().work();
    expect(heard).toEqual(['1: 1 city 1', '3: 50 %', '3: 3 city 1']);
  });

  it('has asked the next question before the answer is shown', () => {
    const { task, ask, newest } = openTask({ hearsOvertaken: true });
    const toldThen: number[] = [];
    const listener = { onAnswer: () => toldThen.push(newest().told.length), onFailure: () => undefined };
    task.ask({ ground: CITY, step: 1 }, listener);
    ask(2);
    newest().work();
    expect(toldThen).toEqual([2]);
  });

  it('sends only the fields that changed; for the thread the others are the same objects again', () => {
    const { ask, heard, newest } = openTask();
    ask(1, { aside: 'once' });
    newest().work();
    ask(2);
    newest().work();
    ask(3, { ground: { name: 'branch' } });
    newest().work();
    expect(newest().told).toStrictEqual([
      { ground: CITY, step: 1, aside: 'once' },
      { step: 2, aside: undefined },
      { ground: { name: 'branch' }, step: 3 },
    ]);
    expect(heard.filter((line) => !line.includes('%'))).toEqual(['1: 1 city 1', '2: 2 city 1', '3: 3 branch 2']);
  });

  it('hands buffers of an answer over instead of copying them', () => {
    const { task, kept, newest } = openTask();
    const cells: number[] = [];
    task.ask(
      { ground: CITY, step: 7 },
      { onAnswer: (answer) => cells.push(...answer.cells), onFailure: () => undefined },
    );
    newest().work();
    expect(cells).toEqual([7]);
    expect(kept[0]!.cells).toHaveLength(0);
  });

  it('says why a question has no answer, and answers the next', () => {
    const { ask, heard, threads, newest } = openTask();
    ask(-1);
    newest().work();
    ask(2);
    newest().work();
    expect(heard).toEqual(['-1: 50 %', '-1: There is no such step.', '2: 50 %', '2: 2 city 1']);
    expect(threads).toHaveLength(1);
  });

  it('stops at once when it is cancelled, and answers the next question in a new thread', () => {
    const { task, ask, heard, threads, newest } = openTask();
    ask(1);
    ask(2);
    task.cancel();
    expect(threads[0]!.isEnded).toBe(true);
    threads[0]!.work();
    ask(3);
    newest().work();
    expect(newest().told).toEqual([{ ground: CITY, step: 3 }]);
    expect(heard).toEqual(['3: 50 %', '3: 3 city 1']);
  });

  it('keeps its thread when it is cancelled while nothing runs', () => {
    const { task, ask, threads, newest } = openTask();
    ask(1);
    newest().work();
    task.cancel();
    expect(threads).toHaveLength(1);
    expect(newest().isEnded).toBe(false);
  });

  it('hears nothing once it is closed', () => {
    const { task, ask, heard, threads, newest } = openTask();
    ask(1);
    ask(2);
    task.close();
    expect(newest().isEnded).toBe(true);
    newest().work();
    vi.advanceTimersByTime(600_000);
    expect(heard).toEqual([]);
    expect(threads).toHaveLength(1);
  });
});

describe('a question that takes long', () => {
  const ABANDON_MS = 1_000;

  it('is given up after its time when another waits, which is asked of a new thread', () => {
    const { ask, heard, threads, newest } = openTask({ abandonAfterMs: ABANDON_MS });
    ask(1);
    vi.advanceTimersByTime(400);
    ask(2);
    ask(3);
    vi.advanceTimersByTime(ABANDON_MS - 401);
    expect(threads).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(threads[0]!.isEnded).toBe(true);
    expect(newest().told).toEqual([{ ground: CITY, step: 3 }]);
    threads[0]!.work();
    newest().work();
    expect(heard).toEqual(['3: 50 %', '3: 3 city 1']);
  });

  it('is given up at once when it has run longer already', () => {
    const { ask, threads } = openTask({ abandonAfterMs: ABANDON_MS });
    ask(1);
    vi.advanceTimersByTime(5 * ABANDON_MS);
    expect(threads).toHaveLength(1);
    ask(2);
    vi.advanceTimersByTime(0);
    expect(threads).toHaveLength(2);
  });

  it('is not given up for one that came in time', () => {
    const { ask, heard, threads, newest } = openTask({ abandonAfterMs: ABANDON_MS });
    ask(1);
    ask(2);
    newest().work();
    vi.advanceTimersByTime(10 * ABANDON_MS);
    newest().work();
    expect(heard).toEqual(['2: 50 %', '2: 2 city 1']);
    expect(threads).toHaveLength(1);
  });

  it('takes its time where nothing was said', () => {
    const { ask, threads } = openTask();
    ask(1);
    ask(2);
    vi.advanceTimersByTime(600_000);
    expect(threads).toHaveLength(1);
  });
});

describe('a thread that fails', () => {
  it.each(['error', 'messageerror'] as const)(
    'is started anew after an %s and asked the latest question again',
    (kind) => {
      const { ask, heard, threads, newest } = openTask();
      ask(1);
      newest().fail(kind);
      expect(threads[0]!.isEnded).toBe(true);
      ask(2);
      expect(threads).toHaveLength(1);
      vi.advanceTimersByTime(RESTART_MS[0]);
      expect(threads).toHaveLength(2);
      expect(newest().told).toEqual([{ ground: CITY, step: 2 }]);
      newest().work();
      expect(heard).toEqual(['2: 50 %', '2: 2 city 1']);
    },
  );

  it('is given up when it fails again and again, even between progress, and tried anew when it is asked again', () => {
    const { ask, heard, threads, newest } = openTask();
    ask(1);
    for (const delayMs of RESTART_MS) {
      newest().dispatchEvent(new MessageEvent('message', { data: { kind: 'progress', share: 0.1 } }));
      newest().fail('error');
      vi.advanceTimersByTime(delayMs);
    }
    expect(heard).toEqual(RESTART_MS.map(() => '1: 10 %'));
    newest().fail('error');
    expect(heard.at(-1)).toBe('1: out of memory');
    vi.advanceTimersByTime(600_000);
    expect(threads).toHaveLength(1 + RESTART_MS.length);
    ask(2);
    newest().fail('error');
    vi.advanceTimersByTime(RESTART_MS[0]);
    newest().work();
    expect(heard.at(-1)).toBe('2: 2 city 1');
  });

  it('is not asked again what is overtaken', () => {
    const { ask, heard, newest } = openTask({ hearsOvertaken: true });
    ask(1);
    ask(2);
    newest().fail('error');
    vi.advanceTimersByTime(RESTART_MS[0]);
    newest().work();
    expect(heard).toEqual(['2: 50 %', '2: 2 city 1']);
    expect(() => newest().work()).toThrow('Nothing was asked.');
  });

  it('is forgiven with every answer', () => {
    const { ask, heard, threads, newest } = openTask();
    for (let round = 0; round < 10; round++) {
      ask(round);
      newest().fail('error');
      vi.advanceTimersByTime(RESTART_MS[0]);
      newest().work();
    }
    expect(heard.filter((line) => line.includes('city'))).toHaveLength(10);
    expect(threads).toHaveLength(11);
  });

  it('is not waited for where nothing is asked: the next question starts another', () => {
    const { ask, heard, threads, newest } = openTask();
    newest().fail('error');
    vi.advanceTimersByTime(600_000);
    expect(threads).toHaveLength(1);
    ask(1);
    newest().work();
    expect(heard.at(-1)).toBe('1: 1 city 1');
  });

  it.each(['cancel', 'close'] as const)('is not asked again after %s', (stop) => {
    const { task, ask, heard, threads, newest } = openTask();
    ask(1);
    newest().fail('error');
    task[stop]();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(600_000);
    expect(threads.flatMap(({ told }) => told)).toHaveLength(1);
    expect(heard).toEqual([]);
  });
});
