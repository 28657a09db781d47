import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import type { Schematic, Jurisdiction, Place } from '@liaowang/shared/schemas/registry';
import type { Queryable } from '../../plugins/postgres.ts';
import { findBranchOfPlace, isInCity } from './entry-places.repository.ts';

/** The ground a branch answers for. */
export interface BranchArea {
  branchId: number;
  name: LocalizedName;
  geometry: AreaGeometry;
}

/** What so many units' names begin with is what they are, not who. */
const LEAST_UNITS_OF_KIND = 3;

/** Six decimals are 0.1 m: as exact as any source here. */
const GEOJSON_DECIMALS = 6;
/** What is read and written back stays the same. */
const STORED_DECIMALS = 15;

/**
 * Fills `branches.area` where it is null: the ground of the city that no branch was given, cut into what is nearer to
 * one seat than to any other (Voronoi). Branches with the same seat share their ground. Longitudes are shrunk by the
 * cosine of the latitude meanwhile, so that "nearer" is nearer on the ground (within 0.2 % over a city).
 */
const FILL_BRANCH_AREAS = `
  WITH city AS (
    SELECT boundary, cos(radians(ST_Y(ST_Centroid(boundary)))) AS shrink FROM jurisdictions ORDER BY code LIMIT 1
  ), free AS (
    -- Where all ground was given away there is none to share out.
    SELECT * FROM (
    SELECT coalesce(ST_Difference(boundary, (SELECT ST_Union(area) FROM branches WHERE area IS NOT NULL)), boundary) AS ground, shrink FROM city
    ) AS left_over WHERE NOT ST_IsEmpty(ground)
  ), seats AS (
    SELECT b.id, ST_Scale(b.position, free.shrink, 1) AS seat FROM branches b, free WHERE b.area IS NULL AND b.removed_at IS NULL
  ), cells AS (
    SELECT (ST_Dump(ST_VoronoiPolygons(ST_Collect(seat), 0, (SELECT ST_Scale(ground, shrink, 1) FROM free)))).geom AS cell FROM seats
    UNION ALL
    -- One seat has no neighbour: all the ground is its.
    SELECT ST_Expand(ST_Scale((SELECT ground FROM free), (SELECT shrink FROM free), 1), 1)
    FROM seats HAVING count(DISTINCT ST_AsBinary(seat)) = 1
  ), grounds AS (
    SELECT s.id, ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_CollectionExtract(
             ST_Intersection(free.ground, ST_Scale(c.cell, 1 / free.shrink, 1)), 3)), 3)) AS ground
    FROM seats s JOIN LATERAL (SELECT cell FROM cells ORDER BY ST_Distance(cell, s.seat), ST_Distance(ST_Centroid(cell), s.seat) LIMIT 1) c ON true, free
  )
  UPDATE branches b SET area = g.ground, area_is_generated = true FROM grounds g WHERE b.id = g.id AND b.area IS NULL AND NOT ST_IsEmpty(g.ground)`;

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

const selectJurisdiction = (decimals: number): string =>
  `SELECT code, name_zh, name_en, association_zh, association_en, time_zone, ST_X(center) AS lng, ST_Y(center) AS lat, zoom,
          ST_AsGeoJSON(boundary, ${decimals})::json AS boundary, version
   FROM jurisdictions ORDER BY code LIMIT 1`;

const toJurisdiction = (row: JurisdictionRow): Jurisdiction => ({
  code: row.code,
  name: { zh: row.name_zh, en: row.name_en },
  association: { zh: row.association_zh, en: row.association_en },
  timeZone: row.time_zone,
  center: [row.lng, row.lat],
  zoom: row.zoom,
  boundary: row.boundary,
  version: row.version,
});

/** All SQL of the city's places. */
export function createRegistryRepository(db: Queryable) {
  return {
    async findJurisdiction(): Promise<Jurisdiction | null> {
      const { rows } = await db.query<JurisdictionRow>(selectJurisdiction(GEOJSON_DECIMALS));
      return rows[0] ? toJurisdiction(rows[0]) : null;
    },
    /** The same as exact as it is stored, held until the transaction ends. */
    async holdJurisdiction(client: Queryable): Promise<Jurisdiction | null> {
      const { rows } = await client.query<JurisdictionRow>(`${selectJurisdiction(STORED_DECIMALS)} FOR UPDATE`);
      return rows[0] ? toJurisdiction(rows[0]) : null;
    },
    async findPlaces(): Promise<Place[]> {
      return (
        (await db.query<{ places: Place[] }>('SELECT places FROM jurisdictions ORDER BY code LIMIT 1')).rows[0]
          ?.places ?? []
      );
    },
    async findSchematic(): Promise<Schematic> {
      // There is one: without a jurisdiction the server does not start.
      return (await db.query<{ basemap: Schematic }>('SELECT basemap FROM jurisdictions ORDER BY code LIMIT 1'))
        .rows[0]!.basemap;
    },
    /**
     * All Chinese names that people search for, each once; of units only what several have in common (`公交`), which names a
     * kind: of those of one branch (null = of all branches), or of none where `units` is null.
     */
    async findNamesToSearch(units: { branchId: number | null } | null): Promise<string[]> {
      const { rows } = await db.query<{ name: string }>(
        `SELECT name_zh AS name FROM branches WHERE removed_at IS NULL UNION SELECT name_zh FROM stations WHERE removed_at IS NULL
         UNION SELECT name_zh FROM key_areas WHERE removed_at IS NULL UNION SELECT name_zh FROM lookouts WHERE removed_at IS NULL UNION SELECT name_zh FROM roads WHERE name_zh <> ''
         UNION SELECT place->'name'->>'zh' FROM (SELECT places FROM jurisdictions ORDER BY code LIMIT 1) j, jsonb_array_elements(j.places) AS place
         UNION SELECT regexp_replace(name_zh, '\\s*[0-9]+$', '') AS common FROM units
               WHERE removed_at IS NULL AND $2 AND ($3::int IS NULL OR branch_id = $3) GROUP BY common HAVING count(*) >= $1
         ORDER BY name`,
        [LEAST_UNITS_OF_KIND, units !== null, units?.branchId ?? null],
      );
      return rows.map(({ name }) => name);
    },
    /** Gives every branch without ground of its own the part of the city that is nearer to it than to any other such branch; what was given before is given anew. Others who write branches wait until the transaction ends. */
    async fillBranchAreas(client: Queryable): Promise<void> {
      await client.query('LOCK TABLE branches IN SHARE ROW EXCLUSIVE MODE');
      await client.query('UPDATE branches SET area = NULL, area_is_generated = false WHERE area_is_generated');
      await client.query(FILL_BRANCH_AREAS);
    },
    /** Branches that have ground, by id. */
    async findBranchAreas(): Promise<BranchArea[]> {
      const { rows } = await db.query<{ id: number; name_zh: string; name_en: string; area: AreaGeometry }>(
        `SELECT id, name_zh, name_en, ST_AsGeoJSON(area, ${GEOJSON_DECIMALS})::json AS area FROM branches WHERE area IS NOT NULL ORDER BY id`,
      );
      return rows.map((row) => ({ branchId: row.id, name: { zh: row.name_zh, en: row.name_en }, geometry: row.area }));
    },
    contains: (position: LngLat) => isInCity(position, db),
    findBranchOfPlace: (position: LngLat) => findBranchOfPlace(position, db),
  };
}

export type RegistryRepository = ReturnType<typeof createRegistryRepository>;
