import { create } from 'zustand';
import type { SizeRefused } from '@liaowang/shared/analysis/hotspots/zones/size-refused';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import type { ChangeFound, ChangeTask } from './compute-change.ts';

interface ChangeState {
  /** The tab is open: the map shows it. */
  isOpen: boolean;
  /** The latest answer with what was asked; it stays until the next one is there. */
  answer: { found: ChangeFound; method: ZoneMethod; windows: ChangeTask['windows'] } | null;
  isComputing: boolean;
  failure: { cause: 'settings' | 'fault'; offer: SizeRefused['works'] | null } | null;
  /** Place in the list of changes of the one pointed at. */
  hovered: number | null;
  hover: (hovered: number | null) => void;
}

export const NOTHING_COMPARED = { isOpen: false, answer: null, isComputing: false, failure: null, hovered: null };

/** What the change tab has found and what is pointed at. */
export const useChangeStore = create<ChangeState>()((set) => ({
  ...NOTHING_COMPARED,
  hover: (hovered) => set({ hovered }),
}));
