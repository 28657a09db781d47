import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Queryable } from '../../plugins/postgres.ts';

/** An open call for help. Times are epoch milliseconds. */
export interface OpenCall {
  id: number;
  firstPressMs: number;
  lastPressMs: number;
  /** Null while nobody took it. */
  taken: { takenAtMs: number; knownPressMs: number } | null;
}

/** Presses of one unit's button that were heard of together. */
export interface PressSummary {
  count: number;
  first: { pressedAtMs: number; position: LngLat | null };
  last: { pressedAtMs: number; position: LngLat | null };
}

const point = (lng: number, lat: number) => `ST_SetSRID(ST_MakePoint($${lng}, $${lat}), 4326)`;
const coordinates = (position: LngLat | null): [number | null, number | null] =>
  position ? [position[0], position[1]] : [null, null];

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
      const { rows } = await client.query<{ id: number; first: Date; last: Date; taken_at: Date | null; known: Date }>(
        `SELECT id, coalesce(pressed_at, raised_at) AS first, coalesce(last_pressed_at, pressed_at, raised_at) AS last,
           CASE WHEN status = 'acknowledged' THEN coalesce(acknowledged_at, raised_at) END AS taken_at, coalesce(known_press_at, pressed_at, raised_at) AS known
         FROM alerts WHERE kind = 'sos' AND status <> 'cleared' AND unit_id = $1 FOR UPDATE`,
        [unitId],
      );
      const row = rows[0];
      return row
        ? {
            id: row.id,
            firstPressMs: row.first.getTime(),
            lastPressMs: row.last.getTime(),
            taken: row.taken_at && { takenAtMs: row.taken_at.getTime(), knownPressMs: row.known.getTime() },
          }
        : null;
    },
    /** The id of a new call, or null when the unit has an open one by now. */
    async insert(
      unitId: number,
      cause: string,
      presses: PressSummary,
      raisedAt: Date,
      client: Queryable,
    ): Promise<number | null> {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO alerts (kind, status, unit_id, cause, count, raised_at, pressed_at, last_pressed_at, position, last_position)
         VALUES ('sos', 'raised', $1, $2, $3, $4, $5, $6, ${point(7, 8)}, ${point(9, 10)})
         ON CONFLICT (unit_id) WHERE kind = 'sos' AND status <> 'cleared' DO NOTHING RETURNING id`,
        [
          unitId,
          cause,
          presses.count,
          raisedAt,
          new Date(presses.first.pressedAtMs),
          new Date(presses.last.pressedAtMs),
          ...coordinates(presses.first.position),
          ...coordinates(presses.last.position),
        ],
      );
      return rows[0]?.id ?? null;
    },
    /** Adds presses to an open call; with `ringing` nobody has taken it any more. */
    async addPresses(call: OpenCall, presses: PressSummary, ringing: boolean, client: Queryable): Promise<void> {
      const isFirst = presses.first.pressedAtMs < call.firstPressMs;
      const isLast = presses.last.pressedAtMs >= call.lastPressMs;
      await client.query(
        `UPDATE alerts SET count = count + $2,
           pressed_at = CASE WHEN $3 THEN $4::timestamptz ELSE coalesce(pressed_at, raised_at) END,
           position = CASE WHEN $3 THEN coalesce(${point(5, 6)}, position) ELSE coalesce(position, ${point(5, 6)}) END,
           last_pressed_at = CASE WHEN $7 THEN $8::timestamptz ELSE coalesce(last_pressed_at, pressed_at, raised_at) END,
           last_position = CASE WHEN $7 THEN coalesce(${point(9, 10)}, last_position) ELSE coalesce(last_position, ${point(9, 10)}) END,
           status = CASE WHEN $11 THEN 'raised' ELSE status END,
           acknowledged_at = CASE WHEN $11 THEN NULL ELSE acknowledged_at END,
           acknowledged_by = CASE WHEN $11 THEN NULL ELSE acknowledged_by END
         WHERE id = $1`,
        [
          call.id,
          presses.count,
          isFirst,
          new Date(presses.first.pressedAtMs),
          ...coordinates(presses.first.position),
          isLast,
          new Date(presses.last.pressedAtMs),
          ...coordinates(presses.last.position),
          ringing,
        ],
      );
    },
  };
}
