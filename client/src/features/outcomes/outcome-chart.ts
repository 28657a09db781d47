import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { HotspotOutcome, OutcomeWeek } from '@liaowang/shared/schemas/hotspot-outcome';

const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;

/** Drawing units; the picture scales with the panel. */
export const OUTCOME_CHART = {
  width: 360,
  left: 30,
  right: 6,
  incidents: { top: 8, height: 104 },
  patrols: { top: 132, height: 58 },
  height: 208,
} as const;

export interface ChartScale {
  /** Centre of a week, and its width. */
  x: (week: number) => number;
  weekWidth: number;
  /** Where an instant is, within the weeks shown. */
  xOf: (atMs: number) => number;
  incidentY: (count: number) => number;
  patrolY: (minutes: number) => number;
  maxIncidents: number;
  maxMinutes: number;
}

/** At least so much at the top: a single incident must not look like a mountain. */
const LEAST_TOP = { incidents: 4, minutes: 30 } as const;

/** Comparison zones as one: their mean, so that it is read on the hotspot's scale. Null without any. */
export function comparisonOf({ comparisonReported }: OutcomeWeek, zones: number): number | null {
  return zones === 0 ? null : comparisonReported / zones;
}

/** Where weeks, counts and minutes lie on the chart. */
export function scaleOutcomeChart({
  weeks,
  comparisonZones,
}: Pick<HotspotOutcome, 'weeks' | 'comparisonZones'>): ChartScale {
  const { width, left, right, incidents, patrols } = OUTCOME_CHART;
  const plotWidth = width - left - right;
  const weekWidth = plotWidth / Math.max(1, weeks.length);
  const maxIncidents = Math.max(
    LEAST_TOP.incidents,
    ...weeks.flatMap((week) => [
      week.reported,
      week.found,
      week.bufferReported,
      comparisonOf(week, comparisonZones.length) ?? 0,
    ]),
  );
  const maxMinutes = Math.max(LEAST_TOP.minutes, ...weeks.map(({ patrolMinutes }) => patrolMinutes ?? 0));
  const firstMs = weeks[0] ? parseInstant(weeks[0].weekStart) : 0;
  return {
    x: (week) => left + (week + 0.5) * weekWidth,
    weekWidth,
    xOf: (atMs) => left + Math.min(plotWidth, Math.max(0, ((atMs - firstMs) / WEEK_MS) * weekWidth)),
    incidentY: (count) => incidents.top + incidents.height * (1 - count / maxIncidents),
    patrolY: (minutes) => patrols.top + patrols.height * (1 - minutes / maxMinutes),
    maxIncidents,
    maxMinutes,
  };
}

/** A line through the weeks; it breaks where nothing is known. The week that still runs is left out: it is not over, and would always look like a fall. */
export function computeWeekLine(
  values: ReadonlyArray<number | null>,
  x: (week: number) => number,
  y: (value: number) => number,
): string {
  return values
    .map((value, week) =>
      value === null
        ? ''
        : `${week > 0 && values[week - 1] !== null ? 'L' : 'M'}${x(week).toFixed(1)} ${y(value).toFixed(1)}`,
    )
    .join('');
}

/** Whether a week is over: its rates can be read. */
export function isWeekOver({ weekStart }: Pick<OutcomeWeek, 'weekStart'>, nowMs: number): boolean {
  return parseInstant(weekStart) + WEEK_MS <= nowMs;
}
