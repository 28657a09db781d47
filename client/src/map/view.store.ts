import { create } from 'zustand';
import { linkParametersOf, parseId } from '../lib/link-parameters.ts';
import { findSelectable } from './selectable.ts';
import type { Selection } from './selection.ts';

/** What the viewer looks at, apart from the camera. */
interface ViewState {
  /** Ids of the switched layers that are on. */
  visibleLayers: ReadonlySet<string>;
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
  toggleLayer: (id: string) => void;
  setLayers: (ids: Iterable<string>) => void;
  select: (selection: Selection | null) => void;
  follow: (unitId: number | null) => void;
  showTrack: (unitId: number | null) => void;
  setRuler: (ruler: boolean) => void;
  setWall: (wall: boolean) => void;
  startReport: (lngLat: [number, number] | null) => void;
}

export const useViewStore = create<ViewState>((set) => ({
  visibleLayers: new Set(),
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

/** `unit:12`; null for what is no thing of the map. */
function parseSelection(text: string | null): Selection | null {
  const [kind = '', idText] = text?.split(':') ?? [];
  const id = parseId(idText);
  return id !== null && findSelectable(kind) ? { kind, id } : null;
}

/** What is selected (`s`), followed (`f`), tracked (`t`), and whether it is a wall (`w`). */
export const VIEW_LINK = linkParametersOf(useViewStore, {
  s: {
    parse: (text) => ({ selection: parseSelection(text) }),
    format: ({ selection }) => selection && `${selection.kind}:${selection.id}`,
  },
  f: { parse: (text) => ({ followUnitId: parseId(text) }), format: ({ followUnitId }) => followUnitId },
  t: { parse: (text) => ({ trackUnitId: parseId(text) }), format: ({ trackUnitId }) => trackUnitId },
  w: { parse: (text) => ({ wall: text === '1' }), format: ({ wall }) => (wall ? 1 : null) },
});

/** Whether a switched layer is on. */
export const useIsLayerOn = (id: string): boolean => useViewStore(({ visibleLayers }) => visibleLayers.has(id));

/** The id of the selected thing when it is of this kind. */
export const useSelectedId = (kind: string): number | null =>
  useViewStore(({ selection }) => (selection?.kind === kind ? selection.id : null));
