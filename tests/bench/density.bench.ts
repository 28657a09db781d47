import { computeKernelDensity } from '@liaowang/shared/analysis/hotspots/zones/density';
import { median, timeRuns } from './figures.ts';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

const EVENTS = 100_000;
const GRID = { originX: 0, originY: 0, cellMeters: 50, columns: 1_200, rows: 860 };
const BANDWIDTH_METERS = 500;

/** Quartic density of 100,000 incidents on a 50 m grid of the city, against the direct sum measured on a thousandth of the cells. */
export async function run(): Promise<void> {
  const random = createRandom(3);
  const xs = Float64Array.from({ length: EVENTS }, () => random() * GRID.columns * GRID.cellMeters);
  const ys = Float64Array.from({ length: EVENTS }, () => random() * GRID.rows * GRID.cellMeters);
  const ours = median(
    await timeRuns(
      () => computeKernelDensity({ xs, ys }, GRID, { kernel: 'quartic', bandwidthMeters: BANDWIDTH_METERS }),
      { runs: 5, warmUps: 1 },
    ),
  );
  const sampled = Math.floor((GRID.columns * GRID.rows) / 1_000);
  let sum = 0;
  const [directMs = Number.NaN] = await timeRuns(
    () => {
      for (let cell = 0; cell < sampled; cell++) {
        const x = random() * GRID.columns * GRID.cellMeters;
        const y = random() * GRID.rows * GRID.cellMeters;
        for (let i = 0; i < EVENTS; i++) {
          const u = ((xs[i]! - x) ** 2 + (ys[i]! - y) ** 2) / BANDWIDTH_METERS ** 2;
          if (u < 1) sum += (1 - u) ** 2;
        }
      }
    },
    { runs: 1, warmUps: 0 },
  );
  console.log(
    `${EVENTS} incidents: ${ours.toFixed(0)} ms; direct sum ${((directMs * 1_000) / 1_000).toFixed(0)} s scaled from ${sampled} cells (checksum ${sum.toFixed(0)}); ratio ${((directMs * 1_000) / ours).toFixed(0)}`,
  );
}
