import { rememberLast } from '../../lib/remember-last.ts';
import { countCrossed, type CrossCounts } from './cross-filter.ts';
import { resolveWindow, type DayRange, type FilterChoice } from './filter-choice.ts';
import { useFilterStore } from './filter.store.ts';
import { useIncidentColumns, type LoadedIncidents } from './incident-columns.api.ts';
import { useHourWeightStore } from './hour-weight.store.ts';
import { useCityDay } from './use-city-day.ts';

/** What all charts show of one moment. */
export interface CrossView {
  loaded: LoadedIncidents;
  choice: FilterChoice;
  counts: CrossCounts;
  /** Days of the window as it stands under the pointer, and as it stood when the last gesture ended. */
  window: DayRange;
  settledWindow: DayRange;
  /** All days on record. */
  onRecord: DayRange;
  /** These, and those of the window beyond them. */
  record: DayRange;
  today: number;
}

const cross = rememberLast(
  (
    loaded: LoadedIncidents,
    choice: FilterChoice,
    settled: FilterChoice,
    today: number,
    isAoristic: boolean,
  ): CrossView => {
    const { days } = loaded.local;
    const span = { today, firstDay: days[0] ?? null, lastDay: days.at(-1) ?? null };
    const window = resolveWindow(choice.window, span);
    const settledWindow = resolveWindow(settled.window, span);
    const onRecord = { fromDay: span.firstDay ?? today, endDay: (span.lastDay ?? today) + 1 };
    const record = {
      fromDay: Math.min(onRecord.fromDay, settledWindow.fromDay),
      endDay: Math.max(onRecord.endDay, settledWindow.endDay),
    };
    return {
      loaded,
      choice,
      counts: countCrossed(loaded, choice, window, isAoristic),
      window,
      settledWindow,
      onRecord,
      record,
      today,
    };
  },
);

/** The charts' counts, following the pointer; null until the incidents are loaded. */
export function useCrossFilter(): CrossView | null {
  const loaded = useIncidentColumns().data;
  const choice = useFilterStore((store) => store.filter);
  const settled = useFilterStore((store) => store.settled);
  const today = useCityDay();
  const isAoristic = useHourWeightStore((store) => store.isAoristic);
  return loaded ? cross(loaded, choice, settled, today, isAoristic) : null;
}
