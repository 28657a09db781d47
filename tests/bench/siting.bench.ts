import { readFile } from 'node:fs/promises';
import { buildMaximalCoverModel } from '@liaowang/shared/analysis/siting/cover-models';
import { computeCoverMatrix, sumCoveredWeight, type CoverMatrix } from '@liaowang/shared/analysis/siting/cover-matrix';
import { reduceCover } from '@liaowang/shared/analysis/siting/cover-reduction';
import { coverGreedily } from '@liaowang/shared/analysis/siting/greedy-cover';
import {
  createPMedianInstance,
  interchangeMedians,
  placeMediansGreedily,
} from '@liaowang/shared/analysis/siting/p-median';
import { solveMaximalCover, solvePMedian } from '../../server/src/features/siting/siting-solvers.ts';
import { solveModel } from '../../server/src/features/siting/solve-model.ts';
import { median, timeRuns } from './figures.ts';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

const P = 10;
const TIME_LIMIT_SECONDS = 120;

interface Layout {
  name: string;
  candidates: { xs: number[]; ys: number[] };
  demand: { xs: number[]; ys: number[]; weights: number[] };
  radiusMeters: number;
}

/** The reference's 200 candidates × 2,000 places of demand. */
async function readReference(): Promise<Layout> {
  const file = new URL('../fixtures/siting-reference.json', import.meta.url);
  const { instances } = JSON.parse(await readFile(file, 'utf8')) as {
    instances: {
      id: string;
      candidates: { x: number[]; y: number[] };
      demand: { x: number[]; y: number[]; weight: number[] };
      radiusMeters: number;
    }[];
  };
  const { candidates, demand, radiusMeters } = instances.find(({ id }) => id === 'L_200x2000')!;
  return {
    name: '200 × 2,000',
    candidates: { xs: candidates.x, ys: candidates.y },
    demand: { xs: demand.x, ys: demand.y, weights: demand.weight },
    radiusMeters,
  };
}

/** A city's cells of 100 m, gathered in eight towns, with a grid of candidates over all: what analysts ask for. */
function createCity(demandCount: number, candidatesPerSide: number, radiusMeters: number): Layout {
  const random = createRandom(5);
  const sideMeters = 20_000;
  const towns = Array.from({ length: 8 }, () => [random() * sideMeters, random() * sideMeters] as const);
  const cells = new Map<string, { x: number; y: number; weight: number }>();
  while (cells.size < demandCount) {
    const town = towns[Math.floor(random() * towns.length)]!;
    const scatter = () => (random() + random() + random() - 1.5) * 3_000;
    const x = Math.floor((random() < 0.2 ? random() * sideMeters : town[0] + scatter()) / 100) * 100;
    const y = Math.floor((random() < 0.2 ? random() * sideMeters : town[1] + scatter()) / 100) * 100;
    cells.set(`${x},${y}`, { x, y, weight: 1 + Math.floor(random() * 40) });
  }
  const demand = [...cells.values()];
  const sites = Array.from({ length: candidatesPerSide ** 2 }, (_, k) => k);
  return {
    name: `${candidatesPerSide ** 2} × ${demandCount} within ${radiusMeters} m`,
    candidates: {
      xs: sites.map((k) => ((k % candidatesPerSide) + 0.5) * (sideMeters / candidatesPerSide)),
      ys: sites.map((k) => (Math.floor(k / candidatesPerSide) + 0.5) * (sideMeters / candidatesPerSide)),
    },
    demand: { xs: demand.map(({ x }) => x), ys: demand.map(({ y }) => y), weights: demand.map(({ weight }) => weight) },
    radiusMeters,
  };
}

/** Greedy covering as it is usually written: every gain counted anew, from all pairs, at each step. */
function coverNaively({ candidates, demand, radiusMeters }: Layout, p: number): number {
  const covered = new Set<number>();
  let sum = 0;
  for (let step = 0; step < p; step++) {
    let best = -1;
    let most = 0;
    for (let j = 0; j < candidates.xs.length; j++) {
      let gain = 0;
      for (let i = 0; i < demand.xs.length; i++) {
        if (
          !covered.has(i) &&
          Math.hypot(candidates.xs[j]! - demand.xs[i]!, candidates.ys[j]! - demand.ys[i]!) <= radiusMeters
        )
          gain += demand.weights[i]!;
      }
      if (gain > most) [best, most] = [j, gain];
    }
    if (best < 0) break;
    sum += most;
    for (let i = 0; i < demand.xs.length; i++) {
      if (Math.hypot(candidates.xs[best]! - demand.xs[i]!, candidates.ys[best]! - demand.ys[i]!) <= radiusMeters)
        covered.add(i);
    }
  }
  return sum;
}

