import type { FastifyInstance } from 'fastify';

/** What was read of the database, kept in memory because every request needs it. */
export interface KeptCopy<T, A extends unknown[] = []> {
  readonly current: T;
  /** Reads it anew. A read that began earlier and ends later knows less: it changes nothing. */
  refresh(...with_: A): Promise<void>;
}

export async function keepCopy<T, A extends unknown[] = []>(
  read: (...with_: A | []) => Promise<T>,
): Promise<KeptCopy<T, A>> {
  let current = await read();
  let begun = 0;
  let shown = 0;
  return {
    get current() {
      return current;
    },
    async refresh(...with_) {
      const turn = ++begun;
      const fresh = await read(...with_);
      if (turn < shown) return;
      shown = turn;
      current = fresh;
    },
  };
}

/**
 * Makes a refresh for after a commit: what was written stands whatever becomes of the reading, so it never rejects, and
 * what the database's absence prevented is made up for when it is back. `what` is said in the log.
 */
export function refreshSurely(
  { bus, log }: Pick<FastifyInstance, 'bus' | 'log'>,
  what: string,
  refresh: () => Promise<void>,
): () => Promise<void> {
  const surely = () => refresh().catch((error: unknown) => log.error({ err: error }, `${what} could not be read anew`));
  bus.on('database.changed', (state) => (state === 'up' ? surely() : undefined));
  return surely;
}
