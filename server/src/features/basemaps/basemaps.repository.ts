import type { Role } from '@liaowang/shared/schemas/account';
import type { BasemapOrigin } from '@liaowang/shared/schemas/basemap';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import { ADVISORY_LOCKS } from '../../plugins/advisory-locks.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import type { BasemapFacts } from './sources/basemap-facts.ts';

/** A basemap as it is stored: its origin has its key in it. */
export interface BasemapRow {
  basemapId: string;
  name: LocalizedName;
  attribution: string;
  roles: Role[] | null;
  origin: BasemapOrigin;
  /** What its server said of itself when it was set; null for kinds that are asked nothing. */
  facts: BasemapFacts | null;
  version: number;
}

/** All SQL of basemaps. */
export function createBasemapsRepository(db: Queryable) {
  return {
    /** Lets changes come one after another, until the transaction ends. */
    async lock(client: Queryable): Promise<void> {
      await client.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.basemaps]);
    },
    /** Every stored one, in the order in which they were made. */
    async findAll(client: Queryable = db): Promise<BasemapRow[]> {
      const { rows } = await client.query<BasemapRow>(
        `SELECT id AS "basemapId", json_build_object('zh', name_zh, 'en', name_en) AS name, attribution, roles, origin, facts, version
         FROM basemaps ORDER BY number`,
      );
      return rows;
    },
    /** Ids in their order; ids of what is gone may be among them. */
    async findOrder(client: Queryable = db): Promise<string[]> {
      const { rows } = await client.query<{ id: string }>('SELECT basemap_id AS id FROM basemap_order ORDER BY place');
      return rows.map(({ id }) => id);
    },
    async replaceOrder(basemapIds: readonly string[], client: Queryable): Promise<void> {
      await client.query('DELETE FROM basemap_order');
      await client.query(
        'INSERT INTO basemap_order (basemap_id, place) SELECT id, n FROM unnest($1::text[]) WITH ORDINALITY AS o (id, n)',
        [basemapIds],
      );
    },
    /** Stores one, in place of what was stored under its id; by its version, the time in seconds, it is told from whatever had the id before. */
    async save(row: Omit<BasemapRow, 'version'>, client: Queryable): Promise<void> {
      await client.query(
        `INSERT INTO basemaps (id, name_zh, name_en, attribution, roles, origin, facts, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, extract(epoch FROM now())::int)
         ON CONFLICT (id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, attribution = excluded.attribution,
           roles = excluded.roles, origin = excluded.origin, facts = excluded.facts, version = greatest(excluded.version, basemaps.version + 1)`,
        [
          row.basemapId,
          row.name.zh,
          row.name.en,
          row.attribution,
          row.roles,
          JSON.stringify(row.origin),
          row.facts === null ? null : JSON.stringify(row.facts),
        ],
      );
    },
    async delete(basemapId: string, client: Queryable): Promise<void> {
      await client.query('DELETE FROM basemaps WHERE id = $1', [basemapId]);
      await client.query('DELETE FROM basemap_order WHERE basemap_id = $1', [basemapId]);
    },
    /** A place in the middle of the city. */
    async findMiddle(): Promise<LngLat> {
      const { rows } = await db.query<{ x: number; y: number }>(
        'SELECT ST_X(p) AS x, ST_Y(p) AS y FROM (SELECT ST_PointOnSurface(boundary) AS p FROM jurisdictions ORDER BY code LIMIT 1) j',
      );
      return [rows[0]?.x ?? 0, rows[0]?.y ?? 0];
    },
    /** Files that were taken away, each with the version that was. */
    async findRemovedFiles(client: Queryable = db): Promise<Map<string, string>> {
      const { rows } = await client.query<{ file_name: string; version: string }>(
        'SELECT file_name, version FROM removed_basemap_files',
      );
      return new Map(rows.map(({ file_name: fileName, version }) => [fileName, version]));
    },
    async removeFile(fileName: string, version: string, client: Queryable): Promise<void> {
      await client.query(
        `INSERT INTO removed_basemap_files (file_name, version) VALUES ($1, $2)
         ON CONFLICT (file_name) DO UPDATE SET version = excluded.version`,
        [fileName, version],
      );
    },
    async restoreFile(fileName: string, client: Queryable): Promise<void> {
      await client.query('DELETE FROM removed_basemap_files WHERE file_name = $1', [fileName]);
    },
  };
}

export type BasemapsRepository = ReturnType<typeof createBasemapsRepository>;
