import { create } from 'zustand';
import { readSetting, writeSetting } from '../../lib/stored-setting.ts';

const KEY = 'hours.aoristic';

interface HourWeightState {
  /** Incidents between two moments are spread over the hours between them, instead of counted where they began. */
  isAoristic: boolean;
  setAoristic: (isAoristic: boolean) => void;
}

/** How charts by hour count incidents of which only an interval is known; this browser remembers it. */
export const useHourWeightStore = create<HourWeightState>()((set) => ({
  isAoristic: readSetting(KEY) === 'true',
  setAoristic(isAoristic) {
    writeSetting(KEY, String(isAoristic));
    set({ isAoristic });
  },
}));
