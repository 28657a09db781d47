import type { Geometry, Position } from 'geojson';
import type { FileRow } from '@liaowang/shared/analysis/imports/read-row';
import type { ImportDatum, ImportFormat } from '@liaowang/shared/schemas/incident-import';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { chooseSystem } from './coordinate-systems/choose-system.ts';
import { findCoordinateSystem } from './coordinate-systems/coordinate-systems.ts';
import { findFittingSystems, type FittingSystem } from './coordinate-systems/fitting-systems.ts';
import { createUnproject } from './coordinate-systems/unproject.ts';
import { FileRefused } from './files/file-refused.ts';
import type { IncidentFile } from './files/incident-file.ts';
import { openIncidentFile } from './files/open-incident-file.ts';
import { recogniseFile } from './files/recognise-file.ts';
import type { FileShapes } from './files/shapefile.ts';
import { toWgs84 } from './files/to-wgs84.ts';
import { createJurisdictionTest, type ImportJurisdiction } from './jurisdiction-test.ts';
import { openStoredFile, type FileHost, type StoredFile } from './stored-file.ts';

/** A file of shapes, and how its places are to be read; what is left out is found. */
export interface ShapeFile extends StoredFile {
  datum?: ImportDatum | undefined;
  coordinateSystem?: number | undefined;
  jurisdiction: ImportJurisdiction;
}

export interface ShapeRows {
  format: ImportFormat;
  columns: readonly string[];
  rows: readonly FileRow[];
  /** How places are read: what was asked for, else what the file says or fits. */
  datum: ImportDatum;
  coordinateSystem: number | null;
  /** Systems in metres that put shapes into the jurisdiction, best first; none where they can be degrees. */
  fitting: readonly FittingSystem[];
  /** A place of the file in WGS-84; null = it cannot be on the earth. */
  convert: (x: number, y: number) => LngLat | null;
}

/** Features whose first place tells the coordinate system. */
const SAMPLED_PLACES = 100;

/** The first place of a shape, as it is written. */
function findFirstPosition(shape: Geometry | null | undefined): LngLat | null {
  if (!shape) return null;
  if (shape.type === 'GeometryCollection') {
    const parts: unknown = shape.geometries;
    if (!Array.isArray(parts)) return null;
    for (const part of parts as Geometry[]) {
      const found = findFirstPosition(part);
      if (found) return found;
    }
    return null;
  }
  let inner: unknown = shape.coordinates;
  while (Array.isArray(inner) && Array.isArray(inner[0])) inner = inner[0] as Position;
  const [x, y] = Array.isArray(inner) ? (inner as unknown[]) : [];
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : null;
}

/** The first places of shapes, as they are written. */
function sampleFirstPlaces(rows: readonly FileRow[]): LngLat[] {
  const sampled: LngLat[] = [];
  for (const { shape } of rows) {
    const place = findFirstPosition(shape);
    if (place) sampled.push(place);
    if (sampled.length >= SAMPLED_PLACES) break;
  }
  return sampled;
}

/** Whether places lie in the jurisdiction once longitude and latitude are turned round: the file says the latitude first. */
export function arePlacesTurned(rows: readonly FileRow[], jurisdiction: ImportJurisdiction): boolean {
  const isInside = createJurisdictionTest(jurisdiction);
  return sampleFirstPlaces(rows).some(([lat, lng]) => isInside([lng, lat]));
}

/** The likeliest system is the one the file names, else the one that fits. */
function findSystems(
  file: IncidentFile,
  rows: readonly FileRow[],
  { jurisdiction, fileName }: ShapeFile,
): { fitting: FittingSystem[]; likeliest: number | null } {
  const places = sampleFirstPlaces(rows);
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
  datum: ImportDatum,
  coordinateSystem: number | null,
  fitting: readonly FittingSystem[],
): ShapeRows['convert'] {
  if (coordinateSystem === null)
    return (x, y) => (Math.abs(x) <= 180 && Math.abs(y) <= 90 ? toWgs84([x, y], datum) : null);
  const system = findCoordinateSystem(coordinateSystem);
  if (!system) throw new FileRefused('system-unknown', { epsg: coordinateSystem });
  const unproject = createUnproject(system);
  const isNorthFirst = fitting.find((one) => one.system.epsg === system.epsg)?.isNorthFirst ?? false;
  return (x, y) => unproject(isNorthFirst ? [y, x] : [x, y]);
}

/**
 * Reads a file of shapes: GeoJSON, zipped shapefile of the wanted kind, KML, KMZ.
 * @throws FileRefused
 */
export async function readShapeRows(
  task: ShapeFile,
  server: FileHost,
  { shapes, mostFeatures }: { shapes: FileShapes; mostFeatures: number },
): Promise<ShapeRows> {
  const { source } = openStoredFile(task, server);
  const { format, encoding } = await recogniseFile(source, task.fileName, shapes);
  const file = await openIncidentFile(source, format, { encoding, sheet: null, headerRow: null }, shapes);
  if (!file.hasGeometry) throw new FileRefused('no-shapes');
  const rows: FileRow[] = [];
  for await (const block of file.rows()) {
    rows.push(...block);
    if (rows.length > mostFeatures) throw new FileRefused('too-many-features', { most: mostFeatures });
  }
  const { fitting, likeliest } = findSystems(file, rows, task);
  const saidDatum = file.saidSystem?.kind === 'degrees' && file.saidSystem.datum === 'cgcs2000' ? 'cgcs2000' : 'wgs84';
  const datum = task.datum ?? saidDatum;
  const coordinateSystem = task.coordinateSystem ?? likeliest;
  return {
    format,
    columns: file.columns,
    rows,
    datum,
    coordinateSystem,
    fitting,
    convert: createConverter(datum, coordinateSystem, fitting),
  };
}
