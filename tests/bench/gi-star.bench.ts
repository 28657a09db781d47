import { computeGiStar, computeGiStarOfSums } from '@liaowang/shared/analysis/hotspots/gi-star/gi-star';
import { computeGiStarOfCounts } from '@liaowang/shared/analysis/hotspots/gi-star/gi-star-of-counts';
import { sumGridNeighbours } from '@liaowang/shared/analysis/hotspots/gi-star/grid-neighbourhood';
import { findNeighboursWithin } from '@liaowang/shared/analysis/hotspots/gi-star/neighbour-lists';
import { median, timeRuns } from './figures.ts';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

const EVENTS = 100_000;
const GRID = { columns: 1_000, rows: 630, cellMeters: 50 };
const CELLS = GRID.columns * GRID.rows;
const BAND_METERS = 750;
/** Share of the events that fall on a hundredth of the land, as in a town centre. */
const CENTRAL_SHARE = 0.3;

/** Gi* of 100,000 incidents on a 50 m grid of the city, against a loop over the cells of each neighbourhood measured on a hundredth of them. */
export async function run(): Promise<void> {
  const random = createRandom(5);
  const mask = new Uint8Array(CELLS).fill(1);
  const values = new Float64Array(CELLS);
  for (let event = 0; event < EVENTS; event++) {
    const scale = random() < CENTRAL_SHARE ? 0.1 : 1;
    const column = Math.floor(random() * scale * GRID.columns);
    values[Math.floor(random() * scale * GRID.rows) * GRID.columns + column]!++;
  }
  // A month of one kind of incident: so few that the exact p is needed everywhere.
  const sparse = new Float64Array(CELLS);
  for (let event = 0; event < EVENTS / 50; event++)
    sparse[Math.floor(random() ** 2 * GRID.rows) * GRID.columns + Math.floor(random() ** 2 * GRID.columns)]!++;

  const sumsOnly = median(
    await timeRuns(() => sumGridNeighbours(GRID, values, mask, BAND_METERS), { runs: 5, warmUps: 1 }),
  );
  const withQ = median(
    await timeRuns(() => computeGiStarOfSums(values, sumGridNeighbours(GRID, values, mask, BAND_METERS)), {
      runs: 3,
      warmUps: 1,
    }),
  );
  const withExact = median(
    await timeRuns(
      () => computeGiStarOfCounts(sparse, sumGridNeighbours(GRID, sparse, mask, BAND_METERS), 'neighbours-shuffled'),
      { runs: 3, warmUps: 1 },
    ),
  );

  const ofMany = median(
    await timeRuns(
      () => computeGiStarOfCounts(values, sumGridNeighbours(GRID, values, mask, BAND_METERS), 'negative-binomial'),
      { runs: 3, warmUps: 1 },
    ),
  );

  const sampled = Math.floor(CELLS / 100);
  const reach = BAND_METERS / GRID.cellMeters;
  let sum = 0;
  const [naiveMs = Number.NaN] = await timeRuns(
    () => {
      for (let k = 0; k < sampled; k++) {
        const row = Math.floor(random() * GRID.rows);
        const column = Math.floor(random() * GRID.columns);
        for (let r = Math.max(0, row - reach); r <= Math.min(GRID.rows - 1, row + reach); r++) {
          for (let c = Math.max(0, column - reach); c <= Math.min(GRID.columns - 1, column + reach); c++) {
            if ((r - row) ** 2 + (c - column) ** 2 <= reach ** 2) sum += values[r * GRID.columns + c]!;
          }
        }
      }
    },
    { runs: 1, warmUps: 0 },
  );
  const naive = naiveMs * (CELLS / sampled);

  const listed = 20_000;
  const xs = Float64Array.from({ length: listed }, () => random() * 7_000);
  const ys = Float64Array.from({ length: listed }, () => random() * 7_000);
  const lists = median(
    await timeRuns(() => computeGiStar(xs, findNeighboursWithin(xs, ys, BAND_METERS)), { runs: 3, warmUps: 1 }),
  );

  console.log(
    `${CELLS} cells, band ${BAND_METERS} m: neighbour sums ${sumsOnly.toFixed(0)} ms; loop over neighbours ${naive.toFixed(0)} ms scaled from ${sampled} cells (checksum ${sum}); ratio ${(naive / sumsOnly).toFixed(0)}`,
  );
  console.log(
    `with z, p, q and bins ${withQ.toFixed(0)} ms, ${ofMany.toFixed(0)} ms with the negative binomial fitted and its tails; ${EVENTS / 50} events, neighbours shuffled, all with exact p, ${withExact.toFixed(0)} ms`,
  );
  console.log(`${listed} places by lists of neighbours: ${lists.toFixed(0)} ms`);
}
