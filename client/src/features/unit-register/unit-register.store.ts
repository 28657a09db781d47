import { create } from 'zustand';
import type { TableSort } from '../../components/column-table.tsx';
import { ALL_UNITS, type UnitFilter } from './unit-filter.ts';

export type UnitColumn = 'name' | 'kind' | 'branch' | 'range' | 'devices';

interface UnitRegisterState {
  text: string;
  filter: UnitFilter;
  sort: TableSort<UnitColumn>;
  /** Units that are chosen for a change of several. */
  ticked: ReadonlySet<number>;
  tick: (unitIds: readonly number[], isTicked: boolean) => void;
}

export const WHOLE_REGISTER = {
  text: '',
  filter: ALL_UNITS,
  sort: { column: 'name', descending: false },
  ticked: new Set<number>(),
} as const;

/** What the register of units lists: it stays while another register is looked at. */
export const useUnitRegisterStore = create<UnitRegisterState>()((set) => ({
  ...WHOLE_REGISTER,
  tick: (unitIds, isTicked) =>
    set((state) => {
      const ticked = new Set(state.ticked);
      for (const unitId of unitIds) {
        if (isTicked) ticked.add(unitId);
        else ticked.delete(unitId);
      }
      return { ticked };
    }),
}));
