import type { AreaGeometry, LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { Queryable } from '../../plugins/postgres.ts';

/** Whether a place lies in the city. */
export async function isInCity(position: LngLat, client: Queryable): Promise<boolean> {
  const { rows } = await client.query<{ inside: boolean }>(
    'SELECT bool_or(ST_Covers(boundary, ST_SetSRID(ST_MakePoint($1, $2), 4326))) AS inside FROM jurisdictions',
    [...position],
  );
  return rows[0]?.inside ?? false;
}

/** Whether any of an outline lies in the city. */
export async function touchesCity(geometry: PolygonGeometry, client: Queryable): Promise<boolean> {
  const { rows } = await client.query<{ inside: boolean }>(
    'SELECT bool_or(ST_Intersects(boundary, ST_SetSRID(ST_GeomFromGeoJSON($1), 4326))) AS inside FROM jurisdictions',
    [JSON.stringify(geometry)],
  );
  return rows[0]?.inside ?? false;
}

/** Ground made valid, how large it is, and whether any of it lies in the city. */
export async function examineArea(
  area: AreaGeometry,
  client: Queryable,
): Promise<{ mended: AreaGeometry; meters: number; inside: boolean }> {
  const { rows } = await client.query<{ mended: AreaGeometry; meters: number; inside: boolean }>(
    `SELECT ST_AsGeoJSON(mended, 15)::json AS mended,
            -- What is far wider than any city has no edges that could be measured on the earth.
            CASE WHEN ST_XMax(mended) - ST_XMin(mended) > 5 OR ST_YMax(mended) - ST_YMin(mended) > 5 THEN 1e12 ELSE ST_Area(mended::geography) END AS meters,
            (SELECT bool_or(ST_Intersects(boundary, mended)) FROM jurisdictions) AS inside
     FROM ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON($1), 4326)), 3)) AS mended`,
    [JSON.stringify(area)],
  );
  return rows[0]!;
}

/** The branch on whose ground a place lies, else the nearest; null = there is none. */
export async function findBranchOfPlace(position: LngLat, client: Queryable): Promise<number | null> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT id FROM branches, ST_SetSRID(ST_MakePoint($1, $2), 4326) AS place WHERE removed_at IS NULL
     ORDER BY coalesce(ST_Covers(area, place), false) DESC, position <-> place, id LIMIT 1`,
    [...position],
  );
  return rows[0]?.id ?? null;
}

/** Whether there is a branch of that number; it stays until the transaction ends. */
export async function holdBranch(branchId: number, client: Queryable): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM branches WHERE id = $1 AND removed_at IS NULL FOR SHARE', [
    branchId,
  ]);
  return (rowCount ?? 0) > 0;
}
