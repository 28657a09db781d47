import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { SitingRequest } from '@liaowang/shared/schemas/siting';
import { create } from 'zustand';
import { computeNearbyDistanceMeters } from '../../lib/nearest.ts';
import { roundPlace } from '../../map/round-place.ts';
import { DEFAULT_SITING_FORM, SITING_LIMITS, toSitingForm, type SitingForm } from './siting-form.ts';

/** Of a result: the proven or best found one, or the quick one. */
export type SolutionKind = 'exact' | 'greedy';

interface SitingState {
  /** The tab is open: the map shows it. */
  isOpen: boolean;
  form: SitingForm;
  /** Somebody has said the spacing; until then it follows the area. */
  isSpacingChosen: boolean;
  /** Candidates that were put on the map by hand. */
  drawn: readonly LngLat[];
  isDrawing: boolean;
  shown: SolutionKind;
  /** Place in the list of the shown solution. */
  hoveredSite: number | null;
  showsDemand: boolean;
  setOpen: (isOpen: boolean) => void;
  change: (part: Partial<SitingForm>) => void;
  /** Takes the point away that lies within `sameWithinMeters`, or adds one. */
  toggleDrawn: (place: readonly [number, number], sameWithinMeters: number) => void;
  clearDrawn: () => void;
  setDrawing: (isDrawing: boolean) => void;
  show: (shown: SolutionKind) => void;
  hover: (hoveredSite: number | null) => void;
  setShowsDemand: (showsDemand: boolean) => void;
  /** Fills the form in as an earlier run had it. */
  adopt: (request: SitingRequest) => void;
}

/** The siting tab: what is asked, what is shown. */
export const useSitingStore = create<SitingState>()((set) => ({
  isOpen: false,
  form: DEFAULT_SITING_FORM,
  isSpacingChosen: false,
  drawn: [],
  isDrawing: false,
  shown: 'exact',
  hoveredSite: null,
  showsDemand: false,
  setOpen: (isOpen) => set(isOpen ? { isOpen } : { isOpen, isDrawing: false, hoveredSite: null }),
  change: (part) =>
    set(({ form }) => ({
      form: { ...form, ...part },
      ...('spacingMeters' in part && { isSpacingChosen: true }),
      ...(part.candidates && part.candidates !== 'drawn' && { isDrawing: false }),
    })),
  toggleDrawn: (place, sameWithinMeters) =>
    set(({ drawn }) => {
      const kept = drawn.filter((point) => computeNearbyDistanceMeters(point, place) > sameWithinMeters);
      if (kept.length < drawn.length) return { drawn: kept };
      return drawn.length < SITING_LIMITS.drawnPoints ? { drawn: [...drawn, roundPlace(place)] } : {};
    }),
  clearDrawn: () => set({ drawn: [] }),
  setDrawing: (isDrawing) => set({ isDrawing }),
  show: (shown) => set({ shown, hoveredSite: null }),
  hover: (hoveredSite) => set({ hoveredSite }),
  setShowsDemand: (showsDemand) => set({ showsDemand }),
  adopt: (request) =>
    set({
      form: toSitingForm(request),
      isSpacingChosen: request.candidates.kind !== 'drawn',
      ...(request.candidates.kind === 'drawn' && { drawn: request.candidates.points }),
    }),
}));
