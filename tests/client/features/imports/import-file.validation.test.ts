import { describe, expect, it } from 'vitest';
import { checkFile, MAX_FILE_BYTES } from '../../../../client/src/features/imports/import-file.validation.ts';

describe('checkFile', () => {
  it('lets through what may be a file of incidents, by whatever name', () => {
    for (const name of ['2024.csv', '台账.xlsx', 'houston.csv.gz', 'points.zip', 'a.KML', 'noending', 'x.geojson'])
      expect(checkFile({ name, size: MAX_FILE_BYTES })).toBeNull();
  });
  it('refuses what the server would', () => {
    expect(checkFile({ name: 'a.csv', size: 0 })).toBe('file-empty');
    expect(checkFile({ name: 'a.csv', size: MAX_FILE_BYTES + 1 })).toBe('file-too-large');
    for (const name of ['old.xls', 'photo.JPG', 'report.docx'])
      expect(checkFile({ name, size: 10 })).toBe('format-not-recognised');
  });
});
