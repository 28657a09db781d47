import { countVagueTimes, keepDated } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { findNearRepeats } from '@liaowang/shared/analysis/hotspots/near-repeat/find-near-repeats';
import { listNearPairs, type NearPairs } from '@liaowang/shared/analysis/hotspots/near-repeat/list-pairs';
import {
  computeKnoxInSteps,
  type DatedPoints,
  type KnoxTable,
} from '@liaowang/shared/analysis/hotspots/near-repeat/knox-test';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { TIME_PRECISIONS } from '@liaowang/shared/schemas/incident';
import type { NearRepeatMethod } from './finding-method.ts';

/** Near repeats are called at this p and from this many times the expected pairs on, as in Ratcliffe's Near Repeat Calculator. */
export const SIGNIFICANT_P = 0.05;
export const LEAST_RATIO = 1.2;
/** Nearer is the same place: a band of its own, for one door is not its neighbourhood. */
export const SAME_PLACE_METERS = 1;
/** Fewer incidents than this make pairs by the handful: a ratio of them says nothing. */
export const MIN_KNOX_EVENTS = 30;
/** Watches that are listed and drawn; the newest come first. */
const MAX_WATCHES = 200;
const DAY_MS = 86_400_000;
const DAY_PRECISION = TIME_PRECISIONS.indexOf('day');

/** Pairs that are listed for export, the nearest bands first: a spreadsheet holds about a million rows, but nobody reads so many. */
export const MAX_LISTED_PAIRS = 50_000;

/** Two incidents that a band of the table counts; the arrays are equally long. */
export interface ListedPairs {
  earlierIds: Int32Array;
  laterIds: Int32Array;
  earlierMs: Float64Array;
  laterMs: Float64Array;
  /** 1 where only the day is known: its time is the beginning of that day. */
  earlierIsDay: Int32Array;
  laterIsDay: Int32Array;
  meters: Float64Array;
  days: Float64Array;
  /** How many there are in all. */
  pairCount: number;
}

/** How far and how long an incident brings others, as far as the test says so. */
export interface WatchRange {
  meters: number;
  days: number;
}

/** An incident that is a near repeat, and until when its surroundings are worth a watch. */
export interface Watch {
  position: LngLat;
  atMs: number;
  /** The latest incident that it follows. */
  earlierAtMs: number;
  earlierPosition: LngLat;
  distanceMeters: number;
  /** Earlier incidents in range. */
  repeats: number;
  untilMs: number;
}

export interface NearRepeatFound {
  eventCount: number;
  /** Left out: only the month is known. */
  monthsLeftOut: number;
  /** Of the events, those that count from the beginning of a day or of an interval. */
  vagueCount: number;
  /** Null with too few incidents. */
  table: KnoxTable | null;
  /** Null with too few incidents. */
  pairs: ListedPairs | null;
  /** Null where nothing stands out of chance. */
  range: WatchRange | null;
  /** Newest first; empty without a range. */
  watches: readonly Watch[];
  /** How many there are in all. */
  watchCount: number;
}

/** Whether a cell of the table has so many more pairs than expected, at this p, that near repeats may be spoken of. */
export function standsOut(
  { p, ratio }: Pick<KnoxTable, 'p' | 'ratio'>,
  cell: number,
  significantP = SIGNIFICANT_P,
): boolean {
  return p[cell]! <= significantP && ratio[cell]! >= LEAST_RATIO;
}

/**
 * How far a watch reaches in the soonest time band: the first band of distance if its pairs stand out, else the same place if
 * those do, else nowhere (null). Two cells are looked at, so each at half of the level. Wider bands often stand out too, but a
 * watch over all of them would name half of the city.
 */
export function findWatchRange(table: Pick<KnoxTable, 'spaceBands' | 'timeBands' | 'p' | 'ratio'>): WatchRange | null {
  const { spaceBands, timeBands } = table;
  const band = [1, 0].find((row) => spaceBands[row] && standsOut(table, row * timeBands.length, SIGNIFICANT_P / 2));
  return band === undefined ? null : { meters: spaceBands[band]!.before, days: timeBands[0]!.before };
}

