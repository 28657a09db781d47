import { create } from 'zustand';
import type { SizeRefused } from '@liaowang/shared/analysis/hotspots/zones/size-refused';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import type { ClusteringAnswer } from './clustering.ts';
import type { ClusteringMethod, NearRepeatMethod } from './finding-method.ts';
import type { NearRepeatFound } from './near-repeat.ts';
import type { ZonesFound } from './zones-found.ts';

/** What was found, and by which question: of how many incidents, let through by which filter. */
export type Answer = { filter: IncidentFilter; incidentCount: number; computeMs: number } & (
  | { kind: 'zones'; method: ZoneMethod; found: ZonesFound }
  | { kind: 'near-repeat'; method: NearRepeatMethod; found: NearRepeatFound }
  | { kind: 'clustering'; method: ClusteringMethod; found: ClusteringAnswer }
);

interface ZonesState {
  /** The tab is open: the map shows it. */
  isOpen: boolean;
  /** The latest answer; it stays until the next one is there. */
  answer: Answer | null;
  isComputing: boolean;
  /** 0–1 of a long computation; null while it cannot be told. */
  progress: number | null;
  /** Why the latest question has no answer. */
  failure: 'settings' | 'fault' | null;
  /** A setting that can be computed, where those in force cannot. */
  offer: SizeRefused['works'] | null;
  /** Rank of the zone under the pointer, in the list or on the map. */
  hoveredRank: number | null;
  /** Rank of the zone whose details are open. */
  openRank: number | null;
  /** Place in the drawn cells of the one under the pointer. */
  hoveredCell: number | null;
  /** Place in the list of watches. */
  hoveredWatch: number | null;
  setOpen: (isOpen: boolean) => void;
  hoverZone: (hoveredRank: number | null) => void;
  openZone: (openRank: number | null) => void;
  hoverWatch: (hoveredWatch: number | null) => void;
}

const NOTHING_POINTED = { hoveredRank: null, openRank: null, hoveredCell: null, hoveredWatch: null };

/** What the zones tab has found and what is pointed at. */
export const useZonesStore = create<ZonesState>()((set) => ({
  isOpen: false,
  answer: null,
  isComputing: false,
  progress: null,
  failure: null,
  offer: null,
  ...NOTHING_POINTED,
  setOpen: (isOpen) =>
    set(
      isOpen
        ? { isOpen }
        : { isOpen, answer: null, isComputing: false, progress: null, failure: null, offer: null, ...NOTHING_POINTED },
    ),
  hoverZone: (hoveredRank) => set({ hoveredRank }),
  openZone: (openRank) => set({ openRank }),
  hoverWatch: (hoveredWatch) => set({ hoveredWatch }),
}));

/** Puts a new answer in the place of the last: ranks and cells are others now. */
export function showAnswer(answer: Answer): void {
  useZonesStore.setState({
    answer,
    isComputing: false,
    progress: null,
    failure: null,
    offer: null,
    ...NOTHING_POINTED,
  });
}
