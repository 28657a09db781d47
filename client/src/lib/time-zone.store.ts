import { create } from 'zustand';

interface TimeZoneState {
  timeZone: string;
  setTimeZone: (timeZone: string) => void;
}

/** The city's time zone: all clocks show it, wherever the viewer sits. China's until the jurisdiction is known. */
export const useTimeZoneStore = create<TimeZoneState>((set) => ({
  timeZone: 'Asia/Shanghai',
  setTimeZone: (timeZone) => set({ timeZone }),
}));
