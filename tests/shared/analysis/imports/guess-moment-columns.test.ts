import { describe, expect, it } from 'vitest';
import { guessMomentColumns } from '../../../../shared/src/analysis/imports/guess-moment-columns.ts';

const NOTHING = {
  date: null,
  time: null,
  dateTo: null,
  timeTo: null,
  year: null,
  month: null,
  day: null,
  hour: null,
  minute: null,
};

/** What is guessed of a register of the given columns, all rows alike unless cells are given as a list. */
function guess(columns: Record<string, string | string[]>) {
  const rows = Math.max(1, ...Object.values(columns).map((cells) => (Array.isArray(cells) ? cells.length : 1)));
  const sampled = Object.entries(columns).map(([name, cells]) => ({
    name,
    cells: Array.from({ length: rows }, (_, row) => (Array.isArray(cells) ? (cells[row] ?? '') : cells)),
  }));
  return Object.fromEntries(Object.entries(guessMomentColumns(sampled, new Set())).filter(([, name]) => name !== null));
}

describe('the columns that say when, in registers of', () => {
  it.each<[string, Record<string, string | string[]>, Partial<typeof NOTHING> | Record<string, string>]>([
    [
      'New York (complaints)',
      {
        CMPLNT_NUM: ['101109527', '10110954'],
        CMPLNT_FR_DT: '12/31/2019',
        CMPLNT_FR_TM: '17:30:00',
        CMPLNT_TO_DT: ['', '01/01/2020'],
        CMPLNT_TO_TM: ['', '08:00:00'],
        RPT_DT: '01/02/2020',
        LOC_OF_OCCUR_DESC: 'INSIDE',
      },
      { date: 'CMPLNT_FR_DT', time: 'CMPLNT_FR_TM', dateTo: 'CMPLNT_TO_DT', timeTo: 'CMPLNT_TO_TM' },
    ],
    [
      'New York (thefts, with a middle)',
      {
        uid: '12386084',
        date_single: '2014-01-01 01:15',
        date_start: '2013-12-31 10:00',
        date_end: '2014-01-01 16:30',
      },
      { date: 'date_start', dateTo: 'date_end' },
    ],
    [
      'Los Angeles',
      {
        DR_NO: '10304468',
        'Date Rptd': '01/08/2020 12:00:00 AM',
        'DATE OCC': '01/08/2020 12:00:00 AM',
        'TIME OCC': ['2230', '5', '130'],
        'Rpt Dist No': '0377',
      },
      { date: 'DATE OCC', time: 'TIME OCC' },
    ],
    [
      'Chicago',
      {
        ID: '1',
        'Case Number': 'JG1',
        Date: '09/05/2023 01:30:00 PM',
        Block: 'x',
        Year: '2023',
        'Updated On': '09/07/2023 03:41:02 PM',
      },
      { date: 'Date' },
    ],
    [
      'San Francisco',
      {
        'Incident Datetime': '2023/03/13 11:41:00 PM',
        'Incident Date': '2023/03/13',
        'Incident Time': '23:41',
        'Incident Year': '2023',
        'Incident Day of Week': 'Monday',
        'Report Datetime': '2023/03/13 11:41:00 PM',
      },
      { date: 'Incident Datetime' },
    ],
    [
      'Vancouver',
      { TYPE: 'Theft', YEAR: '2003', MONTH: '5', DAY: '12', HOUR: '16', MINUTE: '15', HUNDRED_BLOCK: '9XX' },
      { year: 'YEAR', month: 'MONTH', day: 'DAY', hour: 'HOUR', minute: 'MINUTE' },
    ],
    [
      'London',
      { 'Crime ID': 'a1', Month: '2023-05', 'Reported by': 'City of London Police', 'Falls within': 'x' },
      { date: 'Month' },
    ],
    [
      'Toronto',
      {
        EVENT_UNIQUE_ID: 'GO-1',
        REPORT_DATE: '2014/01/01',
        OCC_DATE: '2014/01/01',
        REPORT_YEAR: '2014',
        OCC_YEAR: '2014',
        OCC_MONTH: 'January',
        OCC_DAY: '1',
        OCC_HOUR: ['4', '23'],
      },
      { date: 'OCC_DATE', time: 'OCC_HOUR' },
    ],
    [
      'Houston',
      { Incident: '182023', RMSOccurrenceDate: '1/1/2023', RMSOccurrenceHour: '0', NIBRSClass: '13A' },
      { date: 'RMSOccurrenceDate', time: 'RMSOccurrenceHour' },
    ],
    [
      'Boston',
      {
        INCIDENT_NUMBER: 'I1',
        OCCURRED_ON_DATE: '2022-01-01 13:05:00',
        YEAR: '2022',
        MONTH: '1',
        DAY_OF_WEEK: 'Saturday',
        HOUR: '13',
      },
      { date: 'OCCURRED_ON_DATE' },
    ],
    [
      'Denver',
      {
        FIRST_OCCURRENCE_DATE: '2/10/2021 4:00:00 AM',
        LAST_OCCURRENCE_DATE: ['', '2/10/2021 5:00:00 AM'],
        REPORTED_DATE: '2/11/2021 9:00:00 PM',
      },
      { date: 'FIRST_OCCURRENCE_DATE', dateTo: 'LAST_OCCURRENCE_DATE' },
    ],
    [
      'Seattle',
      {
        'Report DateTime': '02/05/2020 10:10:00 AM',
        'Offense Start DateTime': '02/05/2020 10:08:00 AM',
        'Offense End DateTime': '02/05/2020 10:09:00 AM',
      },
      { date: 'Offense Start DateTime', dateTo: 'Offense End DateTime' },
    ],
    [
      'Philadelphia',
      { dispatch_date_time: '2023-01-01 05:03:00', dispatch_date: '2023-01-01', dispatch_time: '05:03:00', hour_: '5' },
      { date: 'dispatch_date_time' },
    ],
    [
      'abbreviations',
      { RPTD_DT: '2023-01-02', OCCUR_DT: '2023-01-01', OCCUR_TM: '0930', RPTD_TM: '1000' },
      { date: 'OCCUR_DT', time: 'OCCUR_TM' },
    ],
    [
      'a Chinese city',
      {
        接警时间: '2024-05-01 10:20:00',
        报警时间: '2024-05-01 10:10:00',
        案发时间: '2024-05-01 10:05:00',
        受理时间: '2024-05-02 09:00:00',
        案由: '盗窃',
      },
      { date: '案发时间' },
    ],
    [
      'a Chinese city with both ends',
      { 受理时间: '2024-05-02 09:00:00', '案发时间(起)': '2024-05-01 10:05', '案发时间(止)': '2024-05-01 18:00' },
      { date: '案发时间(起)', dateTo: '案发时间(止)' },
    ],
    [
      'a Chinese city with bounds',
      { 立案时间: '2024-05-02 09:00', 发案时间上限: '2024-05-01 10:05', 发案时间下限: '2024-05-01 18:00' },
      { date: '发案时间上限', dateTo: '发案时间下限' },
    ],
    [
      'a Chinese city, date and time apart',
      { 报警日期: '2024-05-02', 报警时间: '08:10', 发生日期: '2024-05-01', 发生时间: '13:05' },
      { date: '发生日期', time: '发生时间' },
    ],
    [
      'a Chinese city, in parts',
      { 年: '2024', 月: '5', 日: '1', 时: '13', 分: '5' },
      { year: '年', month: '月', day: '日', hour: '时', minute: '分' },
    ],
    [
      'a Chinese city of calls alone',
      { 接警时间: '2024-05-01 10:20:00', 出警时间: '2024-05-01 10:25:00', 到达时间: '2024-05-01 10:35:00' },
      { date: '接警时间' },
    ],
    [
      'parts of the day itself, and a report',
      { report_date: '2024-05-09', occ_year: '2024', occ_month: '5', occ_day: '1' },
      { year: 'occ_year', month: 'occ_month', day: 'occ_day' },
    ],
    [
      'parts, and a clock',
      { YEAR: '2024', MONTH: '5', DAY: '1', TIME: ['830', '1230'] },
      { year: 'YEAR', month: 'MONTH', day: 'DAY', time: 'TIME' },
    ],
    [
      'a day with the clock at both ends',
      { 案发日期: '2024-05-01', 起始时间: '22:00', 终止时间: '06:00' },
      { date: '案发日期', time: '起始时间', timeTo: '终止时间' },
    ],
    [
      'a Chinese city, in parts with their signs',
      { 年: '2024年', 月: '5月', 日: '1日', 时: '13时', 分: '5分' },
      { year: '年', month: '月', day: '日', hour: '时', minute: '分' },
    ],
    ['two digits with dots', { date: ['25.06.01', '25.06.13'] }, { date: 'date' }],
    ['no date', { year: '2024', name: 'x', updated_at: '2024-05-01 10:00' }, {}],
  ])('%s', (_, columns, expected) => expect(guess(columns)).toEqual(expected));

  it('a time that is a full date only where it is of the same day', () => {
    expect(guess({ date: ['2024-05-01', '2024-05-02'], time: ['2024-05-01 10:00', '2024-05-02 11:00'] })).toEqual({
      date: 'date',
      time: 'time',
    });
    expect(guess({ date: ['2024-05-01', '2024-05-02'], time: ['2024-05-03 10:00', '2024-05-04 11:00'] })).toEqual({
      date: 'date',
    });
    expect(guess({ date: ['2024-05-01', '2024-05-02'], time: ['1899-12-30 10:00:00', '1899-12-30 11:00:00'] })).toEqual(
      { date: 'date', time: 'time' },
    );
  });

  it('numbers of a clock, and no durations or identities', () => {
    expect(guess({ date: '2024-05-01', time: ['5', '45', '130'], response_time: '8' })).toEqual({
      date: 'date',
      time: 'time',
    });
    expect(guess({ date: '2024-05-01', event_time: ['93000', '183000', '500'] })).toEqual({
      date: 'date',
      time: 'event_time',
    });
    expect(guess({ incident_id: '45413', incident_date: '45413' })).toEqual({ date: 'incident_date' });
  });
});
