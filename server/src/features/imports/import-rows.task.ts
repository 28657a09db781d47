import { listCategoryWords } from '@liaowang/shared/analysis/imports/category-words';
import { createCheckTally } from '@liaowang/shared/analysis/imports/check-tally';
import { createColumnStyleEvidence, type ColumnStyles } from '@liaowang/shared/analysis/imports/column-styles';
import { isInsideChina } from '@liaowang/shared/analysis/imports/inside-china';
import { createPlaceOrderEvidence } from '@liaowang/shared/analysis/imports/place-order';
import {
  ColumnNotFound,
  createRowReader,
  cutText,
  toWord,
  type FileRow,
} from '@liaowang/shared/analysis/imports/read-row';
import { isInDegrees } from '@liaowang/shared/analysis/imports/read-row-place';
import { createRowCells } from '@liaowang/shared/analysis/imports/row-cells';
import { createRowIdentities } from '@liaowang/shared/analysis/imports/row-identity';
import { createWordTally } from '@liaowang/shared/analysis/imports/word-tally';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Refusal } from '@liaowang/shared/schemas/error';
import type { IncidentCategory } from '@liaowang/shared/schemas/incident';
import type {
  ImportCheck,
  ImportDateOrderChoice,
  ImportFormat,
  ImportMapping,
  ImportProblem,
  PlaceOrder,
  ReadingChoice,
} from '@liaowang/shared/schemas/incident-import';
import { findCoordinateSystem, isShiftUnknown } from './readers/coordinate-systems/coordinate-systems.ts';
import { FileRefused, toRefusal } from './readers/files/file-refused.ts';
import type { IncidentFile } from './readers/files/incident-file.ts';
import { openIncidentFile } from './readers/files/open-incident-file.ts';
import type { TaskLink } from '../../plugins/tasks/guarded-messages.ts';
import { createRowBatches, type RowTaker } from './row-batches.ts';
import { openStoredFile, type FileHost, type StoredFile } from './readers/stored-file.ts';
import { createPlaceJudge, type JudgedPlace } from './readers/judge-place.ts';
import { createJurisdictionTest, type ImportJurisdiction } from './readers/jurisdiction-test.ts';

