import type { RegisteredUnit, UnitKind } from '@liaowang/shared/schemas/unit';
import type { Queryable } from '../../plugins/postgres.ts';
import type { RegisterTable, StoredEntry } from '../../plugins/register.ts';
import { DEVICE_COLUMNS, toDevice, type DeviceRow } from './devices.repository.ts';

interface UnitRow {
  id: number;
  name_zh: string;
  name_en: string;
  kind: UnitKind;
  branch_id: number | null;
  detection_range_meters: number;
  devices: DeviceRow[];
  version: number;
  exists_since_ms: number | null;
}

/** What of a unit changes and is kept with its time. */
export type UnitState = Pick<RegisteredUnit, 'name' | 'kind' | 'branchId' | 'detectionRangeMeters'>;

const OWN_COLUMNS = `id, name_zh, name_en, kind, branch_id, detection_range_meters, version,
  extract(epoch FROM exists_since)::float8 * 1000 AS exists_since_ms`;
const COLUMNS = `${OWN_COLUMNS},
  (SELECT coalesce(jsonb_agg(d ORDER BY d.id), '[]') FROM (SELECT ${DEVICE_COLUMNS} FROM devices WHERE unit_id = units.id) d) AS devices`;

const toEntry = (row: Omit<UnitRow, 'devices'>): StoredEntry<UnitState> => ({
  id: row.id,
  version: row.version,
  existsSinceMs: row.exists_since_ms,
  state: {
    name: { zh: row.name_zh, en: row.name_en },
    kind: row.kind,
    branchId: row.branch_id,
    detectionRangeMeters: row.detection_range_meters,
  },
});

function toUnit(row: UnitRow): RegisteredUnit {
  const { id, version, state } = toEntry(row);
  return { id, ...state, devices: row.devices.map(toDevice), version };
}

/** All SQL of units; each comes with its devices. */
export function createUnitsRepository(db: Queryable) {
  const table: RegisterTable<UnitState> = {
    async enter(client) {
      await client.query('LOCK TABLE units IN ROW EXCLUSIVE MODE');
    },
    async hold(id, client) {
      const { rows } = await client.query<UnitRow>(
        `SELECT ${OWN_COLUMNS} FROM units WHERE id = $1 AND removed_at IS NULL FOR UPDATE`,
        [id],
      );
      return rows[0] ? toEntry(rows[0]) : null;
    },
    async findAll(client = db) {
      const { rows } = await client.query<UnitRow>(
        `SELECT ${OWN_COLUMNS} FROM units WHERE removed_at IS NULL ORDER BY id`,
      );
      return rows.map(toEntry);
    },
    async write(id, { name, kind, branchId, detectionRangeMeters }, client) {
      await client.query(
        `UPDATE units SET name_zh = $2, name_en = $3, kind = $4, branch_id = $5, detection_range_meters = $6,
           version = version + 1 WHERE id = $1`,
        [id, name.zh, name.en, kind, branchId, detectionRangeMeters],
      );
    },
    // Its devices may report for another unit from now on; what they sent stays.
    async end(id, client) {
      await client.query('UPDATE units SET removed_at = now(), version = version + 1 WHERE id = $1', [id]);
      await client.query('DELETE FROM devices WHERE unit_id = $1', [id]);
    },
  };
  return {
    table,
    /** Whether it ever said anything. */
    async hasReported(id: number, client: Queryable): Promise<boolean> {
      return (
        ((
          await client.query(
            'SELECT 1 WHERE EXISTS (SELECT 1 FROM unit_contacts WHERE unit_id = $1) OR EXISTS (SELECT 1 FROM positions WHERE unit_id = $1)',
            [id],
          )
        ).rowCount ?? 0) > 0
      );
    },
    /** Those of these units that are not retired. */
    async findMany(ids: readonly number[]): Promise<RegisteredUnit[]> {
      const { rows } = await db.query<UnitRow>(
        `SELECT ${COLUMNS} FROM units WHERE removed_at IS NULL AND id = ANY($1) ORDER BY id`,
        [ids],
      );
      return rows.map(toUnit);
    },
    /** Every unit that is not retired, by id. */
    async findAll(): Promise<RegisteredUnit[]> {
      const { rows } = await db.query<UnitRow>(`SELECT ${COLUMNS} FROM units WHERE removed_at IS NULL ORDER BY id`);
      return rows.map(toUnit);
    },
    async findById(id: number, client: Queryable = db): Promise<RegisteredUnit | null> {
      const { rows } = await client.query<UnitRow>(
        `SELECT ${COLUMNS} FROM units WHERE id = $1 AND removed_at IS NULL`,
        [id],
      );
      return rows[0] ? toUnit(rows[0]) : null;
    },
    /** The id of the new unit, which has no device yet. */
    async insert(unit: UnitState, existsSinceMs: number | null, client: Queryable): Promise<number> {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO units (name_zh, name_en, kind, branch_id, detection_range_meters, exists_since)
         VALUES ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000)) RETURNING id`,
        [unit.name.zh, unit.name.en, unit.kind, unit.branchId, unit.detectionRangeMeters, existsSinceMs],
      );
      return rows[0]!.id;
    },
    /** Keeps other writers of units out until the transaction ends. */
    async lockAll(client: Queryable): Promise<void> {
      await client.query('LOCK TABLE units IN SHARE ROW EXCLUSIVE MODE');
    },
    /** Holds the unit for this transaction. False: there is none. */
    async lock(id: number, client: Queryable): Promise<boolean> {
      return (
        ((await client.query('SELECT 1 FROM units WHERE id = $1 AND removed_at IS NULL FOR UPDATE', [id])).rowCount ??
          0) > 0
      );
    },
  };
}

export type UnitsRepository = ReturnType<typeof createUnitsRepository>;
