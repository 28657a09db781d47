import type { NightlyReview } from '@liaowang/shared/schemas/nightly-review';
import type { Queryable } from '../../plugins/postgres.ts';

export type NightlyFigures = Pick<NightlyReview, 'proposed' | 'faded' | 'held' | 'tooFew'>;
type NightlyFailure = NonNullable<NightlyReview['error']>;

/** A run that lasts longer lost its server. */
const LOST_AFTER_MINUTES = 60;

interface RunRow {
  started_at: Date;
  proposed: number;
  faded: number;
  held: number;
  too_few: number;
  error: NightlyFailure | null;
}

/** All SQL of the runs of the nightly review. */
export function createNightlyRunsRepository(db: Queryable) {
  return {
    /**
     * Begins a run and returns its id; null while another server (or this one) is at it, or when one began at or after `sinceMs`.
     * A row is the lock, not an advisory lock: clients of the embedded database share one session, so those keep nobody out.
     */
    async begin(nowMs: number, sinceMs: number | null): Promise<number | null> {
      await db.query(
        `UPDATE hotspot_nightly_runs SET finished_at = now(), error = 'interrupted' WHERE finished_at IS NULL AND started_at < now() - make_interval(mins => ${LOST_AFTER_MINUTES})`,
      );
      const { rows } = await db.query<{ id: number }>(
        `INSERT INTO hotspot_nightly_runs (started_at) SELECT to_timestamp($1::float8 / 1000)
         WHERE $2::float8 IS NULL OR NOT EXISTS (SELECT 1 FROM hotspot_nightly_runs WHERE started_at >= to_timestamp($2::float8 / 1000))
         ON CONFLICT DO NOTHING RETURNING id`,
        [nowMs, sinceMs],
      );
      return rows[0]?.id ?? null;
    },
    async finish(
      id: number,
      { proposed, faded, held, tooFew }: NightlyFigures,
      error: NightlyFailure | null,
    ): Promise<void> {
      await db.query(
        'UPDATE hotspot_nightly_runs SET finished_at = now(), proposed = $2, faded = $3, held = $4, too_few = $5, error = $6 WHERE id = $1',
        [id, proposed, faded, held, tooFew, error],
      );
    },
    /** The last run that ended, null when there is none, and whether one is under way. */
    async findLast(): Promise<{
      last: { startedAtMs: number; figures: NightlyFigures; error: NightlyFailure | null } | null;
      isRunning: boolean;
    }> {
      const { rows } = await db.query<RunRow>(
        'SELECT started_at, proposed, faded, held, too_few, error FROM hotspot_nightly_runs WHERE finished_at IS NOT NULL ORDER BY id DESC LIMIT 1',
      );
      const { rowCount } = await db.query('SELECT 1 FROM hotspot_nightly_runs WHERE finished_at IS NULL');
      const row = rows[0];
      return {
        last: row
          ? {
              startedAtMs: row.started_at.getTime(),
              figures: { proposed: row.proposed, faded: row.faded, held: row.held, tooFew: row.too_few },
              error: row.error,
            }
          : null,
        isRunning: (rowCount ?? 0) > 0,
      };
    },
  };
}

export type NightlyRunsRepository = ReturnType<typeof createNightlyRunsRepository>;
