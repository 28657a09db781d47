import { openFeatures } from './feature-rows.ts';
import { FileRefused, broken } from './file-refused.ts';
import type { IncidentFile } from './incident-file.ts';
import { countPlaces, countTableRecords } from './shapefile-sizes.ts';
import { watchEncoding } from './text-encoding.ts';
import { openZip, type ZipArchive } from './zip-archive.ts';

const MAX_BYTES = 256 * 1_048_576;
/** Kinds of shapefile whose records are points: plain, with heights, with measures, and several a record. */
const POINT_KINDS = new Set([1, 8, 11, 18, 21, 28]);
/** Of a dBASE table's head: where its fields are described, how long each description is, and what ends them. */
const FIRST_FIELD = 32;
const FIELD_BYTES = 32;
const TYPE_OF_FIELD = 11;
const LAST_FIELD = 0x0d;

/** The part of a shapefile with a given ending, whatever its case; null if it is not there. */
function readPart(archive: ZipArchive, base: string, ending: string): Buffer | null {
  const name = archive.names.find((each) => each.toLowerCase() === `${base}.${ending}`);
  return name === undefined ? null : archive.read(name);
}

/**
 * Opens the shapefile of points in a ZIP archive: .shp and .dbf, .prj for what its coordinates are in, .cpg for the
 * encoding of its words (without one: guessed).
 * @throws FileRefused `file-broken`, `file-too-large`
 */
export async function openShapefile(bytes: Buffer): Promise<IncidentFile> {
  const archive = openZip(bytes, MAX_BYTES);
  const bases = archive.names.filter((name) => /\.shp$/iu.test(name) && !name.includes('__MACOSX')).map((name) => name.slice(0, -4).toLowerCase());
  const [base] = bases;
  if (base === undefined) throw broken('The archive', 'it holds no .shp.');
  if (bases.length > 1) throw broken('The archive', `it holds ${bases.length} shapefiles; pack one.`);
  const shp = readPart(archive, base, 'shp')!;
  const dbf = readPart(archive, base, 'dbf');
  if (!dbf) throw broken('The shapefile', 'its .dbf is missing, and with it everything but the places.');
  if (shp.length < 100 || !POINT_KINDS.has(shp.readInt32LE(32))) throw broken('The shapefile', 'it holds no points.');
  try {
    // Loaded when a shapefile comes: most threads that could read one never do.
    const { parseDbf, parseShp } = await import('shpjs');
    const [places, tableRecords] = [countPlaces(shp), countTableRecords(dbf)];
    if (places !== tableRecords) throw new Error(`it has ${places} places and ${tableRecords} records.`);
    const watch = watchEncoding();
    watch.add(dbf.subarray(dbf.readUInt16LE(8)));
    const said = readPart(archive, base, 'cpg')?.toString('latin1').trim();
    const records = parseDbf(spellOutDays(dbf), said || watch.decide());
    const prj = readPart(archive, base, 'prj')?.toString('utf8');
    const geometries = parseShp(shp, prj);
    return openFeatures(records.map((record, i) => ({ geometry: geometries[i] ?? null, properties: toPlainText(record) })), true);
  } catch (error) {
    throw error instanceof FileRefused ? error : broken('The shapefile', error);
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
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, typeof value === 'string' ? value.replaceAll('\0', '').trim() : value]));
}
