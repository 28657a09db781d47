import { create } from 'zustand';
import { linkParametersOf, matching, parseId } from '../../lib/link-parameters.ts';

/** The tools of the hotspot workspace, in the order of their tabs. */
export const HOTSPOT_TABS = ['zones', 'change', 'areas', 'predict', 'review', 'outcome', 'imports'] as const;
export type HotspotTab = (typeof HOTSPOT_TABS)[number];

/** What of the hotspot workspace a link reproduces. */
export interface LinkedHotspots {
  /** Open tool (`ht`). */
  tab: HotspotTab;
  /** Which incidents (`hf`), as features/filter/filter-link.ts writes it; null = the default. Letters, digits and `._:,~-`. */
  filter: string | null;
  /** How zones are found (`hm`), as features/zones/method-link.ts writes it; null = the default. */
  method: string | null;
  /** The windows compared (`hc`), in the change tab's own words. */
  compare: string | null;
  /** The areas, their order and the chosen one (`ha`), as features/areas/area-view.ts writes it; null = the default. */
  areas: string | null;
  /** Chosen hotspot record (`hs`). */
  hotspotId: number | null;
}

export const DEFAULT_HOTSPOTS_VIEW: LinkedHotspots = {
  tab: 'zones',
  filter: null,
  method: null,
  compare: null,
  areas: null,
  hotspotId: null,
};

interface HotspotsViewState extends LinkedHotspots {
  openTab: (tab: HotspotTab) => void;
  setFilter: (filter: string | null) => void;
  setMethod: (method: string | null) => void;
  setCompare: (compare: string | null) => void;
  setAreas: (areas: string | null) => void;
  chooseHotspot: (hotspotId: number | null) => void;
}

/** What the hotspot workspace shows. Set a field that stands in {@link HOTSPOTS_LINK}, and the address follows. */
export const useHotspotsView = create<HotspotsViewState>()((set) => ({
  ...DEFAULT_HOTSPOTS_VIEW,
  openTab: (tab) => set({ tab }),
  setFilter: (filter) => set({ filter }),
  setMethod: (method) => set({ method }),
  setCompare: (compare) => set({ compare }),
  setAreas: (areas) => set({ areas }),
  chooseHotspot: (hotspotId) => set({ hotspotId }),
}));

/** Whatever a tool says in its own words. */
const OWN_WORDS = /^[\w.:,~-]{1,400}$/;

export const HOTSPOTS_LINK = linkParametersOf(useHotspotsView, {
  ht: {
    parse: (text) => ({ tab: HOTSPOT_TABS.find((tab) => tab === text) ?? DEFAULT_HOTSPOTS_VIEW.tab }),
    format: ({ tab }) => (tab === DEFAULT_HOTSPOTS_VIEW.tab ? null : tab),
  },
  hf: { parse: (text) => ({ filter: matching(text, OWN_WORDS) }), format: ({ filter }) => filter },
  hm: { parse: (text) => ({ method: matching(text, OWN_WORDS) }), format: ({ method }) => method },
  hc: { parse: (text) => ({ compare: matching(text, OWN_WORDS) }), format: ({ compare }) => compare },
  ha: { parse: (text) => ({ areas: matching(text, OWN_WORDS) }), format: ({ areas }) => areas },
  hs: { parse: (text) => ({ hotspotId: parseId(text) }), format: ({ hotspotId }) => hotspotId },
});
