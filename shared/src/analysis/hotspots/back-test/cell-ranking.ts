/** Rounding must not decide whether the last zone still fits. */
const AREA_TOLERANCE = 1e-12;

/**
 * Cells by score, the highest first; equal scores by number, the lowest first. Scores that are NaN come last. That rule
 * is arbitrary: where many scores are equal, as on sparse maps, see computeExpectedAccuracy.
 */
export function rankByScore(scores: ArrayLike<number>): Uint32Array {
  // Written so that NaN is the lowest.
  const values = Float64Array.from(scores, (score) => (score >= -Infinity ? score : -Infinity));
  return Uint32Array.from(values, (_, i) => i).sort((a, b) =>
    values[a]! < values[b]! ? 1 : values[a]! > values[b]! ? -1 : a - b,
  );
}

/** How many cells of equal size are a share (0–1) of them, rounded half up. */
export function countFlagged(share: number, cellCount: number): number {
  return Math.max(0, Math.min(cellCount, Math.round(share * cellCount)));
}

/** The first cells of a ranking up to the one that would exceed a share (0–1) of all area, for cells of unequal size. */
export function flagAreaShare(ranking: Uint32Array, areas: ArrayLike<number>, share: number): Uint32Array {
  let total = 0;
  for (const cell of ranking) total += areas[cell]!;
  const limit = share * total * (1 + AREA_TOLERANCE);
  let sum = 0;
  const end = ranking.findIndex((cell) => (sum += areas[cell]!) > limit);
  return end < 0 ? ranking : ranking.subarray(0, end);
}
