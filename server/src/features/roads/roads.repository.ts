import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Road, RoadClass } from '@liaowang/shared/schemas/road';
import type { Queryable } from '../../plugins/postgres.ts';

/** Five decimals are 1 m: finer than a line is drawn. */
const GEOJSON_DECIMALS = 5;

/** All SQL of the city's roads. */
export function createRoadsRepository(db: Queryable) {
  return {
    async findRoads(): Promise<Road[]> {
      const { rows } = await db.query<{
        id: number;
        name_zh: string;
        name_en: string;
        road_class: RoadClass;
        lines: LngLat[][];
      }>(
        `SELECT id, name_zh, name_en, road_class, ST_AsGeoJSON(lines, ${GEOJSON_DECIMALS})::json->'coordinates' AS lines
         FROM roads ORDER BY id`,
      );
      return rows.map(({ id, name_zh, name_en, road_class, lines }) => ({
        id,
        name: name_zh === '' ? null : { zh: name_zh, en: name_en },
        roadClass: road_class,
        lines,
      }));
    },
  };
}
