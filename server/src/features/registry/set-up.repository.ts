import type { Queryable } from '../../plugins/postgres.ts';
import type { SetUpCounts } from './set-up.ts';

interface CountRow {
  administrators: number;
  others: number;
  branches: number;
  branches_outside: number;
  stations: number;
  stations_outside: number;
  lookouts: number;
  lookouts_without_hours: number;
  lookouts_outside: number;
  key_areas: number;
  key_areas_outside: number;
  units: number;
  units_without_branch: number;
  units_without_device: number;
  units_never_heard: number;
}

/** All SQL of how far a city is set up. */
export function createSetUpRepository(db: Queryable) {
  return {
    /** What there is; of one branch where `branchId` is not null. */
    async count(branchId: number | null): Promise<SetUpCounts> {
      const of = (table: string, own: string) =>
        `${table} WHERE removed_at IS NULL AND ($1::int IS NULL OR ${own} = $1)`;
      const outside = (shape: string) =>
        `NOT EXISTS (SELECT 1 FROM jurisdictions WHERE ST_Intersects(boundary, ${shape}))`;
      const { rows } = await db.query<CountRow>(
        `SELECT (SELECT count(*)::int FROM accounts WHERE role = 'administrator' AND disabled_at IS NULL) AS administrators,
                (SELECT count(*)::int FROM accounts WHERE role <> 'administrator' AND disabled_at IS NULL AND ($1::int IS NULL OR branch_id = $1)) AS others,
                b.*, s.*, l.*, k.*, u.*
         FROM (SELECT count(*)::int AS branches, count(*) FILTER (WHERE ${outside('position')})::int AS branches_outside FROM ${of('branches', 'id')}) b,
              (SELECT count(*)::int AS stations, count(*) FILTER (WHERE ${outside('position')})::int AS stations_outside FROM ${of('stations', 'branch_id')}) s,
              (SELECT count(*)::int AS lookouts, count(*) FILTER (WHERE duty_start_minute = duty_end_minute)::int AS lookouts_without_hours,
                      count(*) FILTER (WHERE ${outside('position')})::int AS lookouts_outside FROM ${of('lookouts', 'branch_id')}) l,
              (SELECT count(*)::int AS key_areas, count(*) FILTER (WHERE ${outside('area')})::int AS key_areas_outside FROM ${of('key_areas', 'branch_id')}) k,
              (SELECT count(*)::int AS units, count(*) FILTER (WHERE branch_id IS NULL)::int AS units_without_branch,
                      count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM devices d WHERE d.unit_id = units.id))::int AS units_without_device,
                      count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM unit_contacts c WHERE c.unit_id = units.id)
                                         AND EXISTS (SELECT 1 FROM devices d WHERE d.unit_id = units.id))::int AS units_never_heard FROM ${of('units', 'branch_id')}) u`,
        [branchId],
      );
      const row = rows[0]!;
      return {
        administrator: { count: row.administrators, gaps: {} },
        jurisdiction: { count: 1, gaps: {} },
        branches: { count: row.branches, gaps: { outside: row.branches_outside } },
        stations: { count: row.stations, gaps: { outside: row.stations_outside } },
        lookouts: {
          count: row.lookouts,
          gaps: { 'no-hours': row.lookouts_without_hours, outside: row.lookouts_outside },
        },
        'key-areas': { count: row.key_areas, gaps: { outside: row.key_areas_outside } },
        units: {
          count: row.units,
          gaps: {
            'no-branch': row.units_without_branch,
            'no-device': row.units_without_device,
            'never-reported': row.units_never_heard,
          },
        },
        accounts: { count: row.administrators + row.others, gaps: { 'no-desk': row.others === 0 ? 1 : 0 } },
      };
    },
  };
}
