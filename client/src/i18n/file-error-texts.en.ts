import { FILE_REFUSALS, type FileRefusalKey } from '@liaowang/shared/contract/file-refusals';
import type { SameKeys } from './same-keys.ts';
import type { fileErrorsZhCN } from './file-error-texts.zh-CN.ts';

/** The wire's own sentences: they are written for people. */
const fileRefused = Object.fromEntries(
  Object.entries(FILE_REFUSALS).map(([key, { reason }]) => [key, reason]),
) as Record<FileRefusalKey, string>;

export const fileErrorsEn: SameKeys<typeof fileErrorsZhCN> = {
  errors: {
    'format-not-recognised':
      'The format of this file is not known. Use CSV, .xlsx, GeoJSON, a zipped shapefile or KML; save an old .xls as .xlsx first.',
    'file-empty': 'The file is empty. Export it again, then upload it.',
    'file-broken':
      'The file cannot be read: it may be incomplete, damaged, or not as its format demands. Look at it in the program it came from and export it again.',
    'file-too-large': 'The file is too large, or too much once it is unpacked and read. Bring it in parts.',
    'column-not-found': 'The file has no such column. Choose the columns again.',
    'sheet-not-found': 'The workbook has no such sheet. Choose another.',
    'header-row-not-found': 'The row chosen for the column names is blank or not there. Choose another.',
    'no-areas':
      'The file holds no shapes that can be used: none of the kind that is wanted, or all outside the jurisdiction.',
    'too-many-areas': 'Too many features or vertices. Simplify them, or bring them in parts.',
    'coordinate-system-unknown': 'This coordinate system cannot be converted. Choose one from the list.',
    fileRefused,
  },
};
