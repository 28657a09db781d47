import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { KeyAreaKind } from '@liaowang/shared/schemas/key-area';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import type { Queryable } from '../../plugins/postgres.ts';
import type { RegisterTable, StoredEntry } from '../../plugins/register.ts';

/** What of a key area changes and is kept with its time. */
export interface KeyAreaState {
  code: string;
  name: LocalizedName;
  kind: KeyAreaKind;
  branchId: number | null;
  geometry: PolygonGeometry;
}

interface KeyAreaRow {
  id: number;
  code: string;
  name_zh: string;
  name_en: string;
  kind: KeyAreaKind;
  branch_id: number | null;
  area: PolygonGeometry;
  version: number;
  exists_since_ms: number | null;
}

const COLUMNS = `id, code, name_zh, name_en, kind, branch_id, ST_AsGeoJSON(area, 15)::json AS area, version,
  extract(epoch FROM exists_since)::float8 * 1000 AS exists_since_ms`;

const toEntry = (row: KeyAreaRow): StoredEntry<KeyAreaState> => ({
  id: row.id,
  version: row.version,
  existsSinceMs: row.exists_since_ms,
  state: {
    code: row.code,
    name: { zh: row.name_zh, en: row.name_en },
    kind: row.kind,
    branchId: row.branch_id,
    geometry: row.area,
  },
});
const toValues = ({ code, name, kind, branchId, geometry }: KeyAreaState) => [
  code,
  name.zh,
  name.en,
  kind,
  branchId,
  JSON.stringify(geometry),
];

/** All SQL of key areas. */
export function createKeyAreasRepository(db: Queryable) {
  const table: RegisterTable<KeyAreaState> = {
    async enter(client) {
      await client.query('LOCK TABLE key_areas IN ROW EXCLUSIVE MODE');
    },
    async hold(id, client) {
      const { rows } = await client.query<KeyAreaRow>(
        `SELECT ${COLUMNS} FROM key_areas WHERE id = $1 AND removed_at IS NULL FOR UPDATE`,
        [id],
      );
      return rows[0] ? toEntry(rows[0]) : null;
    },
    async findAll(client = db) {
      const { rows } = await client.query<KeyAreaRow>(
        `SELECT ${COLUMNS} FROM key_areas WHERE removed_at IS NULL ORDER BY id`,
      );
      return rows.map(toEntry);
    },
    async write(id, state, client) {
      await client.query(
        `UPDATE key_areas SET code = $2, name_zh = $3, name_en = $4, kind = $5, branch_id = $6,
           area = ST_SetSRID(ST_GeomFromGeoJSON($7), 4326), version = version + 1 WHERE id = $1`,
        [id, ...toValues(state)],
      );
    },
    async end(id, client) {
      await client.query('UPDATE key_areas SET removed_at = now(), version = version + 1 WHERE id = $1', [id]);
    },
  };
  return {
    table,
    /** The id of a new key area; null = its code is taken. */
    async insert(state: KeyAreaState, existsSinceMs: number | null, client: Queryable): Promise<number | null> {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO key_areas (code, name_zh, name_en, kind, branch_id, area, exists_since)
         VALUES ($1, $2, $3, $4, $5, ST_SetSRID(ST_GeomFromGeoJSON($6), 4326), to_timestamp($7::float8 / 1000))
         ON CONFLICT (code) WHERE removed_at IS NULL DO NOTHING RETURNING id`,
        [...toValues(state), existsSinceMs],
      );
      return rows[0]?.id ?? null;
    },
    /** How many alert rules watch a key area. */
    async countRules(keyAreaId: number, client: Queryable): Promise<number> {
      const { rows } = await client.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM alert_rules WHERE kind = 'area-uncovered' AND (params->>'keyAreaId')::int = $1`,
        [keyAreaId],
      );
      return rows[0]!.count;
    },
  };
}

export type KeyAreasRepository = ReturnType<typeof createKeyAreasRepository>;
