import type { ImportFormat } from '@liaowang/shared/schemas/incident-import';
import type { FileRow } from '@liaowang/shared/analysis/imports/read-row';
import { inflateIfGzipped, readAll, type ByteSource } from './file-bytes.ts';
import { openDelimitedText } from './delimited-text.ts';
import { openGeojson } from './geojson-file.ts';
import { openKml } from './kml-file.ts';
import { openShapefile } from './shapefile.ts';
import { openWorkbook } from './workbook.ts';

/** A file of incidents, opened: its columns are known, its rows come in blocks. */
export interface IncidentFile {
  columns: string[];
  hasGeometry: boolean;
  delimiter: string | null;
  /** The rows from the first on, in blocks; may be asked for again. */
  rows(): AsyncIterable<FileRow[]>;
  /** How far the last reading of rows has come, 0–1; null where the bytes of the file that were read tell. */
  readShare(): number | null;
}

/** Formats that are read as a whole lie in memory many times their size. */
const MAX_WHOLE_BYTES = 256 * 1_048_576;

/**
 * Opens a file of a known format. `encoding` is used for delimited text only.
 * @throws FileRefused
 */
export async function openIncidentFile(source: ByteSource, { format, encoding }: { format: ImportFormat; encoding: string | null }): Promise<IncidentFile> {
  const inflated: ByteSource = () => inflateIfGzipped(source());
  if (format === 'csv') return openDelimitedText(inflated, encoding ?? 'utf-8');
  const bytes = await readAll(inflated(), MAX_WHOLE_BYTES);
  switch (format) {
    case 'xlsx':
      return openWorkbook(bytes);
    case 'geojson':
      return openGeojson(bytes);
    case 'shapefile':
      return openShapefile(bytes);
    case 'kml':
      return openKml(bytes);
  }
}
