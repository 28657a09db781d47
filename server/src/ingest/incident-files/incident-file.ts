import type { ImportChoices, ImportFormat, ReadingChoice } from '@liaowang/shared/schemas/incident-import';
import type { FileRow } from '@liaowang/shared/analysis/imports/read-row';
import type { SaidSystem } from '../coordinate-systems/recognise-system.ts';
import { inflateIfGzipped, readAll, type ByteSource } from './file-bytes.ts';
import { openDelimitedText } from './delimited-text.ts';
import { openJson } from './json-file.ts';
import { openKml } from './kml-file.ts';
import { openShapefile, type FileShapes } from './shapefile.ts';
import { openWorkbook } from './workbook.ts';

/** A file of incidents, opened: its columns are known, its rows come in blocks. */
export interface IncidentFile {
  columns: string[];
  hasGeometry: boolean;
  /** What the file says its geometry is in; null where it says nothing. */
  saidSystem: SaidSystem | null;
  delimiter: string | null;
  /** What was chosen or found; null where the format has no such thing. */
  encoding: string | null;
  sheet: string | null;
  headerRow: number | null;
  /** The rows from the first on, in blocks; may be asked for again. */
  rows(): AsyncIterable<FileRow[]>;
  /** How far the last reading of rows has come, 0–1; null where the bytes of the file that were read tell. */
  readShare(): number | null;
  /** What else could be chosen; reads on in the file. */
  findChoices(): Promise<Pick<ImportChoices, 'sheets' | 'headerRows' | 'encodings'>>;
}

/** Formats that are read as a whole lie in memory many times their size. */
const MAX_WHOLE_BYTES = 256 * 1_048_576;

/**
 * Opens a file of a known format; `shapes` are wanted where a file holds one kind only (shapefiles).
 * @throws FileRefused
 */
export async function openIncidentFile(source: ByteSource, format: ImportFormat, choice: ReadingChoice, shapes: FileShapes = 'points'): Promise<IncidentFile> {
  const inflated: ByteSource = () => inflateIfGzipped(source());
  if (format === 'csv') return openDelimitedText(inflated, choice);
  const bytes = await readAll(inflated(), MAX_WHOLE_BYTES);
  switch (format) {
    case 'xlsx':
      return openWorkbook(bytes, choice);
    case 'geojson':
      return openJson(bytes, choice.encoding);
    case 'shapefile':
      return openShapefile(bytes, choice.encoding, shapes);
    case 'kml':
      return openKml(bytes, choice.encoding);
  }
}
