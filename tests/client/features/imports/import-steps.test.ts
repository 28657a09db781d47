import { describe, expect, it } from 'vitest';
import {
  findCheckView,
  findNextStep,
  IMPORT_STEPS,
  mayGoTo,
} from '../../../../client/src/features/imports/import-steps.ts';
import { mapping } from './mapping.ts';

describe('findNextStep', () => {
  it('goes on where an import was left', () => {
    expect(findNextStep({ state: 'uploaded', check: null, mapping: null })).toBe('columns');
    // Its dry run was cancelled: the mapping is kept.
    expect(findNextStep({ state: 'uploaded', check: null, mapping: mapping() })).toBe('check');
    expect(findNextStep({ state: 'committed', check: null, mapping: mapping() })).toBe('done');
    expect(findNextStep({ state: 'undone', check: null, mapping: mapping() })).toBe('done');
    expect(findNextStep({ state: 'discarded', check: null, mapping: null })).toBe('file');
  });
});

describe('mayGoTo', () => {
  const from = (step: (typeof IMPORT_STEPS)[number], part = {}) =>
    IMPORT_STEPS.filter((target) => mayGoTo(target, { step, isMapped: true, isRunning: false, ...part }));
  it('lets go back and forth between what is said', () => {
    expect(from('columns')).toEqual(['categories', 'check']);
    expect(from('check')).toEqual(['columns', 'categories']);
  });
  it('goes no further than the columns while they are not named', () => {
    expect(from('columns', { isMapped: false })).toEqual([]);
    expect(from('check', { isMapped: false })).toEqual(['columns']);
  });
  it('stays while a job runs, and once all is done', () => {
    expect(from('check', { isRunning: true })).toEqual([]);
    expect(from('done')).toEqual([]);
  });
});

describe('findCheckView', () => {
  const fresh = { hasCheck: true, isOutdated: false };
  it('shows a running job before all', () => {
    expect(findCheckView({ kind: 'import-check', state: 'queued' }, fresh)).toBe('checking');
    expect(findCheckView({ kind: 'import-commit', state: 'running' }, fresh)).toBe('committing');
  });
  it('says why the last one brought nothing', () => {
    for (const state of ['failed', 'cancelled', 'interrupted'] as const)
      expect(findCheckView({ kind: 'import-check', state }, fresh)).toBe('ended');
  });
  it('shows the result as long as the file is read as it was for it', () => {
    expect(findCheckView({ kind: 'import-check', state: 'done' }, fresh)).toBe('result');
    expect(findCheckView(null, fresh)).toBe('result');
    expect(findCheckView(null, { hasCheck: true, isOutdated: true })).toBe('outdated');
    expect(findCheckView(null, { hasCheck: false, isOutdated: true })).toBe('none');
  });
});