/** The textbook model handed to the solver as it is: nothing merged, no start. */
async function solvePlainly(matrix: CoverMatrix, weights: Float64Array): Promise<number> {
  const { columns } = await solveModel(buildMaximalCoverModel(matrix, weights, P), {
    timeLimitSeconds: TIME_LIMIT_SECONDS,
  });
  return sumCoveredWeight(
    matrix,
    weights,
    Array.from({ length: matrix.candidateCount }, (_, j) => j).filter((j) => columns![j]! > 0.5),
  );
}

async function runCover(layout: Layout): Promise<void> {
  const weights = Float64Array.from(layout.demand.weights);
  const find = () => computeCoverMatrix(layout.candidates, layout.demand, layout.radiusMeters);
  const matrix = find();
  const greedyMs = median(
    await timeRuns(() => coverGreedily(find(), weights, { maxSites: P }), { runs: 9, warmUps: 2 }),
  );
  const naiveMs = median(await timeRuns(() => coverNaively(layout, P), { runs: 3, warmUps: 1 }));
  const greedy = coverGreedily(matrix, weights, { maxSites: P, boundSites: P });
  const greedyValue = sumCoveredWeight(matrix, weights, greedy.order);
  if (Math.abs(greedyValue - coverNaively(layout, P)) > 1e-9) throw new Error('greedy and naive greedy differ');
  const reduced = reduceCover(matrix, weights, []);
  let exact = greedyValue;
  let status = '';
  const exactMs = median(
    await timeRuns(
      async () => {
        const found = await solveMaximalCover(
          matrix,
          weights,
          { p: P, kept: [], greedy: greedy.order, greedyBound: greedy.bound },
          { timeLimitSeconds: TIME_LIMIT_SECONDS },
        );
        exact = sumCoveredWeight(matrix, weights, found.sites);
        status = found.status;
      },
      { runs: 3, warmUps: 1 },
    ),
  );
  let plain = 0;
  const plainMs = median(
    await timeRuns(async () => void (plain = await solvePlainly(matrix, weights)), { runs: 3, warmUps: 1 }),
  );
  console.log(
    `maximal cover ${layout.name}, p = ${P}: greedy ${greedyMs.toFixed(2)} ms; naive ${naiveMs.toFixed(1)} ms; ratio ${(naiveMs / greedyMs).toFixed(1)}`,
  );
  console.log(
    `  exact ${exactMs.toFixed(0)} ms (${status}, ${reduced.candidates.length} × ${reduced.weights.length} after reduction); plain model ${plainMs.toFixed(0)} ms; ratio ${(plainMs / exactMs).toFixed(1)}; ` +
      `covered ${exact} / plain ${plain} / greedy ${greedyValue} (greedy is ${(100 * (1 - greedyValue / exact)).toFixed(2)} % below)`,
  );
}

async function runPMedian(layout: Layout): Promise<void> {
  const instance = createPMedianInstance(layout.candidates, layout.demand, layout.demand.weights);
  let start: number[] = [];
  const [quickMs = Number.NaN] = await timeRuns(
    () => (start = interchangeMedians(instance, placeMediansGreedily(instance, P))),
    { runs: 1, warmUps: 1 },
  );
  let status = '';
  const [exactMs = Number.NaN] = await timeRuns(
    async () => void ({ status } = await solvePMedian(instance, P, start, { timeLimitSeconds: TIME_LIMIT_SECONDS })),
    { runs: 1, warmUps: 0 },
  );
  console.log(
    `p-median ${layout.name}, p = ${P}: greedy and interchange ${quickMs.toFixed(0)} ms; exact ${exactMs.toFixed(0)} ms (${status})`,
  );
}

/** Siting: greedy and proven optima against counting all anew and against the model solved as it stands in the book. */
export async function run(): Promise<void> {
  const reference = await readReference();
  const city = createCity(2_000, 22, 800);
  await runCover(reference);
  await runCover(city);
  await runCover(createCity(2_000, 22, 1_500));
  await runPMedian(reference);
  await runPMedian(city);
}
