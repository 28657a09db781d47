import { beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_PLAN, type CoveragePlan } from '@liaowang/shared/schemas/coverage-plan';
import { hasUnsavedChanges, useDraftStore } from '../../../../client/src/features/plans/draft.store.ts';
import { addPost, toggleKind } from '../../../../client/src/features/plans/plan-edits.ts';

const AT = '2026-11-23T08:00:00.000Z';
const plan = (change: Partial<CoveragePlan> = {}): CoveragePlan => ({
  id: 5,
  name: '早班',
  note: '',
  definition: { ...EMPTY_PLAN, withoutKinds: ['bus'] },
  version: 1,
  createdBy: { zh: '甲', en: '' },
  mayChange: true,
  createdAt: AT,
  updatedAt: AT,
  appliedAt: null,
  isBackup: false,
  ...change,
});
const draft = useDraftStore.getState;
const post = {
  name: '岗',
  position: [118.3, 34.3] as [number, number],
  detectionRangeMeters: 500,
  dutyStartMinute: 0,
  dutyEndMinute: 1440,
};

beforeEach(() => draft().open(null));

describe('what would be lost', () => {
  it('is nothing of an untouched or an opened plan, nor of another hour tried from now', () => {
    expect(hasUnsavedChanges(draft())).toBe(false);
    draft().change((definition) => ({ ...definition, atMinute: 60 }));
    expect(hasUnsavedChanges(draft())).toBe(false);
    draft().open(plan());
    expect(hasUnsavedChanges(draft())).toBe(false);
  });

  it('is every change since it was saved, until it is taken back or saved', () => {
    draft().open(plan());
    draft().change((definition) => toggleKind(definition, 'taxi'));
    expect(hasUnsavedChanges(draft())).toBe(true);
    draft().undo();
    expect(hasUnsavedChanges(draft())).toBe(false);
    draft().redo();
    draft().markSaved(plan({ version: 2, definition: draft().history.present }));
    expect(hasUnsavedChanges(draft())).toBe(false);
    expect(draft().origin?.version).toBe(2);
    // Saved, and still to be taken back.
    draft().undo();
    expect(hasUnsavedChanges(draft())).toBe(true);
  });

  it('is the whole plan when it was deleted meanwhile', () => {
    draft().open(plan());
    draft().forgetOrigin();
    expect([draft().origin, hasUnsavedChanges(draft()), draft().history.present.withoutKinds]).toEqual([
      null,
      true,
      ['bus'],
    ]);
  });
});

describe('the selection', () => {
  it('goes with the post that undo takes away', () => {
    draft().change((definition) => addPost(definition, post, 'p'));
    draft().select({ kind: 'post', id: 'p' });
    draft().change((definition) => toggleKind(definition, 'bus'));
    expect(draft().selected).toEqual({ kind: 'post', id: 'p' });
    draft().undo();
    draft().undo();
    expect(draft().selected).toBeNull();
  });

  it('goes when somebody begins to draw, and what was drawn goes when the tab closes', () => {
    draft().select({ kind: 'lookout', id: 1 });
    draft().setMode('loop');
    expect(draft().selected).toBeNull();
    draft().setCorners([[118.3, 34.3]]);
    draft().setOpen(false);
    expect([draft().mode, draft().corners]).toEqual(['idle', []]);
  });
});
