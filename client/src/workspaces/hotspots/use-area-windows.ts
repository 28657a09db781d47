import type { AreaTableAsk } from '@liaowang/shared/analysis/hotspots/areas/area-table';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { findDayStart, findLocalDay } from '@liaowang/shared/analysis/time/local-hours';
import { useMemo } from 'react';
import { findEarlierDays } from '../../features/change/earlier-window.ts';
import { useCityDay } from '../../features/filter/use-city-day.ts';
import type { MatchedIncidents } from '../../features/filter/use-matched-incidents.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';

export type AreaWindows = Pick<AreaTableAsk, 'windows' | 'recordFromMs' | 'recordFromDay' | 'weeksEndDay'>;

/** The filter's window, the one before and the one of last year, where the record holds them whole; null without incidents. */
export function useAreaWindows(matched: MatchedIncidents | null): AreaWindows | null {
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const today = useCityDay();
  return useMemo(() => {
    const recordFromDay = matched?.local.days[0];
    if (!matched || recordFromDay === undefined) return null;
    const now = { fromMs: parseInstant(matched.filter.from), toMs: parseInstant(matched.filter.to) };
    const days = { fromDay: findLocalDay(now.fromMs, timeZone), endDay: findLocalDay(now.toMs, timeZone) };
    const find = (kind: 'before' | 'year') => {
      const { fromDay, endDay } = findEarlierDays({ kind }, days);
      // Of a window that overlaps its own past, or that the record holds in part, nothing can be told.
      return fromDay < recordFromDay || endDay > days.fromDay
        ? null
        : { fromMs: findDayStart(fromDay, timeZone), toMs: findDayStart(endDay, timeZone) };
    };
    // Today is not over: as a day of a week it would look quiet.
    return {
      windows: { now, before: find('before'), lastYear: find('year') },
      recordFromMs: findDayStart(recordFromDay, timeZone),
      recordFromDay,
      weeksEndDay: Math.min(days.endDay, today),
    };
  }, [matched, timeZone, today]);
}
