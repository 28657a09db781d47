import fp from 'fastify-plugin';
import { runIsolated } from './run-isolated.ts';

interface ScheduleOptions {
  /**
   * `every-server`: what each server does for itself or its own viewers (streams, pictures, its clock, its sockets).
   * `one-server`: what is done once for the city (pruning, alerts, counting into the database). The first server to claim
   * it keeps it until it ends or dies; then another goes on. Where one stalls for longer than a dead one is waited for,
   * two may do the same turn: such work must bear that. It rests while the database is away.
   */
  runsOn: 'every-server' | 'one-server';
}

interface SchedulerDecorator {
  /**
   * Runs `work` every `periodMs` until the server begins to stop. What it throws or rejects with is logged and counted by
   * `name` (`owner.what-it-does`, the same in every version), and the next turn comes all the same.
   * @throws Error when the name is taken
   */
  every(name: string, periodMs: number, work: () => unknown, options: ScheduleOptions): void;
  /** How often work failed, by name. */
  readonly failures: ReadonlyMap<string, number>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Work that comes round by the clock. */
    scheduler: SchedulerDecorator;
  }
}

const HEARTBEAT_MS = 10_000;

export default fp(
  async (app) => {
    const running = new Map<string, NodeJS.Timeout>();
    const failures = new Map<string, number>();
    app.decorate('scheduler', {
      failures,
      every(name, periodMs, work, { runsOn }) {
        if (running.has(name)) throw new Error(`two pieces of work by the clock are called ${name}`);
        const onFailure = (error: unknown) => {
          failures.set(name, (failures.get(name) ?? 0) + 1);
          app.log.error({ err: error, work: name }, 'work by the clock failed');
        };
        const workIfOurs = async () => {
          if (app.db.state !== 'down' && (await app.instance.claim(name))) await work();
        };
        const turn = runsOn === 'one-server' ? workIfOurs : work;
        running.set(
          name,
          setInterval(() => runIsolated(turn, onFailure), periodMs),
        );
      },
    } satisfies SchedulerDecorator);
    app.scheduler.every('server.heartbeat', HEARTBEAT_MS, () => (app.db.isUp ? app.instance.beat() : undefined), {
      runsOn: 'every-server',
    });
    app.addHook('preClose', async () => {
      for (const timer of running.values()) clearInterval(timer);
    });
  },
  { name: 'scheduler', dependencies: ['server-instance', 'postgres'] },
);
