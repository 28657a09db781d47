import { create } from 'zustand';
import type { Selection } from './selection.ts';
import type { Bounds } from './map-control.ts';

/** Zoom is told to React in steps of this: finer steps would make layers anew without a visible change. */
export const ZOOM_STEP = 0.25;

interface MapViewState {
  /** The map stands, with its ground: from now on marks come. */
  hasStood: boolean;
  /** Zoom rounded down to {@link ZOOM_STEP}. */
  zoom: number;
  /** What the map shows, once it rests. */
  bounds: Bounds | null;
  hovered: Selection | null;
  /** Where the pointer is, for the ruler's loose end. */
  pointer: [number, number] | null;
}

/** What the layers need to know of the camera and the pointer. The camera itself stays in MapLibre. */
export const useMapViewStore = create<MapViewState>()(() => ({
  hasStood: false,
  zoom: 10,
  bounds: null,
  hovered: null,
  pointer: null,
}));

/** Whether two targets are the same thing. */
export function isSameTarget(a: Selection | null, b: Selection | null): boolean {
  return a === b || (a !== null && b !== null && a.kind === b.kind && a.id === b.id);
}
