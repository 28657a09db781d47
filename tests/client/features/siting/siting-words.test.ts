import { describe, expect, it } from 'vitest';
import type { SitingSolution } from '@liaowang/shared/schemas/siting';
import { describeVerdict, findOnlyIn, findSolution } from '../../../../client/src/features/siting/siting-words.ts';

const solution = (...positions: [number, number][]): SitingSolution => ({
  objective: 0.5,
  coveredShare: 0.5,
  meanDistanceMeters: null,
  sites: positions.map((position) => ({ position, lookoutId: null, aloneShare: 0, onlyShare: 0, addedShare: 0 })),
});

describe('describeVerdict', () => {
  it('calls an exact solution proven only when it is', () => {
    expect(describeVerdict({ status: 'optimal', gap: 0, greedyGap: 0.02 }, 'exact')).toEqual({ key: 'proven' });
    expect(describeVerdict({ status: 'time-limit', gap: 0.013, greedyGap: 0.02 }, 'exact')).toEqual({
      key: 'within',
      percent: '1.3',
    });
  });
  it('says how far the quick one can be from the best', () => {
    expect(describeVerdict({ status: 'optimal', gap: 0, greedyGap: 0.0237 }, 'greedy')).toEqual({
      key: 'below',
      percent: '2.4',
    });
    expect(describeVerdict({ status: 'optimal', gap: 0, greedyGap: 0 }, 'greedy')).toEqual({ key: 'alsoBest' });
  });
  it('never rounds a gap that is there to none', () =>
    expect(describeVerdict({ status: 'time-limit', gap: 0.0002, greedyGap: 0 }, 'exact')).toEqual({
      key: 'within',
      percent: '<0.1',
    }));
});

describe('findSolution', () => {
  const greedy = solution([118, 34]);
  const exact = solution([118.1, 34]);
  it('falls back to the quick one where time was too short', () => {
    expect(findSolution({ exact, greedy }, 'exact')).toBe(exact);
    expect(findSolution({ exact, greedy }, 'greedy')).toBe(greedy);
    expect(findSolution({ exact: null, greedy }, 'exact')).toBe(greedy);
  });
});

describe('findOnlyIn', () => {
  it('compares places, not their order', () => {
    const found = findOnlyIn(solution([118, 34], [118.2, 34]), solution([118.3, 34], [118, 34]));
    expect(found.map(({ position }) => position)).toEqual([[118.2, 34]]);
  });
});
