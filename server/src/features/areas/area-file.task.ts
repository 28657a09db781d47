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
import { guessAreaColumns, readNumber } from './guess-area-columns.ts';
import { countVertices, readPolygons, samplePlaces } from './polygon-shape.ts';
import { chooseSystem } from '../imports/readers/coordinate-systems/choose-system.ts';
import { findCoordinateSystem } from '../imports/readers/coordinate-systems/coordinate-systems.ts';
import { findFittingSystems, type FittingSystem } from '../imports/readers/coordinate-systems/fitting-systems.ts';
import { createUnproject } from '../imports/readers/coordinate-systems/unproject.ts';
import { FileRefused, toRefusal } from '../imports/readers/files/file-refused.ts';
import type { IncidentFile } from '../imports/readers/files/incident-file.ts';
import { openIncidentFile } from '../imports/readers/files/open-incident-file.ts';
import { recogniseFile } from '../imports/readers/files/recognise-file.ts';
import { toWgs84 } from '../imports/readers/files/to-wgs84.ts';
import type { TaskLink } from '../../plugins/tasks/guarded-messages.ts';
import { openStoredFile, type FileHost, type StoredFile } from '../imports/readers/stored-file.ts';
import { createJurisdictionTest, type ImportJurisdiction } from '../imports/readers/jurisdiction-test.ts';

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
/** Features whose first place tells the coordinate system. */
const SAMPLED_PLACES = 100;

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
  const { source } = openStoredFile(task, server);
  const { format, encoding } = await recogniseFile(source, task.fileName, 'areas');
  const file = await openIncidentFile(source, format, { encoding, sheet: null, headerRow: null }, 'areas');
  if (!file.hasGeometry) throw new FileRefused('no-shapes');
  const rows: FileRow[] = [];
  for await (const block of file.rows()) {
    rows.push(...block);
    if (rows.length > MAX_AREAS) throw new FileRefused('too-many-features', { most: MAX_AREAS });
  }
  const { fitting, likeliest } = findSystems(file, rows, task);
  const saidDatum = file.saidSystem?.kind === 'degrees' && file.saidSystem.datum === 'cgcs2000' ? 'cgcs2000' : 'wgs84';
  const mapping = {
    ...decideColumns(file, rows, task),
    datum: task.datum ?? saidDatum,
    coordinateSystem: task.coordinateSystem ?? likeliest,
  };
  const convert = createConverter(mapping, fitting);
  const coordinateSystems = fitting.map(({ system: { epsg, nameZh, nameEn }, share }) => ({
    epsg,
    nameZh,
    nameEn,
    share,
  }));
  const areas = rows.map((row, i) => readArea(row, i + 1, file.columns, mapping, convert));
  const shapes = areas.flatMap(({ geometry }) => geometry ?? []);
  if (shapes.length === 0) {
    const areNoDegrees = areas.some(({ problems }) => problems.includes('not-degrees'));
    const isInside = createJurisdictionTest(task.jurisdiction);
    const turned = samplePlaces(
      rows.map(({ shape }) => shape),
      SAMPLED_PLACES,
    ).filter(([lat, lng]) => isInside([lng, lat]));
    throw new FileRefused(!areNoDegrees ? 'no-polygons' : turned.length > 0 ? 'areas-swapped' : 'areas-not-degrees');
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
  file: IncidentFile,
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

/** Systems in metres that put shapes into the jurisdiction, best first, and the likeliest: the one the file names, else the one that fits. None where they can be degrees. */
function findSystems(
  file: IncidentFile,
  rows: readonly FileRow[],
  { jurisdiction, fileName }: AreaFileTask,
): { fitting: FittingSystem[]; likeliest: number | null } {
  const places = samplePlaces(
    rows.map(({ shape }) => shape),
    SAMPLED_PLACES,
  );
  const said = file.saidSystem?.kind === 'projected' ? file.saidSystem.system.epsg : null;
  if (said === null && !places.some(([x, y]) => Math.abs(x) > 180 || Math.abs(y) > 90))
    return { fitting: [], likeliest: null };
  const fitting = findFittingSystems(places, jurisdiction.center, createJurisdictionTest(jurisdiction)).filter(
    ({ share }) => share > 0,
  );
  const text = [fileName, ...file.columns].join(' ');
  return {
    fitting,
    likeliest: said ?? chooseSystem(fitting, { text, isLatin: !/\p{Script=Han}/u.test(text) })?.system.epsg ?? null,
  };
}

function createConverter(
  { datum, coordinateSystem }: AreaFileMapping,
  fitting: readonly FittingSystem[],
): (x: number, y: number) => LngLat | null {
  if (coordinateSystem === null)
    return (x, y) => (Math.abs(x) <= 180 && Math.abs(y) <= 90 ? toWgs84([x, y], datum) : null);
  const system = findCoordinateSystem(coordinateSystem);
  if (!system) throw new FileRefused('system-unknown', { epsg: coordinateSystem });
  const unproject = createUnproject(system);
  const isNorthFirst = fitting.find((one) => one.system.epsg === system.epsg)?.isNorthFirst ?? false;
  return (x, y) => unproject(isNorthFirst ? [y, x] : [x, y]);
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
