import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_PLAN, type PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import {
  recordStep,
  redoStep,
  startHistory,
  undoStep,
  type PlanHistory,
} from '../../../../client/src/features/plans/plan-history.ts';

const at = (atMinute: number): PlanDefinition => ({ ...EMPTY_PLAN, atMinute });
const record = (history: PlanHistory, ...minutes: number[]): PlanHistory =>
  minutes.reduce((so, minute) => recordStep(so, at(minute)), history);

describe('a plan’s history', () => {
  it('goes back and forth', () => {
    const history = record(startHistory(EMPTY_PLAN), 1, 2);
    const back = undoStep(history);
    expect(back.present.atMinute).toBe(1);
    expect(undoStep(back).present).toBe(EMPTY_PLAN);
    expect(redoStep(back).present.atMinute).toBe(2);
  });

  it('stays where it is at either end', () => {
    const history = record(startHistory(EMPTY_PLAN), 1);
    expect(redoStep(history)).toEqual(history);
    expect(undoStep(startHistory(EMPTY_PLAN)).present).toBe(EMPTY_PLAN);
  });

  it('makes one step of a gesture, and another of the next', () => {
    let history = startHistory(EMPTY_PLAN);
    for (const minute of [1, 2, 3]) history = recordStep(history, at(minute), 'drag-1');
    for (const minute of [4, 5]) history = recordStep(history, at(minute), 'drag-2');
    expect(undoStep(history).present.atMinute).toBe(3);
    expect(undoStep(undoStep(history)).present).toBe(EMPTY_PLAN);
    // After an undo the same gesture begins a new step: what was undone must not be swallowed.
    expect(recordStep(undoStep(history), at(9), 'drag-2').past).toHaveLength(2);
  });

  it('forgets what was taken back once something else is done', () => {
    expect(redoStep(record(undoStep(record(startHistory(EMPTY_PLAN), 1, 2)), 7)).present.atMinute).toBe(7);
  });

  it('makes no step of what changes nothing', () => {
    const history = record(startHistory(EMPTY_PLAN), 1);
    expect(recordStep(history, history.present)).toBe(history);
  });

  it('undoes and redoes anything to where it was, as far as it remembers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1439 }), { minLength: 1, maxLength: 60 }),
        fc.nat(60),
        (minutes, steps) => {
          const history = record(startHistory(EMPTY_PLAN), ...minutes);
          let moved = history;
          const count = Math.min(steps, minutes.length);
          for (let i = 0; i < count; i++) moved = undoStep(moved);
          expect(moved.present.atMinute).toBe(count === minutes.length ? null : minutes[minutes.length - 1 - count]);
          for (let i = 0; i < count; i++) moved = redoStep(moved);
          expect(moved.present).toBe(history.present);
        },
      ),
    );
  });

  it('keeps a bounded number of steps', () => {
    const history = record(startHistory(EMPTY_PLAN), ...Array.from({ length: 1_000 }, (_, i) => i));
    expect(history.past.length).toBe(200);
  });
});
