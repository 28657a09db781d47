import type { DemandSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { IncidentSeverity } from '@liaowang/shared/schemas/incident';
import type { Queryable } from '../../plugins/postgres.ts';

/** Ground of branch $1 and its key areas; everywhere when $1 is null. */
const WITHIN_SCOPE = `($1::int IS NULL OR ST_Intersects(position, (
  SELECT ST_Union(ground) FROM (SELECT area AS ground FROM branches WHERE id = $1 UNION ALL SELECT area FROM key_areas WHERE branch_id = $1 AND removed_at IS NULL) AS own)))`;

/** All SQL of what there is to watch. `branchId` null = in the whole city. */
export function createDemandRepository(db: Queryable) {
  return {
    /** Places and severities of the incidents that the settings choose, but for their weights. */
    async findIncidents(
      settings: DemandSettings,
      window: { from: Date; to: Date },
      branchId: number | null,
    ): Promise<Array<{ lng: number; lat: number; severity: IncidentSeverity }>> {
      const { rows } = await db.query<{ lng: number; lat: number; severity: IncidentSeverity }>(
        `SELECT ST_X(position) AS lng, ST_Y(position) AS lat, severity FROM incidents
         WHERE occurred_at >= $2 AND occurred_at <= $3 AND status <> 'withdrawn'
           AND ($4 = 'any' OR source = $4) AND ($5::text[] IS NULL OR category = ANY ($5)) AND ${WITHIN_SCOPE}`,
        [branchId, window.from, window.to, settings.source, settings.categories],
      );
      return rows;
    },
    async findHouseholds(branchId: number | null): Promise<Array<{ lng: number; lat: number; households: number }>> {
      const { rows } = await db.query<{ lng: number; lat: number; households: number }>(
        `SELECT ST_X(position) AS lng, ST_Y(position) AS lat, households FROM household_points WHERE ${WITHIN_SCOPE}`,
        [branchId],
      );
      return rows;
    },
  };
}
