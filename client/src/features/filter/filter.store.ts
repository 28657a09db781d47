import { create } from 'zustand';
import { DEFAULT_FILTER, normalizeChoice, type FilterChoice } from './filter-choice.ts';
import { formatFilter } from './filter-link.ts';

/** Steps that can be taken back. */
const MAX_PAST = 50;

const isSame = (a: FilterChoice, b: FilterChoice): boolean => formatFilter(a) === formatFilter(b);

interface FilterState {
  /** As it stands under the pointer: charts and dots follow it. */
  filter: FilterChoice;
  /** As it stood when the last gesture ended: links and analyses follow it. */
  settled: FilterChoice;
  /** Earlier settled ones, the latest last. */
  past: readonly FilterChoice[];
  /** Changes the filter within a gesture. */
  brush: (part: Partial<FilterChoice>) => void;
  /** Ends a gesture. */
  settle: () => void;
  /** Leaves a gesture as if it had not begun: a touch became a scroll, say. */
  cancel: () => void;
  /** A gesture of one step. */
  change: (part: Partial<FilterChoice>) => void;
  /** Back to the filter before the last gesture, or out of the one under way. */
  undo: () => void;
  clear: () => void;
  /** Takes the filter of a link. */
  adopt: (choice: FilterChoice) => void;
}

/** Which incidents the hotspot workspace looks at. */
export const useFilterStore = create<FilterState>()((set, get) => ({
  filter: DEFAULT_FILTER,
  settled: DEFAULT_FILTER,
  past: [],
  brush: (part) => {
    const { filter } = get();
    const next = normalizeChoice({ ...filter, ...part });
    if (!isSame(filter, next)) set({ filter: next });
  },
  settle: () =>
    set(({ filter, settled, past }) =>
      isSame(filter, settled) ? { filter: settled } : { settled: filter, past: [...past, settled].slice(-MAX_PAST) },
    ),
  cancel: () => set(({ settled }) => ({ filter: settled })),
  change: (part) => {
    get().brush(part);
    get().settle();
  },
  undo: () =>
    set(({ filter, settled, past }) => {
      if (filter !== settled) return { filter: settled };
      const last = past.at(-1);
      return last ? { filter: last, settled: last, past: past.slice(0, -1) } : {};
    }),
  clear: () => get().change(DEFAULT_FILTER),
  adopt: (choice) => set({ filter: choice, settled: choice, past: [] }),
}));

/** What changes the filter; the same functions for as long as the page lives. */
export const {
  brush: brushFilter,
  settle: settleFilter,
  cancel: cancelFilter,
  change: changeFilter,
  undo: undoFilter,
  clear: clearFilter,
  adopt: adoptFilter,
} = useFilterStore.getState();
