import type { BackTestFold } from './training-window.ts';

/** Folds of equal length that end with the newest whole test window, oldest first. */
export interface FoldPlan {
  readonly trainDays: number;
  readonly testDays: number;
  readonly maxFolds: number;
}

const DAY_MS = 86_400_000;

/** As many test windows, one after the other up to `toMs`, as fit with their training windows after `fromMs`. */
export function planFolds(
  { fromMs, toMs }: { fromMs: number; toMs: number },
  { trainDays, testDays, maxFolds }: FoldPlan,
): BackTestFold[] {
  const folds: BackTestFold[] = [];
  for (let testToMs = toMs; folds.length < maxFolds; testToMs -= testDays * DAY_MS) {
    const testFromMs = testToMs - testDays * DAY_MS;
    const trainFromMs = testFromMs - trainDays * DAY_MS;
    if (trainFromMs < fromMs) break;
    folds.push({ trainFromMs, testFromMs, testToMs });
  }
  return folds.reverse();
}
