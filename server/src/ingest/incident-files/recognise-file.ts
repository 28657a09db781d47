import type { ImportFormat } from '@liaowang/shared/schemas/incident-import';
import { inflateIfGzipped, readAll, type ByteSource } from './file-bytes.ts';
import { FileRefused } from './file-refused.ts';
import { openIncidentFile } from './incident-file.ts';
import { watchEncoding } from './text-encoding.ts';
import { openZip } from './zip-archive.ts';

export interface RecognisedFile {
  format: ImportFormat;
  /** Of delimited text, as it was recognised. */
  encoding: string | null;
}

const HEAD_BYTES = 65_536;
const MAX_ARCHIVE_BYTES = 256 * 1_048_576;
/** Largest of what the formats allow. */
const MAX_INFLATED_BYTES = 1_023 * 1_048_576;
/** Signs that no text has: all controls but tab and line ends. */
// oxlint-disable-next-line no-control-regex -- controls are what is looked for
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/u;

const unknown = (reason: string) => new FileRefused('format-not-recognised', reason);

/**
 * What a file is, by its content first and by its name where that leaves a doubt; reads all of it, so that what is
 * broken anywhere is refused before it is kept.
 * @throws FileRefused
 */
export async function recogniseFile(source: ByteSource, fileName: string): Promise<RecognisedFile> {
  const watch = watchEncoding();
  const head: Uint8Array[] = [];
  let headBytes = 0;
  let total = 0;
  for await (const chunk of inflateIfGzipped(source())) {
    watch.add(chunk);
    total += chunk.length;
    if (headBytes < HEAD_BYTES) {
      head.push(chunk);
      headBytes += chunk.length;
    }
  }
  if (total === 0) throw new FileRefused('file-empty', 'The file is empty.');
  const start = Buffer.concat(head);
  if (start.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) return recogniseArchive(source);
  if (start.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw unknown('This is an old Excel file (.xls). Save it as .xlsx or CSV.');
  const encoding = watch.decide();
  const text = new TextDecoder(encoding).decode(start.subarray(0, HEAD_BYTES));
  if (text.trim() === '') throw new FileRefused('file-empty', 'The file holds nothing but blanks.');
  // A few NULs in a text are dirt; other controls at its beginning say that it is none.
  if (BINARY.test(text.slice(0, 512).replaceAll('\0', '')) || text.split('\0').length > text.length / 10) throw unknown('The file is no text and no archive that is known here.');
  const first = text.trimStart();
  if (/^[{[]/u.test(first)) return whole('geojson', source);
  if (first.startsWith('<')) {
    if (/<kml[\s>]/iu.test(first) || /\.kml(?:\.gz)?$/iu.test(fileName)) return whole('kml', source);
    throw unknown('The file is XML, but no KML.');
  }
  if (!/[,;\t|]/u.test(first.split(/[\r\n]/u, 1)[0]!) && !/\.(?:csv|tsv|txt)(?:\.gz)?$/iu.test(fileName)) throw unknown('The first line names no columns.');
  return { format: 'csv', encoding };
}

/** A file of a format that is no plain text is read to its end, to see that it can be. */
async function whole(format: ImportFormat, source: ByteSource): Promise<RecognisedFile> {
  const file = await openIncidentFile(source, { format, encoding: null });
  const rows = file.rows()[Symbol.asyncIterator]();
  while (!(await rows.next()).done);
  return { format, encoding: null };
}

async function recogniseArchive(source: ByteSource): Promise<RecognisedFile> {
  const { names } = openZip(await readAll(inflateIfGzipped(source()), MAX_ARCHIVE_BYTES), MAX_INFLATED_BYTES);
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (has(/^xl\/workbook\.bin$/u)) throw unknown('This is a binary Excel file (.xlsb). Save it as .xlsx or CSV.');
  if (has(/^xl\/workbook\.xml$/u)) return whole('xlsx', source);
  if (has(/\.shp$/iu)) return whole('shapefile', source);
  if (has(/\.kml$/iu)) return whole('kml', source);
  throw unknown('The archive holds no workbook, no shapefile and no KML.');
}