/** Incidents that follow another within the range and whose own range reaches beyond `nowMs`; `incidents` are in order of time. */
export function findWatches(
  incidents: IncidentColumns,
  { xs, ys }: Pick<DatedPoints, 'xs' | 'ys'>,
  range: WatchRange,
  nowMs: number,
): { watches: Watch[]; watchCount: number } {
  const { lngs, lats, timesMs } = incidents;
  const timesDays = timesMs.map((timeMs) => timeMs / DAY_MS);
  const breaks = { spaceBreaksMeters: [0, range.meters], timeBreaksDays: [0, range.days] };
  const watches: Watch[] = [];
  let watchCount = 0;
  const place = (i: number): LngLat => [lngs[i]!, lats[i]!];
  for (let i = timesMs.length - 1; i >= 0 && timesMs[i]! > nowMs - range.days * DAY_MS; i--) {
    if (timesMs[i]! > nowMs) continue;
    const earlier = { xs: xs as Float64Array, ys: ys as Float64Array, timesDays: timesDays.subarray(0, i) };
    const { repeats } = findNearRepeats(
      earlier,
      { x: xs[i]!, y: ys[i]!, timeDays: timesDays[i]! },
      breaks,
      'euclidean',
    );
    const latest = repeats[0];
    if (!latest) continue;
    watchCount++;
    if (watches.length === MAX_WATCHES) continue;
    watches.push({
      position: place(i),
      atMs: timesMs[i]!,
      earlierAtMs: timesMs[latest.event]!,
      earlierPosition: place(latest.event),
      distanceMeters: latest.distanceMeters,
      repeats: repeats.length,
      untilMs: timesMs[i]! + range.days * DAY_MS,
    });
  }
  return { watches, watchCount };
}

/** Pairs by the numbers that incidents have in the record. */
function listPairs(
  { ids, timesMs, precisions }: IncidentColumns,
  { earlier, later, meters, days, pairCount }: NearPairs,
): ListedPairs {
  const isDay = (event: number): number => (precisions[event] === DAY_PRECISION ? 1 : 0);
  return {
    earlierIds: earlier.map((event) => ids[event]!),
    laterIds: later.map((event) => ids[event]!),
    earlierIsDay: earlier.map(isDay),
    laterIsDay: later.map(isDay),
    earlierMs: Float64Array.from(earlier, (event) => timesMs[event]!),
    laterMs: Float64Array.from(later, (event) => timesMs[event]!),
    meters,
    days,
    pairCount,
  };
}

/**
 * The Knox test of incidents and the watches it bears out (Knox 1964; Johnson et al. 2007). Watches are as of `nowMs`. Incidents of
 * which only the month is known are left out; a day or an interval counts from its beginning, which permuting times leaves right.
 * `onProgress` hears the share of the permutations that are done.
 */
export function computeNearRepeat(
  all: IncidentColumns,
  { center, method, nowMs }: { center: LngLat; method: NearRepeatMethod; nowMs: number },
  onProgress: (share: number) => void,
): NearRepeatFound {
  const incidents = keepDated(all);
  const eventCount = incidents.ids.length;
  const vague = countVagueTimes(incidents, incidents.ids.keys());
  const of = { eventCount, monthsLeftOut: all.ids.length - eventCount, vagueCount: vague.days + vague.intervals };
  if (eventCount < MIN_KNOX_EVENTS) return { ...of, table: null, pairs: null, range: null, watches: [], watchCount: 0 };
  const projection = createLocalProjection(...center);
  const xs = new Float64Array(eventCount);
  const ys = new Float64Array(eventCount);
  projection.forwardAll(incidents.lngs, incidents.lats, xs, ys);
  const events = { xs, ys, timesDays: incidents.timesMs.map((timeMs) => timeMs / DAY_MS) };
  const breaks = {
    spaceBreaksMeters: [0, SAME_PLACE_METERS, ...method.spaceBoundsMeters.filter((bound) => bound > SAME_PLACE_METERS)],
    timeBreaksDays: [0, ...method.timeBoundsDays],
  };
  const steps = computeKnoxInSteps(events, {
    ...breaks,
    metric: 'euclidean',
    permutations: method.permutations,
    random: createRandom(method.seed),
  });
  let step = steps.next();
  while (!step.done) {
    onProgress(step.value / method.permutations);
    step = steps.next();
  }
  const table = step.value;
  const range = findWatchRange(table);
  return {
    ...of,
    table,
    pairs: listPairs(incidents, listNearPairs(events, breaks, 'euclidean', MAX_LISTED_PAIRS)),
    range,
    ...(range ? findWatches(incidents, { xs, ys }, range, nowMs) : { watches: [], watchCount: 0 }),
  };
}
