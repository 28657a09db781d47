/** Median of figures; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The p-th percentile (0–100) by nearest rank. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** Milliseconds of each of `runs` runs of `work`, after `warmUps` that do not count. */
export async function timeRuns(work: () => unknown, { runs, warmUps }: { runs: number; warmUps: number }): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < runs + warmUps; i++) {
    const startedMs = performance.now();
    await work();
    if (i >= warmUps) times.push(performance.now() - startedMs);
  }
  return times;
}

/** Seeded generator of numbers in [0, 1): mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
