import { create } from 'zustand';
import type { TableSort } from '../../components/column-table.tsx';
import { ALL_UNITS, type UnitFilter } from './unit-filter.ts';

export const UNIT_COLUMNS = ['name', 'kind', 'branch', 'range', 'devices'] as const;
export type UnitColumn = (typeof UNIT_COLUMNS)[number];

interface UnitRegisterState {
  filter: UnitFilter;
  sort: TableSort<UnitColumn>;
  /** Units that are chosen for a change of several. */
  ticked: ReadonlySet<number>;
  /** The unit whose page is open; `new` = one that is being added; null = the list alone. */
  open: number | 'new' | null;
  change: (filter: Partial<UnitFilter>) => void;
  sortBy: (sort: TableSort<UnitColumn>) => void;
  tick: (unitIds: readonly number[], isTicked: boolean) => void;
  untickAll: () => void;
  show: (open: UnitRegisterState['open']) => void;
}

const NOTHING_SHOWN = {
  filter: ALL_UNITS,
  sort: { column: 'name', descending: false },
  ticked: new Set<number>(),
  open: null,
} as const;

/** What the register of units lists, and which one is open: it stays while another register is looked at. */
export const useUnitRegisterStore = create<UnitRegisterState>()((set) => ({
  ...NOTHING_SHOWN,
  change: (filter) => set((state) => ({ filter: { ...state.filter, ...filter } })),
  sortBy: (sort) => set({ sort }),
  tick: (unitIds, isTicked) =>
    set((state) => {
      const ticked = new Set(state.ticked);
      for (const unitId of unitIds) {
        if (isTicked) ticked.add(unitId);
        else ticked.delete(unitId);
      }
      return { ticked };
    }),
  untickAll: () => set({ ticked: new Set() }),
  show: (open) => set({ open }),
}));
