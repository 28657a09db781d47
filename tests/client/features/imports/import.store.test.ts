import { beforeEach, describe, expect, it } from 'vitest';
import type { IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { useImportStore } from '../../../../client/src/features/imports/import.store.ts';
import { mapping } from './mapping.ts';

const one = (part: Partial<IncidentImport> = {}): IncidentImport => ({
  importId: 7, fileName: 'a.csv', format: 'csv', bytes: 10, state: 'uploaded', mapping: null, check: null, importedCount: null, jobId: null, createdBy: '张三', mayChange: true, createdAt: '2026-11-24T00:00:00Z', committedAt: null, undoneAt: null, ...part,
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
  it('forgets the job and the encoding of the file before', () => {
    store().open(one());
    store().chooseEncoding('gb18030');
    store().follow('11111111-1111-4111-8111-111111111111');
    store().open(one({ importId: 8 }));
    expect(store()).toMatchObject({ importId: 8, encoding: null, jobId: null, step: 'columns' });
  });
  it('guesses anew when the text is read otherwise', () => {
    store().open(one({ mapping: mapping() }));
    store().chooseEncoding('gb18030');
    expect(store()).toMatchObject({ encoding: 'gb18030', mapping: null });
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
