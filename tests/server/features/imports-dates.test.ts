import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentCollection } from '@liaowang/shared/schemas/incident';
import { CORE, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { createImportClient } from '../../support/import-client.ts';

let city: TestApp;
let client: ReturnType<typeof createImportClient>;
beforeAll(async () => {
  city = await createTestApp();
  client = createImportClient(city);
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('TRUNCATE incidents, incident_imports, incident_import_rows CASCADE'));

const [lng, lat] = CORE;
const table = (header: string, rows: readonly string[]): string =>
  [`${header},lng,lat`, ...rows.map((row, i) => `${row},${(lng + i * 1e-5).toFixed(6)},${lat}`)].join('\n');
const daysOfJune = (write: (day: number) => string): string =>
  table(
    '案发时间',
    Array.from({ length: 30 }, (_, i) => write(i + 1)),
  );
const two = (value: number): string => String(value).padStart(2, '0');

interface Stored {
  from: string;
  until: string | null;
  precision: string;
}
const stored = async (): Promise<Stored[]> =>
  (
    await city.app.db.query<{ from: Date; until: Date | null; precision: string }>(
      'SELECT occurred_at AS from, occurred_until AS until, time_precision AS precision FROM incidents ORDER BY ST_X(position), id',
    )
  ).rows.map(({ from, until, precision }) => ({
    from: from.toISOString(),
    until: until?.toISOString() ?? null,
    precision,
  }));

describe('years of two digits', () => {
  it.each<[string, (day: number) => string]>([
    ['year first with hyphens', (day) => `25-06-${two(day)} 10:00`],
    ['year first without zeros', (day) => `25/6/${day} 10:00`],
    ['year first with dots', (day) => `25.06.${two(day)} 10:00`],
    ['year first in Chinese', (day) => `25年6月${day}日 10:00`],
    ['year first in six digits', (day) => `2506${two(day)} 1000`],
    ['day first', (day) => `${two(day)}/06/25 10:00`],
    ['month first', (day) => `6/${day}/25 10:00 AM`],
  ])('%s are read in their own year', async (_, write) => {
    const { check } = await client.importFile('25-06.csv', daysOfJune(write));
    expect(check).toMatchObject({
      rows: 30,
      importable: 30,
      problems: {},
      firstAt: '2025-06-01T02:00:00.000Z',
      lastAt: '2025-06-30T02:00:00.000Z',
    });
    expect((await stored()).map(({ from }) => from)).toEqual(
      Array.from({ length: 30 }, (__, i) => `2025-06-${two(i + 1)}T02:00:00.000Z`),
    );
  });

  it('of one day are asked for, with what each order would mean, and read as is chosen', async () => {
    const content = table('date', ['25-06-03 10:00', '25-06-03 11:00']);
    const { importId, mapping, check } = await client.checkFile('day.csv', content);
    expect(mapping.dateOrder).toBe('auto');
    expect((await client.preview(importId)).choices.dateOrders).toEqual([
      { order: 'year-first', from: '2025-06-03', to: '2025-06-03', unreadable: 0 },
      { order: 'day-first', from: '2003-06-25', to: '2003-06-25', unreadable: 0 },
    ]);
    expect(check).toMatchObject({
      importable: 0,
      problems: { 'date-ambiguous': 2 },
      dateOrder: 'auto',
      dateOrders: [{ order: 'year-first' }, { order: 'day-first' }],
    });
    expect((await client.check(importId, { ...mapping, dateOrder: 'year-first' })).check).toMatchObject({
      importable: 2,
      firstAt: '2025-06-03T02:00:00.000Z',
      dateOrder: 'year-first',
    });
  });

  it('that the first rows leave open are told by the whole column', async () => {
    const rows = [
      ...Array.from({ length: 250 }, (_, i) => `25-06-01 ${two(i % 24)}:${two(i % 60)}`),
      ...Array.from({ length: 29 }, (_, i) => `25-06-${two(i + 2)} 10:00`),
    ];
    const { mapping, check } = await client.checkFile('june.csv', table('date', rows));
    expect(mapping.dateOrder).toBe('auto');
    expect(check).toMatchObject({ importable: 279, dateOrder: 'year-first', firstAt: '2025-05-31T16:00:00.000Z' });
  });
});

describe('times in a column of their own', () => {
  const times = async (...cells: string[]) => {
    const { check } = await client.importFile(
      'times.csv',
      table(
        'date,time',
        cells.map((cell) => `2024-05-01,${cell}`),
      ),
    );
    const at = (await stored()).map(({ from, precision }) =>
      precision === 'minute' ? new Date(Date.parse(from) + 8 * 3_600_000).toISOString().slice(11, 19) : precision,
    );
    return [at, check.problems];
  };
  it.each([
    [
      'HHMM without zeros',
      ['5', '45', '130', '2359', '1', '15', '1830', '20'],
      ['00:05:00', '00:45:00', '01:30:00', '23:59:00', '00:01:00', '00:15:00', '18:30:00', '00:20:00'],
    ],
    ['hours', ['5', '0', '23', '14'], ['05:00:00', '00:00:00', '23:00:00', '14:00:00']],
    ['HHMMSS without zeros', ['500', '93015', '183000', '120000'], ['00:05:00', '09:30:15', '18:30:00', '12:00:00']],
    [
      'a clock',
      ['9:30', '0930', '0930 hrs', '9:30 pm', '0.395833333'],
      ['09:30:00', '09:30:00', '09:30:00', '21:30:00', '09:30:00'],
    ],
    ['numbers that a table kept with fractions', ['5.0', '130.0', '1830.0'], ['00:05:00', '01:30:00', '18:30:00']],
  ])('as %s', async (_, cells, expected) => expect(await times(...cells)).toEqual([expected, {}]));

  it('that could be hours or minutes are refused', async () => {
    expect(await times('5', '45', '30', '12')).toEqual([[], { 'time-ambiguous': 4 }]);
  });

  it("are not taken from another day's date", async () => {
    const rows = ['2024-05-01,2024-05-01 10:00', '2024-05-02,2024-05-03 11:00', '2024-05-03,1899-12-30 12:00:00'];
    const { check } = await client.importFile('t.csv', table('date,time', rows), { time: 'time' });
    expect(check).toMatchObject({
      importable: 2,
      problems: { 'date-not-understood': 1 },
      examples: [{ row: 2, column: 'time', value: '2024-05-03 11:00' }],
    });
    const other = await client.checkFile(
      'u.csv',
      table('date,time', ['2024-05-01,2024-05-03 10:00', '2024-05-02,2024-05-04 11:00']),
    );
    expect(other.mapping).toMatchObject({ date: 'date', time: null });
  });
});

describe('what a register knows of a time', () => {
  it('from a moment to another is kept as an interval', async () => {
    const rows = [
      '12/31/2019,17:30:00,01/01/2020,08:00:00',
      '12/30/2019,10:00:00,,',
      '12/29/2019,10:00:00,12/28/2019,09:00:00',
      '12/28/2019,10:00:00,12/28/2019,10:00:00',
    ];
    const { mapping, check } = await client.importFile(
      'nypd.csv',
      table('CMPLNT_FR_DT,CMPLNT_FR_TM,CMPLNT_TO_DT,CMPLNT_TO_TM', rows),
    );
    expect(mapping).toMatchObject({
      date: 'CMPLNT_FR_DT',
      time: 'CMPLNT_FR_TM',
      dateTo: 'CMPLNT_TO_DT',
      timeTo: 'CMPLNT_TO_TM',
      dateOrder: 'month-first',
    });
    expect(check).toMatchObject({
      importable: 4,
      intervals: 1,
      endsLeftOut: 1,
      precisions: { minute: 4, day: 0, month: 0 },
    });
    expect(await stored()).toEqual([
      { from: '2019-12-31T09:30:00.000Z', until: '2020-01-01T00:00:00.000Z', precision: 'minute' },
      { from: '2019-12-30T02:00:00.000Z', until: null, precision: 'minute' },
      { from: '2019-12-29T02:00:00.000Z', until: null, precision: 'minute' },
      { from: '2019-12-28T02:00:00.000Z', until: null, precision: 'minute' },
    ]);
    const { features } = (
      await client.call('GET', '/incidents?from=2019-12-01T00:00:00Z')
    ).json() as IncidentCollection;
    expect(features[0]!.properties).toMatchObject({
      occurredAt: '2019-12-31T09:30:00.000Z',
      occurredUntil: '2020-01-01T00:00:00.000Z',
      timePrecision: 'minute',
    });
    expect(features[1]!.properties).toMatchObject({ occurredUntil: null });
  });

  it('in parts is put together, and a day without an hour is a day', async () => {
    const { mapping, check } = await client.importFile(
      'vancouver.csv',
      table('TYPE,YEAR,MONTH,DAY,HOUR,MINUTE', [
        'Theft,2003,5,12,16,15',
        'Theft,2003,5,13,,',
        'Theft,2003,5,,,',
        'Theft,2003,13,1,0,0',
      ]),
    );
    expect(mapping).toMatchObject({
      date: null,
      year: 'YEAR',
      month: 'MONTH',
      day: 'DAY',
      hour: 'HOUR',
      minute: 'MINUTE',
    });
    expect(check).toMatchObject({
      importable: 3,
      problems: { 'date-impossible': 1 },
      precisions: { minute: 1, day: 1, month: 1 },
    });
    expect(await stored()).toEqual([
      { from: '2003-05-12T08:15:00.000Z', until: null, precision: 'minute' },
      { from: '2003-05-12T16:00:00.000Z', until: null, precision: 'day' },
      { from: '2003-04-30T16:00:00.000Z', until: null, precision: 'month' },
    ]);
  });

  it('in parts may have their signs, and a clock of its own', async () => {
    const { check } = await client.importFile(
      'parts.csv',
      table('年,月,日,时,分', ['2023年,5月,12日,16时,15分', '2023年,5月,13日,0时,5分']),
    );
    expect(check).toMatchObject({ importable: 2, precisions: { minute: 2 } });
    expect((await stored()).map(({ from }) => from)).toEqual(['2023-05-12T08:15:00.000Z', '2023-05-12T16:05:00.000Z']);
    await city.app.db.query('TRUNCATE incidents, incident_imports CASCADE');
    await client.importFile('clock.csv', table('YEAR,MONTH,DAY,TIME', ['2023,6,1,830', '2023,6,2,2015']));
    expect((await stored()).map(({ from }) => from)).toEqual(['2023-06-01T00:30:00.000Z', '2023-06-02T12:15:00.000Z']);
  });

  it('in one cell with both ends is an interval', async () => {
    const { mapping, check } = await client.importFile(
      'span.csv',
      table('案发时间', [
        '2023-05-12 22:00至2023-05-13 06:00',
        '2023-05-14 08:00-09:30',
        '2023年5月15日22时到次日',
        '2023-05-16 22:00 ~ 02:00',
        '2023-05-17 10:15',
      ]),
    );
    expect([mapping.date, mapping.dateTo]).toEqual(['案发时间', null]);
    expect(check).toMatchObject({ importable: 4, problems: { 'date-not-understood': 1 }, intervals: 3 });
    expect((await stored()).map(({ from, until }) => [from, until])).toEqual([
      ['2023-05-12T14:00:00.000Z', '2023-05-12T22:00:00.000Z'],
      ['2023-05-14T00:00:00.000Z', '2023-05-14T01:30:00.000Z'],
      ['2023-05-16T14:00:00.000Z', '2023-05-16T18:00:00.000Z'],
      ['2023-05-17T02:15:00.000Z', null],
    ]);
  });

  it('with a clock at both ends of a day may end on the day after', async () => {
    const { mapping } = await client.importFile(
      'night.csv',
      table('案发日期,起始时间,终止时间', ['2023-05-12,22:00,06:00', '2023-05-13,08:00,09:30']),
    );
    expect(mapping).toMatchObject({ date: '案发日期', time: '起始时间', dateTo: null, timeTo: '终止时间' });
    expect(await stored()).toEqual([
      { from: '2023-05-12T14:00:00.000Z', until: '2023-05-12T22:00:00.000Z', precision: 'minute' },
      { from: '2023-05-13T00:00:00.000Z', until: '2023-05-13T01:30:00.000Z', precision: 'minute' },
    ]);
  });

  it.each(['2023-05', '2023年5月', '202305', 'May 2023', '05/2023'])('as the month %s stays a month', async (month) => {
    const { mapping, check } = await client.importFile(
      'street.csv',
      table('Crime ID,Month', [`a,${month}`, `b,${month}`]),
    );
    expect(mapping.date).toBe('Month');
    expect(check).toMatchObject({ importable: 2, precisions: { minute: 0, day: 0, month: 2 } });
    expect(await stored()).toContainEqual({ from: '2023-04-30T16:00:00.000Z', until: null, precision: 'month' });
  });

  it('is a day where no row says another time than midnight', async () => {
    await client.importFile('la.csv', table('DATE OCC', ['01/08/2020 12:00:00 AM', '01/19/2020 12:00:00 AM']));
    expect((await stored()).map(({ precision }) => precision)).toEqual(['day', 'day']);
    await city.app.db.query('TRUNCATE incidents, incident_imports CASCADE');
    await client.importFile(
      'chicago.csv',
      table('Date', ['01/08/2020 12:00:00 AM', '01/19/2020 01:30:00 PM', '01/20/2020']),
    );
    expect((await stored()).map(({ precision }) => precision)).toEqual(['minute', 'minute', 'day']);
  });
});
