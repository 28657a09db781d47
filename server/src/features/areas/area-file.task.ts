import { countVertices } from '@liaowang/shared/analysis/geometry/count-vertices';
import { cutText, type FileRow } from '@liaowang/shared/analysis/imports/read-row';
import {
  MAX_AREAS,
  MAX_VERTICES,
  type AreaFileCheck,
  type AreaFileMapping,
  type AreaFileQuery,
} from '@liaowang/shared/schemas/area-set';
import type { Refusal } from '@liaowang/shared/schemas/error';
import type { ImportFormat } from '@liaowang/shared/schemas/incident-import';
import type { LngLat, MultiPolygonGeometry } from '@liaowang/shared/schemas/geometry';
import { guessAreaColumns } from './guess-area-columns.ts';
import { readNumber } from '../imports/readers/guess-name-column.ts';
import { readPolygons } from '../imports/readers/polygon-shape.ts';
import { FileRefused, toRefusal } from '../imports/readers/files/file-refused.ts';
import type { TaskLink } from '../../plugins/tasks/guarded-messages.ts';
import { arePlacesTurned, readShapeRows, type ShapeRows } from '../imports/readers/shape-rows.ts';
import type { FileHost, StoredFile } from '../imports/readers/stored-file.ts';
import type { ImportJurisdiction } from '../imports/readers/jurisdiction-test.ts';

/** Reads a file of areas; columns that it does not name are guessed. */
export interface AreaFileTask extends StoredFile, Omit<AreaFileQuery, 'fileName'> {
  jurisdiction: ImportJurisdiction;
}

/** A feature of the file; one that is no area keeps why. */
export interface ReadArea {
  /** 1 = the first feature of the file. */
  feature: number;
  name: string;
  code: string | null;
  denominator: number | null;
  geometry: MultiPolygonGeometry | null;
  problems: Array<AreaFileCheck['problems'][number]['problem']>;
}

export interface ReadAreas {
  format: ImportFormat;
  columns: AreaFileCheck['columns'];
  mapping: AreaFileMapping;
  coordinateSystems: AreaFileCheck['coordinateSystems'];
  areas: ReadArea[];
}

export type AreaFileAnswer = { ok: true; read: ReadAreas } | ({ ok: false } & Omit<Refusal, 'field'>);

const SAMPLES = 5;
const MAX_SAMPLE = 80;
const MAX_NAME = 120;
const MAX_CODE = 60;

/** Runs an {@link AreaFileTask}. */
export default async function runAreaFile(
  task: AreaFileTask,
  { server }: TaskLink<FileHost, never>,
): Promise<AreaFileAnswer> {
  try {
    return { ok: true, read: await readAreas(task, server) };
  } catch (error) {
    return toRefusal(error);
  }
}

async function readAreas(task: AreaFileTask, server: FileHost): Promise<ReadAreas> {
  const file = await readShapeRows(task, server, { shapes: 'areas', mostFeatures: MAX_AREAS });
  const { format, rows, datum, coordinateSystem, convert } = file;
  const mapping = { ...decideColumns(file, rows, task), datum, coordinateSystem };
  const coordinateSystems = file.fitting.map(({ system: { epsg, nameZh, nameEn }, share }) => ({
    epsg,
    nameZh,
    nameEn,
    share,
  }));
  const areas = rows.map((row, i) => readArea(row, i + 1, file.columns, mapping, convert));
  const shapes = areas.flatMap(({ geometry }) => geometry ?? []);
  if (shapes.length === 0) {
    const areNoDegrees = areas.some(({ problems }) => problems.includes('not-degrees'));
    if (!areNoDegrees) throw new FileRefused('no-polygons');
    throw new FileRefused(arePlacesTurned(rows, task.jurisdiction) ? 'areas-swapped' : 'areas-not-degrees');
  }
  const vertices = shapes.reduce((sum, shape) => sum + countVertices(shape), 0);
  if (vertices > MAX_VERTICES) throw new FileRefused('too-many-vertices', { vertices, most: MAX_VERTICES });
  noteSameNames(areas);
  const columns = file.columns.map((name, i) => ({
    name,
    samples: rows.slice(0, SAMPLES).map(({ cells }) => cutText(cells[i] ?? '', MAX_SAMPLE)),
  }));
  return { format, columns, mapping, coordinateSystems, areas };
}

/** What the request names, else what the file's columns are called and hold. */
function decideColumns(
  file: Pick<ShapeRows, 'columns'>,
  rows: readonly FileRow[],
  task: AreaFileTask,
): Omit<AreaFileMapping, 'datum' | 'coordinateSystem'> {
  const guess = guessAreaColumns(
    file.columns.map((name, i) => ({ name, cells: rows.map(({ cells }) => cells[i] ?? '') })),
  );
  const choose = (asked: string | undefined, guessed: string | null): string | null => {
    if (asked === undefined) return guessed;
    if (asked === '') return null;
    if (!file.columns.includes(asked)) throw new FileRefused('column-missing', { column: asked });
    return asked;
  };
  return {
    nameColumn: choose(task.nameColumn, guess.name),
    codeColumn: choose(task.codeColumn, guess.code),
    denominatorColumn: choose(task.denominatorColumn, guess.denominator),
    denominatorKind: task.denominatorKind ?? guess.denominatorKind,
  };
}

function readArea(
  { cells, shape }: FileRow,
  feature: number,
  columns: readonly string[],
  { nameColumn, codeColumn, denominatorColumn }: AreaFileMapping,
  convert: (x: number, y: number) => LngLat | null,
): ReadArea {
  const cellOf = (column: string | null): string =>
    column === null ? '' : (cells[columns.indexOf(column)] ?? '').trim();
  const problems: ReadArea['problems'] = [];
  const code = cutText(cellOf(codeColumn), MAX_CODE);
  let name = cutText(cellOf(nameColumn), MAX_NAME);
  if (name === '') {
    problems.push('no-name');
    name = code === '' ? `#${feature}` : code;
  }
  const said = cellOf(denominatorColumn);
  const denominator = readNumber(said);
  const isUsable = denominator !== null && denominator > 0;
  // 0 is how registers write that nobody lives there: no rate, and no mistake.
  if (said !== '' && !isUsable && denominator !== 0) problems.push('denominator-not-understood');
  const read = readPolygons(shape, convert);
  if ('problem' in read) problems.push(read.problem);
  return {
    feature,
    name,
    code: code === '' ? null : code,
    denominator: isUsable ? denominator : null,
    geometry: 'geometry' in read ? read.geometry : null,
    problems,
  };
}

function noteSameNames(areas: readonly ReadArea[]): void {
  const seen = new Set<string>();
  for (const { name, problems } of areas) {
    if (seen.has(name)) problems.push('same-name');
    seen.add(name);
  }
}
