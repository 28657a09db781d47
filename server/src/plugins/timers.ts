import fp from 'fastify-plugin';
import { runIsolated } from './run-isolated.ts';

interface TimersDecorator {
  /**
   * Runs `work` every `periodMs` until the server begins to stop. What it throws or rejects with is logged as `what` and
   * counted, and the next turn comes all the same.
   */
  every(periodMs: number, what: string, work: () => unknown): void;
  /** How often work failed, by `what`. */
  readonly failures: ReadonlyMap<string, number>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Work that comes round by the clock. */
    timers: TimersDecorator;
  }
}

export default fp(
  async (app) => {
    const running: NodeJS.Timeout[] = [];
    const failures = new Map<string, number>();
    app.decorate('timers', {
      failures,
      every(periodMs, what, work) {
        const onFailure = (error: unknown) => {
          failures.set(what, (failures.get(what) ?? 0) + 1);
          app.log.error({ err: error, what }, 'work by the clock failed');
        };
        running.push(setInterval(() => runIsolated(work, onFailure), periodMs));
      },
    } satisfies TimersDecorator);
    app.addHook('preClose', async () => {
      for (const timer of running) clearInterval(timer);
    });
  },
  { name: 'timers' },
);
