import type { Queryable } from '../../plugins/postgres.ts';
import type { StoredFix } from '../../plugins/stored-fix.ts';

interface FixRow {
  unit_id: number;
  fix_time_ms: number;
  received_at_ms: number;
  lng: number;
  lat: number;
  speed_meters_per_second: number | null;
  heading_degrees: number | null;
  accuracy_meters: number | null;
  altitude_meters: number | null;
  battery_percent: number | null;
  mock: boolean;
}

/** Times as epoch numbers: parsing timestamptz text dominates large reads. */
const FIX_COLUMNS = `unit_id, extract(epoch FROM fix_time)::float8 * 1000 AS fix_time_ms, extract(epoch FROM received_at)::float8 * 1000 AS received_at_ms,
  lng, lat, speed_meters_per_second, heading_degrees, accuracy_meters, altitude_meters, battery_percent, mock`;

/** A PostgreSQL array literal of numbers, booleans and NULLs. Built by hand: pg quotes and escapes every element, at several times the cost. */
function arrayLiteral(fixes: readonly StoredFix[], value: (fix: StoredFix) => number | boolean | null): string {
  let literal = '{';
  for (let i = 0; i < fixes.length; i++) {
    const element = value(fixes[i] as StoredFix);
    literal += `${i === 0 ? '' : ','}${element === null ? 'NULL' : element}`;
  }
  return `${literal}}`;
}

function toStoredFix(row: FixRow, deviceId: string | null): StoredFix {
  return {
    unitId: row.unit_id,
    deviceId,
    fixTimeMs: Math.round(row.fix_time_ms),
    receivedAtMs: Math.round(row.received_at_ms),
    lng: row.lng,
    lat: row.lat,
    speedMetersPerSecond: row.speed_meters_per_second,
    headingDegrees: row.heading_degrees,
    accuracyMeters: row.accuracy_meters,
    altitudeMeters: row.altitude_meters,
    batteryPercent: row.battery_percent,
    charging: null,
    mock: row.mock,
    late: false,
  };
}

const DAY_MS = 86_400_000;
/** Clocks differ by so much, and are not corrected (clock-skew.ts). */
const AHEAD_TOLERANCE_MS = 5_000;

