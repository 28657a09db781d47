import type { ImportMapping, IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { create } from 'zustand';
import { readDraft, writeDraft } from './draft-storage.ts';
import { findNextStep, type ImportStep } from './import-steps.ts';
import type { PreviewChoice } from './imports.api.ts';

/** How the file is read, as chosen by hand; null = as the server found it. */
export type Reading = Pick<PreviewChoice, 'encoding' | 'sheet' | 'headerRow'>;

interface ImportState {
  /** The tab is open: the map shows what the dry run found. */
  isOpen: boolean;
  /** The import in the wizard; null = the list. */
  importId: number | null;
  step: Exclude<ImportStep, 'file' | 'done'>;
  reading: Reading;
  /** How the file is to be read; null until the server's guess is there. */
  mapping: ImportMapping | null;
  /** The job started here; null = the one that the server names. */
  jobId: string | null;
  setOpen: (isOpen: boolean) => void;
  /** Goes on with an import where it was left. */
  open: (one: IncidentImport) => void;
  close: () => void;
  goTo: (step: ImportState['step']) => void;
  setMapping: (mapping: ImportMapping) => void;
  change: (part: Partial<ImportMapping>) => void;
  /** Reads the file anew: columns may be called otherwise, so the server guesses again. */
  chooseReading: (part: Partial<Reading>) => void;
  follow: (jobId: string) => void;
}

const AS_FOUND: Reading = { encoding: null, sheet: null, headerRow: null };
const NOTHING_OPEN = { importId: null, step: 'columns', reading: AS_FOUND, mapping: null, jobId: null } as const;

/** The import wizard: which file, how far, how it is read. Outlives a change of tab, and a reload of the page. */
export const useImportStore = create<ImportState>()((set) => ({
  isOpen: false,
  ...NOTHING_OPEN,
  ...readDraft(),
  setOpen: (isOpen) => set({ isOpen }),
  open: (one) => {
    const next = findNextStep(one);
    const { encoding = null, sheet = null, headerRow = null } = one.mapping ?? {};
    set({
      ...NOTHING_OPEN,
      importId: one.importId,
      reading: { encoding, sheet, headerRow },
      mapping: one.mapping,
      step: next === 'file' || next === 'done' ? 'check' : next,
    });
  },
  close: () => set(NOTHING_OPEN),
  goTo: (step) => set({ step }),
  setMapping: (mapping) => set({ mapping }),
  change: (part) => set(({ mapping }) => ({ mapping: mapping && { ...mapping, ...part } })),
  chooseReading: (part) => set(({ reading }) => ({ reading: { ...reading, ...part }, mapping: null })),
  follow: (jobId) => set({ jobId, step: 'check' }),
}));

useImportStore.subscribe(({ importId, step, reading, mapping }) =>
  writeDraft(importId === null ? null : { importId, step, reading, mapping }),
);
