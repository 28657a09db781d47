import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Road, RoadClass } from '@liaowang/shared/schemas/road';
import type { ImportJurisdiction } from '../imports/readers/jurisdiction-test.ts';
import type { RoadToStore } from './join-roads.ts';
import type { Queryable } from '../../plugins/postgres.ts';

/** Five decimals are 1 m: finer than a line is drawn. */
const GEOJSON_DECIMALS = 5;

/** How far outside the boundary a road may lie, metres: those that people come by. */
const NEAR_METERS = 2_000;
/** Finer than a line is drawn: a metre. */
const SIMPLIFIED_DEGREES = 0.000_01;

/** What is stored of a class of roads. */
export interface RoadCount {
  roadClass: RoadClass;
  roads: number;
  named: number;
  kilometers: number;
}

/** All SQL of the city's roads. */
export function createRoadsRepository(db: Queryable) {
  return {
    async findRoads(): Promise<Road[]> {
      const { rows } = await db.query<{
        id: number;
        name_zh: string;
        name_en: string;
        road_class: RoadClass;
        lines: LngLat[][];
      }>(
        `SELECT id, name_zh, name_en, road_class, ST_AsGeoJSON(lines, ${GEOJSON_DECIMALS})::json->'coordinates' AS lines
         FROM roads ORDER BY id`,
      );
      return rows.map(({ id, name_zh, name_en, road_class, lines }) => ({
        id,
        name: name_zh === '' ? null : { zh: name_zh, en: name_en },
        roadClass: road_class,
        lines,
      }));
    },
    /** Whether this database has what roads need: it is one of a server of this version. */
    async isReady(): Promise<boolean> {
      const { rows } = await db.query<{ ready: boolean }>(`SELECT to_regclass('public.roads') IS NOT NULL AS ready`);
      return rows[0]?.ready ?? false;
    },
    async findJurisdiction(): Promise<ImportJurisdiction | null> {
      const { rows } = await db.query<ImportJurisdiction>(
        `SELECT ARRAY[ST_X(c), ST_Y(c)] AS center, boundary
         FROM (SELECT ST_PointOnSurface(boundary) AS c, ST_AsGeoJSON(boundary)::json AS boundary FROM jurisdictions ORDER BY code LIMIT 1) j`,
      );
      return rows[0] ?? null;
    },
    async deleteAll(): Promise<number> {
      return (await db.query('DELETE FROM roads')).rowCount ?? 0;
    },
    /** Stores those that lie in or near the jurisdiction; how many these are. */
    async insertNear(roads: readonly RoadToStore[]): Promise<number> {
      const { rowCount } = await db.query(
        `WITH near AS (SELECT ST_Buffer(boundary::geography, ${NEAR_METERS})::geometry AS area FROM jurisdictions ORDER BY code LIMIT 1),
           given AS (
             SELECT r.n, r."nameZh", r."nameEn", r."roadClass",
               ST_SetSRID(ST_GeomFromGeoJSON(jsonb_build_object('type', 'MultiLineString', 'coordinates', r.lines)::text), 4326) AS lines
             FROM jsonb_to_recordset($1) AS r(n int, "nameZh" text, "nameEn" text, "roadClass" text, lines jsonb)),
           simple AS (SELECT n, "nameZh", "nameEn", "roadClass", ST_Multi(ST_SimplifyPreserveTopology(lines, ${SIMPLIFIED_DEGREES})) AS lines FROM given)
         INSERT INTO roads (name_zh, name_en, road_class, lines)
         SELECT s."nameZh", s."nameEn", s."roadClass", s.lines FROM simple s, near
         WHERE NOT ST_IsEmpty(s.lines) AND ST_Length(s.lines) > 0 AND ST_Intersects(s.lines, near.area) ORDER BY s.n`,
        [JSON.stringify(roads.map((road, n) => ({ ...road, n })))],
      );
      return rowCount ?? 0;
    },
    async countByClass(): Promise<RoadCount[]> {
      const { rows } = await db.query<RoadCount>(
        `SELECT road_class AS "roadClass", count(*)::int AS roads, count(*) FILTER (WHERE name_zh <> '')::int AS named,
           sum(ST_Length(lines::geography)) / 1000 AS kilometers FROM roads GROUP BY road_class`,
      );
      return rows;
    },
  };
}

/** Runs `work` in a transaction of a connection; what it wrote stays unless `isDryRun`. */
export async function inTransaction<T>(client: Queryable, isDryRun: boolean, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query(isDryRun ? 'ROLLBACK' : 'COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
