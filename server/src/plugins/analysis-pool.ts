import { MessageChannel } from 'node:worker_threads';
import fp from 'fastify-plugin';
import { Piscina } from 'piscina';
import { entryPointExecArgv, resolveEntryPoint } from '../entry-point.ts';
import type { CoverageState, CoverageTask, DensityTask, PastCoverageTask } from '../workers/analysis.tasks.ts';
import type { CoverageAnswer } from '../workers/run-coverage.ts';
import type { DensityAnswer } from '../workers/run-density.ts';
import type { PastHour } from '../workers/run-past-coverage.ts';
import type { PackedSeen, RevisitSliceTask, RevisitWindowTask } from '../workers/revisit.task.ts';
import type { SitingAnswer, SitingProgress, SitingTask } from '../workers/siting.task.ts';

interface AnalysisDecorator {
  /** Coverage of areas; gives the thread the state of `readState` when it does not have it yet. */
  coverage(task: Omit<CoverageTask, 'kind' | 'state'>, readState: () => CoverageState): Promise<Extract<CoverageAnswer, { ok: true }>>;
  density(task: Omit<DensityTask, 'kind'>): Promise<DensityAnswer>;
  /** The demo's coverage in hours of the past; `signal` stops it at once. */
  pastCoverage(task: Omit<PastCoverageTask, 'kind'>, signal: AbortSignal): Promise<PastHour[]>;
  /** What was seen in a slice of an hour. */
  revisitSlice(task: Omit<RevisitSliceTask, 'kind'>): Promise<PackedSeen[]>;
  /** Goes on with the sums of a window. */
  revisitWindow(task: Omit<RevisitWindowTask, 'kind'>): Promise<void>;
  /** Where posts should stand; `signal` stops it at once, whatever the solver is doing. */
  siting(task: Omit<SitingTask, 'kind' | 'port'>, signal: AbortSignal, report: (progress: SitingProgress) => void): Promise<SitingAnswer>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Computations off the main thread. */
    analysis: AnalysisDecorator;
  }
}

/** Nothing here takes seconds; what does is stuck. */
const TASK_TIMEOUT_MS = 30_000;
/** What a siting may take beside the solver's own time limit: distances, the quick answer, the last step of the solver. */
const SITING_OVERHEAD_MS = 120_000;

export default fp(
  async (app) => {
    const createLane = (options: { idleTimeout: number; niceIncrement?: number }): Piscina =>
      new Piscina({
        filename: resolveEntryPoint(import.meta.url, '../workers/analysis.worker').href,
        execArgv: entryPointExecArgv(import.meta.url),
        minThreads: 0,
        maxThreads: 1,
        maxQueue: 100,
        ...options,
      });
    // Lanes of their own, so that a density of many incidents never holds up the coverage that staff watch each second.
    const coverageLane = createLane({ idleTimeout: 60_000 });
    const densityLane = createLane({ idleTimeout: 60_000 });
    // The demo's past can wait for everything else.
    const pastLane = createLane({ idleTimeout: 30_000, niceIncrement: 10 });
    const sitingLane = createLane({ idleTimeout: 30_000, niceIncrement: 10 });
    // Hours are summed up a few minutes after their end, and windows on request: seconds either way.
    const revisitLane = createLane({ idleTimeout: 30_000, niceIncrement: 5 });
    const run = <T>(lane: Piscina, task: unknown): Promise<T> => lane.run(task, { signal: AbortSignal.timeout(TASK_TIMEOUT_MS) }) as Promise<T>;

    app.decorate('analysis', {
      async coverage(task, readState) {
        const first = await run<CoverageAnswer>(coverageLane, { ...task, kind: 'coverage' });
        const answer = first.ok ? first : await run<CoverageAnswer>(coverageLane, { ...task, kind: 'coverage', state: readState() });
        if (!answer.ok) throw new Error(`coverage refused: ${answer.reason}`);
        return answer;
      },
      density: (task) => run<DensityAnswer>(densityLane, { ...task, kind: 'density' }),
      pastCoverage: (task, signal) => pastLane.run({ ...task, kind: 'past-coverage' }, { signal }) as Promise<PastHour[]>,
      revisitSlice: (task) => run<PackedSeen[]>(revisitLane, { ...task, kind: 'revisit-slice' }),
      revisitWindow: (task) => run<void>(revisitLane, { ...task, kind: 'revisit-window' }),
      async siting(task, signal, report) {
        const { port1, port2 } = new MessageChannel();
        port1.on('message', report);
        try {
          const limit = AbortSignal.timeout(task.timeLimitSeconds * 1_000 + SITING_OVERHEAD_MS);
          return (await sitingLane.run({ ...task, kind: 'siting', port: port2 }, { transferList: [port2], signal: AbortSignal.any([signal, limit]) })) as SitingAnswer;
        } finally {
          port1.close();
        }
      },
    } satisfies AnalysisDecorator);
    app.addHook('onClose', async () => {
      await Promise.all([coverageLane.destroy(), densityLane.destroy(), pastLane.destroy(), revisitLane.destroy(), sitingLane.destroy()]);
    });
  },
  { name: 'analysis-pool' },
);
