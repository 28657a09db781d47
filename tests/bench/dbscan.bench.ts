import { computeDbscan } from '@liaowang/shared/analysis/dbscan';
import { median, timeRuns } from './figures.ts';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

const POINTS = 100_000;
const CITY = { widthMeters: 60_000, heightMeters: 43_000 };
const OPTIONS = { epsMeters: 100, minPoints: 5 };
/** The naive version looks for the neighbours of one point in this many. */
const SHARE = 500;

/** DBSCAN of 100,000 incidents, half of them at 500 addresses, against looking at every pair, measured on a part of the points. */
export async function run(): Promise<void> {
  const random = createRandom(4);
  const addresses = Array.from({ length: 500 }, () => ({ x: random() * CITY.widthMeters, y: random() * CITY.heightMeters }));
  const points = Array.from({ length: POINTS }, (_, i) =>
    i % 2 === 0 ? addresses[Math.floor(random() * addresses.length)]! : { x: random() * CITY.widthMeters, y: random() * CITY.heightMeters },
  );
  const xs = Float64Array.from(points, ({ x }) => x);
  const ys = Float64Array.from(points, ({ y }) => y);
  let clusterCount = 0;
  const ours = median(await timeRuns(() => (clusterCount = computeDbscan({ xs, ys }, OPTIONS).sizes.length), { runs: 5, warmUps: 1 }));
  const spot = new Float64Array(POINTS);
  const oneSpot = median(await timeRuns(() => computeDbscan({ xs: spot, ys: spot }, OPTIONS), { runs: 3, warmUps: 1 }));
  let neighborCount = 0;
  const [partMs = Number.NaN] = await timeRuns(
    () => {
      for (let i = 0; i < POINTS; i += SHARE) {
        for (let j = 0; j < POINTS; j++) {
          const dx = xs[j]! - xs[i]!;
          const dy = ys[j]! - ys[i]!;
          if (dx * dx + dy * dy <= OPTIONS.epsMeters ** 2) neighborCount++;
        }
      }
    },
    { runs: 1, warmUps: 0 },
  );
  const naiveMs = partMs * SHARE;
  console.log(
    `${POINTS} incidents, eps ${OPTIONS.epsMeters} m, ${clusterCount} clusters: ${ours.toFixed(0)} ms; all at one place ${oneSpot.toFixed(0)} ms; ` +
      `naive neighbours ${(naiveMs / 1_000).toFixed(0)} s scaled from ${POINTS / SHARE} points (checksum ${neighborCount}); ratio ${(naiveMs / ours).toFixed(0)}`,
  );
}
