import { create } from 'zustand';

interface DialogState {
  /** The window over the room; the report form is in the view store because the map opens it. */
  dialog: 'search' | 'keys' | null;
  open: (dialog: 'search' | 'keys') => void;
  close: () => void;
}

/** What lies over the room. Not part of a link. */
export const useDialogStore = create<DialogState>((set) => ({
  dialog: null,
  open: (dialog) => set({ dialog }),
  close: () => set({ dialog: null }),
}));
