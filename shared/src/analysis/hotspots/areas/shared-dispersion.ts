import type { Dispersion } from '../../statistics/dispersion.ts';

/** The fewest degrees of freedom that measureDispersion gives a factor for. */
const LEAST_DEGREES_OF_FREEDOM = 5;

/**
 * What areas are taken to be as uneven as, where many are told at once: each its own dispersion, but at least the mean of all, for
 * the few events of one show no unevenness, or come on so few days that nothing can be measured (null). The degrees of
 * freedom stay its own, or are those of a mean area. Null where none could be measured.
 */
export function shareDispersions(areas: ReadonlyArray<Dispersion | null>): Array<Dispersion | null> {
  const measured = areas.filter((dispersion) => dispersion !== null);
  if (measured.length === 0) return areas.map(() => null);
  const mean = (pick: (dispersion: Dispersion) => number): number =>
    measured.reduce((sum, dispersion) => sum + pick(dispersion), 0) / measured.length;
  const shared = {
    factor: mean(({ factor }) => factor),
    degreesOfFreedom: Math.max(
      LEAST_DEGREES_OF_FREEDOM,
      mean(({ degreesOfFreedom }) => degreesOfFreedom),
    ),
  };
  return areas.map((dispersion) =>
    dispersion ? { ...dispersion, factor: Math.max(dispersion.factor, shared.factor) } : shared,
  );
}
