import { findMinutesOfWeek } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import { findLocalHours } from '@liaowang/shared/analysis/time/local-hours';
import { INCIDENT_CATEGORIES, INCIDENT_SEVERITIES, INCIDENT_SOURCES } from '@liaowang/shared/schemas/incident';
import { drawYear, findYears } from '../../client/src/features/filter/calendar-layout.ts';
import { countCrossed } from '../../client/src/features/filter/cross-filter.ts';
import { binDays, chooseBinUnit } from '../../client/src/features/filter/day-bins.ts';
import { DEFAULT_FILTER, type FilterChoice } from '../../client/src/features/filter/filter-choice.ts';
import { gatherDots } from '../../client/src/features/filter/incident-dots.layer.ts';
import { createRandomColumns } from '../support/incident-columns.ts';
import { percentile, timeRuns } from './figures.ts';

const INCIDENTS = 100_000;
const STEPS = 120;
const BUDGET_MS = 50;

interface Row {
  day: number;
  hourOfWeek: number;
  category: string;
  severity: string;
  source: string;
  lng: number;
  lat: number;
}

/** How a page would do it: an array of objects, filtered and grouped once for each chart. */
function countNaively(
  rows: readonly Row[],
  { weekdays, hours, source }: FilterChoice,
  fromDay: number,
  endDay: number,
): number {
  const tests: Record<string, (row: Row) => boolean> = {
    window: ({ day }) => day >= fromDay && day < endDay,
    hours: ({ hourOfWeek }) =>
      (weekdays === null || weekdays.includes(Math.floor(hourOfWeek / 24) + 1)) &&
      (hours === null || (hourOfWeek % 24 >= hours.start && hourOfWeek % 24 < hours.end)),
    source: (row) => source === 'any' || row.source === source,
  };
  const countBy = (own: string, keyOf: (row: Row) => string | number): Map<string | number, number> => {
    const counts = new Map<string | number, number>();
    for (const row of rows.filter((candidate) =>
      Object.entries(tests).every(([name, test]) => name === own || test(candidate)),
    ))
      counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
    return counts;
  };
  const charts = [
    countBy('hours', (row) => row.hourOfWeek),
    countBy('window', (row) => row.day),
    countBy('category', (row) => row.category),
    countBy('severity', (row) => row.severity),
    countBy('source', (row) => row.source),
  ];
  const dots = rows.filter((row) => Object.values(tests).every((test) => test(row))).map(({ lng, lat }) => [lng, lat]);
  return charts.reduce((sum, counts) => sum + counts.size, dots.length);
}

/** One step of a drag over the hours of the week, then of the window, at 100,000 incidents of three years: counts for all charts, the calendar's and the trend's drawing, and the dots for the map. */
export async function run(): Promise<void> {
  const columns = createRandomColumns(INCIDENTS, { endMs: Date.parse('2026-11-24T12:00:00Z') });
  const loadMs = await timeRuns(() => findLocalHours(columns.timesMs.slice(), 'America/Chicago'), {
    runs: 1,
    warmUps: 0,
  });
  const local = findLocalHours(columns.timesMs, 'Asia/Shanghai');
  const rows: Row[] = Array.from({ length: INCIDENTS }, (_, i) => ({
    day: local.days[i]!,
    hourOfWeek: local.hoursOfWeek[i]!,
    category: INCIDENT_CATEGORIES[columns.categories[i]!]!,
    severity: INCIDENT_SEVERITIES[columns.severities[i]!]!,
    source: INCIDENT_SOURCES[columns.sources[i]!]!,
    lng: columns.lngs[i]!,
    lat: columns.lats[i]!,
  }));
  const minutesOfWeek = findMinutesOfWeek(columns, 'Asia/Shanghai');
  const record = { fromDay: local.days[0]!, endDay: local.days.at(-1)! + 1 };
  let step = 0;
  const next = (): { choice: FilterChoice; fromDay: number; endDay: number } => {
    step += 1;
    const isHours = step % 2 === 0;
    return {
      choice: {
        ...DEFAULT_FILTER,
        hours: isHours ? { start: step % 12, end: 13 + (step % 11) } : null,
        weekdays: isHours ? [1, 2, 3, 4, 5] : null,
      },
      fromDay: record.fromDay + (isHours ? 0 : step * 3),
      endDay: record.endDay - (isHours ? 0 : step),
    };
  };
  const counting = await timeRuns(
    () => {
      const { choice, ...window } = next();
      countCrossed({ columns, local, minutesOfWeek }, choice, window);
    },
    { runs: STEPS, warmUps: 10 },
  );
  step = 0;
  const all = await timeRuns(
    () => {
      const { choice, ...window } = next();
      const counts = countCrossed({ columns, local, minutesOfWeek }, choice, window);
      const most = Math.max(...counts.days);
      for (const year of findYears(record)) drawYear(year, counts, window, most, record);
      binDays(counts, window, chooseBinUnit(window, 130));
      binDays(counts, record, chooseBinUnit(record, 160));
      gatherDots(columns, counts.matched, 10);
    },
    { runs: STEPS, warmUps: 10 },
  );
  step = 0;
  const naive = await timeRuns(
    () => {
      const { choice, fromDay, endDay } = next();
      countNaively(rows, choice, fromDay, endDay);
    },
    { runs: 12, warmUps: 2 },
  );
  const [ours, baseline] = [percentile(all, 50), percentile(naive, 50)];
  console.log(
    `${INCIDENTS} incidents, one step of a drag: counts p50 ${percentile(counting, 50).toFixed(2)} ms, p95 ${percentile(counting, 95).toFixed(2)} ms; with drawing and dots p50 ${ours.toFixed(2)} ms, p95 ${percentile(all, 95).toFixed(2)} ms`,
  );
  console.log(
    `array of objects, filtered for each chart: p50 ${baseline.toFixed(0)} ms; ratio ${(baseline / ours).toFixed(0)}`,
  );
  console.log(`local hours of ${INCIDENTS} instants, once at loading: ${loadMs[0]!.toFixed(0)} ms`);
  console.log(`computing within ${BUDGET_MS} ms: ${percentile(all, 95) <= BUDGET_MS ? 'yes' : 'NO'}`);
}
