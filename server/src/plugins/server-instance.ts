import { randomUUID } from 'node:crypto';
import fp from 'fastify-plugin';
import { createServersRepository } from './servers.repository.ts';

interface InstanceDecorator {
  /** Of this run of the server: a restart is another one. */
  readonly id: string;
  /** Says that this server lives, and forgets the others that have been silent for {@link SILENT_SECONDS}. */
  beat(): Promise<void>;
  /** Whether the work of this name, which one server does for all, is this server's to do. */
  claim(work: string): Promise<boolean>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** This server among those of its database. */
    instance: InstanceDecorator;
  }
}

/** A server of which nothing was heard for so long is taken to be dead, and its work is another's. Several heartbeats, so that a slow statement is no death. */
export const SILENT_SECONDS = 60;

export default fp(
  async (app) => {
    const id = randomUUID();
    const servers = createServersRepository(app.db, id);
    // Whoever holds the database alone knows that every other one is dead.
    await servers.forgetSilent(app.db.isShared ? SILENT_SECONDS : 0);
    await servers.beat();
    app.decorate('instance', {
      id,
      async beat() {
        await servers.beat();
        await servers.forgetSilent(SILENT_SECONDS);
      },
      claim: (work) => servers.claim(work),
    } satisfies InstanceDecorator);
    app.addHook('onClose', async () => {
      if (!app.db.isUp) return;
      await servers.leave().catch((error: unknown) => app.log.warn({ err: error }, 'this server is forgotten later'));
    });
  },
  { name: 'server-instance', dependencies: ['postgres'] },
);
