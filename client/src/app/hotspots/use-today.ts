import { formatDay } from '../../lib/calendar-day.ts';
import { useCityDay } from '../../features/hotspots/use-city-day.ts';
import type { Day } from '../../features/reviews/calendar-days.ts';

/** Today in the city as `YYYY-MM-DD`. */
export function useToday(): Day {
  return formatDay(useCityDay());
}
