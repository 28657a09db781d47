import { FILE_REFUSALS, type FileRefusalKey } from '@liaowang/shared/contract/file-refusals';
import type { SameKeys } from '../../i18n/same-keys.ts';
import type { importErrorsZhCN } from './error-texts.zh-CN.ts';

/** The wire's own sentences: they are written for people. */
const fileRefused = Object.fromEntries(
  Object.entries(FILE_REFUSALS).map(([key, { reason }]) => [key, reason]),
) as Record<FileRefusalKey, string>;

export const importErrorsEn: SameKeys<typeof importErrorsZhCN> = {
  errors: {
    'format-not-recognised':
      'The format of this file is not known. Use CSV, .xlsx, GeoJSON, a zipped shapefile or KML; save an old .xls as .xlsx first.',
    'file-empty': 'The file is empty. Export it again, then upload it.',
    'file-broken':
      'The file cannot be read: it may be incomplete, damaged, or not as its format demands. Look at it in the program it came from and export it again.',
    'file-too-large':
      'The file is too large: more than 100 MB, or too much once it is unpacked and read. Save it as CSV, or split it by period.',
    'category-unknown': 'The city has no such category; it may just have been merged. Choose again.',
    'category-fixed': 'The ten categories at the top cannot be renamed, moved or merged.',
    'category-cycle': 'It cannot go below or into itself or what is below it.',
    'category-too-deep': 'Too deep: the tree has at most five levels.',
    'category-name-taken': 'There is one of this name beside it.',
    'too-many-categories': 'Too many categories. Merge some first.',
    'check-first': 'The settings have changed since the dry run. Run it again, then import.',
    'column-not-found': 'The file has no such column. Choose the columns again.',
    'sheet-not-found': 'The workbook has no such sheet. Choose another.',
    'header-row-not-found': 'The row chosen for the column names is blank or not there. Choose another.',
    'encoding-not-known': 'This text encoding is not known. Choose another.',
    'time-zone-unknown': 'There is no such time zone. Choose one from the list.',
    'import-closed': 'This import is done, undone or discarded and cannot be changed. Look at the list.',
    'import-busy': 'Somebody else is importing this file just now. Look again shortly.',
    'import-incomplete': 'Fewer rows could be stored than were read, so none were stored. Import it once more.',
    'too-many-uploads': 'Two of your files are being uploaded already. Wait for one of them.',
    'uploads-full':
      'Too many of your files wait to be imported (at most 20, with 500 MB together). Import or discard some first.',
    'not-committed': 'This import stored no incidents: there is nothing to undo.',
    'no-areas': 'The file holds no areas that can be used: no polygons, or all outside the jurisdiction.',
    'too-many-areas': 'A set may have 2,000 areas and 200,000 vertices. Simplify them or make several sets.',
    'too-many-area-sets': 'There are 50 sets already. Delete some first.',
    'area-without-ground': 'The shape has no ground. Draw it again.',
    'last-area': 'A set has one area at least; delete the whole set instead.',
    'coordinate-system-unknown': 'This coordinate system cannot be converted. Choose one from the list.',
    fileRefused,
  },
};
