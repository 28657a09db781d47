import type { Dosage } from '@liaowang/shared/analysis/hotspots/outcome/stays';
import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { Queryable } from '../../plugins/postgres.ts';

/** Changes with the outline. */
export const OUTLINE_KEY = `('x' || left(md5(ST_AsBinary(r.area)), 8))::bit(32)::int`;

/** A hotspot whose patrolling is counted. */
export interface CountedHotspot {
  hotspotId: number;
  outlineKey: number;
  geometry: PolygonGeometry;
}

/** An hour that is to be counted, and for which hotspots. */
export interface MissingHour {
  hourMs: number;
  hotspotIds: number[];
}

/** A unit's way to a fix near a hotspot, from its fix before that if it is in the window. */
export interface StoredStep {
  hotspotId: number;
  unitId: number;
  timeMs: number;
  lng: number;
  lat: number;
  from: { timeMs: number; lng: number; lat: number } | null;
}

export interface DosageSum extends Dosage {
  hotspotId: number;
  /** Which of the windows that were asked for. */
  window: number;
  countedHours: number;
}

/** All SQL of what patrolling hotspots get. Instants are epoch milliseconds; an hour is named by its start, in UTC. */
export function createDosageRepository(db: Queryable) {
  return {
    /** All but the rejected ones: also a proposal may be patrolled, and what was there before is asked about later. */
    async findCounted(): Promise<CountedHotspot[]> {
      const { rows } = await db.query<{ id: number; outline_key: number; geometry: PolygonGeometry }>(
        `SELECT r.id, ${OUTLINE_KEY} AS outline_key, ST_AsGeoJSON(r.area, 7)::json AS geometry FROM hotspot_records r WHERE r.status <> 'rejected' ORDER BY r.id`,
      );
      return rows.map((row) => ({ hotspotId: row.id, outlineKey: row.outline_key, geometry: row.geometry }));
    },
    /** The first fix that is kept of any of the units; null = none. */
    async findFirstFix(): Promise<number | null> {
      const { rows } = await db.query<{ fix_ms: number | null }>(
        `SELECT extract(epoch FROM min(f))::float8 * 1000 AS fix_ms FROM units
         CROSS JOIN LATERAL (SELECT fix_time AS f FROM positions WHERE unit_id = units.id AND NOT mock ORDER BY fix_time LIMIT 1) t`,
      );
      return rows[0]?.fix_ms ?? null;
    },
    /** Those of the units that sent a fix in `[fromMs, toMs)`. */
    async findActive(unitIds: readonly number[], fromMs: number, toMs: number): Promise<number[]> {
      const { rows } = await db.query<{ u: number }>(
        `SELECT u FROM unnest($1::int4[]) AS u
         WHERE EXISTS (SELECT 1 FROM positions WHERE unit_id = u AND fix_time >= to_timestamp($2::float8 / 1000) AND fix_time < to_timestamp($3::float8 / 1000) AND NOT mock) ORDER BY u`,
        [unitIds, fromMs, toMs],
      );
      return rows.map((row) => row.u);
    },
    /** Hours of `[fromMs, toMs)` that are to be counted, for which hotspots: newest first, at most `limit`. */
    async findMissing(
      hotspots: readonly CountedHotspot[],
      fromMs: number,
      toMs: number,
      limit: number,
    ): Promise<MissingHour[]> {
      const { rows } = await db.query<{ hour_ms: number; ids: number[] }>(
        `SELECT h.ms AS hour_ms, array_agg(s.id) AS ids
         FROM generate_series($3::bigint, $4::bigint - 1, 3600000) AS h(ms) CROSS JOIN unnest($1::int4[], $2::int4[]) AS s(id, outline_key)
         LEFT JOIN hotspot_dosage_hours d ON d.hotspot_id = s.id AND d.hour = to_timestamp(h.ms / 1000.0) AND d.outline_key = s.outline_key AND NOT d.is_stale
         WHERE d.hotspot_id IS NULL GROUP BY h.ms ORDER BY h.ms DESC LIMIT $5`,
        [hotspots.map(({ hotspotId }) => hotspotId), hotspots.map(({ outlineKey }) => outlineKey), fromMs, toMs, limit],
      );
      return rows.map((row) => ({ hourMs: Number(row.hour_ms), hotspotIds: row.ids }));
    },
    /** Ways of units between fixes of `[fromMs, toMs)` that come near a box (degrees), by box, unit and time. */
    async findSteps(
      unitIds: readonly number[],
      fromMs: number,
      toMs: number,
      boxes: ReadonlyArray<{ hotspotId: number; west: number; south: number; east: number; north: number }>,
    ): Promise<StoredStep[]> {
      const { rows } = await db.query<{
        id: number;
        unit_id: number;
        time_ms: number;
        lng: number;
        lat: number;
        from_ms: number | null;
        from_lng: number | null;
        from_lat: number | null;
      }>(
        `SELECT b.id, u AS unit_id, s.* FROM unnest($1::int4[]) AS u
         CROSS JOIN LATERAL (
           SELECT extract(epoch FROM fix_time)::float8 * 1000 AS time_ms, lng, lat,
                  extract(epoch FROM lag(fix_time) OVER w)::float8 * 1000 AS from_ms, lag(lng) OVER w AS from_lng, lag(lat) OVER w AS from_lat
           FROM positions WHERE unit_id = u AND fix_time >= to_timestamp($2::float8 / 1000) AND fix_time < to_timestamp($3::float8 / 1000) AND NOT mock
           WINDOW w AS (ORDER BY fix_time)) AS s
         JOIN unnest($4::int4[], $5::float8[], $6::float8[], $7::float8[], $8::float8[]) AS b(id, west, south, east, north)
           ON greatest(s.lng, s.from_lng) >= b.west AND least(s.lng, s.from_lng) <= b.east AND greatest(s.lat, s.from_lat) >= b.south AND least(s.lat, s.from_lat) <= b.north
         ORDER BY b.id, u, s.time_ms`,
        [
          unitIds,
          fromMs,
          toMs,
          boxes.map(({ hotspotId }) => hotspotId),
          boxes.map(({ west }) => west),
          boxes.map(({ south }) => south),
          boxes.map(({ east }) => east),
          boxes.map(({ north }) => north),
        ],
      );
      return rows.map((row) => ({
        hotspotId: row.id,
        unitId: row.unit_id,
        timeMs: row.time_ms,
        lng: row.lng,
        lat: row.lat,
        from: row.from_ms === null ? null : { timeMs: row.from_ms, lng: row.from_lng!, lat: row.from_lat! },
      }));
    },
    /** Stores hours in one statement. A hotspot that has gone meanwhile is left out. */
    async saveHours(
      counted: ReadonlyArray<Dosage & { hotspotId: number; hourMs: number; outlineKey: number }>,
    ): Promise<void> {
      await db.query(
        `INSERT INTO hotspot_dosage_hours (hotspot_id, hour, outline_key, patrol_seconds, patrol_visits, vehicle_seconds, vehicle_visits)
         SELECT c.id, to_timestamp(c.hour_ms / 1000), c.outline_key, c.patrol_seconds, c.patrol_visits, c.vehicle_seconds, c.vehicle_visits
         FROM unnest($1::float8[], $2::int4[], $3::int4[], $4::float8[], $5::int4[], $6::float8[], $7::int4[]) AS c(hour_ms, id, outline_key, patrol_seconds, patrol_visits, vehicle_seconds, vehicle_visits)
         WHERE EXISTS (SELECT 1 FROM hotspot_records r WHERE r.id = c.id)
         ON CONFLICT (hotspot_id, hour) DO UPDATE SET outline_key = excluded.outline_key, patrol_seconds = excluded.patrol_seconds, patrol_visits = excluded.patrol_visits,
           vehicle_seconds = excluded.vehicle_seconds, vehicle_visits = excluded.vehicle_visits, is_stale = false`,
        [
          counted.map(({ hourMs }) => hourMs),
          counted.map(({ hotspotId }) => hotspotId),
          counted.map(({ outlineKey }) => outlineKey),
          counted.map(({ patrolSeconds }) => patrolSeconds),
          counted.map(({ patrolVisits }) => patrolVisits),
          counted.map(({ vehicleSeconds }) => vehicleSeconds),
          counted.map(({ vehicleVisits }) => vehicleVisits),
        ],
      );
    },
    /** Hours to which positions came after they were counted. */
    async markStale(hoursMs: readonly number[]): Promise<void> {
      await db.query(
        'UPDATE hotspot_dosage_hours SET is_stale = true WHERE hour IN (SELECT to_timestamp(h / 1000) FROM unnest($1::float8[]) AS h)',
        [hoursMs],
      );
    },
    /** Sums over the counted hours that begin in each of several windows, of today's outlines. Windows without any are left out. */
    async sum(
      hotspotIds: readonly number[],
      windows: ReadonlyArray<{ fromMs: number; toMs: number }>,
    ): Promise<DosageSum[]> {
      const { rows } = await db.query<{
        hotspot_id: number;
        n: number;
        hours: number;
        patrol_seconds: number;
        patrol_visits: number;
        vehicle_seconds: number;
        vehicle_visits: number;
      }>(
        `SELECT d.hotspot_id, w.n::int - 1 AS n, count(*)::int AS hours, sum(d.patrol_seconds)::float8 AS patrol_seconds, sum(d.patrol_visits)::int AS patrol_visits,
                sum(d.vehicle_seconds)::float8 AS vehicle_seconds, sum(d.vehicle_visits)::int AS vehicle_visits
         FROM unnest($2::float8[], $3::float8[]) WITH ORDINALITY AS w(from_ms, to_ms, n)
         JOIN hotspot_dosage_hours d ON d.hour >= to_timestamp(w.from_ms / 1000) AND d.hour < to_timestamp(w.to_ms / 1000)
         JOIN hotspot_records r ON r.id = d.hotspot_id AND d.outline_key = ${OUTLINE_KEY}
         WHERE d.hotspot_id = ANY($1::int4[]) GROUP BY 1, 2`,
        [hotspotIds, windows.map(({ fromMs }) => fromMs), windows.map(({ toMs }) => toMs)],
      );
      return rows.map((row) => ({
        hotspotId: row.hotspot_id,
        window: row.n,
        countedHours: row.hours,
        patrolSeconds: row.patrol_seconds,
        patrolVisits: row.patrol_visits,
        vehicleSeconds: row.vehicle_seconds,
        vehicleVisits: row.vehicle_visits,
      }));
    },
  };
}

export type DosageRepository = ReturnType<typeof createDosageRepository>;
