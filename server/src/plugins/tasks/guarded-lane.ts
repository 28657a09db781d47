import { basename } from 'node:path';
import { RequestRefused } from '../error-handler.ts';
import type { GuardedTask } from './guarded-messages.ts';
import { GuardedTaskEnded, startGuardedProcess, type GuardedProcess, type GuardedRun } from './guarded-process.ts';

export interface GuardedLane {
  /**
   * Runs a task in a process of this lane, which starts when it is needed. Each account has one at a time, so that
   * nobody who brings something slow holds up the others.
   * @throws GuardedTaskEnded when it passed its limits or broke off; RequestRefused `too-many-requests` when the account has too many waiting
   */
  run(task: GuardedTask, accountId: number, options: GuardedRun): Promise<unknown>;
  close(): Promise<void>;
}

/** Tasks of an account that may wait. */
const MAX_WAITING = 10;
/** An idle process that holds more is not worth keeping. */
const MAX_KEPT_BYTES = 384 * 1_048_576;

/** `import-rows` of `…/import-rows.task.ts`. */
const nameOf = ({ entry }: GuardedTask): string => basename(entry).replace(/\.task\.\w+$/, '');

interface Waiting {
  accountId: number;
  start(): void;
}

/**
 * A few processes for tasks with foreign input, `heapMb` and `residentMb` of memory each. They are started when they are
 * needed and end when idle for `idleMs`. `warn` is told what broke off by itself.
 */
export function createGuardedLane({
  maxProcesses,
  idleMs,
  warn,
  ...limits
}: {
  maxProcesses: number;
  idleMs: number;
  heapMb: number;
  residentMb: number;
  niceness: number;
  warn: (what: string) => void;
}): GuardedLane {
  const idle = new Map<GuardedProcess, NodeJS.Timeout>();
  const processes = new Set<GuardedProcess>();
  const busyAccounts = new Set<number>();
  let waiting: Waiting[] = [];
  const closing = new AbortController();

  function takeProcess(): GuardedProcess {
    for (const [kept, timer] of idle) {
      clearTimeout(timer);
      idle.delete(kept);
      if (!kept.hasEnded) return kept;
      processes.delete(kept);
    }
    const started = startGuardedProcess(limits);
    processes.add(started);
    return started;
  }
  async function giveBack(used: GuardedProcess): Promise<void> {
    if (used.hasEnded || used.residentBytes > MAX_KEPT_BYTES || closing.signal.aborted) {
      processes.delete(used);
      await used.end();
      return;
    }
    const timer = setTimeout(() => {
      idle.delete(used);
      processes.delete(used);
      void used.end();
    }, idleMs);
    timer.unref();
    idle.set(used, timer);
  }
  function startNext(): void {
    const next =
      busyAccounts.size < maxProcesses ? waiting.find(({ accountId }) => !busyAccounts.has(accountId)) : undefined;
    if (!next) return;
    waiting = waiting.filter((each) => each !== next);
    busyAccounts.add(next.accountId);
    next.start();
  }
  const turnOf = (accountId: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const give: Waiting = { accountId, start: () => resolve() };
      waiting.push(give);
      signal.addEventListener('abort', () => {
        if (!waiting.includes(give)) return;
        waiting = waiting.filter((each) => each !== give);
        reject(signal.reason);
      });
      startNext();
    });

  return {
    async run(task, accountId, options) {
      if (waiting.filter((each) => each.accountId === accountId).length >= MAX_WAITING) {
        throw new RequestRefused(429, {
          code: 'too-many-requests',
          reason: `${MAX_WAITING} of your requests are waiting already. Wait for one to end.`,
        });
      }
      const signal = AbortSignal.any([options.signal, closing.signal]);
      signal.throwIfAborted();
      await turnOf(accountId, signal);
      try {
        const used = takeProcess();
        try {
          return await used.run(task, { ...options, signal });
        } finally {
          await giveBack(used);
        }
      } catch (error) {
        if (error instanceof GuardedTaskEnded) warn(`${nameOf(task)} ended (${error.end}): ${error.message}`);
        throw error;
      } finally {
        busyAccounts.delete(accountId);
        startNext();
      }
    },
    async close() {
      closing.abort(new Error('the server is closing'));
      for (const timer of idle.values()) clearTimeout(timer);
      await Promise.all([...processes].map((each) => each.end()));
    },
  };
}
