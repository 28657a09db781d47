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
export async function timeRuns(
  work: () => unknown,
  { runs, warmUps }: { runs: number; warmUps: number },
): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < runs + warmUps; i++) {
    const startedMs = performance.now();
    await work();
    if (i >= warmUps) times.push(performance.now() - startedMs);
  }
  return times;
}
