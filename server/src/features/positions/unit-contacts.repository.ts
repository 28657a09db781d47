import type { RefusedFixes } from '@liaowang/shared/schemas/unit';
import type { Queryable } from '../../plugins/postgres.ts';
import type { UnitSigns } from './live-picture.ts';

/** A unit's signs of life as they are kept over a restart. */
export interface UnitContact extends Omit<UnitSigns, 'contactAtMs' | 'stoodAtMs' | 'batteryAtMs' | 'chargingAtMs'> {
  unitId: number;
  /** Whose clock `clockSkewMs` is; null = of a device that is no more. */
  deviceId: number | null;
  contactAtMs: number;
}

/** A unit that said, without naming a place, that it was still at the place of its newest fix. */
export interface UnitStand {
  unitId: number;
  stoodAtMs: number;
  lng: number;
  lat: number;
}

interface ContactRow {
  unit_id: number;
  device_id: number | null;
  contact_ms: number;
  battery_percent: number | null;
  charging: boolean | null;
  clock_skew_ms: number | null;
  interval_seconds: number | null;
  refusals: RefusedFixes[];
}

/** All SQL of signs of life. */
export function createUnitContactsRepository(db: Queryable) {
  return {
    /** Commits signs of life in one statement; of a unit that is there twice the last counts. */
    async save(contacts: readonly UnitContact[]): Promise<void> {
      // Rows in one order, so that two statements never wait for each other's.
      const rows = [...new Map(contacts.map((contact) => [contact.unitId, contact])).values()].sort(
        (a, b) => a.unitId - b.unitId,
      );
      await db.query({
        name: 'contacts.save',
        text: `INSERT INTO unit_contacts (unit_id, device_id, contact_at, battery_percent, charging, clock_skew_ms, interval_seconds, refusals)
          SELECT u, d, to_timestamp(c / 1000), b, g, k, i, r::jsonb
          FROM unnest($1::int4[], $2::float8[], $3::float4[], $4::boolean[], $5::float8[], $6::float4[], $7::text[], $8::int4[]) AS t(u, c, b, g, k, i, r, d)
          WHERE EXISTS (SELECT 1 FROM units WHERE id = u)
          ON CONFLICT (unit_id) DO UPDATE SET contact_at = excluded.contact_at, battery_percent = excluded.battery_percent, charging = excluded.charging,
            device_id = excluded.device_id, clock_skew_ms = excluded.clock_skew_ms, interval_seconds = excluded.interval_seconds, refusals = excluded.refusals`,
        values: [
          rows.map(({ unitId }) => unitId),
          rows.map(({ contactAtMs }) => contactAtMs),
          rows.map(({ batteryPercent }) => batteryPercent),
          rows.map(({ charging }) => charging),
          rows.map(({ clockSkewMs }) => clockSkewMs),
          rows.map(({ learnedIntervalSeconds }) => learnedIntervalSeconds),
          rows.map(({ refusals }) => JSON.stringify(refusals)),
          rows.map(({ deviceId }) => deviceId),
        ],
      });
    },
    async findAll(): Promise<UnitContact[]> {
      const { rows } = await db.query<ContactRow>(
        `SELECT unit_id, device_id, extract(epoch FROM contact_at)::float8 * 1000 AS contact_ms, battery_percent, charging, clock_skew_ms, interval_seconds, refusals FROM unit_contacts`,
      );
      return rows.map((row) => ({
        unitId: row.unit_id,
        deviceId: row.device_id,
        contactAtMs: Math.round(row.contact_ms),
        batteryPercent: row.battery_percent,
        charging: row.charging,
        clockSkewMs: row.clock_skew_ms,
        learnedIntervalSeconds: row.interval_seconds,
        refusals: row.refusals,
      }));
    },
    /** Commits in one statement where units stood. A moment that is there already is left as it was. */
    async saveStands(stands: readonly UnitStand[]): Promise<void> {
      await db.query({
        name: 'stands.save',
        text: `INSERT INTO unit_stands (unit_id, stood_at, lng, lat)
          SELECT u, to_timestamp(s / 1000), x, y FROM unnest($1::int4[], $2::float8[], $3::float8[], $4::float8[]) AS t(u, s, x, y) ORDER BY u, s
          ON CONFLICT DO NOTHING`,
        values: [
          stands.map(({ unitId }) => unitId),
          stands.map(({ stoodAtMs }) => stoodAtMs),
          stands.map(({ lng }) => lng),
          stands.map(({ lat }) => lat),
        ],
      });
    },
    /** When units last stood where their newest fix was. */
    async findLastStands(): Promise<Array<{ unitId: number; stoodAtMs: number }>> {
      const { rows } = await db.query<{ unit_id: number; stood_ms: number }>(
        `SELECT u.id AS unit_id, extract(epoch FROM s.stood_at)::float8 * 1000 AS stood_ms FROM units u
         CROSS JOIN LATERAL (SELECT stood_at FROM unit_stands WHERE unit_id = u.id ORDER BY stood_at DESC LIMIT 1) s`,
      );
      return rows.map((row) => ({ unitId: row.unit_id, stoodAtMs: Math.round(row.stood_ms) }));
    },
    async deleteStandsOlderThan(limitMs: number): Promise<number> {
      return (
        (await db.query('DELETE FROM unit_stands WHERE stood_at < to_timestamp($1::float8 / 1000)', [limitMs]))
          .rowCount ?? 0
      );
    },
  };
}

export type UnitContactsRepository = ReturnType<typeof createUnitContactsRepository>;
