import { create } from 'zustand';
import { linkParametersOf } from '../../lib/link-parameters.ts';
import { WHOLE_LIST, formatView, parseView, type UnitView } from './unit-view.ts';

interface UnitListState {
  isOpen: boolean;
  view: UnitView;
  /** Shows the list, with these conditions in place of those before; absent: as it was. */
  open: (view?: Partial<UnitView>) => void;
  close: () => void;
  change: (part: Partial<UnitView>) => void;
}

/** The list of units beside the map. */
export const useUnitListStore = create<UnitListState>()((set) => ({
  isOpen: false,
  view: WHOLE_LIST,
  open: (view) =>
    set((state) => ({
      isOpen: true,
      // The columns are a matter of taste: they stay.
      view: view ? { ...WHOLE_LIST, columns: state.view.columns, ...view } : state.view,
    })),
  close: () => set({ isOpen: false }),
  change: (part) => set(({ view }) => ({ view: { ...view, ...part } })),
}));

/** The list that stands open (`units`): its conditions, order and columns. */
export const UNIT_LIST_LINK = linkParametersOf(useUnitListStore, {
  units: {
    parse: (text) => (text === null ? { isOpen: false } : { isOpen: true, view: parseView(text) }),
    format: ({ isOpen, view }) => (isOpen ? formatView(view) : null),
  },
});
