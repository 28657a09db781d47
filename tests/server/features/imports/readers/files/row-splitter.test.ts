import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { createRowSplitter } from '../../../../../../server/src/features/imports/readers/files/row-splitter.ts';

/** The rows of a text that comes in pieces cut at the given places. */
function split(text: string, cuts: number[] = [], delimiter = ',') {
  const splitter = createRowSplitter(delimiter);
  const ends = [...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  let start = 0;
  const rows = ends.flatMap((end) => {
    const piece = text.slice(start, end);
    start = end;
    return splitter.push(piece);
  });
  return [...rows, ...splitter.end()];
}
const cells = (text: string, delimiter = ',') =>
  split(text, [], delimiter).map((row) => ('cells' in row ? row.cells : `broken: ${row.broken}`));

describe('delimited text', () => {
  it('is split into rows and cells, whatever ends its lines', () => {
    expect(cells('a,b\n1,2\r\n3,4\r5,"6"')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
    expect(cells('a;b\n"1;2";"say ""hi"""\n\n;\n', ';')).toEqual([
      ['a', 'b'],
      ['1;2', 'say "hi"'],
      ['', ''],
    ]);
    expect(cells('a,b\n"two\nlines",x\n')).toEqual([
      ['a', 'b'],
      ['two\nlines', 'x'],
    ]);
    expect(cells('a\0b,c\n')).toEqual([['ab', 'c']]);
    // A quote inside a cell that does not begin with one is a sign like any other.
    expect(cells('5" pipe,x\n')).toEqual([['5" pipe', 'x']]);
  });

  it('loses only the line of a quote that is not closed', () => {
    expect(cells('1,a\n2,"b\n3,c\n4,d\n')).toEqual([['1', 'a'], 'broken: 2,"b', ['3', 'c'], ['4', 'd']]);
    const long = `1,"open\n${'2,ok\n'.repeat(20_000)}`;
    const rows = split(
      long,
      Array.from({ length: 40 }, (_, i) => i * 2_500),
    );
    expect(rows).toHaveLength(20_001);
    expect(rows[0]).toEqual({ row: 1, broken: '1,"open' });
    expect(cells('1,"a"b,c\n2,d\n')).toEqual(['broken: 1,"a"b,c', ['2', 'd']]);
  });

  it('cuts cells and lines that have no end', () => {
    expect(cells(`${'x'.repeat(50_000)},1\n2,3\n`)).toEqual([
      ['x'.repeat(10_000), '1'],
      ['2', '3'],
    ]);
    const endless = split(`a,b\n${'x'.repeat(3_000_000)}\n2,3\n`, [1_200_000, 2_400_000]);
    expect(endless.map((row) => ('cells' in row ? row.cells : row.broken.length))).toEqual([
      ['a', 'b'],
      200,
      ['2', '3'],
    ]);
  });

  it('is the same in whatever pieces it comes', () => {
    expect(split('"a"a,a', [5])).toEqual(split('"a"a,a'));
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '中'), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 6 }), (given, cuts) => {
        expect(split(given, cuts)).toEqual(split(given));
      }),
    );
  });

  it('that is written by the rules comes back as it was', () => {
    const table = fc.array(
      fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', '中'), maxLength: 8 }), {
        minLength: 2,
        maxLength: 4,
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(table, (rows) => {
        expect(cells(Papa.unparse(rows, { quotes: true }))).toEqual(rows);
      }),
    );
  });
});
