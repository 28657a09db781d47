import type { ImportFormat, ReadingChoice } from '@liaowang/shared/schemas/incident-import';
import { inflateIfGzipped, readAll, type ByteSource } from './file-bytes.ts';
import { openDelimitedText } from './delimited-text.ts';
import type { IncidentFile } from './incident-file.ts';
import { openJson } from './json-file.ts';
import { openKml } from './kml-file.ts';
import { openShapefile, type FileShapes } from './shapefile.ts';
import { openWorkbook } from './workbook.ts';

/** Formats that are read as a whole lie in memory many times their size. */
const MAX_WHOLE_BYTES = 256 * 1_048_576;

/**
 * Opens a file of a known format; `shapes` are wanted where a file holds one kind only (shapefiles).
 * @throws FileRefused
 */
export async function openIncidentFile(
  source: ByteSource,
  format: ImportFormat,
  choice: ReadingChoice,
  shapes: FileShapes = 'points',
): Promise<IncidentFile> {
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
