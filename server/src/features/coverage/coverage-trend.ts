import type { CoverageTrendRepository } from './coverage-trend.repository.ts';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
/** The hour before may have been interrupted: the nearest minute within this many counts. */
const TOLERANCE_MINUTES = 5;

/** The key-area share of each minute: in the database, and the last hour in memory. */
export async function createCoverageTrend(repository: CoverageTrendRepository, nowMs: number) {
  const stored = await repository.findSince(nowMs - (HOUR_MINUTES + TOLERANCE_MINUTES) * MINUTE_MS);
  const shares = new Map(stored.map(({ minute, share }) => [minute, share]));
  return {
    /** The share an hour before `atMs`, or null when nothing was computed around then. */
    shareHourBefore(atMs: number): number | null {
      const minute = Math.floor(atMs / MINUTE_MS) - HOUR_MINUTES;
      for (let off = 0; off <= TOLERANCE_MINUTES; off++) {
        const share = shares.get(minute + off) ?? shares.get(minute - off);
        if (share !== undefined) return share;
      }
      return null;
    },
    /** Keeps the first share of each minute. */
    async record(atMs: number, share: number): Promise<void> {
      const minute = Math.floor(atMs / MINUTE_MS);
      if (shares.has(minute)) return;
      shares.set(minute, share);
      for (const old of shares.keys()) if (old < minute - HOUR_MINUTES - TOLERANCE_MINUTES) shares.delete(old);
      await repository.insert(minute, share);
    },
  };
}
