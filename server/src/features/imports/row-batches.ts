import type { CheckTally } from '@liaowang/shared/analysis/imports/check-tally';
import type { ReadIncident } from '@liaowang/shared/analysis/imports/read-row';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { ImportRowProblem } from '@liaowang/shared/schemas/incident-import';
import type { TimePrecision } from '@liaowang/shared/schemas/incident';

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

/** Who takes what was read. */
export interface RowTaker {
  /** Takes a batch; tells which of its rows (by place in the batch) are known already and were not taken. */
  takeRows(batch: ImportBatch): Promise<number[]>;
  takeProblems(problems: ImportRowProblem[]): Promise<void>;
}

/** Large enough that the database is not asked too often, small enough that the server's thread is never busy for long. */
const BATCH_ROWS = 1_000;
/** Problems that are kept; all are counted. */
const MAX_PROBLEMS = 100_000;

const emptyBatch = (): ImportBatch => ({
  rows: [],
  lngs: [],
  lats: [],
  timesMs: [],
  untilsMs: [],
  precisions: [],
  categories: [],
  kindIds: [],
  severities: [],
  descriptions: [],
  externalIds: [],
  rowCells: [],
  nths: [],
  nthsOfCategory: [],
});

/** Gathers importable rows and problems, hands them over in batches, and counts each once it is known what became of it. */
export function createRowBatches(taker: RowTaker, tally: CheckTally) {
  let batch = emptyBatch();
  let incidents: ReadIncident[] = [];
  let problems: ImportRowProblem[] = [];
  let problemCount = 0;

  async function flushRows(): Promise<void> {
    if (incidents.length === 0) return;
    const [sent, read] = [batch, incidents];
    batch = emptyBatch();
    incidents = [];
    const known = new Set(await taker.takeRows(sent));
    for (const [i, incident] of read.entries()) {
      const place: LngLat = [sent.lngs[i]!, sent.lats[i]!];
      if (known.has(i))
        await addProblem({
          row: sent.rows[i]!,
          problem: 'already-imported',
          column: null,
          value: incident.externalId ?? '',
        });
      else tally.addIncident(incident, place);
    }
  }

  async function flushProblems(): Promise<void> {
    if (problems.length === 0) return;
    const sent = problems;
    problems = [];
    await taker.takeProblems(sent);
  }

  async function addProblem(problem: ImportRowProblem): Promise<void> {
    tally.addProblem(problem);
    if (problemCount++ >= MAX_PROBLEMS) return;
    problems.push(problem);
    if (problems.length >= BATCH_ROWS) await flushProblems();
  }

  return {
    addProblem,
    async addIncident(
      row: number,
      incident: ReadIncident,
      [lng, lat]: LngLat,
      known: { rowCells: number[]; nth: number; nthOfCategory: number },
    ): Promise<void> {
      incidents.push(incident);
      batch.rows.push(row);
      batch.lngs.push(lng);
      batch.lats.push(lat);
      batch.timesMs.push(incident.atMs);
      batch.untilsMs.push(incident.untilMs);
      batch.precisions.push(incident.precision);
      batch.categories.push(incident.category);
      batch.kindIds.push(incident.kindId);
      batch.severities.push(incident.severity);
      batch.descriptions.push(incident.description);
      batch.externalIds.push(incident.externalId);
      batch.rowCells.push(known.rowCells);
      batch.nths.push(known.nth);
      batch.nthsOfCategory.push(known.nthOfCategory);
      if (incidents.length >= BATCH_ROWS) await flushRows();
    },
    async flush(): Promise<void> {
      await flushRows();
      await flushProblems();
    },
  };
}
