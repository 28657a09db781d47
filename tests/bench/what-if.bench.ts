import { computeCoverage, type ObservedDisks } from '@liaowang/shared/analysis/coverage/coverage-gaps';
import { prepareDemand } from '@liaowang/shared/analysis/coverage/demand-cover';
import { createGapTracker } from '@liaowang/shared/analysis/coverage/gap-identity';
import { createDemoIncidents } from '../../data/demo/city.ts';
import { DEMO, prepareDemoAreas, type DemoAreas } from './demo-areas.ts';
import { median, percentile } from './figures.ts';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

const RUNS = 120;
/** The window of demand that a new installation looks at. */
const INCIDENT_DAYS = 90;
const WARM_UPS = 30;
/** One frame of a screen, and what still feels like following the hand, milliseconds. */
const TARGETS_MS = new Map([
  [322, 16],
  [1_222, 50],
]);

/**
 * A lookout is dragged: figures of all 42 areas with demand, at 322 and 1,222 observers. Then what the server does each
 * second: the same, with the gaps of the 16 key areas, told again from the second before.
 */
export async function run(): Promise<void> {
  const demo = prepareDemoAreas();
  const { city, projection, areas } = demo;
  const points = [
    ...createDemoIncidents(DEMO)
      .filter(({ occurredAt }) => occurredAt.getTime() >= DEMO.now.getTime() - INCIDENT_DAYS * 86_400_000)
      .map(({ position }) => ({ position, incidentWeight: 1, households: 0 })),
    ...city.households.map(({ position, households }) => ({ position, incidentWeight: 0, households })),
  ];
  const demand = prepareDemand(
    {
      lngs: points.map(({ position }) => position[0]),
      lats: points.map(({ position }) => position[1]),
      incidentWeights: points.map(({ incidentWeight }) => incidentWeight),
      households: points.map(({ households }) => households),
    },
    projection,
    areas,
  );
  console.log(`${areas.length} areas, ${points.length} points of demand`);
  const keyAreaIds = new Set(areas.map(({ id }) => id).filter((id) => id.startsWith('key-area:')));

  for (const [count, targetMs] of TARGETS_MS) {
    const disks = placeObservers(demo, count);
    const dragged = timeEach((step) => {
      disks.lngs[0]! += 0.0002 * Math.cos(step / 10);
      disks.lats[0]! += 0.0002 * Math.sin(step / 10);
      computeCoverage({ areas, disks, demand }, { gapAreaIds: 'none' });
    });
    const alone = timeEach(() => demand.markObserved(projectDisks(demo, disks)));
    const tracker = createGapTracker();
    let gapCount = 0;
    const everySecond = timeEach((step) => {
      for (let i = 22; i < disks.lngs.length; i++) disks.lngs[i]! += 1e-5 * Math.sin(step + i);
      const results = computeCoverage(
        { areas, disks, demand },
        { gapAreaIds: keyAreaIds, withUnobserved: true, withGapSpans: true },
      );
      gapCount = tracker.update(
        results.flatMap(({ id, gaps }) => gaps.map((gap) => ({ areaId: id, ...gap }))),
        step * 1_000,
        keyAreaIds,
      ).length;
    });
    console.log(
      `${count} observers, one lookout dragged: median ${median(dragged).toFixed(1)} ms, p95 ${percentile(dragged, 95).toFixed(1)} ms (target ${targetMs} ms); of it, marking the demand ${median(alone).toFixed(2)} ms`,
    );
    console.log(
      `${count} observers, each second on the server: median ${median(everySecond).toFixed(1)} ms, p95 ${percentile(everySecond, 95).toFixed(1)} ms (${gapCount} gaps of 16 key areas followed)`,
    );
  }
}

function timeEach(work: (step: number) => void): number[] {
  const times: number[] = [];
  for (let step = 0; step < RUNS + WARM_UPS; step++) {
    const startedMs = performance.now();
    work(step);
    if (step >= WARM_UPS) times.push(performance.now() - startedMs);
  }
  return times;
}

/** Lookouts first, then foot patrols and vehicles scattered around the seats of their branches. */
function placeObservers({ city, projection }: DemoAreas, count: number): ObservedDisks {
  const random = createRandom(count);
  const seatOf = new Map(city.branches.map(({ code, position }) => [code, projection.forward(...position)]));
  const scattered = city.units.map(({ branchCode, detectionRangeMeters }) => {
    const [x, y] = seatOf.get(branchCode)!;
    const far = 4_000 * random() * random();
    const bearing = 2 * Math.PI * random();
    return {
      position: projection.inverse(x + far * Math.cos(bearing), y + far * Math.sin(bearing)),
      detectionRangeMeters,
    };
  });
  const observers = [...city.lookouts, ...scattered].slice(0, count);
  return {
    lngs: Float64Array.from(observers, ({ position }) => position[0]),
    lats: Float64Array.from(observers, ({ position }) => position[1]),
    radiusMeters: Float64Array.from(observers, ({ detectionRangeMeters }) => detectionRangeMeters),
  };
}

function projectDisks(
  { projection }: DemoAreas,
  { lngs, lats, radiusMeters }: ObservedDisks,
): { x: Float64Array; y: Float64Array; radiusMeters: Float64Array } {
  const x = new Float64Array(lngs.length);
  const y = new Float64Array(lngs.length);
  projection.forwardAll(lngs, lats, x, y);
  return { x, y, radiusMeters };
}