/** Reads all rows: problems and importable rows are handed over batch by batch. */
export interface ImportRowsTask extends StoredFile {
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

/** What the server does for the reader of a file's rows. */
export interface ImportHost extends FileHost, RowTaker {}

/** What a reader tells on its way. */
export interface ImportProgress {
  /** 0–1. */
  progress: number;
  rows: number;
}

export type RowsAnswer = { ok: true; check: ImportCheck } | ({ ok: false } & Omit<Refusal, 'field'>);

const MAX_ROWS = 5_000_000;
const MAX_VALUE = 200;
/** Rows that tell which columns only count rows. */
const FIRST_ROWS = 200;
/** 1e-6° is 0.1 m: nearer than any two places can be told apart. */
const SAME_PLACE_DECIMALS = 6;

/** How the columns write dates and times, told from all rows: one date after the 12th, or one time of four digits, decides for all. */
async function findStyles(
  file: IncidentFile,
  mapping: ImportMapping,
  nowMs: number,
): Promise<{ styles: ColumnStyles; dateOrders: ImportDateOrderChoice[] }> {
  const evidence = createColumnStyleEvidence(file.columns, mapping, nowMs);
  for await (const block of file.rows()) {
    for (const { cells, leftOut, broken } of block) if (!leftOut && broken === undefined) evidence.add(cells);
    // Columns do not change how they are written: where the first rows leave no question, none comes.
    if (block.length > 0 && !evidence.isAsked) break;
  }
  return { styles: evidence.decide(), dateOrders: evidence.listDateOrders() };
}

/** Which number of a place is which, where the mapping leaves it to the whole column; geometry has the longitude first. */
async function decidePlaceOrder(
  file: IncidentFile,
  mapping: ImportMapping,
  judge: (place: LngLat) => JudgedPlace,
): Promise<PlaceOrder> {
  const place = mapping.place ?? null;
  if (mapping.placeOrder || place === null || mapping.lng !== null) return mapping.placeOrder ?? 'lng-lat';
  const index = file.columns.indexOf(place);
  const evidence = createPlaceOrderEvidence((numbers) => judge(numbers).fits[mapping.datum]);
  for await (const block of file.rows()) for (const { cells } of block) evidence.add(cells[index] ?? '');
  return evidence.decide();
}

/** The cells of the first rows that can be read. */
async function readFirstRows(file: IncidentFile): Promise<Array<readonly string[]>> {
  const first: Array<readonly string[]> = [];
  for await (const block of file.rows()) {
    for (const { cells, leftOut, broken } of block)
      if (!leftOut && broken === undefined && first.length < FIRST_ROWS) first.push(cells);
    if (first.length >= FIRST_ROWS) break;
  }
  return first;
}

/** A mapping that says nothing of the coordinates' system leaves it to the file. */
function completeMapping(mapping: ImportMapping, { saidSystem }: IncidentFile): ImportMapping {
  const said =
    saidSystem?.kind === 'projected' && mapping.lng === null && !mapping.place ? saidSystem.system.epsg : null;
  return { ...mapping, coordinateSystem: mapping.coordinateSystem === undefined ? said : mapping.coordinateSystem };
}

/** Runs an {@link ImportRowsTask}. */
export default async function runImportRows(
  task: ImportRowsTask,
  link: TaskLink<ImportHost, ImportProgress>,
): Promise<RowsAnswer> {
  try {
    return { ok: true, check: await readRows(task, link) };
  } catch (error) {
    return toRefusal(error);
  }
}

function openReader(file: IncidentFile, mapping: ImportMapping, options: Parameters<typeof createRowReader>[2]) {
  try {
    return createRowReader(file.columns, mapping, options);
  } catch (error) {
    throw error instanceof ColumnNotFound ? new FileRefused('column-missing', { column: error.column }) : error;
  }
}

async function readRows(task: ImportRowsTask, { server, note }: TaskLink<ImportHost, ImportProgress>) {
  const stored = openStoredFile(task, server);
  const file = await openIncidentFile(stored.source, task.format, task.choice);
  const mapping = completeMapping(task.mapping, file);
  const system = isInDegrees(mapping) ? null : findCoordinateSystem(mapping.coordinateSystem!);
  if (!system && !isInDegrees(mapping)) throw new FileRefused('system-unknown', { epsg: mapping.coordinateSystem! });
  const judgePlace = createPlaceJudge(mapping, createJurisdictionTest(task.jurisdiction));
  const { styles, dateOrders } = await findStyles(file, mapping, task.nowMs);
  const read = openReader(file, mapping, {
    styles,
    placeOrder: await decidePlaceOrder(file, mapping, judgePlace),
    nowMs: task.nowMs,
    topOf: (id) => task.tops[id] ?? null,
  });

  const setting = {
    datum: mapping.datum,
    isInChina: isInsideChina(task.jurisdiction.center),
    isShiftUnknown: system !== null && isShiftUnknown(system),
  };
  const tally = createCheckTally(setting, { dateOrder: styles.date.order, dateOrders });
  const batches = createRowBatches(server, tally);
  const categoryIndex = mapping.category === null ? -1 : file.columns.indexOf(mapping.category);
  const words = createWordTally();
  const identities = createRowIdentities();
  const toRowCells = createRowCells(file.columns, mapping, await readFirstRows(file));
  let row = 0;

  async function readOne(fileRow: FileRow): Promise<void> {
    tally.addRow((fileRow.broken ?? '').includes('\uFFFD') || fileRow.cells.some((cell) => cell.includes('\uFFFD')));
    if (categoryIndex !== -1 && fileRow.broken === undefined) words.add(toWord(fileRow.cells[categoryIndex] ?? ''));
    const reading = read(fileRow);
    const place = reading.ok ? reading.incident.place : reading.place;
    const judged = place && judgePlace(place);
    if (judged) tally.addPlace(judged.fits, judged.wgs84);
    const refuse = (problem: ImportProblem, column: string | null, value: string) =>
      batches.addProblem({ row, problem, column, value: cutText(value, MAX_VALUE) });
    const isOutside = judged !== null && !judged.fits[mapping.datum];
    if (isOutside && judged.wgs84 && Math.abs(judged.wgs84[1]) <= 90) tally.addOutside(judged.wgs84);
    if (!reading.ok) return refuse(reading.problem, reading.column, reading.value);
    if (!judged?.wgs84) return refuse('place-out-of-range', mapping.lng ?? mapping.place ?? null, place!.join(', '));
    if (isOutside) return refuse('outside-jurisdiction', mapping.lng ?? mapping.place ?? null, place!.join(', '));
    const { incident } = reading;
    const [lng, lat] = judged.wgs84.map((degrees) => Number(degrees.toFixed(SAME_PLACE_DECIMALS))) as LngLat;
    if (identities.isDuplicate(fileRow, incident, [lng, lat])) {
      return refuse(
        'duplicate-in-file',
        incident.externalId === null ? mapping.date : mapping.externalId,
        incident.externalId ?? fileRow.cells[file.columns.indexOf(mapping.date ?? '')] ?? '',
      );
    }
    const rowCells = toRowCells(fileRow.cells);
    return batches.addIncident(row, incident, [lng, lat], {
      rowCells,
      ...identities.count(rowCells, incident, [lng, lat]),
    });
  }

  for await (const block of file.rows()) {
    for (const fileRow of block) {
      row++;
      if (fileRow.leftOut) tally.addLeftOut(row, fileRow.leftOut);
      else await readOne(fileRow);
    }
    if (row > MAX_ROWS) throw new FileRefused('too-many-rows', { most: MAX_ROWS });
    note({ progress: file.readShare() ?? stored.readShare(), rows: row });
  }
  await batches.flush();
  return { ...tally.sum(), ...listCategoryWords(words, mapping, new Map(task.dictionary)) };
}
