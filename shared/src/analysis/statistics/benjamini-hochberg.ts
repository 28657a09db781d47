/**
 * p-values adjusted for their number (Benjamini & Hochberg 1995; R's p.adjust(method = 'BH')): what is called at q ≤ .05
 * is wrong in at most 5 % of the calls, on average. In the order given, each 0–1; NaN counts as 1.
 */
export function adjustBenjaminiHochberg(ps: ArrayLike<number>): Float64Array {
  return adjustRepeated(ps, null);
}

/** The same where entry i stands for `times[i]` equal p-values; those of none are left out, and their q means nothing. */
export function adjustRepeatedPValues(ps: ArrayLike<number>, times: ArrayLike<number>): Float64Array {
  return adjustRepeated(ps, times);
}

function adjustRepeated(ps: ArrayLike<number>, times: ArrayLike<number> | null): Float64Array {
  const values = Float64Array.from({ length: ps.length }, (_, i) => (ps[i]! <= 1 ? ps[i]! : 1));
  // Without a comparator, which half a million cells would feel; equal p have equal q, so each finds its own by its value.
  const sorted = values.slice().sort();
  const counts = new Float64Array(values.length).fill(1);
  if (times !== null) {
    counts.fill(0);
    values.forEach((p, i) => (counts[findFirst(sorted, p)]! += times[i]!));
  }
  let rank = counts.reduce((sum, each) => sum + each, 0);
  const all = rank;
  const adjusted = new Float64Array(values.length);
  let lowest = 1;
  for (let i = values.length - 1; i >= 0; i--) {
    adjusted[i] = lowest = rank > 0 ? Math.min(lowest, (sorted[i]! * all) / rank) : lowest;
    rank -= counts[i]!;
  }
  return values.map((p) => adjusted[findFirst(sorted, p)]!);
}

/** Index of the first entry that is not below `value`; there is one. */
function findFirst(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
