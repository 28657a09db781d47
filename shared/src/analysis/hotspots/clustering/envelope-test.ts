/** A function of distance beside the same of simulations, at the distances of `Radii`. */
export interface EnvelopeTest {
  readonly observed: Float64Array;
  /** Between these are 95 % of the simulations at each distance by itself. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** In 95 % of the simulations the function stays within ± this at all distances at once. */
  readonly globalHalfWidth: number;
  /** Of the largest deviation over all distances: (simulations that deviate as far + 1) / (simulations + 1). */
  readonly p: number;
  /** Where the observed function deviates most: number of the distance, and whether it is above 0 there. */
  readonly at: number;
  readonly isAbove: boolean;
}

const LEVEL = 0.05;

/**
 * The global envelope test of maximum absolute deviation from 0 (Ripley 1981; Baddeley et al. 2014, Ecological Monographs 84,
 * 477–489; spatstat's mad.test): one p for all distances, where looking for the worst of many pointwise bands would be wrong far
 * too often. Distances at which the observed function is not finite are left out.
 */
export function testEnvelope(observed: Float64Array, simulated: readonly Float64Array[]): EnvelopeTest {
  const measure = (values: Float64Array): number =>
    values.reduce(
      (most, value, step) => (Number.isFinite(observed[step]!) && Math.abs(value) > most ? Math.abs(value) : most),
      0,
    );
  const most = measure(observed);
  const deviations = Float64Array.from(simulated, measure).sort();
  const asFar = deviations.reduce((sum, deviation) => sum + Number(deviation >= most), 0);
  const at = Math.max(
    0,
    observed.findIndex((value) => Math.abs(value) === most),
  );
  const bound = (share: number): Float64Array =>
    observed.map((_, step) => {
      const sorted = Float64Array.from(simulated, (values) => values[step]!).sort();
      return sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length + 1)) - 1))]!;
    });
  return {
    observed,
    low: bound(LEVEL / 2),
    high: bound(1 - LEVEL / 2),
    globalHalfWidth: deviations[Math.min(deviations.length - 1, Math.ceil((1 - LEVEL) * (deviations.length + 1)) - 1)]!,
    p: (asFar + 1) / (simulated.length + 1),
    at,
    isAbove: (observed[at] ?? 0) > 0,
  };
}
