import { quantile } from '../statistics/quantile.ts';

export const SERVER_CLOCK_DEFAULTS = {
  /** Devices heard within this count: Traccar Client waits 5 min at most before it tries again. */
  heardWithinMs: 360_000,
  /** Below that a device disagrees with nobody: the network takes some of it, and cheap trackers drift by minutes. */
  disagreesFromMs: 120_000,
  /** So far apart two devices still say the same of our clock: a message that waits to be sent again is minutes old. */
  sameWithinMs: 300_000,
  /** Fewer devices cannot outvote the server: one badly set up series of them would stop a small city. */
  leastDevices: 5,
} as const;

/**
 * Whether the server's clock is wrong, by what devices say of it: how far each clock is ahead of ours (negative: behind)
 * as its newest live message tells, null for a device that was heard but may just be late. It is wrong when at least
 * five devices, and more than half of all that were heard, disagree in the same direction by about the same amount.
 * Returns how far our clock is behind (negative: ahead), in milliseconds; null = it is right, or nobody can tell.
 */
export function findServerClockError(levelsMs: ReadonlyArray<number | null>): number | null {
  const { disagreesFromMs, sameWithinMs, leastDevices } = SERVER_CLOCK_DEFAULTS;
  for (const direction of [1, -1]) {
    const disagreeing = levelsMs.filter(
      (level): level is number => level !== null && level * direction > disagreesFromMs,
    );
    const medianMs = quantile(disagreeing, 0.5);
    const agreed = disagreeing.filter((level) => Math.abs(level - medianMs) <= sameWithinMs).length;
    if (agreed >= leastDevices && 2 * agreed > levelsMs.length) return medianMs;
  }
  return null;
}