/** All SQL of positions. */
export function createPositionsRepository(db: Queryable) {
  return {
    /** Commits fixes in one statement. A fix that is already there (same unit and time) is left as it was. */
    async insert(unsorted: readonly StoredFix[]): Promise<void> {
      // In the order of the key: statements that hold the same fixes then wait for each other instead of locking each other up.
      const fixes = unsorted.toSorted((a, b) => a.unitId - b.unitId || a.fixTimeMs - b.fixTimeMs);
      await db.query({
        name: 'positions.insert',
        text: `INSERT INTO positions (unit_id, fix_time, received_at, lng, lat, speed_meters_per_second, heading_degrees, accuracy_meters, altitude_meters, battery_percent, mock)
          SELECT u, to_timestamp(f / 1000), to_timestamp(r / 1000), x, y, s, h, a, z, b, m
          FROM unnest($1::int4[], $2::float8[], $3::float8[], $4::float8[], $5::float8[], $6::float4[], $7::float4[], $8::float4[], $9::float4[], $10::float4[], $11::boolean[])
            AS t(u, f, r, x, y, s, h, a, z, b, m)
          ON CONFLICT DO NOTHING`,
        values: [
          arrayLiteral(fixes, (fix) => fix.unitId),
          arrayLiteral(fixes, (fix) => fix.fixTimeMs),
          arrayLiteral(fixes, (fix) => fix.receivedAtMs),
          arrayLiteral(fixes, (fix) => fix.lng),
          arrayLiteral(fixes, (fix) => fix.lat),
          arrayLiteral(fixes, (fix) => fix.speedMetersPerSecond),
          arrayLiteral(fixes, (fix) => fix.headingDegrees),
          arrayLiteral(fixes, (fix) => fix.accuracyMeters),
          arrayLiteral(fixes, (fix) => fix.altitudeMeters),
          arrayLiteral(fixes, (fix) => fix.batteryPercent),
          arrayLiteral(fixes, (fix) => fix.mock),
        ],
      });
    },

    /**
     * The newest fix of every unit that has one (which of several devices sent it is not known): a made-up one only where there is no other. What lies ahead of `nowMs` was
     * stored by a clock that was wrong, and counts only where there is nothing else.
     */
    async findNewest(nowMs: number): Promise<StoredFix[]> {
      const { rows } = await db.query<FixRow & { external_id: string | null }>(
        `SELECT (SELECT CASE WHEN count(*) = 1 THEN min(external_id) END FROM devices WHERE unit_id = u.id) AS external_id, p.* FROM units u CROSS JOIN LATERAL (
           (SELECT ${FIX_COLUMNS} FROM positions WHERE unit_id = u.id AND NOT mock AND fix_time <= to_timestamp($1::float8 / 1000) ORDER BY fix_time DESC LIMIT 1)
           UNION ALL (SELECT ${FIX_COLUMNS} FROM positions WHERE unit_id = u.id AND NOT mock ORDER BY fix_time DESC LIMIT 1)
           UNION ALL (SELECT ${FIX_COLUMNS} FROM positions WHERE unit_id = u.id AND mock ORDER BY fix_time DESC LIMIT 1)
           LIMIT 1) p`,
        [nowMs + AHEAD_TOLERANCE_MS],
      );
      return rows.map((row) => toStoredFix(row, row.external_id));
    },

    /** A unit's newest `limit` fixes of a window, in time order. */
    async findTrack(
      unitId: number,
      fromMs: number,
      toMs: number,
      limit: number,
    ): Promise<Array<{ fixTimeMs: number; lng: number; lat: number; mock: boolean }>> {
      const { rows } = await db.query<{ fix_time_ms: number; lng: number; lat: number; mock: boolean }>(
        `SELECT extract(epoch FROM fix_time)::float8 * 1000 AS fix_time_ms, lng, lat, mock FROM positions
         WHERE unit_id = $1 AND fix_time >= to_timestamp($2::float8 / 1000) AND fix_time <= to_timestamp($3::float8 / 1000)
         ORDER BY fix_time DESC LIMIT $4`,
        [unitId, fromMs, toMs, limit],
      );
      return rows
        .toReversed()
        .map((row) => ({ fixTimeMs: Math.round(row.fix_time_ms), lng: row.lng, lat: row.lat, mock: row.mock }));
    },

    /** Where a unit was and where it said it still stood, true fixes only, oldest first; the newest `limit` of them. */
    async findSigns(
      unitId: number,
      fromMs: number,
      toMs: number,
      limit: number,
    ): Promise<Array<{ atMs: number; lng: number; lat: number; isRepeated: boolean }>> {
      const { rows } = await db.query<{ at_ms: number; lng: number; lat: number; is_repeated: boolean }>(
        `SELECT extract(epoch FROM at)::float8 * 1000 AS at_ms, lng, lat, is_repeated FROM (
           SELECT fix_time AS at, lng, lat, false AS is_repeated FROM positions
           WHERE unit_id = $1 AND NOT mock AND fix_time BETWEEN to_timestamp($2::float8 / 1000) AND to_timestamp($3::float8 / 1000)
           UNION ALL
           SELECT stood_at, lng, lat, true FROM unit_stands
           WHERE unit_id = $1 AND stood_at BETWEEN to_timestamp($2::float8 / 1000) AND to_timestamp($3::float8 / 1000)
         ) signs ORDER BY at DESC LIMIT $4`,
        [unitId, fromMs, toMs, limit],
      );
      return rows
        .toReversed()
        .map((row) => ({ atMs: Math.round(row.at_ms), lng: row.lng, lat: row.lat, isRepeated: row.is_repeated }));
    },

    /**
     * Makes the day partitions around `nowMs` (yesterday to the day after tomorrow). A day whose fixes already lie in
     * the default partition cannot get one; it stays there.
     */
    async createDayPartitions(nowMs: number): Promise<void> {
      for (let day = -1; day <= 2; day++) {
        await db.query('SELECT make_positions_day($1)', [
          new Date((Math.floor(nowMs / DAY_MS) + day) * DAY_MS).toISOString().slice(0, 10),
        ]);
      }
    },

    /** Drops whole days older than the retention, and old rows of the default partition. Returns what went. */
    async deleteOlderThan(limitMs: number): Promise<{ partitions: string[]; rows: number }> {
      const { rows } = await db.query<{ name: string }>('SELECT name FROM drop_positions_before($1) AS name', [
        new Date(limitMs).toISOString().slice(0, 10),
      ]);
      const deleted = await db.query('DELETE FROM positions WHERE fix_time < to_timestamp($1::float8 / 1000)', [
        limitMs,
      ]);
      return { partitions: rows.map((row) => row.name), rows: deleted.rowCount ?? 0 };
    },
  };
}

export type PositionsRepository = ReturnType<typeof createPositionsRepository>;
