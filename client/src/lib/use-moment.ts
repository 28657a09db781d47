import { useCallback } from 'react';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { formatMoment } from './format.ts';
import { serverNowMs } from './server-clock.ts';
import { useTimeZoneStore } from './time-zone.store.ts';

/** {@link formatMoment} of an ISO 8601 instant, by the server's time in the city's zone. */
export function useMoment(): (instant: string) => string {
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  return useCallback((instant) => formatMoment(parseInstant(instant), serverNowMs(), timeZone), [timeZone]);
}
