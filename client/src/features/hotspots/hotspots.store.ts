import { create } from 'zustand';
import type { HotspotQuery } from '@liaowang/shared/schemas/hotspot';

/** Windows and bandwidths offered in the panel; the address may carry any the server accepts. */
export const HOTSPOT_WINDOW_DAYS = [7, 28, 90] as const;
export const HOTSPOT_BANDWIDTH_METERS = [300, 500, 1000] as const;
export const DEFAULT_HOTSPOT_PARAMS = {
  windowDays: 28,
  bandwidthMeters: 500,
  source: 'reported',
} as const satisfies HotspotQuery;

interface HotspotsState {
  windowDays: number;
  bandwidthMeters: number;
  source: HotspotQuery['source'];
  setWindowDays: (windowDays: number) => void;
  setBandwidthMeters: (bandwidthMeters: number) => void;
  setSource: (source: HotspotQuery['source']) => void;
}

/** How high-incident zones are computed for this viewer. */
export const useHotspotsStore = create<HotspotsState>((set) => ({
  ...DEFAULT_HOTSPOT_PARAMS,
  setWindowDays: (windowDays) => set({ windowDays }),
  setBandwidthMeters: (bandwidthMeters) => set({ bandwidthMeters }),
  setSource: (source) => set({ source }),
}));
