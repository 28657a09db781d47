import type { Queryable } from '../../plugins/postgres.ts';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
/** The hour before may have been interrupted: the nearest minute within this many counts. */
const TOLERANCE_MINUTES = 5;

/** The key-area share of each minute: in the database, and the last hour in memory. */
export async function createCoverageTrend(db: Queryable, nowMs: number) {
  const { rows } = await db.query<{ minute: number; share: number }>(
    `SELECT extract(epoch FROM minute)::float8 / 60 AS minute, key_area_share AS share FROM coverage_minutes WHERE minute > to_timestamp($1::float8 / 1000)`,
    [nowMs - (HOUR_MINUTES + TOLERANCE_MINUTES) * MINUTE_MS],
  );
  const shares = new Map(rows.map((row) => [Math.round(row.minute), row.share]));
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
      await db.query(
        'INSERT INTO coverage_minutes (minute, key_area_share) VALUES (to_timestamp($1::float8 * 60), $2) ON CONFLICT DO NOTHING',
        [minute, share],
      );
    },
  };
}
