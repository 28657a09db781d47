import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { LookoutProperties } from '@liaowang/shared/schemas/lookout';
import type { Queryable } from '../../plugins/postgres.ts';

export interface Lookout {
  position: LngLat;
  properties: Omit<LookoutProperties, 'onDuty'>;
}

/** All SQL of lookouts. */
export function createLookoutsRepository(db: Queryable) {
  return {
    async findAll(): Promise<Lookout[]> {
      const { rows } = await db.query<{
        id: number; number: number; name_zh: string; name_en: string; branch_id: number | null; lng: number; lat: number;
        detection_range_meters: number; duty_start_minute: number; duty_end_minute: number; inspected_on: string | null;
      }>(
        `SELECT id, number, name_zh, name_en, branch_id, ST_X(position) AS lng, ST_Y(position) AS lat, detection_range_meters,
                duty_start_minute, duty_end_minute, to_char(notice_board_inspected_on, 'YYYY-MM-DD') AS inspected_on
         FROM lookouts ORDER BY number`,
      );
      return rows.map((row) => ({
        position: [row.lng, row.lat],
        properties: {
          lookoutId: row.id,
          number: row.number,
          name: { zh: row.name_zh, en: row.name_en },
          branchId: row.branch_id,
          detectionRangeMeters: row.detection_range_meters,
          dutyStartMinute: row.duty_start_minute,
          dutyEndMinute: row.duty_end_minute,
          noticeBoardInspectedOn: row.inspected_on,
        },
      }));
    },
  };
}
