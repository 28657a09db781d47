import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessNumberColumn } from '../../../../shared/src/analysis/imports/guess-number.ts';
import { isRowCounter } from '../../../../shared/src/analysis/imports/row-counter.ts';

const column = (name: string, cells: string[]) => ({ name, cells });
const guess = (name: string, cells: string[], when: string[] = cells.map((_, i) => `2024-05-01 ${i}`)) =>
  guessNumberColumn([column(name, cells), column('时间', when)], new Set(['时间']), [column('时间', when)]);

/** A counter as registers have it: with rows taken out, begun anew, counted down, padded, and with a word around it. */
const counter = fc
  .record({
    lengths: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 }),
    gaps: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 200, maxLength: 200 }),
    isDown: fc.boolean(),
    width: fc.constantFrom(0, 3, 6),
    word: fc.constantFrom('', 'No.', '第'),
  })
  .map(({ lengths, gaps, isDown, width, word }) => {
    let at = 0;
    const numbers = lengths.flatMap((length) => {
      let number = 0;
      return Array.from({ length }, (_, i) => (number += i === 0 ? 1 : gaps[at++ % gaps.length]!));
    });
    return (isDown ? numbers.toReversed() : numbers).map((number) => `${word}${String(number).padStart(width, '0')}`);
  });
/** Numbers of incidents: of a year and a place, of six digits and more, or with letters. */
const number = fc
  .uniqueArray(fc.integer({ min: 100_000, max: 99_999_999 }), { minLength: 2, maxLength: 60 })
  .chain((numbers) => fc.constantFrom('', 'A', 'JQ2024-').map((prefix) => numbers.map((one) => `${prefix}${one}`)));

describe('a number of incidents', () => {
  it('is never a counter of rows', () =>
    fc.assert(
      fc.property(counter, (cells) => {
        expect(isRowCounter(column('编号', cells))).toBe(true);
        expect(guess('编号', cells)).toBeNull();
      }),
    ));

  it('is found whatever its order', () =>
    fc.assert(
      fc.property(number, fc.boolean(), (cells, isSorted) => {
        const ordered = isSorted ? cells.toSorted() : cells;
        expect(isRowCounter(column('编号', ordered))).toBe(false);
        expect(guess('编号', ordered)).toBe('编号');
      }),
    ));

  it('is not what is called a number of rows, however large', () => {
    for (const name of ['序号', 'No.', 'OBJECTID', 'FID', '行号'])
      expect(guess(name, ['500123', '500124', '500125'])).toBeNull();
  });

  it('repeats only for the same incident', () => {
    const cells = ['A1', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7'];
    expect(guess('编号', cells, ['1日', '1日', '2日', '3日', '4日', '5日', '6日', '7日'])).toBe('编号');
    expect(guess('编号', cells, ['1日', '8日', '2日', '3日', '4日', '5日', '6日', '7日'])).toBeNull();
  });
});
