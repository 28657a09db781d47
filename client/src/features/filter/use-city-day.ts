import { findLocalDay } from '@liaowang/shared/analysis/time/local-hours';
import { useSyncExternalStore } from 'react';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';

/** Soon enough after midnight. */
const LOOK_EVERY_MS = 30_000;

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** Today in the city as a local calendar day since 1970-01-01. Renders anew at midnight only. */
export function useCityDay(): number {
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  return useSyncExternalStore(subscribe, () => findLocalDay(serverNowMs(), timeZone));
}
