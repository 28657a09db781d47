import { setTimeout as pause } from 'node:timers/promises';

const PROBE_EVERY_MS = 10;

/**
 * Resolves with the first value of `probe` that is neither undefined, null nor false.
 * @throws Error naming `what` when none came within `withinMs`; a probe that throws counts as "not yet", and its last error is the cause.
 */
export async function waitFor<T>(
  what: string,
  probe: () => T | Promise<T>,
  withinMs = 10_000,
): Promise<NonNullable<Exclude<T, false>>> {
  const endMs = Date.now() + withinMs;
  let cause: unknown;
  for (;;) {
    try {
      const value = await probe();
      if (value !== undefined && value !== null && value !== false) return value as NonNullable<Exclude<T, false>>;
    } catch (error) {
      cause = error;
    }
    if (Date.now() > endMs) throw new Error(`Waited ${withinMs} ms in vain for ${what}`, { cause });
    await pause(PROBE_EVERY_MS);
  }
}
