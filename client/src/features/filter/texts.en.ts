import type { SameKeys } from '../../i18n/same-keys.ts';
import type { filterZhCN } from './texts.zh-CN.ts';

export const filterEn: SameKeys<typeof filterZhCN> = {
  filter: {
    title: 'Filter',
    ofAll: '{{number}}',
    undo: 'Back to the previous filter',
    clear: 'Clear the filter',
    loading: 'Fetching incidents',
    failed: 'The incidents could not be fetched',
    none: 'No incidents yet',
    noneText: 'Once some are reported, or past ones imported, they are counted here by time and kind.',
    nothing: 'No incident matches',
    nothingText: 'Widen the hours, days or kinds, or clear the filter.',
    leftOut: 'Too many incidents: the oldest {{number}} were not fetched and are in none of the counts.',
    legend: 'Colour from 0 to {{most}} incidents',
    hours: {
      title: 'Hour of the week',
      label: 'Incidents by hour of the week; drag to choose hours',
      cell: '{{when}} · {{number}} incidents',
      hint: 'Drag over hours, or click a day or hour',
      dayHint: 'Click to add or remove; Alt for this day only',
      unsure: '{{number}} may or may not lie in the chosen hours and are left out.',
      vagueDays: '{{number}} say only the day and are not in this chart.',
      vagueMonths:
        '{{number}} say only the month: they are not in this chart, the calendar or the trend, nor in windows of less than the month, near repeats, emerging hotspots, changes, tables of areas, back-tests and outcomes.',
      intervals: '{{number}} are only known to lie between two times',
      atStart: 'Count at the start',
      spread: 'Spread over the hours',
      clear: 'Whole week',
      to: 'to',
      start: 'Start',
      end: 'End',
      nextDay: 'next day',
    },
    calendar: {
      title: 'Calendar',
      label: 'Incidents by day; drag to choose days',
      day: '{{date}} {{weekday}} · {{number}} incidents',
      hint: 'Drag over days, or click a month or year',
    },
    bars: {
      category: 'Category',
      severity: 'Severity',
      source: 'Source',
      all: 'All',
      more: '{{count}} more',
      hint: 'Click to add or remove; Alt for this one only',
      row: '{{label}}, {{number}} incidents',
      reportedOnly: 'Reported by people only',
      withFound: 'With what patrols found: depends on where they went',
    },
    window: {
      label: 'Window',
      days: '{{number}} days',
      matched: '{{number}} incidents',
      history: 'up to the newest',
      last: '{{count}} d',
      all: 'Whole record',
      custom: 'Custom',
    },
    days: {
      title: 'Days of your own',
      first: 'First day',
      last: 'Last day',
      noDay: 'Write a date like 2026-01-31',
      reversed: 'The last day is before the first',
      apply: 'Apply',
    },
    trend: {
      label: 'Incidents over time',
      by: {
        day: 'Incidents a day; drag to narrow the window',
        week: 'Incidents a week; drag to narrow the window',
        month: 'Incidents a month; drag to narrow the window',
      },
      bin: '{{dates}} · {{number}} incidents',
      partial: { day: 'not a full day', week: 'not a full week', month: 'not a full month' },
      most: 'most {{number}}',
      record: 'Whole record {{dates}}',
      window: 'Window; arrow keys move it',
      first: 'First day of the window',
      last: 'Last day of the window',
    },
    how: {
      aoristic:
        'Of a theft while people were out it is only known that it was between leaving and coming back. "Count at the start" puts all of it into the hour of the earlier time, which makes the hours of leaving look busier than they are; "Spread over the hours" gives each hour between the two its share, one incident in sum (aoristic weights, Ratcliffe 2000). It changes this chart alone, no filter and no zone.',
      charts:
        "Each chart counts the incidents that all other filters let through; its own choice is highlighted and takes nothing from its own counts, so that you see what another choice would add.\n\nHours and days are the city's. An incident counts in the hour in which it occurred. Those of which only the day is known are not in the chart of hours; where those between two times count can be chosen.",
      source:
        'Only what people reported is looked at by default. Patrols find more where they patrol more: zones made from that would send them back to the same places. So the two are counted apart, and what patrols found is drawn hollow.',
      window:
        'A window such as "28 d" ends today, starts at midnight and takes in what has passed of today. Where all incidents are older (an imported history), it counts back from the day of the newest.',
    },
  },
};
