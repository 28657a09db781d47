/** Probabilities smaller than this are taken as 0: no correction for any number of places could bring them to matter. */
export const NEGLIGIBLE_PROBABILITY = 1e-40;

/** Draws without replacement. */
export interface HypergeometricDraw {
  readonly population: number;
  /** Members of the population of the kind that is counted. */
  readonly marked: number;
  readonly draws: number;
}

/**
 * Probability of each number of marked members among the draws, from 0 up to the last that is not negligible. By
 * ratios from the most likely number outwards and then scaled to 1, which needs no factorials and keeps a relative
 * error near 1e-15 where log-gamma would lose half the digits in populations of a million.
 */
export function computeHypergeometric({ population, marked, draws }: HypergeometricDraw): Float64Array {
  const fewest = Math.max(0, draws - (population - marked));
  const most = Math.min(marked, draws);
  const mode = Math.min(most, Math.max(fewest, Math.floor(((draws + 1) * (marked + 1)) / (population + 2))));
  const oddsOfOneMore = (j: number): number =>
    ((marked - j) * (draws - j)) / ((j + 1) * (population - marked - draws + j + 1));

  const upwards = [1];
  let last = 1;
  for (let j = mode; j < most; j++) {
    last *= oddsOfOneMore(j);
    if (last < NEGLIGIBLE_PROBABILITY) break;
    upwards.push(last);
  }
  const probabilities = new Float64Array(mode + upwards.length);
  probabilities.set(upwards, mode);
  for (let j = mode - 1; j >= fewest; j--) {
    probabilities[j] = probabilities[j + 1]! / oddsOfOneMore(j);
    if (probabilities[j]! < NEGLIGIBLE_PROBABILITY) break;
  }
  let total = 0;
  for (const probability of probabilities) total += probability;
  for (let j = 0; j < probabilities.length; j++) probabilities[j]! /= total;
  return probabilities;
}
