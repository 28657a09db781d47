import { findRoot } from './find-root.ts';
import { regularizedBeta } from './incomplete-beta.ts';
import { normalUpperTail } from './normal-distribution.ts';

/** P(T ≥ t) of Student's t with so many degrees of freedom, 0–1; Infinity = normal. */
export function studentUpperTail(t: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom === Infinity) return normalUpperTail(t);
  const square = t * t;
  const half =
    regularizedBeta(degreesOfFreedom / 2, 0.5, {
      p: degreesOfFreedom / (degreesOfFreedom + square),
      q: square / (degreesOfFreedom + square),
    }) / 2;
  return t >= 0 ? half : 1 - half;
}

/** Deviations beyond which no quantile is looked for. */
const FURTHEST = 1e4;

/** The t ≥ 0 that so large a share, at most one half, exceeds. */
export function findStudentQuantile(upperTail: number, degreesOfFreedom: number): number {
  if (upperTail >= 0.5) return 0;
  const logWanted = Math.log(upperTail);
  let furthest = 2;
  while (furthest < FURTHEST && studentUpperTail(furthest, degreesOfFreedom) > upperTail) furthest *= 2;
  return findRoot(
    (t) => Math.log(Math.max(Number.MIN_VALUE, studentUpperTail(t, degreesOfFreedom))) - logWanted,
    0,
    furthest,
  );
}

/** A two-sided p of the normal distribution, as it is where the spread was measured with so few degrees of freedom. */
export function widenP(p: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom === Infinity || p >= 1) return p;
  return Math.min(1, 2 * studentUpperTail(findStudentQuantile(p / 2, Infinity), degreesOfFreedom));
}

/** The two-sided p of the normal distribution that {@link widenP} makes `alpha` of. */
export function narrowAlpha(alpha: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom === Infinity) return alpha;
  return 2 * normalUpperTail(findStudentQuantile(alpha / 2, degreesOfFreedom));
}
