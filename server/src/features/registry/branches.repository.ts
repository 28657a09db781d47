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

/** Ground that the server made is none that somebody gave. */
const COLUMNS = officeColumns('CASE WHEN NOT area_is_generated THEN area END');

const toEntry = (row: OfficeRow): StoredEntry<OfficeState> => ({
  id: row.id,
  version: row.version,
  existsSinceMs: row.exists_since_ms,
  state: toOfficeState(row),
});

/** What needs a branch, by number. */
export interface BranchUses {
  stations: number;
  units: number;
  lookouts: number;
  keyAreas: number;
  accounts: number;
}

/** All SQL of branches. */
export function createBranchesRepository(db: Queryable) {
  const table: RegisterTable<OfficeState> = {
    async enter(client) {
      await client.query('LOCK TABLE branches IN ROW EXCLUSIVE MODE');
    },
    async hold(id, client) {
      const { rows } = await client.query<OfficeRow>(
        `SELECT ${COLUMNS} FROM branches WHERE id = $1 AND removed_at IS NULL FOR UPDATE`,
        [id],
      );
      return rows[0] ? toEntry(rows[0]) : null;
    },
    async findAll(client = db) {
      const { rows } = await client.query<OfficeRow>(
        `SELECT ${COLUMNS} FROM branches WHERE removed_at IS NULL ORDER BY id`,
      );
      return rows.map(toEntry);
    },
    async write(id, state, client) {
      await client.query(
        `UPDATE branches SET code = $2, name_zh = $3, name_en = $4, position = ${toPoint('$5', '$6')},
           area = ${toGround('$7')}, area_is_generated = false, contact = $8, opening_hours = $9,
           statistical_code = $10, police_code = $11, grid_code = $12, version = version + 1 WHERE id = $1`,
        [id, ...toOfficeValues(state)],
      );
    },
    // Its ground goes to the others.
    async end(id, client) {
      await client.query(
        'UPDATE branches SET removed_at = now(), area = NULL, area_is_generated = false, version = version + 1 WHERE id = $1',
        [id],
      );
    },
  };
  return {
    table,
    /** Keeps other writers of branches out until the transaction ends: each writes the ground of all. */
    async lock(client: Queryable): Promise<void> {
      await client.query('LOCK TABLE branches IN SHARE ROW EXCLUSIVE MODE');
    },
    /** How many stations each branch has that has any, by its id. */
    async countStations(client: Queryable = db): Promise<Map<number, number>> {
      const { rows } = await client.query<{ branch_id: number; count: number }>(
        'SELECT branch_id, count(*)::int AS count FROM stations WHERE removed_at IS NULL GROUP BY branch_id',
      );
      return new Map(rows.map(({ branch_id, count }) => [branch_id, count]));
    },
    /** The id of a new branch; null = its code is taken. */
    async insert(state: OfficeState, existsSinceMs: number | null, client: Queryable): Promise<number | null> {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO branches (code, name_zh, name_en, position, area, contact, opening_hours, statistical_code, police_code, grid_code, exists_since)
         VALUES ($1, $2, $3, ${toPoint('$4', '$5')}, ${toGround('$6')}, $7, $8, $9, $10, $11, to_timestamp($12::float8 / 1000))
         ON CONFLICT (code) WHERE removed_at IS NULL DO NOTHING RETURNING id`,
        [...toOfficeValues(state), existsSinceMs],
      );
      return rows[0]?.id ?? null;
    },
    async findUses(branchId: number, client: Queryable): Promise<BranchUses> {
      const { rows } = await client.query<BranchUses>(
        `SELECT (SELECT count(*)::int FROM stations WHERE branch_id = $1 AND removed_at IS NULL) AS stations,
                (SELECT count(*)::int FROM units WHERE branch_id = $1 AND removed_at IS NULL) AS units,
                (SELECT count(*)::int FROM lookouts WHERE branch_id = $1 AND removed_at IS NULL) AS lookouts,
                (SELECT count(*)::int FROM key_areas WHERE branch_id = $1 AND removed_at IS NULL) AS "keyAreas",
                (SELECT count(*)::int FROM accounts WHERE branch_id = $1) AS accounts`,
        [branchId],
      );
      return rows[0]!;
    },
  };
}

export type BranchesRepository = ReturnType<typeof createBranchesRepository>;
