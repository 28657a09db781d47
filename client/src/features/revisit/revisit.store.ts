import {
  OBSERVER_GROUPS,
  REVISIT_MEASURES,
  type ObserverGroup,
  type RevisitMeasure,
  type RevisitWindow,
} from '@liaowang/shared/schemas/revisit';
import { create } from 'zustand';
import type { CustomWindow, WindowPreset } from './revisit-window.ts';
import { formatWindowLink, parseWindowLink } from './window-link.ts';

export type RevisitMode = 'now' | 'window';

interface RevisitState {
  /** The tab is open: the map shows the surface. */
  isOpen: boolean;
  mode: RevisitMode;
  group: ObserverGroup;
  measure: RevisitMeasure;
  preset: WindowPreset;
  /** Null while nothing is typed: the form then shows what `openCustomWindow` begins with. */
  custom: CustomWindow | null;
  /** The computed window that is shown. */
  jobId: string | null;
  /** What it was started with, if this page started it or the link says: it can then be run again. */
  asked: RevisitWindow | null;
  setOpen: (isOpen: boolean) => void;
  setMode: (mode: RevisitMode) => void;
  setGroup: (group: ObserverGroup) => void;
  setMeasure: (measure: RevisitMeasure) => void;
  setPreset: (preset: WindowPreset) => void;
  setCustom: (custom: CustomWindow) => void;
  show: (jobId: string | null, asked: RevisitWindow | null) => void;
  adoptLink: (link: string | null) => void;
}

const JOB_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * What a link says of the tab: `now:patrols`, `window:max-gap:<job>:<window>`, `window:max-gap`; null = the default. The
 * window (window-link.ts) outlives the job's result, which only its own account sees; links made before it was carried lack it.
 */
export function toRevisitLink({
  mode,
  group,
  measure,
  jobId,
  asked,
}: Pick<RevisitState, 'mode' | 'group' | 'measure' | 'jobId' | 'asked'>): string | null {
  if (mode === 'now') return group === 'all' ? null : `now:${group}`;
  const job = jobId === null ? [] : [jobId, ...(asked === null ? [] : [formatWindowLink(asked)])];
  return ['window', measure, ...job].join(':');
}

/** What {@link toRevisitLink} wrote; what cannot be understood is left out, and no link is the default. */
export function parseRevisitLink(
  link: string | null,
): Partial<Pick<RevisitState, 'mode' | 'group' | 'measure' | 'jobId' | 'asked'>> {
  if (link === null) return { mode: 'now', group: 'all' };
  const [mode, choice, jobId, window] = link.split(':');
  if (mode === 'now') {
    const group = OBSERVER_GROUPS.find((known) => known === choice);
    return { mode, ...(group && { group }) };
  }
  if (mode !== 'window') return {};
  const measure = REVISIT_MEASURES.find((known) => known === choice);
  const shown = { mode, ...(measure && { measure }) } as const;
  // What was asked belongs to the job: another job's must not stay behind.
  return jobId !== undefined && JOB_ID.test(jobId)
    ? { ...shown, jobId, asked: window === undefined ? null : parseWindowLink(window) }
    : shown;
}

/** The revisit tab: what is asked, what is shown. */
export const useRevisitStore = create<RevisitState>()((set) => ({
  isOpen: false,
  mode: 'now',
  group: 'all',
  measure: 'mean-age',
  preset: 'shift',
  custom: null,
  jobId: null,
  asked: null,
  setOpen: (isOpen) => set({ isOpen }),
  setMode: (mode) => set({ mode }),
  setGroup: (group) => set({ group }),
  setMeasure: (measure) => set({ measure }),
  setPreset: (preset) => set({ preset }),
  setCustom: (custom) => set({ custom }),
  show: (jobId, asked) => set({ jobId, asked }),
  adoptLink: (link) => {
    const linked = parseRevisitLink(link);
    // The form then shows the window of the link, in whichever time zone the city turns out to have.
    set({ ...linked, ...(linked.asked && { group: linked.asked.group, preset: 'custom', custom: null }) });
  },
}));
