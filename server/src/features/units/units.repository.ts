import type { RegisteredUnit, UnitKind } from '@liaowang/shared/schemas/unit';
import type { Queryable } from '../../plugins/postgres.ts';
import { DEVICE_COLUMNS, toDevice, type DeviceRow } from './devices.repository.ts';

interface UnitRow {
  id: number;
  name_zh: string;
  name_en: string;
  kind: UnitKind;
  branch_id: number | null;
  detection_range_meters: number;
  devices: DeviceRow[];
}

const COLUMNS = `id, name_zh, name_en, kind, branch_id, detection_range_meters,
  (SELECT coalesce(jsonb_agg(d ORDER BY d.id), '[]') FROM (SELECT ${DEVICE_COLUMNS} FROM devices WHERE unit_id = units.id) d) AS devices`;

function toUnit(row: UnitRow): RegisteredUnit {
  return {
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    kind: row.kind,
    branchId: row.branch_id,
    detectionRangeMeters: row.detection_range_meters,
    devices: row.devices.map(toDevice),
  };
}

/** All SQL of units; each comes with its devices. */
export function createUnitsRepository(db: Queryable) {
  return {
    async findAll(): Promise<RegisteredUnit[]> {
      return (await db.query<UnitRow>(`SELECT ${COLUMNS} FROM units ORDER BY id`)).rows.map(toUnit);
    },
    async findById(id: number, client: Queryable = db): Promise<RegisteredUnit | null> {
      const { rows } = await client.query<UnitRow>(`SELECT ${COLUMNS} FROM units WHERE id = $1`, [id]);
      return rows[0] ? toUnit(rows[0]) : null;
    },
    /** The id of the new unit, which has no device yet. */
    async insert(unit: Omit<RegisteredUnit, 'id' | 'devices'>, client: Queryable): Promise<number> {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO units (name_zh, name_en, kind, branch_id, detection_range_meters) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [unit.name.zh, unit.name.en, unit.kind, unit.branchId, unit.detectionRangeMeters],
      );
      return rows[0]!.id;
    },
    /** Holds the unit for this transaction. False: there is none. */
    async lock(id: number, client: Queryable): Promise<boolean> {
      return ((await client.query('SELECT 1 FROM units WHERE id = $1 FOR UPDATE', [id])).rowCount ?? 0) > 0;
    },
    async branchExists(branchId: number): Promise<boolean> {
      return ((await db.query('SELECT 1 FROM branches WHERE id = $1', [branchId])).rowCount ?? 0) > 0;
    },
  };
}

export type UnitsRepository = ReturnType<typeof createUnitsRepository>;
