import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type {
  IncidentCategory,
  IncidentFeature,
  IncidentSeverity,
  IncidentSource,
  IncidentStatus,
  NearbyIncidents,
  TimePrecision,
} from '@liaowang/shared/schemas/incident';
import type { Queryable } from '../../plugins/postgres.ts';

interface IncidentRow {
  id: number;
  category: IncidentCategory;
  category_id: string;
  severity: IncidentSeverity;
  source: IncidentSource;
  status: IncidentStatus;
  description: string;
  branch_id: number | null;
  lng: number;
  lat: number;
  occurred_at: Date;
  occurred_until: Date | null;
  time_precision: TimePrecision;
  reported_at: Date;
  reported_by: number | null;
}

const COLUMNS =
  'id, category, category_id, severity, source, status, description, branch_id, ST_X(position) AS lng, ST_Y(position) AS lat, occurred_at, occurred_until, time_precision, reported_at, reported_by';

export interface IncidentToStore {
  category: IncidentCategory;
  /** Null = nothing more is known. */ kindId: string | null;
  severity: IncidentSeverity;
  source: IncidentSource;
  status: IncidentStatus;
  description: string;
  branchId: number | null;
  position: LngLat;
  occurredAt: Date;
  reportedAt: Date;
  reportedBy: number | null;
}

function toFeature(row: IncidentRow): IncidentFeature {
  return {
    type: 'Feature',
    id: row.id,
    geometry: { type: 'Point', coordinates: [row.lng, row.lat] },
    properties: {
      incidentId: row.id,
      category: row.category,
      categoryId: row.category_id,
      severity: row.severity,
      source: row.source,
      status: row.status,
      description: row.description,
      branchId: row.branch_id,
      occurredAt: row.occurred_at.toISOString(),
      occurredUntil: row.occurred_until?.toISOString() ?? null,
      timePrecision: row.time_precision,
      reportedAt: row.reported_at.toISOString(),
    },
  };
}

/** All SQL of incidents. `branchId` null = of the whole city. Withdrawn incidents are never found. */
export function createIncidentsRepository(db: Queryable) {
  return {
    /** Newest first; `to` null = open at the end. */
    async find(query: {
      from: Date;
      to: Date | null;
      branchId: number | null;
      limit: number;
    }): Promise<IncidentFeature[]> {
      const { rows } = await db.query<IncidentRow>(
        `SELECT ${COLUMNS} FROM incidents
         WHERE occurred_at >= $1 AND ($2::timestamptz IS NULL OR occurred_at <= $2) AND status <> 'withdrawn' AND ($3::int IS NULL OR branch_id = $3)
         ORDER BY occurred_at DESC, id DESC LIMIT $4`,
        [query.from, query.to, query.branchId, query.limit],
      );
      return rows.map(toFeature);
    },
    /** Those since `from` that lie within some metres of a place, newest first, with how far each is; and how many there are. */
    async findNearby(query: {
      place: LngLat;
      radiusMeters: number;
      from: Date;
      branchId: number | null;
      limit: number;
    }): Promise<NearbyIncidents> {
      // The box in degrees is for the index; it is wider than the circle anywhere but at the poles.
      const { rows } = await db.query<IncidentRow & { distance_meters: number; total: number }>(
        `WITH here AS (SELECT ST_SetSRID(ST_MakePoint($1, $2), 4326) AS place)
         SELECT ${COLUMNS}, ST_Distance(position::geography, place::geography) AS distance_meters, count(*) OVER ()::int AS total
         FROM incidents, here
         WHERE position && ST_Expand(place, $3::float8 / (111320 * cos(radians($2))), $3::float8 / 110000)
           AND ST_DWithin(position::geography, place::geography, $3)
           AND occurred_at >= $4 AND status <> 'withdrawn' AND ($5::int IS NULL OR branch_id = $5)
         ORDER BY occurred_at DESC, id DESC LIMIT $6`,
        [...query.place, query.radiusMeters, query.from, query.branchId, query.limit],
      );
      return {
        total: rows[0]?.total ?? 0,
        incidents: rows.map((row) => ({ incident: toFeature(row), distanceMeters: row.distance_meters })),
      };
    },
    /** The incident and who reported it, or null. */
    async findById(id: number): Promise<{ incident: IncidentFeature; reportedBy: number | null } | null> {
      const row = (
        await db.query<IncidentRow>(`SELECT ${COLUMNS} FROM incidents WHERE id = $1 AND status <> 'withdrawn'`, [id])
      ).rows[0];
      return row ? { incident: toFeature(row), reportedBy: row.reported_by } : null;
    },
    async insert(incident: IncidentToStore, client: Queryable = db): Promise<IncidentFeature> {
      const { rows } = await client.query<IncidentRow>(
        `INSERT INTO incidents (category, severity, source, status, description, branch_id, position, occurred_at, reported_at, reported_by, kind_id)
         VALUES ($1, $2, $3, $4, $5, $6, ST_SetSRID(ST_MakePoint($7, $8), 4326), $9, $10, $11, $12) RETURNING ${COLUMNS}`,
        [
          incident.category,
          incident.severity,
          incident.source,
          incident.status,
          incident.description,
          incident.branchId,
          ...incident.position,
          incident.occurredAt,
          incident.reportedAt,
          incident.reportedBy,
          incident.kindId,
        ],
      );
      return toFeature(rows[0] as IncidentRow);
    },
    /** The incident as it is now, or null when it was withdrawn already. */
    async withdraw(id: number, client: Queryable = db): Promise<IncidentFeature | null> {
      const { rows } = await client.query<IncidentRow>(
        `UPDATE incidents SET status = 'withdrawn' WHERE id = $1 AND status <> 'withdrawn' RETURNING ${COLUMNS}`,
        [id],
      );
      return rows[0] ? toFeature(rows[0]) : null;
    },
    /** How many incidents occurred in each of several windows. */
    async countByWindow(windows: ReadonlyArray<{ from: Date; to: Date }>, branchId: number | null): Promise<number[]> {
      const { rows } = await db.query<{ count: number }>(
        `SELECT (SELECT count(*)::int FROM incidents i WHERE i.occurred_at >= w.f AND i.occurred_at < w.t AND i.status <> 'withdrawn' AND ($3::int IS NULL OR i.branch_id = $3)) AS count
         FROM unnest($1::timestamptz[], $2::timestamptz[]) WITH ORDINALITY AS w(f, t, n) ORDER BY n`,
        [
          windows.map((window) => window.from.toISOString()),
          windows.map((window) => window.to.toISOString()),
          branchId,
        ],
      );
      return rows.map((row) => row.count);
    },
    /** How many incidents of each category occurred in a window, most first. */
    async countByCategory(
      { from, to }: { from: Date; to: Date },
      branchId: number | null,
    ): Promise<Array<{ category: IncidentCategory; count: number }>> {
      const { rows } = await db.query<{ category: IncidentCategory; count: number }>(
        `SELECT category, count(*)::int AS count FROM incidents
         WHERE occurred_at >= $1 AND occurred_at < $2 AND status <> 'withdrawn' AND ($3::int IS NULL OR branch_id = $3) GROUP BY category ORDER BY count DESC, category`,
        [from, to, branchId],
      );
      return rows;
    },
    /** When the first incident occurred, or null. */
    async findFirstOccurredAt(): Promise<Date | null> {
      return (
        (await db.query<{ first: Date | null }>('SELECT min(occurred_at) AS first FROM incidents')).rows[0]?.first ??
        null
      );
    },
  };
}

export type IncidentsRepository = ReturnType<typeof createIncidentsRepository>;
