import type { DemandColumns } from '@liaowang/shared/analysis/coverage/demand-cover';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { DemandPoints } from '@liaowang/shared/schemas/coverage';
import type { DemandSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Queryable } from '../../plugins/postgres.ts';
import { createDemandRepository } from './demand.repository.ts';

const DAY_MS = 86_400_000;
/** Side of the cells that demand is summed over before it is shown: wide enough that no event can be told. */
const CELL_METERS = 100;
/** 1e-6° is 0.1 m. */
const DEGREE_DECIMALS = 6;

interface FoundDemand extends DemandColumns {
  incidentCount: number;
  from: Date;
  to: Date;
}

/** Sums places over square cells of the local plane; the answer has their centres. Exported for its test. */
export function sumToCells(
  { lngs, lats, incidentWeights, households }: DemandColumns,
  center: LngLat,
  cellMeters: number,
): Pick<DemandPoints, 'lngs' | 'lats' | 'incidentWeights' | 'households'> {
  const projection = createLocalProjection(...center);
  const cells = new Map<string, { lng: number; lat: number; incidentWeight: number; households: number }>();
  for (let i = 0; i < lngs.length; i++) {
    const [x, y] = projection.forward(lngs[i]!, lats[i]!);
    const column = Math.floor(x / cellMeters);
    const row = Math.floor(y / cellMeters);
    const name = `${column},${row}`;
    let cell = cells.get(name);
    if (!cell) {
      const [lng, lat] = projection.inverse((column + 0.5) * cellMeters, (row + 0.5) * cellMeters);
      cell = {
        lng: Number(lng.toFixed(DEGREE_DECIMALS)),
        lat: Number(lat.toFixed(DEGREE_DECIMALS)),
        incidentWeight: 0,
        households: 0,
      };
      cells.set(name, cell);
    }
    cell.incidentWeight += incidentWeights[i]!;
    cell.households += households[i]!;
  }
  const all = [...cells.values()];
  return {
    lngs: all.map((cell) => cell.lng),
    lats: all.map((cell) => cell.lat),
    incidentWeights: all.map((cell) => cell.incidentWeight),
    households: all.map((cell) => cell.households),
  };
}

/** What there is to watch: incidents of a window by their severity, and households. */
export function createDemandService({ db, center }: { db: Queryable; center: LngLat }) {
  const repository = createDemandRepository(db);

  /** Every place with demand. Incidents that weigh nothing are none. */
  async function find(settings: DemandSettings, nowMs: number, branchId: number | null): Promise<FoundDemand> {
    const to = new Date(nowMs);
    const from = new Date(nowMs - settings.windowDays * DAY_MS);
    const [found, households] = await Promise.all([
      repository.findIncidents(settings, { from, to }, branchId),
      repository.findHouseholds(branchId),
    ]);
    const incidents = found.filter(({ severity }) => settings.severityWeights[severity] > 0);
    const places = [...incidents, ...households];
    return {
      lngs: Float64Array.from(places, ({ lng }) => lng),
      lats: Float64Array.from(places, ({ lat }) => lat),
      incidentWeights: Float64Array.from(places, (place) =>
        'severity' in place ? settings.severityWeights[place.severity] : 0,
      ),
      households: Float64Array.from(places, (place) => ('households' in place ? place.households : 0)),
      incidentCount: incidents.length,
      from,
      to,
    };
  }

  return {
    find,
    /** Demand as it may be shown: summed over cells of 100 m, in the whole city or (`branchId`) on a branch's ground and in its key areas. */
    async findCells(settings: DemandSettings, nowMs: number, branchId: number | null): Promise<DemandPoints> {
      const { incidentCount, from, to, ...columns } = await find(settings, nowMs, branchId);
      return {
        cellMeters: CELL_METERS,
        ...sumToCells(columns, center, CELL_METERS),
        incidentCount,
        from: from.toISOString(),
        to: to.toISOString(),
        settings,
      };
    },
  };
}
