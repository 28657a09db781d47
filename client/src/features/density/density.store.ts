import { create } from 'zustand';
import { linkParametersOf, parseId } from '../../lib/link-parameters.ts';
import type { HotspotQuery } from '@liaowang/shared/schemas/hotspot';

/** Windows and bandwidths offered in the panel; the address may carry any the server accepts. */
export const DENSITY_WINDOW_DAYS = [7, 28, 90] as const;
export const DENSITY_BANDWIDTH_METERS = [300, 500, 1000] as const;
export const DEFAULT_DENSITY = {
  windowDays: 28,
  bandwidthMeters: 500,
  source: 'reported',
} as const satisfies HotspotQuery;

interface DensityState {
  windowDays: number;
  bandwidthMeters: number;
  source: HotspotQuery['source'];
  setWindowDays: (windowDays: number) => void;
  setBandwidthMeters: (bandwidthMeters: number) => void;
  setSource: (source: HotspotQuery['source']) => void;
}

/** How high-incident zones are computed for this viewer. */
export const useDensityStore = create<DensityState>((set) => ({
  ...DEFAULT_DENSITY,
  setWindowDays: (windowDays) => set({ windowDays }),
  setBandwidthMeters: (bandwidthMeters) => set({ bandwidthMeters }),
  setSource: (source) => set({ source }),
}));

const DENSITY_SOURCES = ['reported', 'found', 'any'] as const;

/** `28:500:reported`: days, bandwidth in metres, source; the default for anything else. */
function parseParameters(text: string | null): HotspotQuery {
  const [days, bandwidth, sourceText] = text?.split(':') ?? [];
  const windowDays = parseId(days);
  const bandwidthMeters = parseId(bandwidth);
  const source = DENSITY_SOURCES.find((known) => known === sourceText);
  if (!windowDays || !bandwidthMeters || !source || windowDays > 365 || bandwidthMeters < 100 || bandwidthMeters > 5000)
    return DEFAULT_DENSITY;
  return { windowDays, bandwidthMeters, source };
}

function formatParameters({ windowDays, bandwidthMeters, source }: HotspotQuery): string {
  return `${windowDays}:${bandwidthMeters}:${source}`;
}

/** How the high-incident zones are computed (`h`). */
export const DENSITY_LINK = linkParametersOf(useDensityStore, {
  h: {
    parse: parseParameters,
    format: (state) => {
      const text = formatParameters(state);
      return text === formatParameters(DEFAULT_DENSITY) ? null : text;
    },
  },
});
