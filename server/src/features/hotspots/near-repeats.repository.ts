import type { Queryable } from '../../plugins/postgres.ts';

/** How an incident repeats earlier ones; distances in metres, times in epoch milliseconds. */
interface RepeatsRow {
  occurred_ms: number;
  count: number;
  latest_ms: number | null;
  latest_meters: number | null;
}

/** One row for an incident that is there: the same kind (or one below it) and source, near and shortly before. */
const NEAR_REPEATS = `
  WITH RECURSIVE kinds AS (
    SELECT category_id AS id FROM incidents WHERE id = $1
    UNION SELECT c.id FROM incident_categories c JOIN kinds k ON c.parent_id = k.id
  )
  SELECT extract(epoch FROM i.occurred_at)::float8 * 1000 AS occurred_ms, count(o.id)::int AS count,
    extract(epoch FROM max(o.occurred_at))::float8 * 1000 AS latest_ms,
    (array_agg(ST_Distance(o.position::geography, i.position::geography) ORDER BY o.occurred_at DESC, o.id DESC) FILTER (WHERE o.id IS NOT NULL))[1] AS latest_meters
  FROM incidents i
  LEFT JOIN incidents o ON o.id <> i.id AND o.category_id IN (SELECT id FROM kinds) AND o.source = i.source AND o.status <> 'withdrawn'
    AND o.occurred_at <= i.occurred_at AND o.occurred_at > i.occurred_at - make_interval(days => $3)
    AND ST_DWithin(o.position::geography, i.position::geography, $2)
  WHERE i.id = $1 AND i.status <> 'withdrawn' GROUP BY i.id, i.occurred_at`;

/** All SQL of near repeats. */
export function createNearRepeatsRepository(db: Queryable) {
  return {
    /** Earlier incidents of its kind within so many metres and days; null when there is no such incident. */
    async find(incidentId: number, { meters, days }: { meters: number; days: number }): Promise<RepeatsRow | null> {
      return (await db.query<RepeatsRow>(NEAR_REPEATS, [incidentId, meters, days])).rows[0] ?? null;
    },
  };
}
