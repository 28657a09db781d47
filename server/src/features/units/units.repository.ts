import type { DeviceApp, RegisteredUnit, UnitKind } from '@liaowang/shared/schemas/unit';
import type { Queryable } from '../../plugins/postgres.ts';

interface UnitRow {
  id: number;
  name_zh: string;
  name_en: string;
  kind: UnitKind;
  branch_id: number | null;
  device_id: string;
  detection_range_meters: number;
  device_app: DeviceApp;
  report_interval_seconds: number | null;
  heartbeat_seconds: number | null;
}

const COLUMNS =
  'id, name_zh, name_en, kind, branch_id, device_id, detection_range_meters, device_app, report_interval_seconds, heartbeat_seconds';

function toUnit(row: UnitRow): RegisteredUnit {
  return {
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    kind: row.kind,
    branchId: row.branch_id,
    deviceId: row.device_id,
    detectionRangeMeters: row.detection_range_meters,
    deviceApp: row.device_app,
    reportIntervalSeconds: row.report_interval_seconds,
    heartbeatSeconds: row.heartbeat_seconds,
  };
}

/** All SQL of units. */
export function createUnitsRepository(db: Queryable) {
  return {
    async findAll(): Promise<RegisteredUnit[]> {
      return (await db.query<UnitRow>(`SELECT ${COLUMNS} FROM units ORDER BY id`)).rows.map(toUnit);
    },
    async findByDevice(deviceId: string): Promise<RegisteredUnit | null> {
      const { rows } = await db.query<UnitRow>(`SELECT ${COLUMNS} FROM units WHERE device_id = $1`, [deviceId]);
      return rows[0] ? toUnit(rows[0]) : null;
    },
    async findById(id: number): Promise<RegisteredUnit | null> {
      const { rows } = await db.query<UnitRow>(`SELECT ${COLUMNS} FROM units WHERE id = $1`, [id]);
      return rows[0] ? toUnit(rows[0]) : null;
    },
    /** The unit whose device holds this token. One that was made for a new set-up takes the old one's place by its first use: `isNew`. */
    async findByToken(tokenSha256: Buffer): Promise<{ unit: RegisteredUnit; isNew: boolean } | null> {
      const { rows } = await db.query<UnitRow>(`SELECT ${COLUMNS} FROM units WHERE device_token_sha256 = $1`, [
        tokenSha256,
      ]);
      if (rows[0]) return { unit: toUnit(rows[0]), isNew: false };
      const { rows: renewed } = await db.query<UnitRow>(
        `UPDATE units SET device_token_sha256 = next_device_token_sha256, next_device_token_sha256 = NULL WHERE next_device_token_sha256 = $1 RETURNING ${COLUMNS}`,
        [tokenSha256],
      );
      return renewed[0] ? { unit: toUnit(renewed[0]), isNew: true } : null;
    },
    /** Keeps the hash of a token for a new set-up, in place of an earlier one that was never used. */
    async updateNextToken(id: number, tokenSha256: Buffer, client: Queryable): Promise<void> {
      await client.query('UPDATE units SET next_device_token_sha256 = $2 WHERE id = $1', [id, tokenSha256]);
    },
    /** The new unit, or null when the device belongs to a unit already. */
    async insert(
      unit: Omit<RegisteredUnit, 'id'>,
      tokenSha256: Buffer,
      client: Queryable = db,
    ): Promise<RegisteredUnit | null> {
      const { rows } = await client.query<UnitRow>(
        `INSERT INTO units (name_zh, name_en, kind, branch_id, device_id, device_token_sha256, detection_range_meters, device_app, report_interval_seconds, heartbeat_seconds)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (device_id) DO NOTHING RETURNING ${COLUMNS}`,
        [
          unit.name.zh,
          unit.name.en,
          unit.kind,
          unit.branchId,
          unit.deviceId,
          tokenSha256,
          unit.detectionRangeMeters,
          unit.deviceApp,
          unit.reportIntervalSeconds,
          unit.heartbeatSeconds,
        ],
      );
      return rows[0] ? toUnit(rows[0]) : null;
    },
    /** The unit, to be changed by this transaction; null when there is none. */
    async findForUpdate(id: number, client: Queryable): Promise<RegisteredUnit | null> {
      const { rows } = await client.query<UnitRow>(`SELECT ${COLUMNS} FROM units WHERE id = $1 FOR UPDATE`, [id]);
      return rows[0] ? toUnit(rows[0]) : null;
    },
    async updateDevice(
      { id, deviceApp, reportIntervalSeconds, heartbeatSeconds }: RegisteredUnit,
      client: Queryable,
    ): Promise<void> {
      await client.query(
        'UPDATE units SET device_app = $2, report_interval_seconds = $3, heartbeat_seconds = $4 WHERE id = $1',
        [id, deviceApp, reportIntervalSeconds, heartbeatSeconds],
      );
    },
    async branchExists(branchId: number): Promise<boolean> {
      return ((await db.query('SELECT 1 FROM branches WHERE id = $1', [branchId])).rowCount ?? 0) > 0;
    },
  };
}

export type UnitsRepository = ReturnType<typeof createUnitsRepository>;
