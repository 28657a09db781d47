import type { AlertDetail } from '@liaowang/shared/schemas/alert-kinds';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Queryable } from '../../plugins/postgres.ts';

/** An open call for help. */
export interface OpenCall {
  id: number;
  position: LngLat | null;
  detail: AlertDetail<'sos'>;
  /** Epoch milliseconds; null while nobody took it. */
  takenAtMs: number | null;
}

/** The SQL of calls for help. All of it runs inside one transaction a unit. */
export function createSosRepository() {
  return {
    /** Remembers presses by the device's clock; returns those that were not known. */
    async insertPresses(unitId: number, deviceTimesMs: readonly number[], client: Queryable): Promise<number[]> {
      const { rows } = await client.query<{ device_time_ms: string }>(
        `INSERT INTO sos_presses (unit_id, device_time_ms) SELECT $1, t FROM unnest($2::bigint[]) t ORDER BY t ON CONFLICT DO NOTHING RETURNING device_time_ms`,
        [unitId, deviceTimesMs],
      );
      return rows.map((row) => Number(row.device_time_ms));
    },
    /** The open call of a unit, locked until the transaction ends. */
    async findOpen(unitId: number, client: Queryable): Promise<OpenCall | null> {
      const { rows } = await client.query<{
        id: number;
        lng: number | null;
        lat: number | null;
        detail: OpenCall['detail'];
        taken_at: Date | null;
      }>(
        `SELECT id, ST_X(position) AS lng, ST_Y(position) AS lat, detail, CASE WHEN status = 'acknowledged' THEN coalesce(acknowledged_at, raised_at) END AS taken_at
         FROM alerts WHERE kind = 'sos' AND status <> 'cleared' AND subject_id = $1 FOR UPDATE`,
        [unitId],
      );
      const row = rows[0];
      return row
        ? {
            id: row.id,
            position: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
            detail: row.detail,
            takenAtMs: row.taken_at?.getTime() ?? null,
          }
        : null;
    },
    /** Counts presses on an open call, of which the first may be at another place than was known; with `isRinging` nobody has taken it any more. */
    async addPresses(
      id: number,
      count: number,
      position: LngLat | null,
      isRinging: boolean,
      client: Queryable,
    ): Promise<void> {
      await client.query(
        `UPDATE alerts SET count = count + $2, position = ST_SetSRID(ST_MakePoint($3, $4), 4326),
           status = CASE WHEN $5 THEN 'raised' ELSE status END,
           acknowledged_at = CASE WHEN $5 THEN NULL ELSE acknowledged_at END,
           acknowledged_by = CASE WHEN $5 THEN NULL ELSE acknowledged_by END
         WHERE id = $1`,
        [id, count, position?.[0] ?? null, position?.[1] ?? null, isRinging],
      );
    },
  };
}
