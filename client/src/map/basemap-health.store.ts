import { create } from 'zustand';

/** How many tiles in a row did not come before it is said: one at an edge may be missing for good. */
const MISSED_IN_A_ROW = 4;

interface BasemapHealth {
  /** The basemap itself did not come, and the built-in one stands in its place. */
  isMissing: boolean;
  /** Asks for it again. */
  retry: () => void;
  missedInARow: number;
  /** It came, but its tiles do not, so that its ground stays empty. */
  isEmpty: boolean;
  /** Asks again for the tiles that did not come. */
  askAgain: () => void;
  tellMissed: () => void;
  /** Not even the list of its tiles came. */
  tellEmpty: () => void;
  tellCame: () => void;
}

/** Whether the basemap that was chosen is on the screen. */
export const useBasemapHealth = create<BasemapHealth>((set, get) => ({
  isMissing: false,
  retry: () => undefined,
  missedInARow: 0,
  isEmpty: false,
  askAgain: () => undefined,
  tellMissed: () =>
    set(({ missedInARow }) => ({ missedInARow: missedInARow + 1, isEmpty: missedInARow + 1 >= MISSED_IN_A_ROW })),
  tellEmpty: () => set({ isEmpty: true }),
  tellCame: () => {
    if (get().missedInARow > 0 || get().isEmpty) set({ missedInARow: 0, isEmpty: false });
  },
}));
