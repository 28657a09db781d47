/** Counts by chance for simulations, from a seeded generator of numbers in [0, 1). */
export interface CountGenerator {
  normal(): number;
  poisson(mean: number): number;
  /** Variance mean + mean² / dispersion. */
  negativeBinomial(mean: number, dispersion: number): number;
}

/** Poisson counts by inversion (means up to some hundreds), gamma variables after Marsaglia & Tsang (2000). */
export function createCountGenerator(random: () => number): CountGenerator {
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

  function poisson(mean: number): number {
    const chance = random();
    let count = 0;
    let term = Math.exp(-mean);
    for (let sum = term; sum < chance && term > 0; sum += term) term *= mean / ++count;
    return count;
  }

  function gamma(shape: number): number {
    if (shape < 1) return gamma(shape + 1) * random() ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  return { normal, poisson, negativeBinomial: (mean, dispersion) => poisson((gamma(dispersion) * mean) / dispersion) };
}
