import type { Queryable } from '../../plugins/postgres.ts';
import type { RegisterTable, StoredEntry } from '../../plugins/register.ts';
import {
  officeColumns,
  toGround,
  toOfficeState,
  toOfficeValues,
  toPoint,
  type OfficeRow,
  type OfficeState,
} from './entry-columns.ts';

/** What of a station changes and is kept with its time. */
export interface StationState extends OfficeState {
  branchId: number;
}

type StationRow = OfficeRow & { branch_id: number };

const COLUMNS = `branch_id, ${officeColumns('area')}`;
const toEntry = (row: StationRow): StoredEntry<StationState> => ({
  id: row.id,
  version: row.version,
  existsSinceMs: row.exists_since_ms,
  state: { ...toOfficeState(row), branchId: row.branch_id },
});

/** All SQL of stations. */
export function createStationsRepository(db: Queryable) {
  const table: RegisterTable<StationState> = {
    async enter(client) {
      await client.query('LOCK TABLE stations IN ROW EXCLUSIVE MODE');
    },
    async hold(id, client) {
      const { rows } = await client.query<StationRow>(
        `SELECT ${COLUMNS} FROM stations WHERE id = $1 AND removed_at IS NULL FOR UPDATE`,
        [id],
      );
      return rows[0] ? toEntry(rows[0]) : null;
    },
    async findAll(client = db) {
      const { rows } = await client.query<StationRow>(
        `SELECT ${COLUMNS} FROM stations WHERE removed_at IS NULL ORDER BY id`,
      );
      return rows.map(toEntry);
    },
    async write(id, state, client) {
      await client.query(
        `UPDATE stations SET branch_id = $2, code = $3, name_zh = $4, name_en = $5, position = ${toPoint('$6', '$7')},
           area = ${toGround('$8')}, contact = $9, opening_hours = $10, statistical_code = $11, police_code = $12,
           grid_code = $13, version = version + 1 WHERE id = $1`,
        [id, state.branchId, ...toOfficeValues(state)],
      );
    },
    async end(id, client) {
      await client.query('UPDATE stations SET removed_at = now(), version = version + 1 WHERE id = $1', [id]);
    },
  };
  return {
    table,
    /** Keeps other writers of stations out until the transaction ends. */
    async lock(client: Queryable): Promise<void> {
      await client.query('LOCK TABLE stations IN SHARE ROW EXCLUSIVE MODE');
    },
    /** The id of a new station; null = its code is taken. */
    async insert(state: StationState, existsSinceMs: number | null, client: Queryable): Promise<number | null> {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO stations (branch_id, code, name_zh, name_en, position, area, contact, opening_hours, statistical_code, police_code, grid_code, exists_since)
         VALUES ($1, $2, $3, $4, ${toPoint('$5', '$6')}, ${toGround('$7')}, $8, $9, $10, $11, $12, to_timestamp($13::float8 / 1000))
         ON CONFLICT (code) WHERE removed_at IS NULL DO NOTHING RETURNING id`,
        [state.branchId, ...toOfficeValues(state), existsSinceMs],
      );
      return rows[0]?.id ?? null;
    },
  };
}

export type StationsRepository = ReturnType<typeof createStationsRepository>;
