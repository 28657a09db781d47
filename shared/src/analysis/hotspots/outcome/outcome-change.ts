import { compareRatios } from '../change/ratio-of-ratios.ts';
import { compareCounts, DEFAULT_LEAST_CHANGE } from '../change/compare-counts.ts';
import {
  computeDisplacementQuotient,
  findDisplacementInterval,
  readDisplacementInterval,
  type DisplacementCounts,
} from './displacement.ts';
import { measureDispersion, type DailySeries, type Dispersion } from '../../statistics/dispersion.ts';
import { createRandom } from '../../statistics/seeded-random.ts';
import type { OutcomeChange, OutcomeComparison, OutcomeWeek } from '../../../schemas/hotspot-outcome.ts';
import { PLACE_ZONES } from './zones-of-places.ts';

const DAY_MS = 86_400_000;

/** Half-open, epoch milliseconds. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The window of `days` before an instant, cut where the record of incidents begins: what nobody recorded is not none, and
 * would make every "before" look calm. Whole where the record leaves less than a day of it.
 */
export function findBefore(atMs: number, days: number, recordStartMs: number | null): Span {
  const fromMs = atMs - days * DAY_MS;
  return {
    fromMs: recordStartMs !== null && recordStartMs <= atMs - DAY_MS ? Math.max(fromMs, recordStartMs) : fromMs,
    toMs: atMs,
  };
}

/** Incidents of an outcome; arrays are equally long. */
export interface OutcomeIncidents {
  readonly timesMs: Float64Array;
  /** Each one of {@link PLACE_ZONES}. */
  readonly zones: Uint8Array;
  /** 1 = found by a patrol, 0 = reported by people. */
  readonly found: Uint8Array;
}

function count(
  { timesMs, zones, found }: OutcomeIncidents,
  zone: number,
  isFound: 0 | 1,
  { fromMs, toMs }: Span,
): number {
  let sum = 0;
  for (let i = 0; i < timesMs.length; i++)
    if (zones[i] === zone && found[i] === isFound && timesMs[i]! >= fromMs && timesMs[i]! < toMs) sum++;
  return sum;
}

/** Reported incidents of a zone by days of 24 hours from the start of a window, the last one short; the weekday is that of the start, and so on. */
function countByDay({ timesMs, zones, found }: OutcomeIncidents, zone: number, { fromMs, toMs }: Span): DailySeries {
  const days = Math.ceil((toMs - fromMs) / DAY_MS);
  const counts = new Float64Array(days);
  for (let i = 0; i < timesMs.length; i++) {
    const day = Math.floor((timesMs[i]! - fromMs) / DAY_MS);
    if (zones[i] === zone && found[i] === 0 && timesMs[i]! < toMs && day >= 0) counts[day]!++;
  }
  const exposures = Float64Array.from(counts, (_, day) => Math.min(1, (toMs - fromMs) / DAY_MS - day));
  const firstWeekday = Math.floor(fromMs / DAY_MS);
  return { counts, exposures, weekdays: Array.from(counts, (_, day) => (firstWeekday + day) % 7) };
}

const measure = (incidents: OutcomeIncidents, zone: number, before: Span, now: Span): Dispersion | null =>
  measureDispersion([countByDay(incidents, zone, now), countByDay(incidents, zone, before)]);

/**
 * Incidents reported in a zone in two windows, as rates, widened by how much the zone's days vary beyond chance
 * (compare-counts.ts). Throws RangeError for an empty window.
 */
export function compareSpans(incidents: OutcomeIncidents, zone: number, before: Span, now: Span): OutcomeComparison {
  const daysOf = ({ fromMs, toMs }: Span): number => (toMs - fromMs) / DAY_MS;
  const [beforeCount, nowCount] = [count(incidents, zone, 0, before), count(incidents, zone, 0, now)];
  const dispersion = measure(incidents, zone, before, now);
  const compared = compareCounts(
    { count: nowCount, days: daysOf(now) },
    { count: beforeCount, days: daysOf(before) },
    { dispersion },
  );
  return { before: beforeCount, beforeDays: daysOf(before), during: nowCount, duringDays: daysOf(now), ...compared };
}

const WEEK_DAYS = 7;

