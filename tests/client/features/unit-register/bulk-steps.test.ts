import { describe, expect, it } from 'vitest';
import type { RegisteredUnit, UnitChange } from '@liaowang/shared/schemas/unit';
import { planSteps, planUndo, runSteps } from '../../../../client/src/features/unit-register/bulk-steps.ts';
import { createRegisteredUnit } from './units.ts';

const units = [1, 2, 3, 4, 5, 6].map((id) => createRegisteredUnit(id, { branchId: id === 3 ? 2 : 1 }));
const toBranch2 = planSteps(units, { field: 'branch', branchId: 2 });
const answer = async (unit: RegisteredUnit, body: UnitChange): Promise<RegisteredUnit> => ({
  ...unit,
  branchId: body.branchId ?? null,
  version: unit.version + 1,
});
const never = { onProgress: () => undefined, isStopped: () => false };

describe('a change of several units', () => {
  it('leaves out those that are so already', () => {
    expect(toBranch2.map(({ unit }) => unit.id)).toEqual([1, 2, 4, 5, 6]);
  });

  it('goes on where one fails, and says which and why', async () => {
    const told: number[] = [];
    const outcome = await runSteps(
      toBranch2,
      (unit, body) => (unit.id === 4 ? Promise.reject(new Error('changed')) : answer(unit, body)),
      { ...never, onProgress: (made) => told.push(made) },
    );
    expect(outcome.done.map(({ after }) => [after.id, after.branchId]).sort()).toEqual([
      [1, 2],
      [2, 2],
      [5, 2],
      [6, 2],
    ]);
    expect(outcome.failed.map(({ unit }) => unit.id)).toEqual([4]);
    expect(told.at(-1)).toBe(5);
    expect(outcome.isStopped).toBe(false);
  });

  it('is taken back on what it made, and of nothing else', async () => {
    const outcome = await runSteps(
      toBranch2,
      (unit, body) => (unit.id === 4 ? Promise.reject(new Error('changed')) : answer(unit, body)),
      never,
    );
    const undo = planUndo(outcome, 'branch').sort((a, b) => a.unit.id - b.unit.id);
    expect(undo.map(({ unit, target }) => [unit.id, unit.version, target])).toEqual(
      [1, 2, 5, 6].map((id) => [id, id + 1, { field: 'branch', branchId: 1 }]),
    );
  });

  it('stops when it is told to: what is under way is finished, nothing else is begun', async () => {
    let asked = 0;
    const outcome = await runSteps(
      toBranch2,
      (unit, body) => {
        asked += 1;
        return answer(unit, body);
      },
      { ...never, isStopped: () => asked >= 2 },
    );
    expect(outcome.done).toHaveLength(2);
    expect(outcome.isStopped).toBe(true);
  });
});
