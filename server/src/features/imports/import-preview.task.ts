import { createColumnStyleEvidence } from '@liaowang/shared/analysis/imports/column-styles';
import { guessColumns } from '@liaowang/shared/analysis/imports/guess-columns';
import { guessWord } from '@liaowang/shared/analysis/imports/guess-category-words';
import { guessMapping } from '@liaowang/shared/analysis/imports/guess-mapping';
import { cutText, toWord, type FileRow } from '@liaowang/shared/analysis/imports/read-row';
import type { SampledColumn } from '@liaowang/shared/analysis/imports/sampled-column';
import { describeRow, findTellingColumns } from '@liaowang/shared/analysis/imports/word-examples';
import { createWordTally } from '@liaowang/shared/analysis/imports/word-tally';
import { FileRefused, toRefusal } from './readers/files/file-refused.ts';
import { openIncidentFile } from './readers/files/open-incident-file.ts';
import { guessPlaceSystem } from './readers/guess-place-system.ts';
import type { Refusal } from '@liaowang/shared/schemas/error';
import type { ImportFormat, ImportPreview, ReadingChoice } from '@liaowang/shared/schemas/incident-import';
import type { TaskLink } from '../../plugins/tasks/guarded-messages.ts';
import type { ImportJurisdiction } from './readers/jurisdiction-test.ts';
import { openStoredFile, type FileHost, type StoredFile } from './readers/stored-file.ts';

/** What the first rows look like, and a guess of the mapping. */
export interface ImportPreviewTask extends StoredFile {
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

export type PreviewAnswer = { ok: true; preview: ImportPreview } | ({ ok: false } & Omit<Refusal, 'field'>);

/** Rows from which columns are guessed. */
const ROWS_GUESSED_FROM = 200;
const SAMPLES = 8;
const MAX_SAMPLE = 200;
/** Rows whose words are counted. */
const ROWS_COUNTED = 20_000;
const MAX_WORDS = 500;

function countWords(rows: readonly FileRow[], index: number): Array<{ word: string; count: number; first: FileRow }> {
  if (index === -1) return [];
  const tally = createWordTally();
  const firsts = new Map<string, FileRow>();
  for (const row of rows) {
    const word = row.broken === undefined ? toWord(row.cells[index] ?? '') : '';
    if (word === '') continue;
    tally.add(word);
    if (!firsts.has(word)) firsts.set(word, row);
  }
  return tally.list(MAX_WORDS).words.map(({ word, count }) => ({ word, count, first: firsts.get(word)! }));
}

/** Runs an {@link ImportPreviewTask}. */
export default async function runImportPreview(
  task: ImportPreviewTask,
  { server }: TaskLink<FileHost, never>,
): Promise<PreviewAnswer> {
  try {
    const file = await openIncidentFile(openStoredFile(task, server).source, task.format, task.choice);
    const rows: FileRow[] = [];
    for await (const block of file.rows()) {
      rows.push(...block.filter(({ leftOut }) => !leftOut).slice(0, ROWS_COUNTED - rows.length));
      if (rows.length >= ROWS_COUNTED) break;
    }
    const whole = rows.filter(({ broken }) => broken === undefined);
    const first = whole.slice(0, ROWS_GUESSED_FROM);
    const sampled: SampledColumn[] = file.columns.map((name, i) => ({
      name,
      cells: first.map(({ cells }) => cells[i] ?? ''),
    }));
    for (const name of [task.categoryColumn, task.severityColumn]) {
      if (name !== null && !file.columns.includes(name)) throw new FileRefused('column-missing', { column: name });
    }
    const guessed = guessColumns(sampled, file.hasGeometry);
    const { guess: placeGuess, systems } = guessPlaceSystem(file, whole, guessed, task);
    const columns = {
      ...guessed,
      category: task.categoryColumn ?? guessed.category,
      severity: task.severityColumn ?? guessed.severity,
    };
    const wordsOf = (column: string | null) => countWords(whole, column === null ? -1 : file.columns.indexOf(column));
    const [categoryWords, severityWords] = [
      wordsOf(columns.category),
      wordsOf(columns.severity).map(({ word, count }) => ({ word, count })),
    ];
    const dictionary = new Map(task.dictionary);
    const telling = findTellingColumns(sampled, new Set(Object.values(columns)));
    const styles = createColumnStyleEvidence(file.columns, { ...guessed, dateOrder: 'auto' }, task.nowMs);
    for (const { cells } of whole) styles.add(cells);
    return {
      ok: true,
      preview: {
        columns: sampled.map(({ name, cells }) => ({
          name,
          samples: cells.slice(0, SAMPLES).map((cell) => cutText(cell, MAX_SAMPLE)),
        })),
        encoding: file.encoding,
        delimiter: file.delimiter,
        hasGeometry: file.hasGeometry,
        categoryWords: categoryWords.map(({ word, count }) => ({ word, count })),
        categoryGuesses: categoryWords.map(({ word, first: row }) => ({
          word,
          sureness: guessWord(word, dictionary).sureness,
          example: describeRow(row.cells, telling),
        })),
        severityWords,
        guess: {
          ...guessMapping(sampled, columns, {
            categoryWords,
            dictionary,
            severityWords: severityWords.map(({ word }) => word),
            fileName: task.fileName,
            timeZone: task.timeZone,
            nowMs: task.nowMs,
          }),
          ...placeGuess,
          sheet: file.sheet,
          headerRow: file.headerRow,
          encoding: file.encoding,
        },
        choices: { ...(await file.findChoices()), dateOrders: styles.listDateOrders(), coordinateSystems: systems },
      },
    };
  } catch (error) {
    return toRefusal(error);
  }
}
