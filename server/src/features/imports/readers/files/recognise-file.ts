import type { ImportFormat, ReadingChoice } from '@liaowang/shared/schemas/incident-import';
import { inflateIfGzipped, readAll, type ByteSource } from './file-bytes.ts';
import { FileRefused } from './file-refused.ts';
import { openIncidentFile } from './open-incident-file.ts';
import type { FileShapes } from './shapefile.ts';
import { watchEncoding } from './text-encoding.ts';
import { openZip } from './zip-archive.ts';

export interface RecognisedFile {
  format: ImportFormat;
  /** Of the file's words, as it was recognised; null for workbooks. */
  encoding: string | null;
}

const HEAD_BYTES = 65_536;
const MAX_ARCHIVE_BYTES = 256 * 1_048_576;
/** Largest of what the formats allow. */
const MAX_INFLATED_BYTES = 1_023 * 1_048_576;
/** Signs that no text has: all controls but tab and line ends. */
// oxlint-disable-next-line no-control-regex -- controls are what is looked for
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c\u001d]/u;
/** A JSON text, or a sequence of them (RFC 8142); not a column name in brackets, as databases of Microsoft write them. */
// oxlint-disable-next-line no-control-regex -- the separator is what is looked for
const JSON_START = /^[\s\u001e]*(?:\{\s*["}]|\[\s*(?:[[{\]"\d-]|$))/u;
/** What may stand between columns. */
// oxlint-disable-next-line no-control-regex -- ASCII's own separators are among them
const SEPARATOR = /[,;\t|\u001e\u001f]/u;
/** Lines among which one shows columns. */
const LINES_LOOKED_AT = 50;
const NOTHING_CHOSEN: ReadingChoice = { encoding: null, sheet: null, headerRow: null };

/**
 * What a file is, by its content first and by its name where that leaves a doubt; reads all of it, so that what is
 * broken anywhere is refused before it is kept.
 * @throws FileRefused
 */
export async function recogniseFile(
  source: ByteSource,
  fileName: string,
  shapes: FileShapes = 'points',
): Promise<RecognisedFile> {
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
  if (total === 0) throw new FileRefused('empty');
  const start = Buffer.concat(head);
  // An empty archive begins with its end.
  if (['PK\u0003\u0004', 'PK\u0005\u0006'].includes(start.subarray(0, 4).toString('latin1')))
    return recogniseArchive(source, shapes);
  if (start.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw new FileRefused('old-excel');
  const encoding = watch.decide();
  const text = new TextDecoder(encoding).decode(start.subarray(0, HEAD_BYTES));
  if (text.trim() === '') throw new FileRefused('blank');
  // A few NULs in a text are dirt; other controls at its beginning say that it is none.
  if (BINARY.test(text.slice(0, 512).replaceAll('\0', '')) || text.split('\0').length - 1 > text.length / 10)
    throw new FileRefused('not-text');
  const first = text.trimStart();
  if (JSON_START.test(text) || (/^[{[]/u.test(first) && /json/iu.test(fileName))) return whole('geojson', source);
  if (first.startsWith('<')) {
    if (/^<!doctype html|<(?:html|table|body)[\s>]/iu.test(first)) throw new FileRefused('web-page');
    if (/urn:schemas-microsoft-com:office:spreadsheet/u.test(first)) throw new FileRefused('excel-xml');
    if (/<(?:[\w.-]+:)?kml[\s>]/iu.test(first) || /\.kml(?:\.gz)?$/iu.test(fileName)) return whole('kml', source);
    throw new FileRefused('not-kml');
  }
  if (
    !first.split(/[\r\n]+/u, LINES_LOOKED_AT).some((line) => SEPARATOR.test(line)) &&
    !/\.(?:csv|tsv|txt)(?:\.gz)?$/iu.test(fileName)
  )
    throw new FileRefused('no-columns');
  return { format: 'csv', encoding };
}

/** A file of a format that is no plain text is read to its end, to see that it can be. */
async function whole(format: ImportFormat, source: ByteSource, shapes: FileShapes = 'points'): Promise<RecognisedFile> {
  const file = await openIncidentFile(source, format, NOTHING_CHOSEN, shapes);
  const rows = file.rows()[Symbol.asyncIterator]();
  while (!(await rows.next()).done);
  return { format, encoding: file.encoding };
}

async function recogniseArchive(source: ByteSource, shapes: FileShapes): Promise<RecognisedFile> {
  const { names } = openZip(await readAll(inflateIfGzipped(source()), MAX_ARCHIVE_BYTES), MAX_INFLATED_BYTES);
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (has(/^xl\/workbook\.bin$/u)) throw new FileRefused('binary-excel');
  if (has(/^xl\/workbook\.xml$/u)) return whole('xlsx', source);
  if (has(/\.shp$/iu)) return whole('shapefile', source, shapes);
  if (has(/\.kml$/iu)) return whole('kml', source);
  throw new FileRefused('unknown-archive');
}
