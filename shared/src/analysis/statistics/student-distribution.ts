import { regularizedBeta } from './incomplete-beta.ts';
import { normalUpperTail } from './normal-distribution.ts';

/** P(T ≥ t) of Student's t with so many degrees of freedom, 0–1; Infinity = normal. */
export function studentUpperTail(t: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom === Infinity) return normalUpperTail(t);
  const square = t * t;
  const half = regularizedBeta(degreesOfFreedom / 2, 0.5, { p: degreesOfFreedom / (degreesOfFreedom + square), q: square / (degreesOfFreedom + square) }) / 2;
  return t >= 0 ? half : 1 - half;
}

/** Deviations beyond which no quantile is looked for. */
const FURTHEST = 1e4;
const HALVINGS = 70;

/** The t ≥ 0 that so large a share, at most one half, exceeds. */
export function findStudentQuantile(upperTail: number, degreesOfFreedom: number): number {
  let [low, high] = [0, FURTHEST];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (studentUpperTail(middle, degreesOfFreedom) > upperTail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
