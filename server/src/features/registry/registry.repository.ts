import type { AreaGeometry, LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { Branch, Jurisdiction, KeyArea, KeyAreaKind, Place, Station } from '@liaowang/shared/schemas/registry';
import type { Queryable } from '../../plugins/postgres.ts';

/** Six decimals are 0.1 m: as exact as any source here. */
const GEOJSON_DECIMALS = 6;

/** All SQL that reads the city's places. */
export function createRegistryRepository(db: Queryable) {
  return {
    async findJurisdiction(): Promise<Jurisdiction | null> {
      const { rows } = await db.query<{
        code: string; name_zh: string; name_en: string; association_zh: string; association_en: string; time_zone: string; lng: number; lat: number; zoom: number; boundary: AreaGeometry;
      }>(
        `SELECT code, name_zh, name_en, association_zh, association_en, time_zone, ST_X(center) AS lng, ST_Y(center) AS lat, zoom,
                ST_AsGeoJSON(boundary, ${GEOJSON_DECIMALS})::json AS boundary
         FROM jurisdictions ORDER BY code LIMIT 1`,
      );
      const row = rows[0];
      if (!row) return null;
      return {
        code: row.code,
        name: { zh: row.name_zh, en: row.name_en },
        association: { zh: row.association_zh, en: row.association_en },
        timeZone: row.time_zone,
        center: [row.lng, row.lat],
        zoom: row.zoom,
        boundary: row.boundary,
      };
    },
    async findPlaces(): Promise<Place[]> {
      return (await db.query<{ places: Place[] }>('SELECT places FROM jurisdictions ORDER BY code LIMIT 1')).rows[0]?.places ?? [];
    },
    async findBasemap(): Promise<unknown> {
      return (await db.query<{ basemap: unknown }>('SELECT basemap FROM jurisdictions ORDER BY code LIMIT 1')).rows[0]?.basemap;
    },
    async findBranches(): Promise<Branch[]> {
      const { rows } = await db.query<{ id: number; name_zh: string; name_en: string; lng: number; lat: number; stations: number }>(
        `SELECT b.id, b.name_zh, b.name_en, ST_X(b.position) AS lng, ST_Y(b.position) AS lat, count(s.id)::int AS stations
         FROM branches b LEFT JOIN stations s ON s.branch_id = b.id GROUP BY b.id ORDER BY b.id`,
      );
      return rows.map((row) => ({ id: row.id, name: { zh: row.name_zh, en: row.name_en }, position: [row.lng, row.lat] as LngLat, stationCount: row.stations }));
    },
    async findStations(): Promise<Station[]> {
      const { rows } = await db.query<{ id: number; name: string; branch_id: number; lng: number; lat: number }>(
        'SELECT id, name, branch_id, ST_X(position) AS lng, ST_Y(position) AS lat FROM stations ORDER BY id',
      );
      return rows.map((row) => ({ id: row.id, name: row.name, branchId: row.branch_id, position: [row.lng, row.lat] as LngLat }));
    },
    async findKeyAreas(): Promise<KeyArea[]> {
      const { rows } = await db.query<{ id: number; name_zh: string; name_en: string; kind: KeyAreaKind; branch_id: number | null; area: PolygonGeometry }>(
        `SELECT id, name_zh, name_en, kind, branch_id, ST_AsGeoJSON(area, ${GEOJSON_DECIMALS})::json AS area FROM key_areas ORDER BY id`,
      );
      return rows.map((row) => ({ id: row.id, name: { zh: row.name_zh, en: row.name_en }, kind: row.kind, branchId: row.branch_id, geometry: row.area }));
    },
    /** The branch whose seat is nearest to a place, or null while there is none. */
    async findNearestBranchId([lng, lat]: LngLat): Promise<number | null> {
      const { rows } = await db.query<{ id: number }>('SELECT id FROM branches ORDER BY position <-> ST_SetSRID(ST_MakePoint($1, $2), 4326) LIMIT 1', [lng, lat]);
      return rows[0]?.id ?? null;
    },
    /** Whether a place lies inside the jurisdiction. */
    async contains([lng, lat]: LngLat): Promise<boolean> {
      const { rows } = await db.query<{ inside: boolean }>(
        'SELECT bool_or(ST_Covers(boundary, ST_SetSRID(ST_MakePoint($1, $2), 4326))) AS inside FROM jurisdictions',
        [lng, lat],
      );
      return rows[0]?.inside ?? false;
    },
  };
}

export type RegistryRepository = ReturnType<typeof createRegistryRepository>;
