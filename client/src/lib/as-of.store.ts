import { create } from 'zustand';
import { parseDay } from './calendar-day.ts';
import { linkParametersOf } from './link-parameters.ts';
import { parseLocal } from './local-time.ts';
import { useTimeZoneStore } from './time-zone.store.ts';

const LAST_MINUTE_MS = 59_999;

interface AsOfState {
  /** `YYYY-MM-DD` in the city; null = now. */
  day: string | null;
  setDay: (day: string | null) => void;
}

/** The day whose registers are shown. */
export const useAsOfStore = create<AsOfState>()((set) => ({ day: null, setDay: (day) => set({ day }) }));

export const AS_OF_LINK = linkParametersOf(useAsOfStore, {
  asOf: {
    parse: (text) => ({ day: text !== null && parseDay(text) !== null ? text : null }),
    format: ({ day }) => day,
  },
});

/** The instant that lists are asked for: the end of the chosen day in the city; null = now, when they can be written. */
export function useAsOf(): string | null {
  const day = useAsOfStore((store) => store.day);
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  if (day === null) return null;
  const endMs = parseLocal(`${day} 23:59`, timeZone) + LAST_MINUTE_MS;
  return new Date(endMs).toISOString();
}
