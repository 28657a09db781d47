import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { entryPointExecArgv, resolveEntryPoint } from '../../entry-point.ts';
import type { FromGuarded, GuardedTask, ToGuarded } from './guarded-messages.ts';

/** Why a guarded process did not come to the end of its task; `time` and `memory` are its limits. */
export type GuardedEnd = 'memory' | 'time' | 'crash' | 'failed';

export class GuardedTaskEnded extends Error {
  readonly end: GuardedEnd;

  constructor(end: GuardedEnd, message: string) {
    super(message);
    this.end = end;
  }
}

/** How a task is watched and what it may ask. */
export interface GuardedRun {
  /** Ends it at once, whatever it is doing. */
  signal: AbortSignal;
  /** From its start on. */
  timeLimitMs: number;
  /** Without a word, while nothing it asked is unanswered. */
  silenceLimitMs: number;
  /** What the task may ask, by name. What an answer rejects with ends the task and becomes the error of the whole. Each must come to an end: it is waited for. */
  server?: object;
  note?(note: unknown): void;
}

export interface GuardedProcess {
  /**
   * Resolves with what the task answers. When it rejects the process has ended; either way nothing it asked is under way any more.
   * @throws GuardedTaskEnded; what `signal` or `server` gave
   */
  run(task: GuardedTask, options: GuardedRun): Promise<unknown>;
  /** Memory it held at the end of its last task, bytes. */
  readonly residentBytes: number;
  readonly hasEnded: boolean;
  end(): Promise<void>;
}

const WATCH_EVERY_MS = 250;
/** What a reader needs to know of this machine; nothing that would open the database to it. */
const PASSED_ON = ['PATH', 'TMPDIR', 'TEMP', 'SYSTEMROOT', 'TZ', 'LANG'] as const;
/** What V8 ends with when its heap is full, where signals are no signals. */
const ABORT_EXIT_CODE = 134;

function explainEnd(code: number | null, signal: NodeJS.Signals | null): GuardedTaskEnded {
  const outOfMemory = signal === 'SIGKILL' || signal === 'SIGABRT' || code === ABORT_EXIT_CODE;
  return new GuardedTaskEnded(outOfMemory ? 'memory' : 'crash', `the process ended with ${signal ?? code}`);
}

/** Starts a process for one task after another. It may take `heapMb` of heap and `residentMb` in all before it ends, and goes when this one does. */
export function startGuardedProcess({
  heapMb,
  residentMb,
  niceness,
}: {
  heapMb: number;
  residentMb: number;
  niceness: number;
}): GuardedProcess {
  const child: ChildProcess = fork(
    resolveEntryPoint(import.meta.url, '../../workers/guarded.process'),
    [String(residentMb), String(niceness)],
    {
      execArgv: [...entryPointExecArgv(import.meta.url), `--max-old-space-size=${heapMb}`],
      env: Object.fromEntries(
        PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
      ),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    },
  );
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  let hasEnded = false;
  child.once('exit', () => (hasEnded = true));
  // A process that cannot be started or spoken to has ended, which is heard of by itself.
  child.on('error', () => child.kill('SIGKILL'));
  let residentBytes = 0;

  async function end(): Promise<void> {
    if (hasEnded) return;
    child.kill('SIGKILL');
    await ended;
  }

  async function run(
    task: GuardedTask,
    { signal, timeLimitMs, silenceLimitMs, server = {}, note }: GuardedRun,
  ): Promise<unknown> {
    const answering = new Set<Promise<void>>();
    const startedMs = performance.now();
    let heardMs = startedMs;
    let watch: NodeJS.Timeout | undefined;
    let onMessage: ((message: FromGuarded) => void) | undefined;
    let onExit: ((code: number | null, signal: NodeJS.Signals | null) => void) | undefined;
    let onAbort: (() => void) | undefined;
    const send = (message: ToGuarded): void => void (child.connected && child.send(message));
    try {
      return await new Promise((resolve, reject) => {
        let isOpen = true;
        const close = (error: unknown): void => {
          isOpen = false;
          reject(error);
        };
        async function reply({ id, name, questions }: Extract<FromGuarded, { type: 'ask' }>): Promise<void> {
          try {
            const answer: unknown = Object.hasOwn(server, name) ? server[name as keyof typeof server] : undefined;
            if (typeof answer !== 'function') throw new Error(`the server answers no ${name}`);
            const value: unknown = await answer(...questions);
            heardMs = performance.now();
            send({ type: 'answer', id, value });
          } catch (error) {
            close(error);
          }
        }
        onMessage = (message) => {
          heardMs = performance.now();
          if (message.type === 'note') note?.(message.note);
          else if (message.type === 'failed') close(new GuardedTaskEnded('failed', message.message));
          else if (message.type === 'done') {
            ({ residentBytes } = message);
            resolve(message.value);
          } else if (isOpen) {
            const replied = reply(message).finally(() => answering.delete(replied));
            answering.add(replied);
          }
        };
        onExit = (code, by) => close(explainEnd(code, by));
        onAbort = () => close(signal.reason);
        watch = setInterval(() => {
          const nowMs = performance.now();
          if (nowMs - startedMs > timeLimitMs || (answering.size === 0 && nowMs - heardMs > silenceLimitMs))
            close(new GuardedTaskEnded('time', 'the task took too long'));
        }, WATCH_EVERY_MS);
        child.on('message', onMessage).on('exit', onExit);
        signal.addEventListener('abort', onAbort);
        if (signal.aborted) onAbort();
        else if (hasEnded) close(new GuardedTaskEnded('crash', 'the process ended before its task'));
        else send({ type: 'task', ...task });
      });
    } catch (error) {
      await end();
      throw error;
    } finally {
      clearInterval(watch);
      if (onMessage) child.off('message', onMessage);
      if (onExit) child.off('exit', onExit);
      if (onAbort) signal.removeEventListener('abort', onAbort);
      // What was under way in the database ends before whoever called tidies up behind it.
      await Promise.all(answering);
    }
  }

  return {
    run,
    end,
    get residentBytes() {
      return residentBytes;
    },
    get hasEnded() {
      return hasEnded;
    },
  };
}
