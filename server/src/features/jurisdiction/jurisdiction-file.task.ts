import { countVertices } from '@liaowang/shared/analysis/geometry/count-vertices';
import { cutText } from '@liaowang/shared/analysis/imports/read-row';
import type { Refusal } from '@liaowang/shared/schemas/error';
import type { BoundaryFile, BoundaryFileQuery } from '@liaowang/shared/schemas/jurisdiction';
import { MOST_AREA_VERTICES } from '@liaowang/shared/schemas/register-entry';
import type { TaskLink } from '../../plugins/tasks/guarded-messages.ts';
import { FileRefused, toRefusal } from '../imports/readers/files/file-refused.ts';
import { guessNameColumn } from '../imports/readers/guess-name-column.ts';
import type { ImportJurisdiction } from '../imports/readers/jurisdiction-test.ts';
import { readPolygons } from '../imports/readers/polygon-shape.ts';
import { readShapeRows } from '../imports/readers/shape-rows.ts';
import type { FileHost, StoredFile } from '../imports/readers/stored-file.ts';

/** Reads the areas of a file. */
export interface JurisdictionFileTask extends StoredFile, Omit<BoundaryFileQuery, 'fileName'> {
  /** Where areas in metres are looked for. */
  jurisdiction: ImportJurisdiction;
}

export type JurisdictionFileAnswer = { ok: true; read: BoundaryFile } | ({ ok: false } & Omit<Refusal, 'field'>);

/** More are no city's parts. */
const MOST_AREAS = 500;
const MAX_NAME = 120;

/** Runs a {@link JurisdictionFileTask}. */
export default async function runJurisdictionFile(
  task: JurisdictionFileTask,
  { server }: TaskLink<FileHost, never>,
): Promise<JurisdictionFileAnswer> {
  try {
    const file = await readShapeRows(task, server, { shapes: 'areas', mostFeatures: MOST_AREAS });
    const { format, columns, rows, datum, coordinateSystem, fitting, convert } = file;
    const named = guessNameColumn(columns.map((name, i) => ({ name, cells: rows.map(({ cells }) => cells[i] ?? '') })));
    const nameAt = named ? columns.indexOf(named.name) : -1;
    const readings = rows.map((row) => ({ row, reading: readPolygons(row.shape, convert) }));
    const areas = readings.flatMap(({ row, reading }, i) =>
      'geometry' in reading
        ? [{ name: cutText((row.cells[nameAt] ?? '').trim(), MAX_NAME) || String(i + 1), geometry: reading.geometry }]
        : [],
    );
    if (areas.length === 0) {
      const isNoDegrees = readings.some(({ reading }) => 'problem' in reading && reading.problem === 'not-degrees');
      throw new FileRefused(isNoDegrees ? 'areas-not-degrees' : 'no-polygons');
    }
    const vertices = areas.reduce((sum, { geometry }) => sum + countVertices(geometry), 0);
    if (vertices > MOST_AREA_VERTICES)
      throw new FileRefused('too-many-vertices', { vertices, most: MOST_AREA_VERTICES });
    return {
      ok: true,
      read: {
        format,
        datum,
        coordinateSystem,
        coordinateSystems: fitting.map(({ system: { epsg, nameZh, nameEn }, share }) => ({
          epsg,
          nameZh,
          nameEn,
          share,
        })),
        areas,
      },
    };
  } catch (error) {
    return toRefusal(error);
  }
}
