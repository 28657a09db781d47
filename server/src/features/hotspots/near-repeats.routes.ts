import type { FastifyPluginAsync } from 'fastify';
import { serveRoute } from '../../plugins/serve-route.ts';
import { notFound } from '../../plugins/error-handler.ts';

/** Where crime series were found to repeat most: within 200 m and two weeks (Johnson et al. 2007, ten cities in five countries). */
const RANGE = { meters: 200, days: 14 } as const;

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

/** Whether an incident follows others of its kind nearby, so that more may follow. */
export const nearRepeatsRoutes: FastifyPluginAsync = async (app) => {
  serveRoute(app, 'GET /hotspots/incidents/:incidentId/near-repeats', async (request) => {
    const row = (await app.db.query<RepeatsRow>(NEAR_REPEATS, [request.params.incidentId, RANGE.meters, RANGE.days]))
      .rows[0];
    if (!row) throw notFound('incident');
    return {
      rangeMeters: RANGE.meters,
      rangeDays: RANGE.days,
      count: row.count,
      latest:
        row.latest_ms === null || row.latest_meters === null
          ? null
          : { occurredAt: new Date(row.latest_ms).toISOString(), distanceMeters: row.latest_meters },
      watchUntil: new Date(row.occurred_ms + RANGE.days * 86_400_000).toISOString(),
    };
  });
};
