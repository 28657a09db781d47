import { OBSERVER_GROUPS, type ObserverGroup } from '@liaowang/shared/schemas/revisit';
import type { Queryable } from '../../plugins/postgres.ts';
import type { PackedSeen } from './revisit-slice.task.ts';

/**
 * Positions, and the moments at which units said that they still stood there, packed by the database, one value a unit:
 * pg would spend seconds on the rows of an hour of a city.
 * The layout is that of packed-fixes.ts.
 */
const PACKED_TRACKS = `
  SELECT u AS unit_id, t.fixes FROM unnest($1::int4[]) AS u CROSS JOIN LATERAL (
    SELECT string_agg(timestamptz_send(fix_time) || int4send((lng * 1e7)::int4) || int4send((lat * 1e7)::int4), ''::bytea) AS fixes
    FROM (SELECT fix_time, lng, lat FROM positions WHERE unit_id = u AND fix_time >= to_timestamp($2::float8 / 1000) AND fix_time < to_timestamp($3::float8 / 1000) AND NOT mock
      UNION ALL SELECT stood_at, lng, lat FROM unit_stands WHERE unit_id = u AND stood_at >= to_timestamp($2::float8 / 1000) AND stood_at < to_timestamp($3::float8 / 1000)) seen) t
  WHERE t.fixes IS NOT NULL`;

/** All SQL of the revisit grid. Hours are epoch milliseconds of UTC hours. */
export function createRevisitRepository(db: Queryable) {
  return {
    /** The packed fixes of units in `[fromMs, toMs)`; units without any are left out. */
    async findTracks(
      unitIds: readonly number[],
      fromMs: number,
      toMs: number,
    ): Promise<Array<{ unitId: number; fixes: Uint8Array }>> {
      const { rows } = await db.query<{ unit_id: number; fixes: Buffer }>(PACKED_TRACKS, [unitIds, fromMs, toMs]);
      return rows.map((row) => ({ unitId: row.unit_id, fixes: row.fixes }));
    },
    /** When this database was set up, and the first fix of any of the units. */
    async findBeginnings(unitIds: readonly number[]): Promise<{ installedAtMs: number; firstFixMs: number | null }> {
      const { rows } = await db.query<{ installed_ms: number; fix_ms: number | null }>(
        `SELECT (SELECT extract(epoch FROM min(applied_at)) FROM schema_migrations)::float8 * 1000 AS installed_ms,
                (SELECT extract(epoch FROM min(f)) FROM unnest($1::int4[]) AS u
                 CROSS JOIN LATERAL (SELECT fix_time AS f FROM positions WHERE unit_id = u AND NOT mock ORDER BY fix_time LIMIT 1) t)::float8 * 1000 AS fix_ms`,
        [unitIds],
      );
      return { installedAtMs: rows[0]!.installed_ms, firstFixMs: rows[0]!.fix_ms };
    },
    /** Hours in `[fromMs, toMs)` that are stored for this grid. */
    async findStoredHours(gridKey: string, fromMs: number, toMs: number): Promise<Set<number>> {
      const { rows } = await db.query<{ hour_ms: number }>(
        `SELECT extract(epoch FROM hour)::float8 * 1000 AS hour_ms FROM revisit_hours
         WHERE grid_key = $1 AND hour >= to_timestamp($2::float8 / 1000) AND hour < to_timestamp($3::float8 / 1000) GROUP BY hour HAVING count(*) = ${OBSERVER_GROUPS.length}`,
        [gridKey, fromMs, toMs],
      );
      return new Set(rows.map((row) => row.hour_ms));
    },
    /** What a group saw in stored hours of this grid, by hour. */
    async findHours(
      gridKey: string,
      group: ObserverGroup,
      hoursMs: readonly number[],
    ): Promise<Map<number, Uint8Array>> {
      const { rows } = await db.query<{ hour_ms: number; data: Buffer }>(
        `SELECT extract(epoch FROM hour)::float8 * 1000 AS hour_ms, data FROM revisit_hours
         WHERE grid_key = $1 AND observer_group = $2 AND hour IN (SELECT to_timestamp(h / 1000) FROM unnest($3::float8[]) AS h)`,
        [gridKey, group, hoursMs],
      );
      return new Map(rows.map((row) => [row.hour_ms, row.data]));
    },
    /** Stores an hour, all groups in one statement. */
    async saveHour(gridKey: string, hourMs: number, seen: readonly PackedSeen[]): Promise<void> {
      await db.query(
        `INSERT INTO revisit_hours (hour, observer_group, grid_key, cells, data)
         SELECT to_timestamp($1::float8 / 1000), g, $2, c, d FROM unnest($3::text[], $4::int4[], $5::bytea[]) AS t(g, c, d)
         ON CONFLICT (hour, observer_group) DO UPDATE SET grid_key = excluded.grid_key, cells = excluded.cells, data = excluded.data`,
        [
          hourMs,
          gridKey,
          seen.map(({ group }) => group),
          seen.map(({ cells }) => cells),
          seen.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength)),
        ],
      );
    },
    /** Forgets hours: they are made again from the positions when they are needed. */
    async deleteHours(hoursMs: readonly number[]): Promise<void> {
      await db.query(
        'DELETE FROM revisit_hours WHERE hour IN (SELECT to_timestamp(h / 1000) FROM unnest($1::float8[]) AS h)',
        [hoursMs],
      );
    },
    async deleteOlderThan(limitMs: number): Promise<void> {
      await db.query('DELETE FROM revisit_hours WHERE hour < to_timestamp($1::float8 / 1000)', [limitMs]);
    },
  };
}

export type RevisitRepository = ReturnType<typeof createRevisitRepository>;
