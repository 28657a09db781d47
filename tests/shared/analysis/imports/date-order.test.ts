import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createDateOrderEvidence } from '../../../../shared/src/analysis/imports/date-order.ts';
import { readDate } from '../../../../shared/src/analysis/imports/read-date.ts';
import { createRandom } from '../../../../shared/src/analysis/statistics/seeded-random.ts';
import type { SureDateOrder } from '../../../../shared/src/analysis/imports/written-date.ts';

const NOW_MS = Date.UTC(2026, 10, 29);
const DAY_MS = 86_400_000;

function decide(...cells: string[]) {
  const evidence = createDateOrderEvidence(NOW_MS);
  for (const cell of cells) evidence.add(cell);
  return evidence.decide().order;
}
const days = (count: number, toText: (day: number) => string) => Array.from({ length: count }, (_, i) => toText(i + 1));
const two = (value: number): string => String(value).padStart(2, '0');

describe('the order of a column of dates', () => {
  it('is year first where the days of a month follow each other, with two digits too', () => {
    expect(decide(...days(30, (day) => `25-06-${two(day)} 10:00`))).toBe('year-first');
    expect(decide(...days(30, (day) => `25/6/${day} 10:00`))).toBe('year-first');
    expect(decide(...days(12, (day) => `25.06.${two(day)}`))).toBe('year-first');
    expect(decide(...days(28, (day) => `${two(day)}/06/25`))).toBe('day-first');
    expect(decide(...days(28, (day) => `06/${two(day)}/25`))).toBe('month-first');
    expect(decide(...days(28, (day) => `2506${two(day)}`))).toBe('year-first');
  });

  it('of years with four digits is told by one day after the 12th, or by a month whose days alone differ', () => {
    expect(decide('1/2/2014', '3/13/2014')).toBe('month-first');
    expect(decide('1/2/2014', '13/3/2014')).toBe('day-first');
    expect(decide(...days(10, (day) => `${day}/5/2024`))).toBe('day-first');
    expect(decide(...days(10, (day) => `5/${day}/2024`))).toBe('month-first');
  });

  it('is left open where two orders are as likely', () => {
    expect(decide('1/2/2014', '3/4/2014')).toBe('auto');
    expect(decide('25-06-03', '25-06-03')).toBe('auto');
    expect(decide('24-06-03', '25-06-03')).toBe('auto');
    // The first of every month may be the months themselves, and a day that comes once a year is no week.
    expect(decide(...days(12, (month) => `1/${month}/2024`))).toBe('auto');
    expect(decide('22-10-01', '23-10-01', '24-10-01', '25-10-01')).toBe('auto');
    expect(decide(...[18, 19, 20, 21, 22, 23, 24, 25].map((year) => `${year}-10-01`))).toBe('auto');
    expect(decide('13/1/2024', '1/13/2024', '2/3/2024')).toBe('auto');
  });

  it('is told by the day of the week that is written beside the day', () => {
    // 3 June 2025 was a Tuesday; 25 June 2003 and 6 March 2025 were none.
    expect(decide('25-06-03 周二')).toBe('year-first');
    expect(decide('Tue 03/06/25')).toBe('day-first');
  });

  it('is told by the order of rows, unless they are sorted as text', () => {
    const inOrder = [
      '5/1/2024',
      '7/1/2024',
      '9/1/2024',
      '1/2/2024',
      '6/2/2024',
      '11/2/2024',
      '3/3/2024',
      '8/3/2024',
      '2/4/2024',
      '4/4/2024',
      '10/5/2024',
      '1/6/2024',
    ];
    expect(decide(...inOrder)).toBe('day-first');
    expect(decide(...inOrder.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)))).toBe('auto');
  });

  it('is not turned by a slip of the pen', () => {
    const june = days(28, (day) => `25-06-${two(day)}`);
    expect(decide(...Array.from({ length: 10 }, () => june).flat(), '25-06-31')).toBe('year-first');
    expect(decide(...Array.from({ length: 10 }, () => june).flat(), '52-06-01')).toBe('year-first');
  });

  it('of months in six digits is none: they are months', () => {
    const evidence = createDateOrderEvidence(NOW_MS);
    for (const cell of ['201011', '201012', '201301']) evidence.add(cell);
    expect(evidence.decide()).toEqual({ order: 'auto', hasSixDigitMonths: true });
    expect(readDate('201011', evidence.decide())).toMatchObject({
      ok: true,
      localMs: Date.UTC(2010, 10, 1),
      precision: 'month',
    });
  });

  it('can be chosen from what each would mean', () => {
    const evidence = createDateOrderEvidence(NOW_MS);
    for (const cell of ['25-06-03', '25-06-13']) evidence.add(cell);
    expect(evidence.listChoices()).toEqual([
      { order: 'year-first', from: '2025-06-03', to: '2025-06-13', unreadable: 0 },
      { order: 'day-first', from: '2003-06-25', to: '2013-06-25', unreadable: 0 },
    ]);
    const plain = createDateOrderEvidence(NOW_MS);
    plain.add('2025-06-03');
    expect(plain.listChoices()).toEqual([]);
  });
});

