import { create } from 'zustand';
import type { Workspace } from './workspace.ts';

/** Layers a viewer can switch, in the order of the layer panel and of the keys 1–8. */
export const LAYER_IDS = ['foot', 'vehicles', 'lookouts', 'incidents', 'zones', 'gaps', 'trails', 'key-areas'] as const;
export type LayerId = (typeof LAYER_IDS)[number];

/**
 * What each workspace shows to somebody who never chose: live everything but the trails, which are busy; coverage who
 * sees, where that matters and where nobody does; hotspots what stays where it is, beside what the analysis draws.
 */
export const DEFAULT_LAYERS: Record<Workspace, readonly LayerId[]> = {
  live: LAYER_IDS.filter((id) => id !== 'trails'),
  coverage: ['foot', 'vehicles', 'lookouts', 'gaps', 'key-areas'],
  hotspots: ['lookouts', 'key-areas'],
};

export const SELECTION_KINDS = ['unit', 'lookout', 'incident', 'key-area'] as const;
export interface Selection {
  kind: (typeof SELECTION_KINDS)[number];
  id: number;
}

/** What the viewer looks at, apart from the camera. Mirrored in the URL by view-url.ts: a link reproduces it. */
export interface ViewState {
  visibleLayers: ReadonlySet<LayerId>;
  selection: Selection | null;
  /** The camera stays on this unit. */
  followUnitId: number | null;
  /** This unit's track is drawn. */
  trackUnitId: number | null;
  ruler: boolean;
  /** Wall display: panels hidden but for the strip and the feed, larger type. */
  wall: boolean;
  /** Open report form, at this place `[lng, lat]`. */
  reportAt: [number, number] | null;
  toggleLayer: (id: LayerId) => void;
  setLayers: (ids: Iterable<LayerId>) => void;
  select: (selection: Selection | null) => void;
  follow: (unitId: number | null) => void;
  showTrack: (unitId: number | null) => void;
  setRuler: (ruler: boolean) => void;
  setWall: (wall: boolean) => void;
  startReport: (lngLat: [number, number] | null) => void;
}

export const useViewStore = create<ViewState>((set) => ({
  visibleLayers: new Set(DEFAULT_LAYERS.live),
  selection: null,
  followUnitId: null,
  trackUnitId: null,
  ruler: false,
  wall: false,
  reportAt: null,
  toggleLayer: (id) =>
    set(({ visibleLayers }) => {
      const next = new Set(visibleLayers);
      if (!next.delete(id)) next.add(id);
      return { visibleLayers: next };
    }),
  setLayers: (ids) => set({ visibleLayers: new Set(ids) }),
  select: (selection) => set({ selection }),
  follow: (followUnitId) => set({ followUnitId }),
  showTrack: (trackUnitId) => set({ trackUnitId }),
  setRuler: (ruler) => set({ ruler }),
  setWall: (wall) => set({ wall }),
  startReport: (reportAt) => set({ reportAt }),
}));
