import { quantile } from './quantile.ts';

export interface MeanWithInterval {
  readonly mean: number;
  /** Limits of the 95 % interval; null for a single value. */
  readonly low: number | null;
  readonly high: number | null;
  /** Values that the mean is of. */
  readonly count: number;
}

const RESAMPLES = 2_000;

/**
 * Mean of values with its 95 % interval by the percentile bootstrap (Efron 1979); null without values. With fewer than
 * some ten values the interval is too short. `random` gives numbers in [0, 1): seed it.
 */
export function computeMeanWithInterval(values: readonly number[], random: () => number): MeanWithInterval | null {
  const count = values.length;
  if (count === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { mean, low: null, high: null, count };
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let draw = 0; draw < count; draw++) sum += values[Math.floor(random() * count)]!;
    return sum / count;
  });
  return { mean, low: quantile(means, 0.025), high: quantile(means, 0.975), count };
}
