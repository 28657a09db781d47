import type { FastifyInstance } from 'fastify';
import type { AreaGeometry, MultiPolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { BoundaryCheck } from '@liaowang/shared/schemas/jurisdiction';
import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import type { RegisterTable, StoredEntry } from '../../plugins/register.ts';

/** What of the city changes and is kept with its time. */
export type JurisdictionState = Omit<Jurisdiction, 'version'>;

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

function toEntry({ version, ...state }: Jurisdiction): StoredEntry<JurisdictionState> {
  return { id: CITY_ID, version, existsSinceMs: null, state };
}

/** All SQL of changing the city; it is read as the registry reads it. */
export function createJurisdictionRepository(
  db: Database,
  {
    findJurisdiction: findCity,
    holdJurisdiction: holdCity,
  }: Pick<FastifyInstance['registry']['repository'], 'findJurisdiction' | 'holdJurisdiction'>,
) {
  const table: RegisterTable<JurisdictionState> = {
    async enter(client) {
      await client.query('LOCK TABLE jurisdictions IN ROW EXCLUSIVE MODE');
    },
    async hold(_id, client) {
      const city = await holdCity(client);
      return city && toEntry(city);
    },
    async findAll() {
      const city = await findCity();
      return city ? [toEntry(city)] : [];
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
          JSON.stringify(state.boundary),
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
