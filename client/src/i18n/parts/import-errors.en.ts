import type { SameKeys } from '../same-keys.ts';
import type { importErrorsZhCN } from './import-errors.zh-CN.ts';

export const importErrorsEn: SameKeys<typeof importErrorsZhCN> = {
  'format-not-recognised': 'The format of this file is not known. Use CSV, .xlsx, GeoJSON, a zipped shapefile or KML; save an old .xls as .xlsx first.',
  'file-empty': 'The file is empty. Export it again, then upload it.',
  'file-broken': 'The file cannot be opened; it may be incomplete or damaged. Look at it in the program it came from and export it again.',
  'file-too-large': 'The file is larger than 100 MB. Split it by period, or gzip it.',
  'check-first': 'The settings have changed since the dry run. Run it again, then import.',
  'column-not-found': 'The file has no such column. Choose the columns again.',
  'encoding-not-known': 'This text encoding is not known. Choose another.',
  'time-zone-unknown': 'There is no such time zone. Choose one from the list.',
  'import-closed': 'This import is done, undone or discarded and cannot be changed. Look at the list.',
  'import-busy': 'Somebody else is importing this file just now. Look again shortly.',
  'not-committed': 'This import stored no incidents: there is nothing to undo.',
};
