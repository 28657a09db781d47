import type { Refusal } from '../schemas/error.ts';
import type { ErrorCode } from '../schemas/error-code.ts';

/**
 * Why a file of incidents, areas or a layer cannot be read: each case has a code of an answer's `error` and a sentence of
 * its own, on the page (client/src/i18n/file-error-texts.zh-CN.ts) and on the wire. What stands in brackets is filled in.
 */
export const FILE_REFUSALS = {
  'old-excel': { code: 'format-not-recognised', reason: 'This is an old Excel file (.xls). Save it as .xlsx or CSV.' },
  'binary-excel': {
    code: 'format-not-recognised',
    reason: 'This is a binary Excel file (.xlsb). Save it as .xlsx or CSV.',
  },
  'excel-xml': {
    code: 'format-not-recognised',
    reason: 'This is a workbook in the XML of Excel 2003. Save it as .xlsx or CSV.',
  },
  'web-page': {
    code: 'format-not-recognised',
    reason: 'This is a web page, whatever it is called. Open it in a spreadsheet and save it as .xlsx or CSV.',
  },
  'not-kml': {
    code: 'format-not-recognised',
    reason: 'The file is XML, but no KML. Export it as KML, GeoJSON or CSV.',
  },
  'unknown-archive': {
    code: 'format-not-recognised',
    reason: 'The archive holds no workbook, no shapefile and no KML. Unpack it and send the file in it.',
  },
  'not-text': {
    code: 'format-not-recognised',
    reason:
      'The file is no text and none of the formats that are read here: CSV, XLSX, GeoJSON, shapefile (.zip) or KML.',
  },
  'no-columns': {
    code: 'format-not-recognised',
    reason: 'The first lines show no columns. Export the table as CSV with a line of column names.',
  },
  empty: { code: 'file-empty', reason: 'The file is empty.' },
  blank: { code: 'file-empty', reason: 'The file holds nothing but blanks.' },
  'no-heading': { code: 'file-empty', reason: 'The file has no line with the names of its columns.' },
  'no-cells': { code: 'file-empty', reason: 'The workbook has no cells.' },
  'gzip-damaged': {
    code: 'file-broken',
    reason: 'The gzipped file is damaged or was cut off. Pack it or download it again.',
  },
  'json-broken': {
    code: 'file-broken',
    reason: 'The file is no whole JSON: it is damaged or was cut off. Export it again.',
  },
  'json-broken-at': {
    code: 'file-broken',
    reason: 'The JSON is broken in line {{line}}. Mend that line, or export the file again.',
  },
  'json-nested': {
    code: 'file-broken',
    reason: 'The JSON nests deeper than {{levels}} levels. Export it as a list of features or records.',
  },
  'json-no-records': {
    code: 'file-broken',
    reason: 'The JSON holds no list of features or records. Export it as GeoJSON or CSV.',
  },
  'kml-broken': { code: 'file-broken', reason: 'The KML is damaged or was cut off. Export it again.' },
  'kml-broken-at': {
    code: 'file-broken',
    reason:
      'The KML is broken in line {{line}}: an element or attribute is not as it should be. Mend that line, or export the file again.',
  },
  'kml-entities': {
    code: 'file-broken',
    reason: 'The KML declares entities or a document type, which are not read. Remove them, or export the file again.',
  },
  'kml-nested': {
    code: 'file-broken',
    reason: 'The KML nests deeper than {{levels}} levels. Export it with fewer folders in folders.',
  },
  'kmz-without-kml': { code: 'file-broken', reason: 'The KMZ archive holds no KML. Export it again.' },
  'no-shapefile': {
    code: 'file-broken',
    reason: 'The archive holds no .shp. Pack the .shp, .dbf and .prj of a shapefile together.',
  },
  'several-shapefiles': { code: 'file-broken', reason: 'The archive holds {{count}} shapefiles. Pack one at a time.' },
  'shapefile-without-table': {
    code: 'file-broken',
    reason: 'The shapefile has no .dbf, and with it nothing but places. Pack it with its .dbf.',
  },
  'shapefile-without-points': {
    code: 'file-broken',
    reason: 'The shapefile holds no points. Incidents are points: export those.',
  },
  'shapefile-without-polygons': {
    code: 'no-areas',
    reason: 'The shapefile holds no polygons. Areas are polygons: export those.',
  },
  'no-shapes': {
    code: 'no-areas',
    reason: 'The file holds no shapes. They come as GeoJSON, zipped shapefile, KML or KMZ.',
  },
  'no-polygons': { code: 'no-areas', reason: 'The file holds no polygons. Areas are polygons: export those.' },
  'shapes-outside': {
    code: 'no-areas',
    reason: 'All shapes lie outside the jurisdiction. Check that it is the right file and the right coordinate system.',
  },
  'areas-swapped': {
    code: 'no-areas',
    reason:
      'The latitude stands before the longitude: turned round, the places lie in the jurisdiction. Export the file with the longitude first.',
  },
  'areas-not-degrees': {
    code: 'no-areas',
    reason:
      'The coordinates are no degrees, and in no system of metres that is known here do they lie in the jurisdiction. Save the file in WGS-84.',
  },
  'too-many-features': {
    code: 'too-many-areas',
    reason: 'The file has more than {{most}} features. Bring them in several files.',
  },
  'too-many-vertices': {
    code: 'too-many-areas',
    reason: 'The shapes have {{vertices}} vertices; there may be {{most}}. Simplify them.',
  },
  'shapefile-unequal': {
    code: 'file-broken',
    reason:
      'The shapefile has {{places}} places and {{records}} records in its table: its parts are not of one export. Export it again.',
  },
  'shapefile-damaged': { code: 'file-broken', reason: 'The shapefile is damaged or was cut off. Export it again.' },
  'zip-cut': {
    code: 'file-broken',
    reason: 'The ZIP archive has no directory, as if it were cut off. Download it or pack it again.',
  },
  'zip-damaged': {
    code: 'file-broken',
    reason: 'The ZIP archive is damaged: its directory is not true. Download it or pack it again.',
  },
  'zip-encrypted': { code: 'file-broken', reason: 'The file is protected by a password. Save it without one.' },
  'zip-crowded': {
    code: 'file-broken',
    reason: 'The ZIP archive holds more than {{most}} files. Pack only those of one table.',
  },
  'zip-part-missing': {
    code: 'file-broken',
    reason: 'The ZIP archive has no {{part}}: it is no whole workbook or shapefile. Export it again.',
  },
  'zip-part-damaged': {
    code: 'file-broken',
    reason:
      'The file {{part}} in the ZIP archive is damaged. Open the file in the program it comes from and save it again.',
  },
  'zip-method': {
    code: 'file-broken',
    reason:
      'The file {{part}} in the ZIP archive is packed in a way that is not read here. Pack it again as a plain ZIP.',
  },
  'workbook-damaged': {
    code: 'file-broken',
    reason: 'The workbook is damaged. Open it in a spreadsheet and save it again.',
  },
  'workbook-entities': {
    code: 'file-broken',
    reason: 'The workbook declares entities, which are not read. Open it in a spreadsheet and save it again.',
  },
  'sheet-damaged': {
    code: 'file-broken',
    reason: 'The sheet {{sheet}} is damaged. Open the workbook in a spreadsheet and save it again.',
  },
  'too-many-sheets': {
    code: 'file-broken',
    reason: 'The workbook has more than {{most}} sheets. Save the one with the table as a file of its own.',
  },
  'reader-broke-off': {
    code: 'file-broken',
    reason: 'The reader broke off at this file. Open it in the program it comes from, save it as CSV and try again.',
  },
  'inflates-too-large': {
    code: 'file-too-large',
    reason: 'Unpacked, the file is larger than {{megabytes}} MB, or is made to be. Import it in parts.',
  },
  'upload-too-large': {
    code: 'file-too-large',
    reason: 'A file may have at most {{megabytes}} MB. Compress it (.gz) or import it in parts.',
  },
  'format-too-large': {
    code: 'file-too-large',
    reason: 'A file of this format may hold at most {{megabytes}} MB. Save it as CSV, or import it in parts.',
  },
  'too-many-rows': { code: 'file-too-large', reason: 'The file has more than {{most}} rows. Import it in parts.' },
  'too-much-memory': {
    code: 'file-too-large',
    reason: 'The file takes too much memory to read in this format. Save it as CSV, or import it in parts.',
  },
  'too-slow': {
    code: 'file-too-large',
    reason: 'The file takes too long to read in this format. Save it as CSV, or import it in parts.',
  },
  'column-missing': { code: 'column-not-found', reason: 'The file has no column {{column}}.' },
  'system-unknown': {
    code: 'coordinate-system-unknown',
    reason:
      'EPSG:{{epsg}} is not among the coordinate systems that are converted. Choose another, or save the file in WGS-84.',
  },
  'sheet-missing': { code: 'sheet-not-found', reason: 'The workbook has no sheet {{sheet}}.' },
  'heading-missing': {
    code: 'header-row-not-found',
    reason: 'Row {{row}} is blank or beyond the last one: it names no columns.',
  },
} as const;

export type FileRefusalKey = keyof typeof FILE_REFUSALS;
/** What is filled into a sentence. */
export type FileRefusalValues = Record<string, string | number>;

/** Codes with which any file is refused. */
export const FILE_CODES = [
  'column-not-found',
  'coordinate-system-unknown',
  'file-broken',
  'file-empty',
  'file-too-large',
  'format-not-recognised',
  'header-row-not-found',
  'sheet-not-found',
] as const satisfies readonly ErrorCode[];

/** Codes with which a file of shapes, areas or a layer, is refused. */
export const SHAPE_FILE_CODES = [...FILE_CODES, 'no-areas', 'too-many-areas'] as const satisfies readonly ErrorCode[];

/** Why a file cannot be read at all, as an answer says it. */
export function describeRefusal(
  key: FileRefusalKey,
  values: FileRefusalValues = {},
): Pick<Refusal, 'code' | 'reason'> & Required<Pick<Refusal, 'detail'>> {
  const { code, reason } = FILE_REFUSALS[key];
  return {
    code,
    reason: reason.replaceAll(/\{\{(?<name>\w+)\}\}/gu, (_, name: string) => String(values[name] ?? '')),
    detail: { key, values },
  };
}
