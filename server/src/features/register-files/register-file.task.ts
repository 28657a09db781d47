import { guessPlace } from '@liaowang/shared/analysis/imports/guess-place';
import { cutText, type FileRow } from '@liaowang/shared/analysis/imports/read-row';
import { createPlaceReader } from '@liaowang/shared/analysis/imports/read-row-place';
import type { SampledColumn } from '@liaowang/shared/analysis/imports/sampled-column';
import { readLine } from '@liaowang/shared/analysis/registers/read-values';
import type { Refusal } from '@liaowang/shared/schemas/error';
import {
  MAX_REGISTER_ROWS,
  hasPlaces,
  type FileRegister,
  type RegisterFileCheck,
  type RegisterFileMapping,
} from '@liaowang/shared/schemas/register-file';
import type { TaskLink } from '../../plugins/tasks/guarded-messages.ts';
import type { FileRowValues } from '../../plugins/register-files.ts';
import { findCoordinateSystem } from '../imports/readers/coordinate-systems/coordinate-systems.ts';
import { FileRefused, toRefusal } from '../imports/readers/files/file-refused.ts';
import type { IncidentFile } from '../imports/readers/files/incident-file.ts';
import { openIncidentFile } from '../imports/readers/files/open-incident-file.ts';
import { recogniseFile } from '../imports/readers/files/recognise-file.ts';
import { guessPlaceSystem } from '../imports/readers/guess-place-system.ts';
import { createPlaceJudge } from '../imports/readers/judge-place.ts';
import { createJurisdictionTest, type ImportJurisdiction } from '../imports/readers/jurisdiction-test.ts';
import { openStoredFile, type FileHost, type StoredFile } from '../imports/readers/stored-file.ts';
import { guessRegisterColumns } from './guess-register-columns.ts';

/** Reads a table for a register; what is not said is guessed. */
export interface RegisterFileTask extends StoredFile {
  register: FileRegister;
  mapping: RegisterFileMapping | null;
  jurisdiction: ImportJurisdiction;
}

export interface ReadRegisterFile extends Pick<
  RegisterFileCheck,
  'format' | 'columns' | 'mapping' | 'sheets' | 'hasGeometry' | 'leftOut'
> {
  rows: FileRowValues[];
}

export type RegisterFileAnswer = { ok: true; read: ReadRegisterFile } | ({ ok: false } & Omit<Refusal, 'field'>);

const SAMPLES = 5;
const MAX_SAMPLE = 80;
const MAX_BROKEN = 80;
const LISTED_LEFT_OUT = 20;

/** Runs a {@link RegisterFileTask}. */
export default async function runRegisterFile(
  task: RegisterFileTask,
  { server }: TaskLink<FileHost, never>,
): Promise<RegisterFileAnswer> {
  try {
    return { ok: true, read: await readFile(task, server) };
  } catch (error) {
    return toRefusal(error);
  }
}

async function readFile(task: RegisterFileTask, server: FileHost): Promise<ReadRegisterFile> {
  const { source } = openStoredFile(task, server);
  const { format, encoding } = await recogniseFile(source, task.fileName, 'points');
  const choice = {
    encoding: task.mapping?.encoding ?? encoding,
    sheet: task.mapping?.sheet ?? null,
    headerRow: task.mapping?.headerRow ?? null,
  };
  const file = await openIncidentFile(source, format, choice);
  const rows: FileRow[] = [];
  const leftOut: string[] = [];
  for await (const block of file.rows()) {
    for (const row of block) {
      if (!row.leftOut) rows.push(row);
      else if (leftOut.length < LISTED_LEFT_OUT) leftOut.push(row.leftOut.value);
    }
    if (rows.length > MAX_REGISTER_ROWS) throw new FileRefused('too-many-rows', { most: MAX_REGISTER_ROWS });
  }
  const mapping = decideMapping(task, file, rows);
  return {
    format,
    columns: file.columns.map((name, i) => ({
      name,
      samples: rows.slice(0, SAMPLES).map(({ cells }) => cutText(cells[i] ?? '', MAX_SAMPLE)),
    })),
    mapping,
    sheets: (await file.findChoices()).sheets?.map(({ name }) => name) ?? [],
    hasGeometry: file.hasGeometry,
    leftOut,
    rows: createRows(file, rows, mapping, task),
  };
}

