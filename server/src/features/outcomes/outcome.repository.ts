import type { PlanarMultiPolygon } from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { HotspotEvidence, HotspotStatus } from '@liaowang/shared/schemas/hotspot-record';
import type { Queryable } from '../../plugins/postgres.ts';

/** Of a hotspot record, what its outcome needs. */
export interface OutcomeHotspot {
  hotspotId: number;
  name: string;
  status: HotspotStatus;
  geometry: PolygonGeometry;
  filter: HotspotEvidence['filter'];
  /** When it was confirmed, or else proposed. */
  beganMs: number;
}

const toGeoJson = (outline: PlanarMultiPolygon): string =>
  JSON.stringify({ type: 'MultiPolygon', coordinates: outline });

/** All SQL of outcomes. */
export function createOutcomeRepository(db: Queryable) {
  return {
    /** All hotspots but the rejected ones, by number. */
    async findHotspots(): Promise<OutcomeHotspot[]> {
      const { rows } = await db.query<{
        id: number;
        name: string;
        status: HotspotStatus;
        geometry: PolygonGeometry;
        filter: HotspotEvidence['filter'];
        began_ms: number;
      }>(
        `SELECT id, name, status, ST_AsGeoJSON(area, 7)::json AS geometry, evidence -> 'filter' AS filter, extract(epoch FROM coalesce(confirmed_at, created_at))::float8 * 1000 AS began_ms
         FROM hotspot_records WHERE status <> 'rejected' ORDER BY id`,
      );
      return rows.map((row) => ({
        hotspotId: row.id,
        name: row.name,
        status: row.status,
        geometry: row.geometry,
        filter: row.filter,
        beganMs: row.began_ms,
      }));
    },
    /** When the first incident occurred; null = there is none. */
    async findRecordStart(): Promise<number | null> {
      return (
        (
          await db.query<{ first_ms: number | null }>(
            `SELECT extract(epoch FROM min(occurred_at))::float8 * 1000 AS first_ms FROM incidents WHERE status <> 'withdrawn'`,
          )
        ).rows[0]?.first_ms ?? null
      );
    },
    /** The ground within `bufferMeters` of an outline of the plane and in none of `others`; null = there is none. */
    async findBuffer(
      outline: PlanarMultiPolygon,
      others: readonly PlanarMultiPolygon[],
      bufferMeters: number,
    ): Promise<PlanarMultiPolygon | null> {
      const { rows } = await db.query<{ buffer: { coordinates: number[][][][] } | null }>(
        `SELECT ST_AsGeoJSON(ST_Multi(ring), 2)::json AS buffer FROM (
           SELECT ST_CollectionExtract(ST_Difference(ST_Buffer(own, $2::float8, 16), (SELECT ST_Union(ST_MakeValid(ST_GeomFromGeoJSON(g))) FROM unnest(array_append($3::text[], $1)) AS g)), 3) AS ring
           FROM ST_MakeValid(ST_GeomFromGeoJSON($1)) AS own) AS t WHERE NOT ST_IsEmpty(ring)`,
        [toGeoJson(outline), bufferMeters, others.map(toGeoJson)],
      );
      return rows[0]?.buffer?.coordinates ?? null;
    },
  };
}

export type OutcomeRepository = ReturnType<typeof createOutcomeRepository>;
