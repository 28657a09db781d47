import { compareRatios } from '../change/ratio-of-ratios.ts';
import { compareCounts } from '../compare-counts.ts';
import { computeDisplacement } from '../displacement.ts';
import type { OutcomeChange, OutcomeComparison, OutcomeWeek } from '../../schemas/hotspot-outcome.ts';
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
  return { fromMs: recordStartMs !== null && recordStartMs <= atMs - DAY_MS ? Math.max(fromMs, recordStartMs) : fromMs, toMs: atMs };
}

/** Incidents of an outcome; arrays are equally long. */
export interface OutcomeIncidents {
  readonly timesMs: Float64Array;
  /** Each one of {@link PLACE_ZONES}. */
  readonly zones: Uint8Array;
  /** 1 = found by a patrol, 0 = reported by people. */
  readonly found: Uint8Array;
}

function count({ timesMs, zones, found }: OutcomeIncidents, zone: number, isFound: 0 | 1, { fromMs, toMs }: Span): number {
  let sum = 0;
  for (let i = 0; i < timesMs.length; i++) if (zones[i] === zone && found[i] === isFound && timesMs[i]! >= fromMs && timesMs[i]! < toMs) sum++;
  return sum;
}

/** Incidents reported in a zone in two windows, as rates (compare-counts.ts). Throws RangeError for an empty window. */
export function compareSpans(incidents: OutcomeIncidents, zone: number, before: Span, now: Span): OutcomeComparison {
  const daysOf = ({ fromMs, toMs }: Span): number => (toMs - fromMs) / DAY_MS;
  const [beforeCount, nowCount] = [count(incidents, zone, 0, before), count(incidents, zone, 0, now)];
  const compared = compareCounts({ count: nowCount, days: daysOf(now) }, { count: beforeCount, days: daysOf(before) });
  return { before: beforeCount, beforeDays: daysOf(before), during: nowCount, duringDays: daysOf(now), ...compared };
}

/** A window against the one before: each zone alone, the hotspot against the comparison, and where events may have gone. Counts reported incidents; found ones apart. */
export function computeOutcomeChange(incidents: OutcomeIncidents, before: Span, now: Span, hasComparison: boolean): OutcomeChange {
  const hotspot = compareSpans(incidents, PLACE_ZONES.hotspot, before, now);
  const buffer = compareSpans(incidents, PLACE_ZONES.buffer, before, now);
  const comparison = hasComparison ? compareSpans(incidents, PLACE_ZONES.comparison, before, now) : null;
  const toCounts = ({ before: then, during }: OutcomeComparison) => ({ before: then, after: during });
  const toPair = ({ before: then, during }: OutcomeComparison) => ({ before: then, now: during });
  const displacement = comparison && computeDisplacement({ target: toCounts(hotspot), buffer: toCounts(buffer), control: toCounts(comparison) });
  return {
    hotspot, buffer, comparison,
    netChange: comparison && compareRatios(toPair(hotspot), toPair(comparison)),
    displacement: displacement === null || displacement.quotient === null || displacement.reading === null ? null : { quotient: displacement.quotient, reading: displacement.reading },
    foundBefore: count(incidents, PLACE_ZONES.hotspot, 1, before),
    found: count(incidents, PLACE_ZONES.hotspot, 1, now),
  };
}

export type WeekCounts = Pick<OutcomeWeek, 'reported' | 'found' | 'bufferReported' | 'comparisonReported'>;

/** Incidents of each week; `starts` ascend and end with the end of the last week. What lies outside them is left out. */
export function countByWeek({ timesMs, zones, found }: OutcomeIncidents, starts: readonly number[]): WeekCounts[] {
  const weeks = Array.from({ length: starts.length - 1 }, (): WeekCounts => ({ reported: 0, found: 0, bufferReported: 0, comparisonReported: 0 }));
  for (let i = 0; i < timesMs.length; i++) {
    const week = weeks[starts.findLastIndex((startMs) => startMs <= timesMs[i]!)];
    if (!week) continue;
    if (zones[i] === PLACE_ZONES.hotspot) week[found[i] === 1 ? 'found' : 'reported']++;
    else if (found[i] === 0 && zones[i] === PLACE_ZONES.buffer) week.bufferReported++;
    else if (found[i] === 0 && zones[i] === PLACE_ZONES.comparison) week.comparisonReported++;
  }
  return weeks;
}
