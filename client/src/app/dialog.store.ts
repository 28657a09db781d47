import { create } from 'zustand';

export type DialogId = 'search' | 'keys' | 'rota' | 'accounts' | 'ownAccount';

interface DialogState {
  /** The window over the room; the report form is in the view store because the map opens it. */
  dialog: DialogId | null;
  /** What was typed before the search could take it. */
  typed: string;
  type: (character: string) => void;
  open: (dialog: DialogId) => void;
  close: () => void;
}

/** What lies over the room. Not part of a link. */
export const useDialogStore = create<DialogState>((set) => ({
  dialog: null,
  typed: '',
  type: (character) => set(({ typed }) => ({ typed: typed + character })),
  open: (dialog) => set({ dialog, typed: '' }),
  close: () => set({ dialog: null }),
}));
