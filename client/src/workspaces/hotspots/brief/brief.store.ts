import { create } from 'zustand';

/** What a brief is about: the zones just found, the table of areas, or one hotspot record. */
export type BriefSubject = { kind: 'zones' } | { kind: 'areas' } | { kind: 'record'; hotspotId: number };

interface HotspotBriefState {
  subject: BriefSubject | null;
  open: (subject: BriefSubject) => void;
  close: () => void;
}

/** The brief that lies over the room. Kept apart from its buttons: while it prints, the page may turn into a phone's. */
export const useHotspotBriefStore = create<HotspotBriefState>()((set) => ({
  subject: null,
  open: (subject) => set({ subject }),
  close: () => set({ subject: null }),
}));
