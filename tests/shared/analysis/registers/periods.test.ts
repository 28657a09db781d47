import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changePeriods, endPeriods, stateAt, type Period } from '@liaowang/shared/analysis/registers/periods';

interface State {
  branch: number;
  range: number;
}

const START: State = { branch: 1, range: 100 };
const since = (fromMs: number | null): Period<State>[] => [{ fromMs, toMs: null, state: START }];
const patches = fc.record({
  fromMs: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
  patch: fc.record(
    { branch: fc.integer({ min: 2, max: 9 }), range: fc.integer({ min: 1, max: 9 }) },
    { requiredKeys: [] },
  ),
});

describe('the periods of an entry', () => {
  it('say at every instant what all that was written until then makes of it, in the order of writing', () => {
    fc.assert(
      fc.property(fc.array(patches, { maxLength: 8 }), (written) => {
        let periods = since(null);
        for (const { fromMs, patch } of written) periods = changePeriods(periods, patch, fromMs, START);
        for (let atMs = -1; atMs <= 101; atMs++) {
          const expected = written
            .filter(({ fromMs }) => fromMs === null || fromMs <= atMs)
            .reduce<State>((state, { patch }) => ({ ...state, ...patch }), START);
          expect(stateAt(periods, atMs)).toEqual(expected);
        }
      }),
    );
  });

  it('keep what was before a change from a time on, whatever comes later', () => {
    fc.assert(
      fc.property(fc.array(patches, { maxLength: 8 }), fc.integer({ min: 0, max: 100 }), (written, sinceMs) => {
        let periods = since(null);
        for (const { fromMs, patch } of written) periods = changePeriods(periods, patch, fromMs, START);
        const after = changePeriods(periods, { branch: 77 }, sinceMs, START);
        for (let atMs = -1; atMs < sinceMs; atMs++) expect(stateAt(after, atMs)).toEqual(stateAt(periods, atMs));
        for (let atMs = sinceMs; atMs <= 101; atMs++)
          expect(stateAt(after, atMs)).toEqual({ ...stateAt(periods, atMs), branch: 77 });
      }),
    );
  });

  it('follow each other without holes and overlaps while the entry stands', () => {
    fc.assert(
      fc.property(fc.array(patches, { maxLength: 8 }), (written) => {
        let periods = since(-5);
        for (const { fromMs, patch } of written) periods = changePeriods(periods, patch, fromMs, START);
        expect(periods[0]!.fromMs).toBe(-5);
        expect(periods.at(-1)!.toMs).toBeNull();
        for (let i = 1; i < periods.length; i++) expect(periods[i]!.fromMs).toBe(periods[i - 1]!.toMs);
      }),
    );
  });

  it('end with the entry, and begin again where it comes back', () => {
    const ended = endPeriods(changePeriods(since(null), { range: 50 }, 10, START), 20);
    expect([stateAt(ended, 9), stateAt(ended, 19), stateAt(ended, 20)]).toEqual([START, { ...START, range: 50 }, null]);
    const back = changePeriods(ended, { branch: 3 }, 30, { branch: 1, range: 50 });
    expect([stateAt(back, 19), stateAt(back, 25), stateAt(back, 30)]).toEqual([
      { ...START, range: 50 },
      null,
      { branch: 3, range: 50 },
    ]);
  });

  it('of an entry that ends before it began are none', () => {
    expect(endPeriods(since(10), 5)).toEqual([]);
  });
});
