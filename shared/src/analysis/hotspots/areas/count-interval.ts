import type { Dispersion } from '../../statistics/dispersion.ts';
import { findStudentQuantile } from '../../statistics/student-distribution.ts';

const TAIL = 0.025;

/**
 * The 95 % interval of the mean that a count is one of: the limits of n/φ Poisson events after Byar (Breslow & Day 1987, Statistical
 * methods in cancer research II, 69), which come within some per cent of the exact ones, times φ, with Student's t for how
 * well φ is known. Null dispersion = taken as Poisson.
 */
export function findCountInterval(count: number, dispersion: Dispersion | null): { low: number; high: number } {
  const { factor, degreesOfFreedom } = dispersion ?? { factor: 1, degreesOfFreedom: Infinity };
  const deviation = findStudentQuantile(TAIL, degreesOfFreedom);
  const limit = (events: number, sign: 1 | -1): number =>
    events * Math.max(0, 1 - 1 / (9 * events) + (sign * deviation) / (3 * Math.sqrt(events))) ** 3;
  const events = count / factor;
  return { low: count === 0 ? 0 : factor * limit(events, -1), high: factor * limit(events + 1, 1) };
}
