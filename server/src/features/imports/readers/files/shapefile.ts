import type { FileRefusalKey } from '@liaowang/shared/contract/file-refusals';
import { recogniseWkt } from '../coordinate-systems/recognise-system.ts';
import { openFeatures } from './feature-rows.ts';
import { FileRefused } from './file-refused.ts';
import type { IncidentFile } from './incident-file.ts';
import { countPlaces, countTableRecords } from './shapefile-sizes.ts';
import { watchEncoding } from './text-encoding.ts';
import { openZip, type ZipArchive } from './zip-archive.ts';

const MAX_BYTES = 256 * 1_048_576;
/** What is wanted of a file's shapes. */
export type FileShapes = 'points' | 'areas' | 'any';

/** Kinds of shapefile whose records are such shapes: plain, with heights, with measures; points also several a record. */
const KINDS: Record<FileShapes, ReadonlySet<number>> = {
  points: new Set([1, 8, 11, 18, 21, 28]),
  areas: new Set([5, 15, 25]),
  any: new Set([1, 3, 5, 8, 11, 13, 15, 18, 21, 23, 25, 28]),
};
/** Why a shapefile of other shapes is not read. */
const WITHOUT: Record<FileShapes, FileRefusalKey> = {
  points: 'shapefile-without-points',
  areas: 'shapefile-without-polygons',
  any: 'no-shapes',
};
/** Of a dBASE table's head: where its fields are described, how long each description is, and what ends them. */
const FIRST_FIELD = 32;
const FIELD_BYTES = 32;
const TYPE_OF_FIELD = 11;
const LAST_FIELD = 0x0d;
/** Where a table says its code page by the number of a language driver, and those of East Asia and the usual Western ones. */
const LANGUAGE_OF_TABLE = 29;
const LANGUAGES: Readonly<Record<number, string>> = {
  0x03: '1252',
  0x13: '932',
  0x4d: '936',
  0x4e: '949',
  0x4f: '950',
  0x57: '1252',
  0x58: '1252',
  0x59: '1252',
  0x78: '950',
  0x79: '949',
  0x7a: '936',
  0x7b: '932',
};

/** The part of a shapefile with a given ending, whatever its case; null if it is not there. */
function readPart(archive: ZipArchive, base: string, ending: string): Buffer | null {
  const name = archive.names.find((each) => each.toLowerCase() === `${base}.${ending}`);
  return name === undefined ? null : archive.read(name);
}

/**
 * Opens the shapefile of points, of polygons or of either in a ZIP archive: .shp and .dbf, .prj for what its coordinates are in, .cpg for the
 * encoding of its words, believed where no other has fewer errors. `encoding` as it was chosen; null = found.
 * @throws FileRefused
 */
export async function openShapefile(bytes: Buffer, encoding: string | null, shapes: FileShapes): Promise<IncidentFile> {
  const archive = openZip(bytes, MAX_BYTES);
  const bases = archive.names
    .filter((name) => /\.shp$/iu.test(name) && !name.includes('__MACOSX'))
    .map((name) => name.slice(0, -4).toLowerCase());
  const [base] = bases;
  if (base === undefined) throw new FileRefused('no-shapefile');
  if (bases.length > 1) throw new FileRefused('several-shapefiles', { count: bases.length });
  const shp = readPart(archive, base, 'shp')!;
  const dbf = readPart(archive, base, 'dbf');
  if (!dbf) throw new FileRefused('shapefile-without-table');
  if (shp.length < 100 || !KINDS[shapes].has(shp.readInt32LE(32))) throw new FileRefused(WITHOUT[shapes]);
  try {
    // Loaded when a shapefile comes: most threads that could read one never do.
    const { parseDbf, parseShp } = await import('shpjs');
    const [places, tableRecords] = [countPlaces(shp), countTableRecords(dbf)];
    if (places !== tableRecords) throw new FileRefused('shapefile-unequal', { places, records: tableRecords });
    const watch = watchEncoding();
    watch.add(dbf.subarray(dbf.readUInt16LE(8)));
    const said = readPart(archive, base, 'cpg')?.toString('latin1').trim() || LANGUAGES[dbf[LANGUAGE_OF_TABLE]!];
    const used = encoding ?? watch.decide(said);
    const records = parseDbf(spellOutDays(dbf), used);
    const prj = readPart(archive, base, 'prj')?.toString('utf8');
    const saidSystem = prj === undefined ? null : recogniseWkt(prj);
    // What is not among our systems is converted here, as its own text defines it.
    const isConverted = saidSystem?.kind === 'unknown';
    const geometries = parseShp(shp, isConverted ? prj : undefined);
    return openFeatures(
      records.map((record, i) => ({ geometry: geometries[i] ?? null, properties: toPlainText(record) })),
      true,
      { encoding: used, watch, saidSystem: isConverted ? null : saidSystem },
    );
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('shapefile-damaged', {}, { cause: error });
  }
}

/** A copy whose fields of type date (`D`, eight digits) are text: parsedbf makes instants of days in this machine's zone. */
function spellOutDays(dbf: Buffer): Buffer {
  const copy = Buffer.from(dbf);
  const headerEnd = Math.min(copy.length, copy.readUInt16LE(8));
  for (let at = FIRST_FIELD; at + FIELD_BYTES <= headerEnd && copy[at] !== LAST_FIELD; at += FIELD_BYTES) {
    if (copy[at + TYPE_OF_FIELD] === 'D'.charCodeAt(0)) copy[at + TYPE_OF_FIELD] = 'C'.charCodeAt(0);
  }
  return copy;
}

function toPlainText(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key,
      typeof value === 'string' ? value.replaceAll('\0', '').trim() : value,
    ]),
  );
}
