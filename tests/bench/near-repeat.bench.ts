import { computeKnox } from '@liaowang/shared/analysis/hotspots/near-repeat/knox-test';
import { median, timeRuns } from './figures.ts';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

const EVENTS = 10_000;
const PERMUTATIONS = 999;
const SPACE_BREAKS_METERS = [0, 100, 200, 400, 1_000, Infinity];
const TIME_BREAKS_DAYS = [0, 7, 14, 28, Infinity];
/** The naive version is measured on one event's pairs in this many. */
const SHARE = 50;

/** The Knox test of 10,000 incidents of a year, 999 permutations, bands up to 1 km and 28 days, against looking at all pairs in every permutation. */
export async function run(): Promise<void> {
  for (const [name, spreadMeters] of [
    ['spread over the city', 0],
    ['around 40 centres', 1_500],
  ] as const) {
    const random = createRandom(5);
    const centres = Array.from({ length: 40 }, () => ({ x: random() * 60_000, y: random() * 43_000 }));
    const around = () => (random() + random() + random() - 1.5) * spreadMeters;
    const places = Array.from({ length: EVENTS }, (_, i) => {
      if (spreadMeters === 0) return { x: random() * 60_000, y: random() * 43_000 };
      const centre = centres[i % centres.length]!;
      return { x: centre.x + around(), y: centre.y + around() };
    });
    const xs = Float64Array.from(places, ({ x }) => x);
    const ys = Float64Array.from(places, ({ y }) => y);
    const timesDays = Float64Array.from(places, () => random() * 365);
    let closePairs = 0;
    const ours = median(
      await timeRuns(
        () => {
          const { observed, timeBands } = computeKnox(
            { xs, ys, timesDays },
            {
              spaceBreaksMeters: SPACE_BREAKS_METERS,
              timeBreaksDays: TIME_BREAKS_DAYS,
              metric: 'euclidean',
              permutations: PERMUTATIONS,
              random,
            },
          );
          closePairs = observed.subarray(0, -timeBands.length).reduce((sum, count) => sum + count, 0);
        },
        { runs: 3, warmUps: 1 },
      ),
    );
    const naiveMs = await measureNaivePermutation(xs, ys, timesDays);
    console.log(
      `${EVENTS} incidents ${name}, ${closePairs} pairs within 1 km, ${PERMUTATIONS} permutations: ${(ours / 1_000).toFixed(2)} s; ` +
        `all pairs in every permutation ${((naiveMs * PERMUTATIONS) / 1_000).toFixed(0)} s scaled from a ${SHARE}th of one; ratio ${((naiveMs * PERMUTATIONS) / ours).toFixed(0)}`,
    );
  }
}

/** Milliseconds of one permutation that measures all pairs anew, scaled. */
async function measureNaivePermutation(xs: Float64Array, ys: Float64Array, timesDays: Float64Array): Promise<number> {
  const counts = SPACE_BREAKS_METERS.map(() => TIME_BREAKS_DAYS.map(() => 0));
  const partMs = median(
    await timeRuns(
      () => {
        for (let a = 0; a < EVENTS; a += SHARE) {
          for (let b = a + 1; b < EVENTS; b++) {
            const meters = Math.sqrt((xs[a]! - xs[b]!) ** 2 + (ys[a]! - ys[b]!) ** 2);
            const days = Math.abs(timesDays[a]! - timesDays[b]!);
            let space = 0;
            while (meters >= SPACE_BREAKS_METERS[space + 1]!) space++;
            let time = 0;
            while (days >= TIME_BREAKS_DAYS[time + 1]!) time++;
            counts[space]![time]!++;
          }
        }
      },
      { runs: 3, warmUps: 2 },
    ),
  );
  return partMs * SHARE;
}
