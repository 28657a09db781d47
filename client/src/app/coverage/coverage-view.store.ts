import { create } from 'zustand';
import { DEFAULT_WINDOW, type CompareChoice, type WindowChoice } from './window-choice.ts';

/** The tools of the coverage workspace, in the order of their tabs. */
export const TOOL_TABS = ['gaps', 'hours', 'revisit', 'plan', 'siting', 'rules', 'settings'] as const;
export type ToolTab = (typeof TOOL_TABS)[number];

/** For how many weeks the hour matrix may be asked. */
export const HOUR_WEEKS = [4, 8, 12] as const;
export type HourWeeks = (typeof HOUR_WEEKS)[number];

/** What of the coverage workspace a link reproduces. Every field stands in the address (view-url.ts). */
export interface LinkedCoverage {
  /** Chosen area (`a`); null = the jurisdiction, or whatever the account sees first. */
  areaId: string | null;
  /** Open tool (`tab`). */
  tab: ToolTab;
  /** Window of the record (`win`). */
  window: WindowChoice;
  /** What it is compared with (`cmp`). */
  compare: CompareChoice;
  /** Weeks of the hour matrix (`hw`). */
  hourWeeks: HourWeeks;
  /** Saved plan in the what-if tab (`plan`). */
  planId: number | null;
  /** Siting run whose result is shown (`job`). */
  jobId: string | null;
  /** Whatever the revisit tab shows, in its own words (`rv`): letters, digits and `._:~-`. */
  revisit: string | null;
}

export const DEFAULT_COVERAGE_VIEW: LinkedCoverage = {
  areaId: null,
  tab: 'gaps',
  window: DEFAULT_WINDOW,
  compare: null,
  hourWeeks: 8,
  planId: null,
  jobId: null,
  revisit: null,
};

interface CoverageViewState extends LinkedCoverage {
  /** The gap in focus; gaps come and go, so no link names one. */
  gapId: number | null;
  setArea: (areaId: string | null) => void;
  openTab: (tab: ToolTab) => void;
  setWindow: (window: WindowChoice) => void;
  setCompare: (compare: CompareChoice) => void;
  setHourWeeks: (hourWeeks: HourWeeks) => void;
  setPlan: (planId: number | null) => void;
  setJob: (jobId: string | null) => void;
  setRevisit: (revisit: string | null) => void;
  focusGap: (gapId: number | null) => void;
}

/** What the coverage workspace shows. Mirrored in the address by view-sync.ts: set a field and the link follows. */
export const useCoverageView = create<CoverageViewState>()((set) => ({
  ...DEFAULT_COVERAGE_VIEW,
  gapId: null,
  setArea: (areaId) => set({ areaId }),
  openTab: (tab) => set({ tab }),
  setWindow: (window) => set({ window }),
  setCompare: (compare) => set({ compare }),
  setHourWeeks: (hourWeeks) => set({ hourWeeks }),
  setPlan: (planId) => set({ planId }),
  setJob: (jobId) => set({ jobId }),
  setRevisit: (revisit) => set({ revisit }),
  focusGap: (gapId) => set({ gapId }),
}));
