import type { Queryable } from '../../plugins/postgres.ts';

/** All SQL of the key-area share of each minute. Minutes are counted from the epoch. */
export function createCoverageTrendRepository(db: Queryable) {
  return {
    async findSince(sinceMs: number): Promise<Array<{ minute: number; share: number }>> {
      const { rows } = await db.query<{ minute: number; share: number }>(
        `SELECT extract(epoch FROM minute)::float8 / 60 AS minute, key_area_share AS share FROM coverage_minutes WHERE minute > to_timestamp($1::float8 / 1000)`,
        [sinceMs],
      );
      return rows.map(({ minute, share }) => ({ minute: Math.round(minute), share }));
    },
    /** Keeps the first share of a minute. */
    async insert(minute: number, share: number): Promise<void> {
      await db.query(
        'INSERT INTO coverage_minutes (minute, key_area_share) VALUES (to_timestamp($1::float8 * 60), $2) ON CONFLICT DO NOTHING',
        [minute, share],
      );
    },
  };
}

export type CoverageTrendRepository = ReturnType<typeof createCoverageTrendRepository>;
