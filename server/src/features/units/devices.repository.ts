import type { Datum, Device } from '@liaowang/shared/schemas/device';
import type { Queryable } from '../../plugins/postgres.ts';

export interface DeviceRow {
  id: number;
  unit_id: number;
  protocol: string;
  external_id: string;
  datum: Datum;
  time_zone: string | null;
  report_interval_seconds: number | null;
  heartbeat_seconds: number | null;
  settings: Record<string, unknown>;
}

export const DEVICE_COLUMNS =
  'id, unit_id, protocol, external_id, datum, time_zone, report_interval_seconds, heartbeat_seconds, settings';

export function toDevice(row: DeviceRow): Device {
  return {
    id: row.id,
    unitId: row.unit_id,
    protocol: row.protocol,
    externalId: row.external_id,
    datum: row.datum,
    timeZone: row.time_zone,
    reportIntervalSeconds: row.report_interval_seconds,
    heartbeatSeconds: row.heartbeat_seconds,
    settings: row.settings,
  };
}

/** All SQL of devices. */
export function createDevicesRepository(db: Queryable) {
  return {
    async findByExternalId(protocol: string, externalId: string): Promise<Device | null> {
      const { rows } = await db.query<DeviceRow>(
        `SELECT ${DEVICE_COLUMNS} FROM devices WHERE protocol = $1 AND external_id = $2`,
        [protocol, externalId],
      );
      return rows[0] ? toDevice(rows[0]) : null;
    },
    /** What devices call themselves in a protocol, by their units' ids. */
    async findNames(protocol: string, client: Queryable): Promise<Map<number, string[]>> {
      const { rows } = await client.query<{ unit_id: number; names: string[] }>(
        'SELECT unit_id, array_agg(external_id ORDER BY id) AS names FROM devices WHERE protocol = $1 GROUP BY unit_id',
        [protocol],
      );
      return new Map(rows.map(({ unit_id, names }) => [unit_id, names]));
    },
    /** The device that holds this token. One that was made for a new set-up takes the old one's place by its first use: `isNew`. */
    async findByToken(tokenSha256: Buffer): Promise<{ device: Device; isNew: boolean } | null> {
      const { rows } = await db.query<DeviceRow>(`SELECT ${DEVICE_COLUMNS} FROM devices WHERE token_sha256 = $1`, [
        tokenSha256,
      ]);
      if (rows[0]) return { device: toDevice(rows[0]), isNew: false };
      const { rows: renewed } = await db.query<DeviceRow>(
        `UPDATE devices SET token_sha256 = next_token_sha256, next_token_sha256 = NULL WHERE next_token_sha256 = $1 RETURNING ${DEVICE_COLUMNS}`,
        [tokenSha256],
      );
      return renewed[0] ? { device: toDevice(renewed[0]), isNew: true } : null;
    },
    /** Keeps the hash of a token for a new set-up, in place of an earlier one that was never used. */
    async updateNextToken(id: number, tokenSha256: Buffer, client: Queryable): Promise<void> {
      await client.query('UPDATE devices SET next_token_sha256 = $2 WHERE id = $1', [id, tokenSha256]);
    },
    /** The new device, or null when one of this protocol calls itself so already. */
    async insert(device: Omit<Device, 'id'>, tokenSha256: Buffer, client: Queryable): Promise<Device | null> {
      const { rows } = await client.query<DeviceRow>(
        `INSERT INTO devices (unit_id, protocol, external_id, token_sha256, datum, time_zone, report_interval_seconds, heartbeat_seconds, settings)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (protocol, external_id) DO NOTHING RETURNING ${DEVICE_COLUMNS}`,
        [
          device.unitId,
          device.protocol,
          device.externalId,
          tokenSha256,
          device.datum,
          device.timeZone,
          device.reportIntervalSeconds,
          device.heartbeatSeconds,
          JSON.stringify(device.settings),
        ],
      );
      return rows[0] ? toDevice(rows[0]) : null;
    },
    async update(device: Device, client: Queryable): Promise<void> {
      await client.query(
        `UPDATE devices SET datum = $2, time_zone = $3, report_interval_seconds = $4, heartbeat_seconds = $5, settings = $6 WHERE id = $1`,
        [
          device.id,
          device.datum,
          device.timeZone,
          device.reportIntervalSeconds,
          device.heartbeatSeconds,
          JSON.stringify(device.settings),
        ],
      );
    },
    async delete(id: number, client: Queryable): Promise<void> {
      await client.query('DELETE FROM devices WHERE id = $1', [id]);
    },
  };
}

export type DevicesRepository = ReturnType<typeof createDevicesRepository>;
