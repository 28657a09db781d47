import { describe, expect, it } from 'vitest';
import { sortRows } from '../../../client/src/lib/sort-rows.ts';

const rows = [
  { name: 'b', meters: 20 },
  { name: '', meters: NaN },
  { name: 'a', meters: 20 },
  { name: 'c', meters: 5 },
];
const names = (sorted: typeof rows): string[] => sorted.map(({ name }) => name);

describe('sortRows', () => {
  it('puts what is not known last, whichever way', () => {
    expect(names(sortRows(rows, ({ name }) => name, false))).toEqual(['a', 'b', 'c', '']);
    expect(names(sortRows(rows, ({ name }) => name, true))).toEqual(['c', 'b', 'a', '']);
  });

  it('leaves equals as they were', () => {
    expect(names(sortRows(rows, ({ meters }) => meters, false))).toEqual(['c', 'b', 'a', '']);
    expect(names(sortRows(rows, ({ meters }) => meters, true))).toEqual(['b', 'a', 'c', '']);
  });
});
