import { create } from 'zustand';

/** The tools of the hotspot workspace, in the order of their tabs. */
export const HOTSPOT_TABS = ['zones', 'change', 'areas', 'predict', 'review', 'outcome', 'imports'] as const;
export type HotspotTab = (typeof HOTSPOT_TABS)[number];

/** What of the hotspot workspace a link reproduces. Every field stands in the address (view-url.ts). */
export interface LinkedHotspotRoom {
  /** Open tool (`ht`). */
  tab: HotspotTab;
  /** Which incidents (`hf`), as features/hotspots/filter-link.ts writes it; null = the default. Letters, digits and `._:,~-`. */
  filter: string | null;
  /** How zones are found (`hm`), as features/hotspots/method-link.ts writes it; null = the default. */
  method: string | null;
  /** The windows compared (`hc`), in the change tab's own words. */
  compare: string | null;
  /** The areas, their order and the chosen one (`ha`), as features/areas/area-view.ts writes it; null = the default. */
  areas: string | null;
  /** Chosen hotspot record (`hs`). */
  hotspotId: number | null;
}

export const DEFAULT_HOTSPOT_ROOM_VIEW: LinkedHotspotRoom = {
  tab: 'zones',
  filter: null,
  method: null,
  compare: null,
  areas: null,
  hotspotId: null,
};

interface HotspotRoomViewState extends LinkedHotspotRoom {
  openTab: (tab: HotspotTab) => void;
  setFilter: (filter: string | null) => void;
  setMethod: (method: string | null) => void;
  setCompare: (compare: string | null) => void;
  setAreas: (areas: string | null) => void;
  chooseHotspot: (hotspotId: number | null) => void;
}

/** What the hotspot workspace shows. Mirrored in the address by view-sync.ts: set a field and the link follows. */
export const useHotspotRoomView = create<HotspotRoomViewState>()((set) => ({
  ...DEFAULT_HOTSPOT_ROOM_VIEW,
  openTab: (tab) => set({ tab }),
  setFilter: (filter) => set({ filter }),
  setMethod: (method) => set({ method }),
  setCompare: (compare) => set({ compare }),
  setAreas: (areas) => set({ areas }),
  chooseHotspot: (hotspotId) => set({ hotspotId }),
}));
