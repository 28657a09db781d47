import { create } from 'zustand';

/** A place on the ground, `[lng, lat]`. */
export type Place = [number, number];

/** What takes the pointer away from selecting: drawing, dragging, picking. Its functions replace the map's own. */
export interface MapTool {
  /** Names whose tool it is, so that only its owner takes it away. */
  owner: string;
  cursor: string;
  /** An answer of false leaves the click to the map, which selects what is there. */
  click?: (place: Place) => boolean | void;
  /** As {@link click}: false lets the map zoom. */
  doubleClick?: (place: Place) => boolean | void;
  /** The pointer moves over the map without a button; null = it left. */
  move?: (place: Place | null) => void;
  /** A button or finger goes down: an answer takes the thing there (the map stays), null lets the map pan. */
  grab?: (
    place: Place,
    metersPerPixel: number,
  ) => { drag: (place: Place) => void; drop: (place: Place) => void } | null;
  /** Esc. An answer of false leaves it to what lies below. */
  cancel?: () => boolean | void;
}

interface MapToolState {
  tool: MapTool | null;
  take: (tool: MapTool) => void;
  /** Gives the pointer back to the map if `owner` has it. */
  release: (owner: string) => void;
}

/** Who has the pointer on the map. */
export const useMapToolStore = create<MapToolState>()((set) => ({
  tool: null,
  take: (tool) => set({ tool }),
  release: (owner) => set(({ tool }) => (tool?.owner === owner ? { tool: null } : {})),
}));
