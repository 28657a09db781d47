import { create } from 'zustand';
import type { Unit } from '@liaowang/shared/schemas/unit';

interface UnitsState {
  units: ReadonlyMap<number, Unit>;
  /** Everything this account may see, as of a snapshot. */
  replace: (units: readonly Unit[]) => void;
  upsert: (units: readonly Unit[]) => void;
}

/** The units this account may see. Where they are is kept apart, in live/position-buffer.ts. */
export const useUnitsStore = create<UnitsState>((set) => ({
  units: new Map(),
  replace: (units) => set({ units: new Map(units.map((unit) => [unit.id, unit])) }),
  upsert: (changed) =>
    set(({ units }) => {
      const next = new Map(units);
      for (const unit of changed) next.set(unit.id, unit);
      return { units: next };
    }),
}));
