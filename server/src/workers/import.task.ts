import type { Refusal } from '@liaowang/shared/schemas/error';
import type { IncidentCategory, TimePrecision } from '@liaowang/shared/schemas/incident';
import type {
  ImportCheck,
  ImportFormat,
  ImportMapping,
  ImportPreview,
  ImportRowProblem,
  ReadingChoice,
} from '@liaowang/shared/schemas/incident-import';
import type { ImportJurisdiction } from './jurisdiction-test.ts';

/** Where the file's bytes come from: asked for by number since only the server speaks to the database. */
export interface StoredFile {
  chunkCount: number;
  bytes: number;
  fileName: string;
}

/** What a file is. */
export interface ImportRecogniseTask extends StoredFile {
  kind: 'import-recognise';
}

/** What the first rows look like, and a guess of the mapping. */
export interface ImportPreviewTask extends StoredFile {
  kind: 'import-preview';
  format: ImportFormat;
  choice: ReadingChoice;
  /** What words mean as far as the city knows: keys and nodes. */
  dictionary: Array<[key: string, categoryId: string]>;
  /** Columns whose words are counted instead of the guessed ones. */
  categoryColumn: string | null;
  severityColumn: string | null;
  /** The jurisdiction's. */
  timeZone: string;
  /** Where places are expected. */
  jurisdiction: ImportJurisdiction;
  /** What counts as the future. */
  nowMs: number;
}

/** Reads all rows: problems and importable rows are handed over batch by batch. */
export interface ImportRowsTask extends StoredFile {
  kind: 'import-rows';
  format: ImportFormat;
  choice: ReadingChoice;
  mapping: ImportMapping;
  /** The top above each node of the city's own that the mapping names. */
  tops: Record<string, IncidentCategory>;
  /** As of the preview. */
  dictionary: Array<[key: string, categoryId: string]>;
  jurisdiction: ImportJurisdiction;
  nowMs: number;
}

export type ImportTask = ImportRecogniseTask | ImportPreviewTask | ImportRowsTask;

/** Importable rows as columns of equal length, WGS-84. */
export interface ImportBatch {
  rows: number[];
  lngs: number[];
  lats: number[];
  /** Epoch milliseconds. */
  timesMs: number[];
  /** Ends of intervals, epoch milliseconds; null = a moment. */
  untilsMs: Array<number | null>;
  precisions: TimePrecision[];
  categories: string[];
  /** The kind below each category (read-row-category.ts); null = none. */
  kindIds: Array<string | null>;
  severities: string[];
  descriptions: string[];
  externalIds: Array<string | null>;
  /** What the rows are known again by (shared/src/analysis/imports/row-cells.ts), and the how manieth of their kind in the file they are (row-identity.ts). */
  rowCells: number[][];
  nths: number[];
  nthsOfCategory: number[];
}

/** What the server does for a reader. */
export interface ImportHost {
  /** The n-th piece of the file. */
  readChunk(index: number): Promise<Uint8Array>;
  /** Takes a batch; tells which of its rows (by place in the batch) are known already and were not taken. */
  takeRows(batch: ImportBatch): Promise<number[]>;
  takeProblems(problems: ImportRowProblem[]): Promise<void>;
}

export type ImportQuestion =
  | { ask: 'chunk'; index: number }
  | { ask: 'rows'; batch: ImportBatch }
  | { ask: 'problems'; problems: ImportRowProblem[] };

/** What a reader tells on its way. */
export interface ImportProgress {
  /** 0–1. */
  progress: number;
  rows: number;
}

type Refused = { ok: false } & Omit<Refusal, 'field'>;
export type RecogniseAnswer = { ok: true; format: ImportFormat; encoding: string | null } | Refused;
export type PreviewAnswer = { ok: true; preview: ImportPreview } | Refused;
export type RowsAnswer = { ok: true; check: ImportCheck } | Refused;
