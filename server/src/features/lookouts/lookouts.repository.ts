import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { LookoutProperties } from '@liaowang/shared/schemas/lookout';
import type { WatchShape } from '@liaowang/shared/schemas/watch-shape';
import type { Queryable } from '../../plugins/postgres.ts';
import type { RegisterTable, StoredEntry } from '../../plugins/register.ts';

/** What of a lookout changes and is kept with its time. */
export interface LookoutState extends Omit<LookoutProperties, 'lookoutId' | 'onDuty' | 'version'> {
  position: LngLat;
}

/** A lookout as the table has it; the page never sees those that were taken away. */
export interface StoredLookout extends StoredEntry<LookoutState> {
  /** Null = it stands. */
  removedAtMs: number | null;
}

interface LookoutRow extends ShapeRow {
  id: number;
  number: number;
  name_zh: string;
  name_en: string;
  branch_id: number | null;
  lng: number;
  lat: number;
  detection_range_meters: number;
  duty_start_minute: number;
  duty_end_minute: number;
  inspected_on: string | null;
  site_reason: LookoutState['siteReason'];
  supplies: string | null;
  version: number;
  exists_since_ms: number | null;
  removed_at_ms: number | null;
}

const COLUMNS = `id, number, name_zh, name_en, branch_id, ST_X(position) AS lng, ST_Y(position) AS lat, detection_range_meters,
  duty_start_minute, duty_end_minute, to_char(notice_board_inspected_on, 'YYYY-MM-DD') AS inspected_on, site_reason, supplies,
  shape, bearing_degrees, angle_degrees, ST_AsGeoJSON(ground, 15)::json AS ground, version,
  extract(epoch FROM exists_since)::float8 * 1000 AS exists_since_ms, extract(epoch FROM removed_at)::float8 * 1000 AS removed_at_ms`;

type DrawnGround = Extract<WatchShape, { kind: 'ground' }>['geometry'];

interface ShapeRow {
  shape: WatchShape['kind'];
  bearing_degrees: number | null;
  angle_degrees: number | null;
  /** GeoJSON. */
  ground: DrawnGround | null;
}

function toShape({ shape, bearing_degrees, angle_degrees, ground }: ShapeRow): WatchShape {
  if (shape === 'sector') return { kind: 'sector', bearingDegrees: bearing_degrees!, angleDegrees: angle_degrees! };
  return shape === 'ground' ? { kind: 'ground', geometry: ground! } : { kind: 'disk' };
}

/** Values of the columns of a shape, shape, bearing, angle, ground. */
function toShapeValues(shape: WatchShape): [string, number | null, number | null, string | null] {
  return [
    shape.kind,
    shape.kind === 'sector' ? shape.bearingDegrees : null,
    shape.kind === 'sector' ? shape.angleDegrees : null,
    shape.kind === 'ground' ? JSON.stringify(shape.geometry) : null,
  ];
}

const toStored = (row: LookoutRow): StoredLookout => ({
  id: row.id,
  version: row.version,
  existsSinceMs: row.exists_since_ms,
  removedAtMs: row.removed_at_ms,
  state: {
    number: row.number,
    name: { zh: row.name_zh, en: row.name_en },
    branchId: row.branch_id,
    position: [row.lng, row.lat],
    detectionRangeMeters: row.detection_range_meters,
    shape: toShape(row),
    dutyStartMinute: row.duty_start_minute,
    dutyEndMinute: row.duty_end_minute,
    noticeBoardInspectedOn: row.inspected_on,
    siteReason: row.site_reason,
    supplies: row.supplies,
  },
});

/** Values of a lookout in the order number, name_zh, name_en, branch_id, lng, lat, range, start, end, inspected on, site reason, supplies, shape, bearing, angle, ground. */
const toValues = (state: LookoutState): Array<string | number | null> => [
  state.number,
  state.name.zh,
  state.name.en,
  state.branchId,
  ...state.position,
  state.detectionRangeMeters,
  state.dutyStartMinute,
  state.dutyEndMinute,
  state.noticeBoardInspectedOn,
  state.siteReason,
  state.supplies,
  ...toShapeValues(state.shape),
];

