import { createDemoCity } from '../../../data/demo/city.ts';
import { createPastWeeks } from '../../../data/demo/past-weeks.ts';
import {
  computeCoverage,
  type ObservedGround,
  prepareArea,
  type PreparedArea,
  type ResponsibilityArea,
} from '@liaowang/shared/analysis/coverage/coverage-gaps';
import {
  prepareDemand,
  type DemandColumns,
  type PreparedDemand,
} from '@liaowang/shared/analysis/coverage/demand-cover';
import { isOnDuty, minuteOfDay } from '@liaowang/shared/analysis/coverage/duty-hours';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { collectObserved } from '@liaowang/shared/analysis/coverage/observed-ground';
import { findRangeMeters, isNight } from '@liaowang/shared/analysis/coverage/observers';
import type { SimulatedHour } from '../features/coverage/coverage-record.repository.ts';
import type { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { WatchShape } from '@liaowang/shared/schemas/watch-shape';

/** The demo's coverage in hours of the past: its simulated units under a duty roster, and its lookouts. */
export interface PastCoverageTask {
  /** Which made-up city. */
  seed: number;
  center: LngLat;
  timeZone: string;
  areas: readonly ResponsibilityArea[];
  demand: DemandColumns;
  settings: CoverageSettings;
  lookouts: ReadonlyArray<{
    position: LngLat;
    detectionRangeMeters: number;
    shape: WatchShape;
    dutyStartMinute: number;
    dutyEndMinute: number;
  }>;
  /** Starts of the hours, epoch milliseconds. */
  hoursMs: readonly number[];
}

/** A quarter past and a quarter to: no duty begins or ends then. */
const SAMPLES_MS = [15 * 60_000, 45 * 60_000];

interface Prepared {
  areas: PreparedArea[];
  demand: PreparedDemand;
  past: ReturnType<typeof createPastWeeks>;
}

/** Prepared by the first task: the thread serves one demo, and ends when its past is filled. */
let prepared: Prepared | null = null;

function prepare({ center, areas, demand, seed }: PastCoverageTask): Prepared {
  const projection = createLocalProjection(...center);
  const usable = areas.flatMap((area) => {
    const preparation = prepareArea(area, projection);
    return preparation.ok ? [preparation.area] : [];
  });
  // What the units do does not depend on the day on which the city is made.
  return {
    areas: usable,
    demand: prepareDemand(demand, projection, usable),
    past: createPastWeeks({ city: createDemoCity({ seed, now: new Date(0) }), seed }),
  };
}

/** Runs a {@link PastCoverageTask}: the demo's coverage in hours of the past, two samples an hour. */
export default function runPastCoverage(task: PastCoverageTask): SimulatedHour[] {
  prepared ??= prepare(task);
  const { areas, demand, past } = prepared;
  return task.hoursMs.flatMap((hourMs) => {
    const samples = SAMPLES_MS.map((offsetMs) => {
      const observed = findObserved(past, task, hourMs + offsetMs);
      return computeCoverage({ areas, disks: observed, grounds: observed.grounds, demand }, { gapAreaIds: 'none' });
    });
    return areas.map(({ id }, i): SimulatedHour => {
      const own = samples.map((results) => results[i]!);
      const shares = own.map(({ share }) => share);
      const demands = own.map((result) => result.demand);
      const first = demands[0];
      return {
        areaId: id,
        hourMs,
        samples: own.length,
        shareSum: sum(shares),
        shareMin: Math.min(...shares),
        incidentShareSum:
          first && first.incidentWeight > 0
            ? sum(demands.map((each) => each!.observedIncidentWeight / each!.incidentWeight))
            : null,
        householdShareSum:
          first && first.households > 0
            ? sum(demands.map((each) => each!.observedHouseholds / each!.households))
            : null,
      };
    });
  });
}

function findObserved(
  past: Prepared['past'],
  { lookouts, settings, timeZone }: PastCoverageTask,
  atMs: number,
): ObservedGround {
  const minute = minuteOfDay(atMs, timeZone);
  const night = isNight(settings, minute);
  const observed = collectObserved();
  for (const lookout of lookouts) {
    if (!isOnDuty(lookout, minute)) continue;
    const rangeMeters = findRangeMeters(settings, 'lookout', lookout.detectionRangeMeters, night);
    observed.add(lookout.position, rangeMeters, lookout.shape);
  }
  for (const { kind, position, detectionRangeMeters } of past.unitsAt(atMs))
    observed.add(position, findRangeMeters(settings, kind, detectionRangeMeters, night));
  return observed.collect();
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
