import { create } from 'zustand';

interface BriefState {
  isOpen: boolean;
  open: () => void;
  close: () => void;
}

/** Whether the brief lies over the room. Kept apart from its button: while it prints, the page may turn into a phone's. */
export const useBriefStore = create<BriefState>()((set) => ({
  isOpen: false,
  open: () => set({ isOpen: true }),
  close: () => set({ isOpen: false }),
}));
