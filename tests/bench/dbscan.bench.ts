import { computeDbscan } from '@liaowang/shared/analysis/hotspots/zones/dbscan';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { clustersDbscan } from '@turf/clusters-dbscan';
import { featureCollection, point } from '@turf/helpers';
import { DBSCAN } from 'density-clustering';
import { median, timeRuns } from './figures.ts';

const POINTS = 100_000;
const CITY = { widthMeters: 60_000, heightMeters: 43_000 };
const OPTIONS = { epsMeters: 100, minPoints: 5 };
/** The naive version looks for the neighbours of one point in this many. */
const SHARE = 500;
/** The libraries cluster one point in this many: both compare far too many pairs for all of them. */
const LIBRARY_SHARE = 20;

/** Milliseconds that each takes for the same part of the points, and how many clusters it finds. */
async function timeLibraries(xs: Float64Array, ys: Float64Array) {
  const { epsMeters, minPoints } = OPTIONS;
  const projection = createLocalProjection(118.35, 34.37);
  const features = featureCollection(
    Array.from(xs, (x, i) => point(projection.inverse(x - CITY.widthMeters / 2, ys[i]! - CITY.heightMeters / 2))),
  );
  const pairs = Array.from(xs, (x, i) => [x, ys[i]!]);
  const clusters = { ours: 0, turf: 0, densityClustering: 0 };
  const time = async (work: () => unknown): Promise<number> => median(await timeRuns(work, { runs: 1, warmUps: 0 }));
  const ours = median(
    await timeRuns(() => (clusters.ours = computeDbscan({ xs, ys }, OPTIONS).sizes.length), { runs: 5, warmUps: 1 }),
  );
  const turf = await time(() => {
    const found = clustersDbscan(features, epsMeters, { units: 'meters', minPoints });
    clusters.turf = new Set(found.features.flatMap(({ properties }) => properties.cluster ?? [])).size;
  });
  const densityClustering = await time(
    () => (clusters.densityClustering = new DBSCAN().run(pairs, epsMeters, minPoints).length),
  );
  return { ours, turf, densityClustering, clusters };
}

/** DBSCAN of 100,000 incidents, half of them at 500 addresses, against looking at every pair, measured on a part of the points. */
export async function run(): Promise<void> {
  const random = createRandom(4);
  const addresses = Array.from({ length: 500 }, () => ({
    x: random() * CITY.widthMeters,
    y: random() * CITY.heightMeters,
  }));
  const points = Array.from({ length: POINTS }, (_, i) =>
    i % 2 === 0
      ? addresses[Math.floor(random() * addresses.length)]!
      : { x: random() * CITY.widthMeters, y: random() * CITY.heightMeters },
  );
  const xs = Float64Array.from(points, ({ x }) => x);
  const ys = Float64Array.from(points, ({ y }) => y);
  let clusterCount = 0;
  const ours = median(
    await timeRuns(() => (clusterCount = computeDbscan({ xs, ys }, OPTIONS).sizes.length), { runs: 5, warmUps: 1 }),
  );
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
  const isPart = (_: number, i: number): boolean => i % LIBRARY_SHARE < 2 && i % (2 * LIBRARY_SHARE) < 2;
  const part = await timeLibraries(xs.filter(isPart), ys.filter(isPart));
  const describe = (name: string, ms: number): string =>
    `${name} ${ms.toFixed(0)} ms, ratio ${(ms / part.ours).toFixed(0)}`;
  console.log(
    `${POINTS / LIBRARY_SHARE} of them: ours ${part.ours.toFixed(1)} ms; ${describe('@turf/clusters-dbscan', part.turf)}; ${describe('density-clustering', part.densityClustering)}; ` +
      `clusters ${part.clusters.ours} / ${part.clusters.turf} / ${part.clusters.densityClustering}`,
  );
}
