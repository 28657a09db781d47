import { create } from 'zustand';
import { mapControl, type WindowPoint } from '../map/map-control.ts';

interface PlaceMenuState {
  /** The place that the menu is of, and where in the window it opens; null = it is closed. */
  menu: { place: [number, number]; at: WindowPoint } | null;
  open: (place: [number, number], at: WindowPoint) => void;
  close: () => void;
}

/** The menu of a place of the map. Not part of a link. */
export const usePlaceMenuStore = create<PlaceMenuState>()((set) => ({
  menu: null,
  open: (place, at) => set({ menu: { place, at } }),
  close: () => set({ menu: null }),
}));

/** Opens it in the middle of the map, for who has no pointer. */
export function openMenuInMiddle(): void {
  const place = mapControl.getCenter();
  const at = place && mapControl.findInWindow(place);
  if (at) usePlaceMenuStore.getState().open(place, at);
}
