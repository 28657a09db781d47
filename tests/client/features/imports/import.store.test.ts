import { beforeEach, describe, expect, it } from 'vitest';
import type { IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { useImportStore } from '../../../../client/src/features/imports/import.store.ts';
import { mapping } from './mapping.ts';

const one = (part: Partial<IncidentImport> = {}): IncidentImport => ({
  importId: 7,
  fileName: 'a.csv',
  format: 'csv',
  bytes: 10,
  state: 'uploaded',
  mapping: null,
  check: null,
  importedCount: null,
  jobId: null,
  createdBy: '张三',
  mayChange: true,
  createdAt: '2026-11-24T00:00:00Z',
  committedAt: null,
  undoneAt: null,
  ...part,
});
const store = () => useImportStore.getState();

describe('the import store', () => {
  beforeEach(() => store().close());

  it('opens a new file at its columns, and one that was mapped at its dry run', () => {
    store().open(one());
    expect(store()).toMatchObject({ importId: 7, step: 'columns', mapping: null });
    store().open(one({ mapping: mapping() }));
    expect(store()).toMatchObject({ step: 'check', mapping: mapping() });
  });
  it('forgets the job and how the file before was read', () => {
    store().open(one());
    store().chooseReading({ encoding: 'gb18030' });
    store().follow('11111111-1111-4111-8111-111111111111');
    store().open(one({ importId: 8 }));
    expect(store()).toMatchObject({
      importId: 8,
      reading: { encoding: null, sheet: null, headerRow: null },
      jobId: null,
      step: 'columns',
    });
  });
  it('guesses anew when the file is read otherwise, keeping what else was chosen', () => {
    store().open(one({ mapping: mapping() }));
    store().chooseReading({ encoding: 'gb18030' });
    expect(store()).toMatchObject({ reading: { encoding: 'gb18030', sheet: null, headerRow: null }, mapping: null });
    store().chooseReading({ headerRow: 3 });
    expect(store().reading).toEqual({ encoding: 'gb18030', sheet: null, headerRow: 3 });
  });
  it('goes on with the sheet and heading that were checked', () => {
    store().open(one({ mapping: mapping({ sheet: '5 月', headerRow: 4, encoding: null }) }));
    expect(store().reading).toEqual({ encoding: null, sheet: '5 月', headerRow: 4 });
  });
  it('changes parts of a mapping, but makes none out of nothing', () => {
    store().open(one());
    store().change({ datum: 'gcj02' });
    expect(store().mapping).toBeNull();
    store().setMapping(mapping());
    store().change({ datum: 'gcj02' });
    expect(store().mapping).toEqual(mapping({ datum: 'gcj02' }));
  });
});
