import { matchIncidents } from '@liaowang/shared/analysis/hotspots/zones/match-incidents';
import { findDayStart, type LocalHours } from '@liaowang/shared/analysis/time/local-hours';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';
import { rememberLast } from '../../lib/remember-last.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { resolveFilter, type FilterChoice } from './filter-choice.ts';
import { useFilterStore } from './filter.store.ts';
import { useIncidentColumns, type LoadedIncidents } from './incident-columns.api.ts';
import { useCityDay } from './use-city-day.ts';

export interface MatchedIncidents {
  columns: IncidentColumns;
  local: LocalHours;
  /** Indexes into the columns, ascending. */
  matched: Int32Array;
  filter: IncidentFilter;
}

/** One answer for all that ask, the same object until the incidents, the choice or the day change. */
const findMatched = rememberLast(
  (loaded: LoadedIncidents, choice: FilterChoice, today: number, timeZone: string): MatchedIncidents => {
    const { columns, local, firstMs, lastMs } = loaded;
    const filter = resolveFilter(choice, findDayStart(today, timeZone), timeZone, firstMs, lastMs);
    return { columns, local, matched: matchIncidents(columns, local, filter), filter };
  },
);

/** The incidents that analyses look at, as the filter stood when the last gesture ended; null until they are loaded. */
export function useMatchedIncidents(): MatchedIncidents | null {
  const loaded = useIncidentColumns().data;
  const choice = useFilterStore((store) => store.settled);
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const today = useCityDay();
  return loaded ? findMatched(loaded, choice, today, timeZone) : null;
}
