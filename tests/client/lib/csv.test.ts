import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../../client/src/lib/csv.ts';

const columns = (...headers: string[]) => headers.map((header) => ({ header }));

describe('writeCsv', () => {
  it('is UTF-8 for Excel, with CRLF and a last line end', () => {
    expect(
      writeCsv({
        columns: columns('名称', '面积（公顷）'),
        rows: [
          ['城区', 12.5],
          ['南湖', null],
        ],
      }),
    ).toBe('\uFEFF名称,面积（公顷）\r\n城区,12.5\r\n南湖,\r\n');
  });

  it('keeps commas, quotes and line ends inside a cell', () => {
    expect(writeCsv({ columns: columns('a'), rows: [['x,"y"\nz']] })).toBe('\uFEFFa\r\n"x,""y""\nz"\r\n');
  });

  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(1)', '\t=1', '\r=1', '＝1'])(
    'writes the text %j as text, never as a formula',
    (text) => {
      const [cell] = (Papa.parse<string[]>(writeCsv({ columns: columns('a'), rows: [[text]] })).data[1] ?? []) as [
        string,
      ];
      expect(cell).toBe(`'${text}`);
    },
  );

  it('writes numbers as numbers, negative ones too, and none for what is no number', () => {
    expect(writeCsv({ columns: columns('a', 'b', 'c'), rows: [[-1.5, Number.NaN, Infinity]] })).toBe(
      '\uFEFFa,b,c\r\n-1.5,,\r\n',
    );
  });

  it('is read back as it was by another reader, whatever the text', () => {
    // A text that begins like one that was kept from being a formula cannot be told from it.
    const text = fc.string({ unit: 'grapheme' }).filter((cell) => !/^'[=+\-@\t\r＝＋－＠]/.test(cell));
    fc.assert(
      fc.property(
        fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), {
          minLength: 1,
          maxLength: 5,
        }),
        (rows) => {
          const read = Papa.parse<string[]>(writeCsv({ columns: columns('a', 'b'), rows }).slice(1), {
            newline: '\r\n',
            delimiter: ',',
          }).data.slice(1, -1);
          expect(read.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '')))).toEqual(rows);
        },
      ),
    );
  });
});
