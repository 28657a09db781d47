import type { AreaGeometry, LngLat, MultiPolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { BoundaryCheck } from '@liaowang/shared/schemas/jurisdiction';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import type { HeldEntry, RegisterTable } from '../../plugins/register.ts';

/** What of the city changes and is kept with its time. */
export interface JurisdictionState {
  code: string;
  name: LocalizedName;
  association: LocalizedName;
  timeZone: string;
  center: LngLat;
  zoom: number;
  geometry: AreaGeometry;
}

interface JurisdictionRow {
  code: string;
  name_zh: string;
  name_en: string;
  association_zh: string;
  association_en: string;
  time_zone: string;
  lng: number;
  lat: number;
  zoom: number;
  boundary: AreaGeometry;
  version: number;
}

/** There is one city; histories know it by this number. */
export const CITY_ID = 1;

const LISTED_NAMES = 20;
const GIVEN = 'ST_SetSRID(ST_GeomFromGeoJSON($1), 4326)';
/** What lay in the city and would not in the given boundary. */
const OUTSIDE = (shape: string): string =>
  `ST_Intersects(city.boundary, ${shape}) AND NOT ST_Intersects(given.boundary, ${shape})`;
const NAMED = (kind: string, table: string, shape: string): string =>
  `SELECT '${kind}' AS kind, count(*)::int AS count, (array_agg(name_zh ORDER BY id))[1:${LISTED_NAMES}] AS names
   FROM ${table}, city, given WHERE removed_at IS NULL AND ${OUTSIDE(shape)}`;

/** All SQL of changing the city. */
export function createJurisdictionRepository(db: Database) {
  const table: RegisterTable<JurisdictionState> = {
    async enter(client) {
      await client.query('LOCK TABLE jurisdictions IN ROW EXCLUSIVE MODE');
    },
    async hold(_id, client): Promise<HeldEntry<JurisdictionState> | null> {
      const { rows } = await client.query<JurisdictionRow>(
        `SELECT code, name_zh, name_en, association_zh, association_en, time_zone, ST_X(center) AS lng, ST_Y(center) AS lat, zoom,
                ST_AsGeoJSON(boundary, 15)::json AS boundary, version
         FROM jurisdictions ORDER BY code LIMIT 1 FOR UPDATE`,
      );
      const row = rows[0];
      if (!row) return null;
      return {
        version: row.version,
        existsSinceMs: null,
        state: {
          code: row.code,
          name: { zh: row.name_zh, en: row.name_en },
          association: { zh: row.association_zh, en: row.association_en },
          timeZone: row.time_zone,
          center: [row.lng, row.lat],
          zoom: row.zoom,
          geometry: row.boundary,
        },
      };
    },
    async write(_id, state, client) {
      await client.query(
        `UPDATE jurisdictions SET code = $1, name_zh = $2, name_en = $3, association_zh = $4, association_en = $5, time_zone = $6,
           center = ST_SetSRID(ST_MakePoint($7, $8), 4326), zoom = $9, version = version + 1,
           boundary = ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON($10), 4326))
         WHERE code = (SELECT code FROM jurisdictions ORDER BY code LIMIT 1)`,
        [
          state.code,
          state.name.zh,
          state.name.en,
          state.association.zh,
          state.association.en,
          state.timeZone,
          ...state.center,
          state.zoom,
          JSON.stringify(state.geometry),
        ],
      );
    },
    async end() {
      throw new Error('A city does not end.');
    },
  };
  return {
    table,
    /** A boundary made valid, by how much that changed it, and how much of it lies in today's. */
    async examine(
      boundary: AreaGeometry,
    ): Promise<{ boundary: MultiPolygonGeometry | null; mendedSquareMeters: number | null; shareInside: number }> {
      const { rows } = await db.query<{ boundary: MultiPolygonGeometry | null; mended: number | null; share: number }>(
        `WITH given AS MATERIALIZED (
           SELECT raw, ST_IsValid(raw) AS is_valid, ST_Multi(ST_CollectionExtract(ST_MakeValid(raw), 3)) AS shape FROM (SELECT ${GIVEN} AS raw) g
         )
         SELECT CASE WHEN ST_Area(shape) > 0 THEN ST_AsGeoJSON(shape, 15)::json END AS boundary,
                CASE WHEN NOT is_valid AND ST_Area(shape) > 0 THEN abs(ST_Area(raw) - ST_Area(shape)) / ST_Area(shape) * CASE WHEN ST_XMax(shape) - ST_XMin(shape) > 5 THEN 1e12 ELSE ST_Area(shape::geography) END END AS mended,
                CASE WHEN ST_Area(shape) > 0 THEN ST_Area(ST_Intersection(shape, (SELECT ST_Union(boundary) FROM jurisdictions))) / ST_Area(shape) ELSE 0 END AS share
         FROM given`,
        [JSON.stringify(boundary)],
      );
      const { boundary: mended, mended: mendedSquareMeters, share } = rows[0]!;
      return { boundary: mended, mendedSquareMeters, shareInside: Math.min(1, share) };
    },
    /** What lies in today's boundary and would not in another. */
    async findOutside(boundary: AreaGeometry, client: Queryable = db): Promise<BoundaryCheck['outside']> {
      const { rows } = await client.query<BoundaryCheck['outside'][number] & { names: string[] | null }>(
        `WITH city AS MATERIALIZED (SELECT ST_Union(boundary) AS boundary FROM jurisdictions), given AS MATERIALIZED (SELECT ${GIVEN} AS boundary)
         ${NAMED('branches', 'branches', 'position')} UNION ALL ${NAMED('stations', 'stations', 'position')}
         UNION ALL ${NAMED('lookouts', 'lookouts', 'position')} UNION ALL ${NAMED('key-areas', 'key_areas', 'area')}
         UNION ALL SELECT 'incidents', count(*)::int, NULL FROM incidents, city, given WHERE ${OUTSIDE('position')}`,
        [JSON.stringify(boundary)],
      );
      return rows.flatMap(({ kind, count, names }) => (count > 0 ? [{ kind, count, names: names ?? [] }] : []));
    },
    /** Takes the built-in basemap and the names of towns away, which are of another city's ground. */
    async forgetGround(client: Queryable): Promise<void> {
      await client.query('UPDATE jurisdictions SET places = $1, basemap = $2', [
        '[]',
        JSON.stringify({
          schematic: { type: 'FeatureCollection', features: [] },
          neighbours: { type: 'FeatureCollection', features: [] },
        }),
      ]);
    },
  };
}

export type JurisdictionRepository = ReturnType<typeof createJurisdictionRepository>;
