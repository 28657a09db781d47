import { LEAST_CORNERS, type LngLat } from '@liaowang/shared/schemas/geometry';
import { create } from 'zustand';
import { computeNearbyDistanceMeters } from '../lib/nearest.ts';
import { usePointerStore } from './map-control.ts';
import { roundPlace } from './round-place.ts';

/** Of a double click: both count as one corner, CSS pixels. */
const SAME_PIXELS = 4;

interface OutlineDrawingState {
  /** Corners so far, and where the pointer is; null = nothing is drawn. */
  drawing: { corners: readonly LngLat[]; pointer: LngLat | null } | null;
  start: () => void;
  addCorner: (place: LngLat) => void;
  takeCornerBack: () => void;
  moveTo: (pointer: LngLat | null) => void;
  stop: () => void;
}

/** The outline that is being drawn on the map: one at a time. */
export const useOutlineDrawing = create<OutlineDrawingState>()((set) => {
  const draw = (
    change: (drawing: NonNullable<OutlineDrawingState['drawing']>) => Partial<OutlineDrawingState['drawing']>,
  ) => set(({ drawing }) => (drawing ? { drawing: { ...drawing, ...change(drawing) } } : {}));
  return {
    drawing: null,
    start: () => set({ drawing: { corners: [], pointer: null } }),
    addCorner: (place) =>
      draw(({ corners }) => {
        const last = corners.at(-1);
        const { metersPerPixel } = usePointerStore.getState();
        const isSame = last !== undefined && computeNearbyDistanceMeters(last, place) <= SAME_PIXELS * metersPerPixel;
        return { corners: isSame ? corners : [...corners, roundPlace(place)] };
      }),
    takeCornerBack: () => draw(({ corners }) => ({ corners: corners.slice(0, -1) })),
    moveTo: (pointer) => draw(() => ({ pointer })),
    stop: () => set({ drawing: null }),
  };
});

/** What is drawn as a closed ring; null while it has too few corners. */
export function closedRing(): LngLat[] | null {
  const corners = useOutlineDrawing.getState().drawing?.corners ?? [];
  return corners.length < LEAST_CORNERS ? null : [...corners, corners[0]!];
}
