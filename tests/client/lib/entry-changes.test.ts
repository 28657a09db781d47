import { describe, expect, it } from 'vitest';
import { listChanges, listConflicts, mergeEntry } from '../../../client/src/lib/entry-changes.ts';

const base = { name: { zh: '一', en: '' }, position: [118, 34], note: 'a' };

describe('changes of an entry', () => {
  it('are the fields that say something else, whatever object says it', () => {
    expect(listChanges(base, { ...base, name: { zh: '一', en: '' }, note: 'b' })).toEqual({ note: 'b' });
    expect(listChanges(base, { ...base, position: [118, 35] })).toEqual({ position: [118, 35] });
    expect(listChanges(base, structuredClone(base))).toEqual({});
  });

  it('of two people conflict where they differ; who has not touched a field gives way', () => {
    const mine = { ...base, name: { zh: '我的', en: '' }, position: [118, 35] };
    const theirs = { ...base, name: { zh: '他的', en: '' }, position: [118, 35], note: 'theirs' };
    expect([...listConflicts(base, mine, theirs)]).toEqual([
      ['name', 'mine'],
      ['note', 'theirs'],
    ]);
  });

  it('are put together as chosen, field by field', () => {
    const theirs = { name: { zh: '他的', en: '' }, position: [1, 2], note: 'theirs' };
    expect(mergeEntry(base, theirs, new Map([['name', 'theirs'] as const, ['note', 'mine'] as const]))).toEqual({
      ...base,
      name: { zh: '他的', en: '' },
    });
  });
});
