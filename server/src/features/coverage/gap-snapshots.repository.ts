import type { StoredGap } from '@liaowang/shared/analysis/coverage/gap-identity';
import type { Queryable } from '../../plugins/postgres.ts';

/** All SQL of the open gaps as last seen: one row, replaced each time. */
export function createGapSnapshotsRepository(db: Queryable) {
  return {
    /** The gaps last saved and when; null when none ever were. */
    async findLast(): Promise<{ takenAtMs: number; gaps: StoredGap[] } | null> {
      const { rows } = await db.query<{ taken_at_ms: number; gaps: StoredGap[] }>(
        'SELECT extract(epoch FROM taken_at)::float8 * 1000 AS taken_at_ms, gaps FROM coverage_gap_snapshots',
      );
      return rows[0] ? { takenAtMs: rows[0].taken_at_ms, gaps: rows[0].gaps } : null;
    },
    async save(gaps: readonly StoredGap[], takenAtMs: number): Promise<void> {
      await db.query(
        `INSERT INTO coverage_gap_snapshots (taken_at, gaps) VALUES (to_timestamp($1::float8 / 1000), $2)
         ON CONFLICT (only_row) DO UPDATE SET taken_at = excluded.taken_at, gaps = excluded.gaps`,
        [takenAtMs, JSON.stringify(gaps)],
      );
    },
  };
}
