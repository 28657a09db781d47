import type { AreaLayout } from '@liaowang/shared/schemas/area-set';
import type { AreaGeometry, LngLat, MultiPolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { Database, Queryable } from '../../plugins/postgres.ts';

/** An area as it would be stored. */
export interface ExaminedShape {
  /** Null = nothing is left of it. */
  geometry: MultiPolygonGeometry | null;
  areaSquareMeters: number;
  /** By how much mending changed its area; null = it was valid. */
  mendedSquareMeters: number | null;
  outsideSquareMeters: number;
}

/** Ground that two neighbours both claim, or both leave, where their borders were drawn apart: no overlap, no hole. */
const SLIVER_SQUARE_METERS = 500;
const LARGEST = 10;
/** A hundredth of a metre. */
const DECIMALS = 7;

/**
 * PostGIS measures no edge from one side of the earth to the other, and takes a shape that goes round it for nothing. What
 * is far wider than any city is measured as a sphere's degrees: near enough to say that next to all of it lies outside.
 */
const WIDEST_DEGREES = 5;
const METERS_PER_DEGREE = 111_195;
const measureGround = (shape: string): string =>
  `CASE WHEN ST_XMax(${shape}) - ST_XMin(${shape}) > ${WIDEST_DEGREES} THEN ST_Area(${shape}) * ${METERS_PER_DEGREE} ^ 2 * cos(radians(ST_Y(ST_Centroid(${shape})))) ELSE ST_Area(${shape}::geography) END`;

const GIVEN = `given AS MATERIALIZED (
  SELECT n::int AS n, ST_SetSRID(ST_GeomFromGeoJSON(shape), 4326) AS raw FROM unnest($1::text[]) WITH ORDINALITY AS t (shape, n)
)`;
const CITY = `city AS MATERIALIZED (SELECT ST_Union(boundary) AS boundary FROM jurisdictions)`;

/** All SQL that looks at the shapes of areas. */
export function createAreaShapesRepository(db: Database) {
  /** As the planner takes some of these for dear, it would compile them: longer than they run. */
  const withoutCompiling = <T>(work: (client: Queryable) => Promise<T>): Promise<T> =>
    db.transaction(async (client) => {
      await client.query('SET LOCAL jit = off');
      return work(client);
    });

  return {
    /** Each shape made valid (ST_MakeValid, its polygons), and what that and the jurisdiction's border mean to it. */
    async examine(shapes: readonly AreaGeometry[]): Promise<ExaminedShape[]> {
      if (shapes.length === 0) return [];
      return withoutCompiling(async (client) => {
        const { rows } = await client.query<{
          geometry: MultiPolygonGeometry | null;
          area: number;
          mended: number | null;
          outside: number;
        }>(
          `WITH ${GIVEN}, ${CITY}, valid AS MATERIALIZED (
             SELECT n, raw, ST_IsValid(raw) AS is_valid, CASE WHEN ST_IsValid(raw) THEN ST_Multi(raw) ELSE ST_Multi(ST_CollectionExtract(ST_MakeValid(raw), 3)) END AS shape FROM given
           ), measured AS MATERIALIZED (
             SELECT *, ${measureGround('shape')} AS ground FROM valid
           )
           SELECT CASE WHEN ST_Area(shape) > 0 THEN ST_AsGeoJSON(shape, ${DECIMALS})::json END AS geometry,
                  ground AS area,
                  CASE WHEN is_valid THEN NULL WHEN ST_Area(shape) > 0 THEN abs(ST_Area(raw) - ST_Area(shape)) / ST_Area(shape) * ground ELSE 0 END AS mended,
                  CASE WHEN ST_Covers(boundary, shape) THEN 0 WHEN NOT ST_Intersects(boundary, shape) THEN ground
                       ELSE greatest(0, ground - ST_Area(ST_CollectionExtract(ST_Intersection(boundary, shape), 3)::geography)) END AS outside
           FROM measured, city ORDER BY n`,
          [shapes.map((shape) => JSON.stringify(shape))],
        );
        return rows.map(({ geometry, area, mended, outside }) => ({
          geometry,
          areaSquareMeters: area,
          mendedSquareMeters: mended,
          outsideSquareMeters: outside,
        }));
      });
    },

    /** How valid areas lie beside each other and in the jurisdiction; names are by the places of the shapes. */
    async findLayout(areas: ReadonlyArray<{ name: string; geometry: AreaGeometry }>): Promise<AreaLayout> {
      const given = [areas.map(({ geometry }) => JSON.stringify(geometry))];
      return withoutCompiling(async (client) => {
        const overlaps = await client.query<{ one: number; other: number; area: number }>(
          `WITH ${GIVEN}, pairs AS (
             SELECT a.n AS one, b.n AS other, ST_Area(ST_CollectionExtract(ST_Intersection(a.raw, b.raw), 3)::geography) AS area
             FROM given a JOIN given b ON a.n < b.n AND a.raw && b.raw AND ST_Intersects(a.raw, b.raw)
           )
           SELECT one, other, area FROM pairs WHERE area > ${SLIVER_SQUARE_METERS} ORDER BY area DESC, one, other`,
          given,
        );
        const {
          rows: [ground],
        } = await client.query<{ uncovered: number; holes: Array<{ place: LngLat; area: number }> }>(
          `WITH ${GIVEN}, ${CITY}, covered AS MATERIALIZED (SELECT ST_UnaryUnion(ST_Collect(raw)) AS ground FROM given), rings AS (
             SELECT (ST_DumpRings(part.geom)).path[1] AS ring, (ST_DumpRings(part.geom)).geom AS hole FROM covered, ST_Dump(ground) AS part
           ), holes AS (
             SELECT hole, ST_Area(hole::geography) AS area FROM rings WHERE ring > 0
           )
           SELECT ST_Area(ST_CollectionExtract(ST_Difference(boundary, ground), 3)::geography) AS uncovered,
                  (SELECT coalesce(json_agg(json_build_object('place', json_build_array(ST_X(ST_PointOnSurface(hole)), ST_Y(ST_PointOnSurface(hole))), 'area', area) ORDER BY area DESC), '[]')
                   FROM holes WHERE area > ${SLIVER_SQUARE_METERS}) AS holes
           FROM covered, city`,
          given,
        );
        const sum = (rows: ReadonlyArray<{ area: number }>): number =>
          rows.reduce((total, { area }) => total + area, 0);
        const holes = ground?.holes ?? [];
        return {
          overlaps: {
            count: overlaps.rows.length,
            squareMeters: sum(overlaps.rows),
            largest: overlaps.rows.slice(0, LARGEST).map(({ one, other, area }) => ({
              names: [areas[one - 1]!.name, areas[other - 1]!.name],
              squareMeters: area,
            })),
          },
          holes: {
            count: holes.length,
            squareMeters: sum(holes),
            largest: holes.slice(0, LARGEST).map(({ place, area }) => ({ place, squareMeters: area })),
          },
          uncoveredSquareMeters: ground?.uncovered ?? 0,
        };
      });
    },
  };
}

export type AreaShapesRepository = ReturnType<typeof createAreaShapesRepository>;