/** Counts of the three zones for each whole week of a window, for resampling; a window of less than a week is one. */
function countZonesByWeek(incidents: OutcomeIncidents, span: Span): Array<Record<keyof DisplacementCounts, number>> {
  const [target, buffer, control] = [PLACE_ZONES.hotspot, PLACE_ZONES.buffer, PLACE_ZONES.comparison].map(
    (zone) => countByDay(incidents, zone, span).counts,
  );
  const weeks = Math.max(1, Math.floor(target!.length / WEEK_DAYS));
  const sum = (counts: ArrayLike<number>, week: number): number =>
    Array.from(counts)
      .slice(week * WEEK_DAYS, week === weeks - 1 ? undefined : (week + 1) * WEEK_DAYS)
      .reduce((total, each) => total + each, 0);
  return Array.from({ length: weeks }, (_, week) => ({
    target: sum(target!, week),
    buffer: sum(buffer!, week),
    control: sum(control!, week),
  }));
}

/** The quotient with its interval, which says what may be read from it. */
function describeDisplacement(
  incidents: OutcomeIncidents,
  before: Span,
  now: Span,
  counts: DisplacementCounts,
): OutcomeChange['displacement'] {
  const quotient = computeDisplacementQuotient(counts);
  if (quotient === null) return null;
  const interval = findDisplacementInterval(
    countZonesByWeek(incidents, before),
    countZonesByWeek(incidents, now),
    createRandom(1),
  );
  return { quotient, interval, reading: readDisplacementInterval(interval) };
}

/** A window against the one before: each zone alone, the hotspot against the comparison, and where events may have gone. Counts reported incidents; found ones apart. */
export function computeOutcomeChange(
  incidents: OutcomeIncidents,
  before: Span,
  now: Span,
  hasComparison: boolean,
): OutcomeChange {
  const hotspot = compareSpans(incidents, PLACE_ZONES.hotspot, before, now);
  const buffer = compareSpans(incidents, PLACE_ZONES.buffer, before, now);
  const comparison = hasComparison ? compareSpans(incidents, PLACE_ZONES.comparison, before, now) : null;
  const toCounts = ({ before: then, during }: OutcomeComparison) => ({ before: then, after: during });
  const toPair = ({ before: then, during }: OutcomeComparison) => ({ before: then, now: during });
  return {
    hotspot,
    buffer,
    comparison,
    netChange:
      comparison &&
      compareRatios(toPair(hotspot), toPair(comparison), {
        dispersion: measure(incidents, PLACE_ZONES.hotspot, before, now),
        otherDispersion: measure(incidents, PLACE_ZONES.comparison, before, now),
        leastChange: DEFAULT_LEAST_CHANGE,
      }),
    displacement:
      comparison &&
      describeDisplacement(incidents, before, now, {
        target: toCounts(hotspot),
        buffer: toCounts(buffer),
        control: toCounts(comparison),
      }),
    foundBefore: count(incidents, PLACE_ZONES.hotspot, 1, before),
    found: count(incidents, PLACE_ZONES.hotspot, 1, now),
  };
}

export type WeekCounts = Pick<OutcomeWeek, 'reported' | 'found' | 'bufferReported' | 'comparisonReported'>;

/** Incidents of each week; `starts` ascend and end with the end of the last week. What lies outside them is left out. */
export function countByWeek({ timesMs, zones, found }: OutcomeIncidents, starts: readonly number[]): WeekCounts[] {
  const weeks = Array.from({ length: starts.length - 1 }, (): WeekCounts => ({
    reported: 0,
    found: 0,
    bufferReported: 0,
    comparisonReported: 0,
  }));
  for (let i = 0; i < timesMs.length; i++) {
    const week = weeks[starts.findLastIndex((startMs) => startMs <= timesMs[i]!)];
    if (!week) continue;
    if (zones[i] === PLACE_ZONES.hotspot) week[found[i] === 1 ? 'found' : 'reported']++;
    else if (found[i] === 0 && zones[i] === PLACE_ZONES.buffer) week.bufferReported++;
    else if (found[i] === 0 && zones[i] === PLACE_ZONES.comparison) week.comparisonReported++;
  }
  return weeks;
}
