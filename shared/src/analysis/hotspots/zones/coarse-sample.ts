/** At most so many of n numbers, spread evenly and ascending: the same each time, and all if they are few. */
export function pickEvenly(n: number, most: number): Int32Array {
  const count = Math.min(n, most);
  return Int32Array.from({ length: count }, (_, k) => Math.floor((k * n) / count));
}

/** Lengths as people say them: to 50 m, below 100 m to 10 m, at least 10 m. */
export function roundCoarsely(meters: number): number {
  const step = meters < 100 ? 10 : 50;
  return Math.max(10, step * Math.round(meters / step));
}
