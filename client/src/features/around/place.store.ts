import { create } from 'zustand';
import { linkParametersOf } from '../../lib/link-parameters.ts';
import { useViewStore } from '../../map/view.store.ts';

/** What the card of a place shows below it. */
export type PlaceSection = 'nearest' | 'incidents';

interface PlaceState {
  /** The marked place, `[lng, lat]`. */
  place: [number, number] | null;
  /** As it was looked for; '' = it has no name. Not part of a link. */
  name: string;
  section: PlaceSection | null;
  /** Marks a place and shows its card in place of what is selected; null takes the mark away. */
  mark: (place: [number, number] | null, of?: { name?: string; section?: PlaceSection }) => void;
  show: (section: PlaceSection | null) => void;
}

/** A place of the map that somebody looked for, asks about or shows to others. */
export const usePlaceStore = create<PlaceState>()((set) => ({
  place: null,
  name: '',
  section: null,
  mark: (place, { name = '', section = null } = {}) => {
    if (place) useViewStore.getState().select(null);
    set({ place, name, section });
  },
  show: (section) => set({ section }),
}));

/** Five decimals are a metre. */
const DECIMALS = 5;

function parsePlace(text: string | null): PlaceState['place'] {
  const match = /^(-?\d{1,3}(?:\.\d+)?),(-?\d{1,2}(?:\.\d+)?)$/.exec(text ?? '');
  const [lng, lat] = [Number(match?.[1]), Number(match?.[2])];
  return match && Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? [lng, lat] : null;
}

/** The marked place (`p`). */
export const PLACE_LINK = linkParametersOf(usePlaceStore, {
  p: {
    parse: (text) => ({ place: parsePlace(text) }),
    format: ({ place }) => place && place.map((degrees) => degrees.toFixed(DECIMALS)).join(','),
  },
});