/** All SQL of lookouts. */
export function createLookoutsRepository(db: Queryable) {
  const table: RegisterTable<LookoutState> = {
    async enter(client) {
      await client.query('LOCK TABLE lookouts IN ROW EXCLUSIVE MODE');
    },
    async hold(id, client) {
      const { rows } = await client.query<LookoutRow>(
        `SELECT ${COLUMNS} FROM lookouts WHERE id = $1 AND removed_at IS NULL FOR UPDATE`,
        [id],
      );
      return rows[0] ? toStored(rows[0]) : null;
    },
    async findAll(client = db) {
      const { rows } = await client.query<LookoutRow>(
        `SELECT ${COLUMNS} FROM lookouts WHERE removed_at IS NULL ORDER BY id`,
      );
      return rows.map(toStored);
    },
    async write(id, state, client) {
      await client.query(
        `UPDATE lookouts SET number = $2, name_zh = $3, name_en = $4, branch_id = $5, position = ST_SetSRID(ST_MakePoint($6, $7), 4326),
           detection_range_meters = $8, duty_start_minute = $9, duty_end_minute = $10, notice_board_inspected_on = $11, site_reason = $12,
           supplies = $13, shape = $14, bearing_degrees = $15, angle_degrees = $16, ground = ST_SetSRID(ST_GeomFromGeoJSON($17), 4326),
           removed_at = NULL, version = version + 1 WHERE id = $1`,
        [id, ...toValues(state)],
      );
    },
    async end(id, client) {
      await client.query('UPDATE lookouts SET removed_at = now(), version = version + 1 WHERE id = $1', [id]);
    },
  };
  return {
    table,
    /** Takes a lookout that was taken away out of the past, too: it was put up by mistake. */
    async erase(id: number, client: Queryable): Promise<void> {
      await client.query('UPDATE lookouts SET exists_since = removed_at WHERE id = $1', [id]);
    },
    /** Every lookout by number, those that were taken away too. `client` reads inside its transaction. */
    async findEver(client: Queryable = db): Promise<StoredLookout[]> {
      return (await client.query<LookoutRow>(`SELECT ${COLUMNS} FROM lookouts ORDER BY number, id`)).rows.map(toStored);
    },
    /** Keeps other writers of lookouts out until the transaction ends. */
    async lock(client: Queryable): Promise<void> {
      await client.query('LOCK TABLE lookouts IN SHARE ROW EXCLUSIVE MODE');
    },
    /** The number after the highest that any lookout ever had. */
    async findNextNumber(client: Queryable): Promise<number> {
      const { rows } = await client.query<{ next: number }>(
        'SELECT coalesce(max(number), 0) + 1 AS next FROM lookouts',
      );
      return rows[0]!.next;
    },
    /** Puts up a lookout; returns its id. */
    async insert(state: LookoutState, existsSinceMs: number | null, client: Queryable): Promise<number> {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO lookouts (number, name_zh, name_en, branch_id, position, detection_range_meters, duty_start_minute, duty_end_minute,
           notice_board_inspected_on, site_reason, supplies, shape, bearing_degrees, angle_degrees, ground, exists_since)
         VALUES ($1, $2, $3, $4, ST_SetSRID(ST_MakePoint($5, $6), 4326), $7, $8, $9, $10, $11, $12, $13, $14, $15,
           ST_SetSRID(ST_GeomFromGeoJSON($16), 4326), to_timestamp($17::float8 / 1000)) RETURNING id`,
        [...toValues(state), existsSinceMs],
      );
      return rows[0]!.id;
    },
  };
}

export type LookoutsRepository = ReturnType<typeof createLookoutsRepository>;
