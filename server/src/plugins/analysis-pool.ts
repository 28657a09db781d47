import fp from 'fastify-plugin';
import { Piscina } from 'piscina';
import { entryPointExecArgv, resolveEntryPoint } from '../entry-point.ts';
import type { CoverageTask, DensityTask } from '../workers/analysis.tasks.ts';
import type { CoverageAnswer } from '../workers/run-coverage.ts';
import type { DensityAnswer } from '../workers/run-density.ts';

interface AnalysisDecorator {
  /** Coverage of areas; gives the worker the areas when it does not know them yet. */
  coverage(task: Omit<CoverageTask, 'kind'>): Promise<Extract<CoverageAnswer, { ok: true }>>;
  density(task: Omit<DensityTask, 'kind'>): Promise<DensityAnswer>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Computations off the main thread. */
    analysis: AnalysisDecorator;
  }
}

/** Nothing here takes seconds; what does is stuck. */
const TASK_TIMEOUT_MS = 30_000;

export default fp(
  async (app) => {
    // Two lanes, so that a density of many incidents never holds up the coverage that staff watch each second.
    const [coverageLane, densityLane] = [1, 1].map(
      (threads) =>
        new Piscina({
          filename: resolveEntryPoint(import.meta.url, '../workers/analysis.worker').href,
          execArgv: entryPointExecArgv(import.meta.url),
          minThreads: 0,
          maxThreads: threads,
          idleTimeout: 60_000,
          maxQueue: 100,
        }),
    ) as [Piscina, Piscina];
    const run = <T>(lane: Piscina, task: unknown): Promise<T> => lane.run(task, { signal: AbortSignal.timeout(TASK_TIMEOUT_MS) }) as Promise<T>;

    app.decorate('analysis', {
      async coverage(task) {
        const first = await run<CoverageAnswer>(coverageLane, { ...task, kind: 'coverage', areas: undefined });
        const answer = first.ok ? first : await run<CoverageAnswer>(coverageLane, { ...task, kind: 'coverage' });
        if (!answer.ok) throw new Error(`coverage refused: ${answer.reason}`);
        return answer;
      },
      density: (task) => run<DensityAnswer>(densityLane, { ...task, kind: 'density' }),
    } satisfies AnalysisDecorator);
    app.addHook('onClose', async () => {
      await Promise.all([coverageLane.destroy(), densityLane.destroy()]);
    });
  },
  { name: 'analysis-pool' },
);
