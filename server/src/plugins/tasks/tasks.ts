import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fp from 'fastify-plugin';
import { Piscina } from 'piscina';
import { entryPointExecArgv, resolveEntryPoint } from '../../entry-point.ts';
import { createGuardedLane, type GuardedLane } from './guarded-lane.ts';
import type { GuardedRun } from './guarded-process.ts';
import type { TaskLink } from './guarded-messages.ts';

/** A thread that runs one task after another. Tasks with the same lane (the same object) share it, and wait for each other. */
export interface ThreadLane {
  idleMs: number;
  /** 0 = as the server; higher gives way to it. */
  niceness: number;
}

/** Processes with limits on memory, one task at a time for each account. Tasks with the same lane (the same object) share them. */
export interface ProcessLane {
  maxProcesses: number;
  niceness: number;
}

type TaskName = `./${string}.task`;
type ThreadRun = (task: never) => unknown;
type ProcessRun = (task: never, link: TaskLink<never, never>) => Promise<unknown>;

/** Runs a task in its thread; `signal` ends it at once. Rejects with an AbortError when it takes too long. */
export type ThreadTask<Run extends ThreadRun> = (
  task: Parameters<Run>[0],
  signal?: AbortSignal,
) => Promise<Awaited<ReturnType<Run>>>;

type LinkOf<Run extends ProcessRun> =
  Parameters<Run> extends [unknown, TaskLink<infer Server, infer Note>]
    ? { server: Server; note?: (note: Note) => void }
    : object;

/**
 * Runs a task in a process of its lane, with the server's answers to what it asks.
 * @throws GuardedTaskEnded when it passed its limits or broke off; RequestRefused `too-many-requests` when the account has too many waiting
 */
export type ProcessTask<Run extends ProcessRun> = (
  task: Parameters<Run>[0],
  accountId: number,
  options: Pick<GuardedRun, 'timeLimitMs' | 'silenceLimitMs'> & { signal?: AbortSignal } & LinkOf<Run>,
) => Promise<Awaited<ReturnType<Run>>>;

interface TasksDecorator {
  /**
   * Work of our own that takes milliseconds of a processor: runs the default export of a task's file in a thread.
   * `callerUrl` is the caller's `import.meta.url`, `name` that of the file beside it, such as `./density.task`.
   * @throws Error when there is no such file
   */
  inThread<Run extends ThreadRun>(
    callerUrl: string,
    name: TaskName,
    options: { lane: ThreadLane; timeLimitMs: number },
  ): ThreadTask<Run>;
  /**
   * Work on what came from outside, whose readers and solvers may take any time and memory, or break off: runs the
   * default export of a task's file in a process with limits. `callerUrl` and `name` as in {@link inThread}.
   * @throws Error when there is no such file
   */
  inProcess<Run extends ProcessRun>(
    callerUrl: string,
    name: TaskName,
    options: { lane: ProcessLane },
  ): ProcessTask<Run>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Computations off the main thread. Each lies beside its feature as a `<name>.task.ts`; nothing lists them. */
    tasks: TasksDecorator;
  }
}

const MAX_QUEUE = 100;
/** Memory of a process with foreign input: V8's heap, and all of it. Whoever takes more ends that process, not the server. */
const FOREIGN_MEMORY = { heapMb: 1_536, residentMb: 2_048 };
const IDLE_MS = 30_000;

function findEntry(callerUrl: string, name: TaskName): string {
  const entry = resolveEntryPoint(callerUrl, name);
  if (!existsSync(fileURLToPath(entry))) throw new Error(`there is no task ${name}`);
  return entry.href;
}

/** What exists once for each lane. */
function keptByLane<Lane extends object, Kept>(create: (lane: Lane) => Kept) {
  const all = new Map<Lane, Kept>();
  return {
    all,
    of(lane: Lane): Kept {
      const kept = all.get(lane) ?? create(lane);
      all.set(lane, kept);
      return kept;
    },
  };
}

export default fp(
  async (app) => {
    const threads = keptByLane<ThreadLane, Piscina>(({ idleMs, niceness }) => {
      const thread = new Piscina({
        execArgv: entryPointExecArgv(import.meta.url),
        minThreads: 0,
        maxThreads: 1,
        maxQueue: MAX_QUEUE,
        idleTimeout: idleMs,
        niceIncrement: niceness,
      });
      // A thread that dies between two tasks has nobody else to tell; unheard it would end the server. The next task gets a new one.
      thread.on('error', (error: unknown) => app.log.error({ err: error }, 'an analysis thread ended'));
      return thread;
    });
    const processes = keptByLane<ProcessLane, GuardedLane>((lane) =>
      createGuardedLane({ ...FOREIGN_MEMORY, ...lane, idleMs: IDLE_MS, warn: (what) => app.log.warn(what) }),
    );

    app.decorate('tasks', {
      inThread<Run extends ThreadRun>(
        callerUrl: string,
        name: TaskName,
        { lane, timeLimitMs }: { lane: ThreadLane; timeLimitMs: number },
      ) {
        const filename = findEntry(callerUrl, name);
        const run: ThreadTask<Run> = (task, signal) => {
          const timeLimit = AbortSignal.timeout(timeLimitMs);
          return threads.of(lane).run(task, {
            filename,
            signal: signal ? AbortSignal.any([signal, timeLimit]) : timeLimit,
          }) as ReturnType<ThreadTask<Run>>;
        };
        return run;
      },
      inProcess<Run extends ProcessRun>(callerUrl: string, name: TaskName, { lane }: { lane: ProcessLane }) {
        const entry = findEntry(callerUrl, name);
        const run: ProcessTask<Run> = (task, accountId, options) =>
          processes.of(lane).run({ entry, task }, accountId, {
            signal: new AbortController().signal,
            ...(options as Omit<GuardedRun, 'signal'>),
          }) as ReturnType<ProcessTask<Run>>;
        return run;
      },
    } satisfies TasksDecorator);
    app.addHook('onClose', async () => {
      await Promise.all([
        ...[...threads.all.values()].map((thread) => thread.destroy()),
        ...[...processes.all.values()].map((lane) => lane.close()),
      ]);
    });
  },
  { name: 'tasks' },
);
