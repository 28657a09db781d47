import { create } from 'zustand';
import { linkParametersOf, matching, parseId } from '../../lib/link-parameters.ts';
import {
  DEFAULT_WINDOW,
  formatCompare,
  formatWindow,
  parseCompare,
  parseWindow,
  type CompareChoice,
  type WindowChoice,
} from './window-choice.ts';

/** The tools of the coverage workspace, in the order of their tabs. */
export const TOOL_TABS = ['gaps', 'hours', 'revisit', 'plan', 'siting', 'rules', 'settings'] as const;
export type ToolTab = (typeof TOOL_TABS)[number];

/** For how many weeks the hour matrix may be asked. */
export const HOUR_WEEKS = [4, 8, 12] as const;
export type HourWeeks = (typeof HOUR_WEEKS)[number];

/** What of the coverage workspace a link reproduces. */
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

/** What the coverage workspace shows. Set a field that stands in {@link COVERAGE_LINK}, and the address follows. */
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

export const COVERAGE_LINK = linkParametersOf(useCoverageView, {
  a: {
    parse: (text) => ({ areaId: matching(text, /^(?:jurisdiction|(?:branch|key-area):[1-9]\d{0,9})$/) }),
    format: ({ areaId }) => areaId,
  },
  tab: {
    parse: (text) => ({ tab: TOOL_TABS.find((tab) => tab === text) ?? DEFAULT_COVERAGE_VIEW.tab }),
    format: ({ tab }) => (tab === DEFAULT_COVERAGE_VIEW.tab ? null : tab),
  },
  win: {
    parse: (text) => ({ window: parseWindow(text) ?? DEFAULT_COVERAGE_VIEW.window }),
    format: ({ window }) => (window === DEFAULT_COVERAGE_VIEW.window ? null : formatWindow(window)),
  },
  cmp: {
    parse: (text) => ({ compare: parseCompare(text) }),
    format: ({ compare }) => formatCompare(compare),
  },
  hw: {
    parse: (text) => ({
      hourWeeks: HOUR_WEEKS.find((weeks) => String(weeks) === text) ?? DEFAULT_COVERAGE_VIEW.hourWeeks,
    }),
    format: ({ hourWeeks }) => (hourWeeks === DEFAULT_COVERAGE_VIEW.hourWeeks ? null : hourWeeks),
  },
  plan: { parse: (text) => ({ planId: parseId(text) }), format: ({ planId }) => planId },
  job: {
    parse: (text) => ({ jobId: matching(text, /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/) }),
    format: ({ jobId }) => jobId,
  },
  rv: {
    parse: (text) => ({ revisit: matching(text, /^[\w.:~-]{1,100}$/) }),
    format: ({ revisit }) => revisit,
  },
});
