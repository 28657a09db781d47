import type { Queryable } from '../plugins/postgres.ts';

/** People of a made-up household. */
const PERSONS = 2.8;

/**
 * A made-up community around each made-up station: what is nearer to it than to any other (Voronoi; longitudes shrunk by the
 * cosine of the latitude meanwhile, so that "nearer" is nearer on the ground), with the residents of the made-up households there.
 */
const COMMUNITIES = `
  WITH city AS MATERIALIZED (
    SELECT boundary, cos(radians(ST_Y(ST_Centroid(boundary)))) AS shrink FROM jurisdictions ORDER BY code LIMIT 1
  ), seats AS MATERIALIZED (
    SELECT DISTINCT ON (s.position) s.id, s.name_zh AS name, ST_Scale(s.position, shrink, 1) AS seat FROM stations s, city ORDER BY s.position, s.id
  ), cells AS MATERIALIZED (
    SELECT (ST_Dump(ST_VoronoiPolygons(ST_Collect(seat), 0, (SELECT ST_Scale(boundary, shrink, 1) FROM city)))).geom AS cell FROM seats
  ), grounds AS MATERIALIZED (
    SELECT s.id, s.name, ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_CollectionExtract(ST_Intersection(boundary, ST_Scale(cell, 1 / shrink, 1)), 3)), 3)) AS ground
    FROM seats s JOIN cells ON ST_Covers(cell, seat), city
  ), made AS (
    INSERT INTO area_sets (name, kind, denominator_kind, is_demo) VALUES ('社区', 'imported', 'residents', true) RETURNING id
  )
  INSERT INTO area_set_areas (set_id, name, denominator, area)
  SELECT made.id, regexp_replace(g.name, '服务站$', ''),
         (SELECT nullif(round(sum(h.households) * ${PERSONS}), 0) FROM household_points h WHERE ST_Covers(g.ground, h.position)), g.ground
  FROM grounds g, made WHERE NOT ST_IsEmpty(g.ground) ORDER BY g.id`;

/** Plants the made-up communities, once stations and households are there. */
export async function plantDemoAreas(client: Queryable): Promise<void> {
  // The planner takes it for dear enough to compile, which takes longer than it runs.
  await client.query('SET LOCAL jit = off');
  await client.query(COMMUNITIES);
}
