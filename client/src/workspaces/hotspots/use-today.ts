import { formatDay } from '../../lib/calendar-day.ts';
import { useCityDay } from '../../features/filter/use-city-day.ts';
import type { Day } from '../../features/records/calendar-days.ts';

/** Today in the city as `YYYY-MM-DD`. */
export function useToday(): Day {
  return formatDay(useCityDay());
}
