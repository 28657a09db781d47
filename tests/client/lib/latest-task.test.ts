import { describe, expect, it, vi } from 'vitest';
import { RESTART_MS, type WorkerLike } from '../../../client/src/lib/keep-worker.ts';
import { keepLatestTask } from '../../../client/src/lib/latest-task.ts';

interface Task {
  id: number;
  text: string;
}

/** A task's owner with threads that answer when told to. */
function createOwner() {
  const posted: Task[] = [];
  const answers: string[] = [];
  const listeners = new Map<string, (event: object) => void>();
  let isEnded = false;
  const task = keepLatestTask<Task, { id: number; text: string }>({
    start: () =>
      ({
        postMessage: (message: Task) => void posted.push(message),
        terminate: () => (isEnded = true),
        addEventListener: (name: string, listener: (event: object) => void) => void listeners.set(name, listener),
      }) as unknown as WorkerLike,
    onAnswer: ({ text }, { text: asked }) => void answers.push(`${asked}: ${text}`),
    onGone: () => void answers.push('gone'),
  });
  return {
    task,
    posted,
    answers,
    isEnded: () => isEnded,
    answer: (id: number, text: string) => listeners.get('message')!({ data: { id, text } }),
    fail: () => listeners.get('error')!({ message: 'broken' }),
  };
}

describe('a thread of the latest task', () => {
  it('works on one task at a time: of those that came meanwhile only the last is done, and only its answer is heard', () => {
    const { task, posted, answers, answer } = createOwner();
    for (const text of ['a', 'b', 'c']) task.ask({ text });
    expect(posted.map(({ text }) => text)).toEqual(['a']);
    answer(posted[0]!.id, 'first');
    expect(answers).toEqual([]);
    expect(posted.map(({ text }) => text)).toEqual(['a', 'c']);
    answer(posted[1]!.id, 'third');
    expect(answers).toEqual(['c: third']);
    task.ask({ text: 'd' });
    expect(posted.map(({ text }) => text)).toEqual(['a', 'c', 'd']);
  });

  it('takes tasks again after its threads were given up', () => {
    vi.useFakeTimers();
    const { task, posted, answers, fail } = createOwner();
    task.ask({ text: 'a' });
    for (const delayMs of RESTART_MS) {
      fail();
      vi.advanceTimersByTime(delayMs);
    }
    fail();
    expect(answers).toEqual(['gone']);
    task.ask({ text: 'b' });
    expect(posted.at(-1)?.text).toBe('b');
    vi.useRealTimers();
  });

  it('ends with its owner', () => {
    const { task, isEnded } = createOwner();
    task.close();
    expect(isEnded()).toBe(true);
  });
});
