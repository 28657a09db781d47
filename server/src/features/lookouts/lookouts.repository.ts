import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { LookoutProperties } from '@liaowang/shared/schemas/lookout';
import type { WatchShape } from '@liaowang/shared/schemas/watch-shape';
import type { Queryable } from '../../plugins/postgres.ts';

export interface Lookout {
  position: LngLat;
  properties: Omit<LookoutProperties, 'onDuty'>;
}

/** A lookout as the table has it; the page never sees those that were taken away. */
export interface StoredLookout extends Lookout {
  isRemoved: boolean;
}

interface LookoutToInsert {
  name: string;
  position: LngLat;
  detectionRangeMeters: number;
  shape: WatchShape;
  dutyStartMinute: number;
  dutyEndMinute: number;
}

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

/** All SQL of lookouts. */
export function createLookoutsRepository(db: Queryable) {
  return {
    /** Every lookout by number, those that were taken away too. `client` reads inside its transaction. */
    async findAll(client: Queryable = db): Promise<StoredLookout[]> {
      const { rows } = await client.query<
        ShapeRow & {
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
          is_removed: boolean;
        }
      >(
        `SELECT id, number, name_zh, name_en, branch_id, ST_X(position) AS lng, ST_Y(position) AS lat, detection_range_meters,
                duty_start_minute, duty_end_minute, to_char(notice_board_inspected_on, 'YYYY-MM-DD') AS inspected_on, removed_at IS NOT NULL AS is_removed,
                shape, bearing_degrees, angle_degrees, ST_AsGeoJSON(ground, 15)::json AS ground
         FROM lookouts ORDER BY number`,
      );
      return rows.map((row) => ({
        position: [row.lng, row.lat],
        isRemoved: row.is_removed,
        properties: {
          lookoutId: row.id,
          number: row.number,
          name: { zh: row.name_zh, en: row.name_en },
          branchId: row.branch_id,
          detectionRangeMeters: row.detection_range_meters,
          shape: toShape(row),
          dutyStartMinute: row.duty_start_minute,
          dutyEndMinute: row.duty_end_minute,
          noticeBoardInspectedOn: row.inspected_on,
        },
      }));
    },
    /** Keeps other writers of lookouts out until the transaction ends. */
    async lock(client: Queryable): Promise<void> {
      await client.query('LOCK TABLE lookouts IN SHARE ROW EXCLUSIVE MODE');
    },
    async update({ position, isRemoved, properties }: StoredLookout, client: Queryable): Promise<void> {
      await client.query(
        `UPDATE lookouts SET position = ST_SetSRID(ST_MakePoint($2, $3), 4326), detection_range_meters = $4, duty_start_minute = $5, duty_end_minute = $6,
                removed_at = CASE WHEN $7 THEN coalesce(removed_at, now()) END,
                shape = $8, bearing_degrees = $9, angle_degrees = $10, ground = ST_SetSRID(ST_GeomFromGeoJSON($11), 4326)
         WHERE id = $1`,
        [
          properties.lookoutId,
          ...position,
          properties.detectionRangeMeters,
          properties.dutyStartMinute,
          properties.dutyEndMinute,
          isRemoved,
          ...toShapeValues(properties.shape),
        ],
      );
    },
    /** Puts up a new post under the next number, for the branch whose seat is nearest; returns its id. */
    async insert(post: LookoutToInsert, client: Queryable): Promise<number> {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO lookouts (number, name_zh, name_en, branch_id, position, detection_range_meters, duty_start_minute, duty_end_minute, shape, bearing_degrees, angle_degrees, ground)
         SELECT (SELECT coalesce(max(number), 0) + 1 FROM lookouts), $1, $1, (SELECT id FROM branches ORDER BY branches.position <-> place LIMIT 1), place, $4, $5, $6,
                $7, $8, $9, ST_SetSRID(ST_GeomFromGeoJSON($10), 4326)
         FROM ST_SetSRID(ST_MakePoint($2, $3), 4326) AS place RETURNING id`,
        [
          post.name,
          ...post.position,
          post.detectionRangeMeters,
          post.dutyStartMinute,
          post.dutyEndMinute,
          ...toShapeValues(post.shape),
        ],
      );
      return (rows[0] as { id: number }).id;
    },
  };
}
