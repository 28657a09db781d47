import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileRefused } from '../../../../../../server/src/features/imports/readers/files/file-refused.ts';
import { openWorkbook } from '../../../../../../server/src/features/imports/readers/files/workbook.ts';
import { isDateFormat } from '../../../../../../server/src/features/imports/readers/files/workbook-styles.ts';
import { packSheets, packWorkbook, packZip } from '../../../../../support/incident-files.ts';

async function read(workbook: Buffer) {
  const file = await openWorkbook(workbook);
  const rows: Array<readonly string[]> = [];
  for await (const block of file.rows()) rows.push(...block.map(({ cells }) => cells));
  return { columns: file.columns, rows };
}
const text = (value: string, address = '') =>
  `<c${address && ` r="${address}"`} t="inlineStr"><is><t>${value}</t></is></c>`;
const row = (...values: string[]) => `<row>${values.map((value) => text(value)).join('')}</row>`;

describe('the sheet', () => {
  const TABLE = row('时间', '案由') + row('2024-05-01', '盗窃');
  it.each<[string, Parameters<typeof packSheets>[0]]>([
    ['after one of notes', [{ data: row('填表说明') + row('请勿修改表头') }, { data: TABLE }]],
    ['after a hidden one with a table', [{ data: row('a', 'b') + row('c', 'd'), state: 'hidden' }, { data: TABLE }]],
    ['after a header without rows', [{ data: row('x', 'y') }, { data: TABLE }]],
    ['before another table', [{ data: TABLE }, { data: row('a', 'b') + row('c', 'd') }]],
    ['hidden, where there is no other', [{ data: '' }, { data: TABLE, state: 'veryHidden' }]],
  ])('with a table is taken: %s', async (_where, sheets) => {
    expect(await read(packSheets(sheets))).toEqual({ columns: ['时间', '案由'], rows: [['2024-05-01', '盗窃']] });
  });

  it('of one column is taken where there is nothing better', async () => {
    expect(await read(packSheets([{ data: row('a') + row('1') }]))).toEqual({ columns: ['a'], rows: [['1']] });
  });
});

describe('cells', () => {
  it('stand where they say, or after the one before; what is between them takes no memory', async () => {
    const data = `<row r="2">${text('a', 'A2')}${text('b')}${text('c', 'D2')}</row><row r="1048576">${text('far', 'XFD1048576')}${''}</row>`;
    expect(await read(packSheets([{ data }]))).toEqual({ columns: ['a', 'b', '#3', 'c'], rows: [['', '', '', '']] });
  });

  it('are texts, shared or not, without how they are pronounced; numbers; truth; nothing for an error', async () => {
    const sharedStrings =
      '<sst><si><t>one</t></si><si><r><t>t</t></r><r><t xml:space="preserve">wo </t></r><rPh><t>ni</t></rPh></si><si><t>a_x000D_b&amp;&#22235;</t></si></sst>';
    const cells =
      '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c><v>118.35</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>sum</v></c><c t="s"><v>99</v></c>';
    const { rows } = await read(packSheets([{ data: row(...'abcdefgh') + `<row>${cells}</row>` }], { sharedStrings }));
    expect(rows).toEqual([['one', 'two ', 'a\rb&四', '118.35', 'true', '', 'sum', '']]);
  });

  it.each([
    ['', '2024-05-01 12:00:00'],
    ['0', '2024-05-01 12:00:00'],
    ['1', '2028-05-02 12:00:00'],
    ['true', '2028-05-02 12:00:00'],
  ])('are dates since 1904 where the workbook says %j', async (date1904, shown) => {
    const data = row('when', 'what') + '<row><c s="1"><v>45413.5</v></c></row>';
    expect((await read(packSheets([{ data }], { date1904 }))).rows).toEqual([[shown, '']]);
  });

  it('come back as they were written, whatever they say', async () => {
    const word = fc.stringMatching(/^[a-z四盗窃 ]{0,12}$/u).map((said) => said.trim());
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(word, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 30 }),
        async (table) => {
          const filled = table.filter((cells) => cells.some((cell) => cell !== ''));
          expect((await read(packWorkbook([['a', 'b', 'c'], ...table]))).rows).toEqual(filled);
        },
      ),
      { numRuns: 40 },
    );
  });
});

it.each([
  ['yyyy-mm-dd', true],
  ['yyyy"年"m"月"d"日"', true],
  ['[$-804]aaaa', true],
  ['[h]:mm:ss.00', true],
  ['m/d/yyyy;@', true],
  ['General', false],
  ['0.00', false],
  ['#,##0;[Red]-#,##0', false],
  ['0.00E+00', false],
  ['@', false],
  ['"days"0', false],
  ['0.0\\d', false],
  ['[Red]0%', false],
])('the format %s shows dates: %s', (format, isDate) => expect(isDateFormat(format)).toBe(isDate));

describe('whatever is wrong with it', () => {
  const whole = packWorkbook([
    ['时间', '案由', '经度'],
    ...Array.from({ length: 40 }, (_, i) => [{ serial: 45_413 + i / 24 }, '盗窃', 118.3 + i / 1e4]),
  ]);
  const outcome = (workbook: Buffer) =>
    read(workbook).then(
      () => 'read',
      (error: unknown) => (error instanceof FileRefused && /^[A-Z].*\.$/su.test(error.message) ? 'refused' : error),
    );

  it('a workbook is read, or refused in words: any byte changed', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const broken = Buffer.from(whole);
        broken[at] = byte;
        expect(['read', 'refused']).toContain(await outcome(broken));
      }),
      { numRuns: 200 },
    ));

  it('a workbook is refused in words: cut off anywhere', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        expect(await outcome(whole.subarray(0, length))).toBe('refused');
      }),
      { numRuns: 100 },
    ));

  it('addresses of any kind are read or refused', () =>
    fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[A-Z]{0,8}[0-9]{0,12}$/u), async (address) => {
        const match = /^([A-Z]{1,3})([1-9]\d{0,6})$/u.exec(address);
        const column = [...(match?.[1] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
        const isLegal = address === '' || (match !== null && column <= 16_384 && Number(match[2]) <= 1_048_576);
        expect(await outcome(packSheets([{ data: row('a', 'b') + `<row>${text('x', address)}</row>` }]))).toBe(
          isLegal ? 'read' : 'refused',
        );
      }),
      { numRuns: 200 },
    ));

  it.each(['size', 'packed', 'local'] as const)('a directory that lies about the %s of a file', (field) =>
    fc.assert(
      fc.asyncProperty(fc.nat(0xffff_ffff), async (said) => {
        const archive = packZip({ 'xl/workbook.xml': '<workbook/>' });
        const at = archive.length - 22 - 46 - 'xl/workbook.xml'.length + { size: 24, packed: 20, local: 42 }[field];
        archive.writeUInt32LE(said, at);
        expect(await outcome(archive)).toBe('refused');
      }),
      { numRuns: 60 },
    ),
  );
});
