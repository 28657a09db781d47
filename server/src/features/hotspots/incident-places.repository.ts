import type { HotspotQuery } from '@liaowang/shared/schemas/hotspot';
import type { Queryable } from '../../plugins/postgres.ts';

/** All SQL of the places that a density is made of. */
export function createIncidentPlacesRepository(db: Queryable) {
  return {
    /** Where incidents happened from `from` to `to`, WGS-84; `categoryIds` null = of any kind. */
    async find(
      { from, to }: { from: Date; to: Date },
      source: HotspotQuery['source'],
      categoryIds: readonly string[] | null,
    ): Promise<Array<{ lng: number; lat: number }>> {
      const { rows } = await db.query<{ lng: number; lat: number }>(
        `SELECT ST_X(position) AS lng, ST_Y(position) AS lat FROM incidents
         WHERE occurred_at >= $1 AND occurred_at <= $2 AND status <> 'withdrawn'
           AND ($3 = 'any' OR source = $3) AND ($4::text[] IS NULL OR category_id = ANY ($4))`,
        [from, to, source, categoryIds],
      );
      return rows;
    },
  };
}

export type IncidentPlacesRepository = ReturnType<typeof createIncidentPlacesRepository>;
