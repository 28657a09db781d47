import type { Geometry } from 'geojson';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { cutText } from '@liaowang/shared/analysis/imports/read-row';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Refusal } from '@liaowang/shared/schemas/error';
import {
  MAX_REFERENCE_FEATURES,
  MAX_REFERENCE_VERTICES,
  REFERENCE_PROBLEMS,
  type ReferenceFileCheck,
} from '@liaowang/shared/schemas/reference-layer';
import type { TaskLink } from '../../plugins/tasks/guarded-messages.ts';
import { FileRefused, toRefusal } from '../imports/readers/files/file-refused.ts';
import { guessNameColumn } from '../imports/readers/guess-name-column.ts';
import { arePlacesTurned, readShapeRows, type ShapeFile, type ShapeRows } from '../imports/readers/shape-rows.ts';
import type { FileHost } from '../imports/readers/stored-file.ts';
import { listPlaces, readAnyShape } from './any-shape.ts';

/** Reads a file of a layer; which column is the label is guessed where it is not said. */
export interface ReferenceFileTask extends ShapeFile {
  labelColumn?: string | undefined;
}

export interface ReadFeature {
  label: string;
  shape: Geometry;
}

export interface ReadReferenceFile {
  check: ReferenceFileCheck;
  features: ReadFeature[];
}

type ReferenceFileAnswer = { ok: true; read: ReadReferenceFile } | ({ ok: false } & Omit<Refusal, 'field'>);

const SAMPLES = 5;
const MAX_SAMPLE = 80;
const MAX_LABEL = 80;
/** What lies farther than that beyond the jurisdiction is of another place, degrees. */
const MARGIN_DEGREES = 0.3;

/** Runs a {@link ReferenceFileTask}. */
export default async function runReferenceFile(
  task: ReferenceFileTask,
  { server }: TaskLink<FileHost, never>,
): Promise<ReferenceFileAnswer> {
  try {
    return { ok: true, read: await readReferenceFile(task, server) };
  } catch (error) {
    return toRefusal(error);
  }
}

function chooseLabel({ columns, rows }: ShapeRows, asked: string | undefined): string | null {
  if (asked === '') return null;
  if (asked !== undefined && !columns.includes(asked)) throw new FileRefused('column-missing', { column: asked });
  return (
    asked ??
    guessNameColumn(columns.map((name, i) => ({ name, cells: rows.map(({ cells }) => cells[i] ?? '') })))?.name ??
    null
  );
}

async function readReferenceFile(task: ReferenceFileTask, server: FileHost): Promise<ReadReferenceFile> {
  const file = await readShapeRows(task, server, { shapes: 'any', mostFeatures: MAX_REFERENCE_FEATURES });
  const { format, columns, rows, datum, coordinateSystem, convert } = file;
  const labelColumn = chooseLabel(file, task.labelColumn);
  const labelIndex = labelColumn === null ? -1 : columns.indexOf(labelColumn);
  const { boundary } = task.jurisdiction;
  const [west, south, east, north] = computeBounds(boundary);
  const isNear = ([lng, lat]: LngLat): boolean =>
    lng > west - MARGIN_DEGREES &&
    lng < east + MARGIN_DEGREES &&
    lat > south - MARGIN_DEGREES &&
    lat < north + MARGIN_DEGREES;

  const leftOut = new Map<(typeof REFERENCE_PROBLEMS)[number], number>();
  const leaveOut = (problem: (typeof REFERENCE_PROBLEMS)[number]): void =>
    void leftOut.set(problem, (leftOut.get(problem) ?? 0) + 1);
  const counts = { points: 0, lines: 0, areas: 0 };
  const features: ReadFeature[] = [];
  let vertices = 0;
  for (const { cells, shape } of rows) {
    const parts = readAnyShape(shape, convert);
    const places = parts?.map(listPlaces) ?? [];
    if (parts === null) leaveOut('not-degrees');
    else if (parts.length === 0) leaveOut('no-shape');
    else if (!places.some((part) => part.some(isNear))) leaveOut('outside');
    else {
      const label = cutText((cells[labelIndex] ?? '').trim(), MAX_LABEL);
      for (const part of parts) {
        features.push({ label, shape: part });
        counts[part.type === 'Point' ? 'points' : part.type === 'MultiLineString' ? 'lines' : 'areas'] += 1;
      }
      vertices += places.reduce((sum, part) => sum + part.length, 0);
    }
  }
  if (features.length === 0) {
    const arePlaces = leftOut.has('not-degrees') || leftOut.has('outside');
    if (arePlaces && arePlacesTurned(rows, task.jurisdiction)) throw new FileRefused('areas-swapped');
    if (leftOut.has('outside')) throw new FileRefused('shapes-outside');
    throw new FileRefused(arePlaces ? 'areas-not-degrees' : 'no-shapes');
  }
  if (features.length > MAX_REFERENCE_FEATURES)
    throw new FileRefused('too-many-features', { most: MAX_REFERENCE_FEATURES });
  if (vertices > MAX_REFERENCE_VERTICES)
    throw new FileRefused('too-many-vertices', { vertices, most: MAX_REFERENCE_VERTICES });
  return {
    features,
    check: {
      format,
      columns: columns.map((name, i) => ({
        name,
        samples: rows.slice(0, SAMPLES).map(({ cells }) => cutText(cells[i] ?? '', MAX_SAMPLE)),
      })),
      labelColumn,
      datum,
      coordinateSystem,
      counts,
      leftOut: REFERENCE_PROBLEMS.flatMap((problem) => {
        const count = leftOut.get(problem);
        return count === undefined ? [] : [{ problem, count }];
      }),
      bounds: computeBounds(features.map(({ shape }) => shape)),
    },
  };
}
