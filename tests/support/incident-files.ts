import { deflateRawSync } from 'node:zlib';

/** A ZIP archive of small files, deflated; sizes may be made to lie. */
export function packZip(
  files: Record<string, Buffer | string>,
  saySize: (size: number) => number = (size) => size,
): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content as string);
    const packed = deflateRawSync(data);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc32(data), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(saySize(data.length), 22);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, Buffer.from(name));
    bodies.push(head, Buffer.from(name), packed);
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}

function crc32(data: Buffer): number {
  let crc = -1;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ -1) >>> 0;
}

/** A workbook of one sheet: strings, numbers, and dates as `{ serial }` in a date format or as `{ iso }` in a cell of type `d`. */
export function packWorkbook(
  rows: ReadonlyArray<ReadonlyArray<string | number | { serial: number } | { iso: string } | null>>,
): Buffer {
  const cells = rows.map(
    (row) =>
      `<row>${row
        .map((cell) => {
          if (cell === null) return '<c/>';
          if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
          if (typeof cell === 'string') return `<c t="inlineStr"><is><t>${cell}</t></is></c>`;
          return 'iso' in cell
            ? cell.iso === ''
              ? '<c s="1" t="d"/>'
              : `<c s="1" t="d"><v>${cell.iso}</v></c>`
            : `<c s="1"><v>${cell.serial}</v></c>`;
        })
        .join('')}</row>`,
  );
  // References (A1, B1…) are what readers place cells by.
  const numbered = cells.map((row, r) => {
    let column = 0;
    return row
      .replace('<row>', `<row r="${r + 1}">`)
      .replace(/<c(?=[\s/>])/gu, () => `<c r="${String.fromCharCode(65 + column++)}${r + 1}"`);
  });
  return packSheets([{ data: numbered.join('') }]);
}

/** A sheet's rows as XML; `cut` spoils the whole of its part. */
export interface PackedSheet {
  data: string;
  state?: 'visible' | 'hidden' | 'veryHidden';
  cut?: (part: string) => string;
}

/** A workbook of sheets, in the order of their tabs. */
export function packSheets(
  sheets: readonly PackedSheet[],
  { sharedStrings, date1904 = '' }: { sharedStrings?: string | undefined; date1904?: string } = {},
): Buffer {
  const office = 'http://schemas.openxmlformats.org';
  const xml = '<?xml version="1.0" encoding="UTF-8"?>';
  const related = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/officeDocument/2006/relationships/${kind}" Target="${target}"/>`;
  const sheetParts = sheets.map(({ data, cut = (part) => part }, i) => [
    `xl/worksheets/sheet${i + 1}.xml`,
    cut(`${xml}<worksheet xmlns="${office}/spreadsheetml/2006/main"><sheetData>${data}</sheetData></worksheet>`),
  ]);
  return packZip({
    '[Content_Types].xml': `${xml}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${office}/package/2006/relationships">${related('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${xml}<workbook xmlns="${office}/spreadsheetml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"><workbookPr date1904="${date1904}"/><sheets>${sheets.map(({ state = 'visible' }, i) => `<sheet name="Sheet${i + 1}" sheetId="${i + 1}" state="${state}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${office}/package/2006/relationships">${sheets.map((_, i) => related(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('')}${related('rIdStyles', 'styles', 'styles.xml')}${related('rIdStrings', 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>`,
    'xl/styles.xml': `${xml}<styleSheet xmlns="${office}/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ...(sharedStrings === undefined ? {} : { 'xl/sharedStrings.xml': sharedStrings }),
    ...Object.fromEntries(sheetParts),
  });
}

/** A zipped shapefile of points with text columns, their words encoded as given; those in `dateColumns` hold days (`YYYYMMDD`). */
export function packShapefile(
  points: ReadonlyArray<readonly [lng: number, lat: number, cells: Record<string, Buffer>]>,
  more: Record<string, string> = {},
  dateColumns: readonly string[] = [],
): Buffer {
  const shp = Buffer.alloc(100 + points.length * 28);
  shp.writeInt32BE(9994, 0);
  shp.writeInt32BE(shp.length / 2, 24);
  shp.writeInt32LE(1000, 28);
  shp.writeInt32LE(1, 32);
  points.forEach(([lng, lat], i) => {
    const at = 100 + i * 28;
    shp.writeInt32BE(i + 1, at);
    shp.writeInt32BE(10, at + 4);
    shp.writeInt32LE(1, at + 8);
    shp.writeDoubleLE(lng, at + 12);
    shp.writeDoubleLE(lat, at + 20);
  });
  return packZip({
    'incidents.shp': shp,
    'incidents.dbf': packTable(
      points.map(([, , cells]) => cells),
      dateColumns,
    ),
    ...more,
  });
}

/** A dBASE table of text columns of 30 bytes. */
function packTable(rows: ReadonlyArray<Record<string, Buffer>>, dateColumns: readonly string[]): Buffer {
  const names = Object.keys(rows[0]!);
  const width = 30;
  const header = Buffer.alloc(32 + names.length * 32 + 1);
  header[0] = 3;
  header.writeUInt32LE(rows.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(1 + names.length * width, 10);
  names.forEach((name, i) => {
    header.write(name, 32 + i * 32, 'latin1');
    header.write(dateColumns.includes(name) ? 'D' : 'C', 32 + i * 32 + 11, 'latin1');
    header[32 + i * 32 + 16] = width;
  });
  header[header.length - 1] = 13;
  const records = rows.map((cells) => {
    const record = Buffer.alloc(1 + names.length * width, ' ');
    names.forEach((name, i) => cells[name]!.copy(record, 1 + i * width));
    return record;
  });
  return Buffer.concat([header, ...records, Buffer.from([26])]);
}

/** A zipped shapefile of polygons of one ring with text columns. */
export function packPolygonShapefile(
  areas: ReadonlyArray<readonly [ring: ReadonlyArray<readonly [number, number]>, cells: Record<string, Buffer>]>,
  kind = 5,
): Buffer {
  const records = areas.map(([ring], i) => {
    const record = Buffer.alloc(8 + 48 + ring.length * 16);
    record.writeInt32BE(i + 1, 0);
    record.writeInt32BE((record.length - 8) / 2, 4);
    record.writeInt32LE(5, 8);
    record.writeInt32LE(1, 44);
    record.writeInt32LE(ring.length, 48);
    // Outer rings run clockwise.
    [...ring].reverse().forEach(([x, y], n) => {
      record.writeDoubleLE(x, 56 + n * 16);
      record.writeDoubleLE(y, 64 + n * 16);
    });
    return record;
  });
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + records.reduce((sum, { length }) => sum + length, 0)) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(kind, 32);
  return packZip({
    'areas.shp': Buffer.concat([header, ...records]),
    'areas.dbf': packTable(
      areas.map(([, cells]) => cells),
      [],
    ),
  });
}