/** The mapping as it was said, else as it is guessed. */
function decideMapping(task: RegisterFileTask, file: IncidentFile, rows: readonly FileRow[]): RegisterFileMapping {
  const read = { sheet: file.sheet, headerRow: file.headerRow, encoding: file.encoding };
  if (task.mapping) {
    const { columns, lng, lat, place } = task.mapping;
    for (const column of [...Object.values(columns), lng, lat, place])
      if (column !== null && !file.columns.includes(column)) throw new FileRefused('column-missing', { column });
    return { ...task.mapping, ...read };
  }
  const sampled: SampledColumn[] = file.columns.map((name, i) => ({
    name,
    cells: rows.map(({ cells }) => cells[i] ?? ''),
  }));
  const nowhere = { lng: null, lat: null, place: null };
  const where = hasPlaces(task.register) && !file.hasGeometry ? guessPlace(sampled) : nowhere;
  const whole = rows.filter(({ broken }) => broken === undefined);
  // Of the columns of an incident only those of its place are looked at.
  const { guess } = guessPlaceSystem(file, whole, where as Parameters<typeof guessPlaceSystem>[2], task);
  const ofPlace = new Set([where.lng, where.lat, where.place]);
  return {
    columns: guessRegisterColumns(
      task.register,
      file.columns.filter((name) => !ofPlace.has(name)),
    ),
    lng: guess.lng,
    lat: guess.lat,
    place: guess.place ?? null,
    placeOrder: guess.placeOrder ?? null,
    datum: guess.datum,
    coordinateSystem: guess.coordinateSystem ?? null,
    ...read,
  };
}

function createRows(
  file: IncidentFile,
  rows: readonly FileRow[],
  mapping: RegisterFileMapping,
  { register, jurisdiction }: RegisterFileTask,
): FileRowValues[] {
  if (mapping.coordinateSystem !== null && !findCoordinateSystem(mapping.coordinateSystem))
    throw new FileRefused('system-unknown', { epsg: mapping.coordinateSystem });
  const indexOf = (name: string | null): number => (name === null ? -1 : file.columns.indexOf(name));
  const at = { lng: indexOf(mapping.lng), lat: indexOf(mapping.lat), place: indexOf(mapping.place) };
  const readPlace = createPlaceReader(at, mapping, mapping.placeOrder ?? 'lng-lat');
  const judge = createPlaceJudge(mapping, createJurisdictionTest(jurisdiction));
  const isInside = createJurisdictionTest(jurisdiction);
  const fields = Object.entries(mapping.columns).flatMap(([field, column]) =>
    column === null ? [] : [[field, indexOf(column)] as const],
  );
  const hasPlace = hasPlaces(register) && (file.hasGeometry || at.place !== -1 || (at.lng !== -1 && at.lat !== -1));
  return rows.map((row, i): FileRowValues => {
    const values = new Map(fields.map(([field, index]) => [field, readLine(row.cells[index] ?? '')]));
    const base = { row: i + 1, values, position: null, positionProblem: null, isBroken: row.broken !== undefined };
    if (row.broken !== undefined) return { ...base, values: new Map([['', cutText(row.broken, MAX_BROKEN)]]) };
    if (!hasPlace) return base;
    const reading = readPlace(row, (index) => row.cells[index] ?? '');
    if (!Array.isArray(reading))
      return { ...base, positionProblem: reading.problem === 'no-place' ? 'no-place' : 'place-not-understood' };
    const { wgs84 } = judge(reading);
    if (wgs84 === null) return { ...base, positionProblem: 'place-not-understood' };
    // Seven decimals are a centimetre.
    const position: [number, number] = [Number(wgs84[0].toFixed(7)), Number(wgs84[1].toFixed(7))];
    return { ...base, position, positionProblem: isInside(position) ? null : 'outside' };
  });
}