/** Writes a local day in an order. */
function write(
  day: number,
  {
    order,
    separator,
    isPadded,
    isYearShort,
  }: { order: SureDateOrder; separator: string; isPadded: boolean; isYearShort: boolean },
): string {
  const date = new Date(day * DAY_MS);
  const part = (value: number): string => (isPadded ? two(value) : String(value));
  const year = isYearShort ? two(date.getUTCFullYear() % 100) : String(date.getUTCFullYear());
  const [month, dayOfMonth] = [part(date.getUTCMonth() + 1), part(date.getUTCDate())];
  const parts = {
    'year-first': [year, month, dayOfMonth],
    'day-first': [dayOfMonth, month, year],
    'month-first': [month, dayOfMonth, year],
  };
  return parts[order].join(separator);
}

interface Register {
  style: Parameters<typeof write>[1];
  firstDay: number;
  spanDays: number;
  rows: number;
  /** Of where in the span the rows fall. */
  seed: number;
  sorting: string;
}
const TODAY = Math.floor(NOW_MS / DAY_MS);
const STYLE = fc.record({
  order: fc.constantFrom<SureDateOrder>('year-first', 'day-first', 'month-first'),
  separator: fc.constantFrom('-', '/', '.'),
  isPadded: fc.boolean(),
  isYearShort: fc.boolean(),
});
const registers = (spans: number[], rows: { min: number; max: number }, firstYear: number): fc.Arbitrary<Register> =>
  fc.record({
    style: STYLE,
    firstDay: fc.integer({ min: Date.UTC(firstYear, 0, 1) / DAY_MS, max: TODAY - 31 }),
    spanDays: fc.constantFrom(...spans),
    rows: fc.integer(rows),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    sorting: fc.constantFrom('none', 'time', 'text'),
  });

/** What becomes of a register's rows: `right`, or what they are refused as; a wrong day is itself. */
function readRegister({ style, firstDay, spanDays, rows: count, seed, sorting }: Register): Set<string> {
  const random = createRandom(seed);
  const dates = Array.from({ length: count }, () => Math.min(TODAY, firstDay + Math.floor(random() * spanDays)));
  if (sorting === 'time') dates.sort((a, b) => a - b);
  const rows = dates.map((day) => ({ day, text: write(day, style) }));
  if (sorting === 'text') rows.sort((a, b) => (a.text < b.text ? -1 : 1));
  const evidence = createDateOrderEvidence(NOW_MS);
  for (const { text } of rows) evidence.add(text);
  const found = evidence.decide();
  return new Set(
    rows.map(({ day, text }) => {
      const read = readDate(text, found);
      return !read.ok
        ? read.problem
        : read.localMs === day * DAY_MS
          ? 'right'
          : `${text} as ${new Date(read.localMs).toISOString()}`;
    }),
  );
}

it('registers written in any order are read right or refused, never wrong', () => {
  fc.assert(
    fc.property(registers([1, 2, 3, 7, 31, 92, 366, 731, 3_660], { min: 1, max: 60 }, 2000), (register) => {
      expect([...readRegister(register)].filter((became) => became !== 'right' && became !== 'date-ambiguous')).toEqual(
        [],
      );
    }),
    { numRuns: 2_000 },
  );
});

it('registers of a month and more are never left open', () => {
  fc.assert(
    fc.property(registers([31, 92, 366, 731], { min: 40, max: 60 }, 2013), (register) => {
      expect([...readRegister(register)]).toEqual(['right']);
    }),
    { numRuns: 500 },
  );
});
