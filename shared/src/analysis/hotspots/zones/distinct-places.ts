import type { PlanarPoints } from './occupied-cells.ts';

/** Places with at least one point each, sorted by x, then y. */
export interface DistinctPlaces {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** Points at each place. */
  readonly counts: Int32Array;
  /** The place of each point; −1 for points that are not finite. */
  readonly placeOf: Int32Array;
}

/** Takes points of the same coordinates together: incidents come by the hundred at one address. */
export function findDistinctPlaces({ xs, ys }: PlanarPoints): DistinctPlaces {
  const finite: number[] = [];
  for (let i = 0; i < xs.length; i++) if (Number.isFinite(xs[i]!) && Number.isFinite(ys[i]!)) finite.push(i);
  const order = Int32Array.from(finite).sort((a, b) => xs[a]! - xs[b]! || ys[a]! - ys[b]!);
  const placeOf = new Int32Array(xs.length).fill(-1);
  const firsts: number[] = [];
  const counts: number[] = [];
  for (const i of order) {
    const last = firsts.at(-1);
    if (last === undefined || xs[last] !== xs[i] || ys[last] !== ys[i]) {
      firsts.push(i);
      counts.push(0);
    }
    placeOf[i] = firsts.length - 1;
    counts[firsts.length - 1]!++;
  }
  return {
    xs: Float64Array.from(firsts, (i) => xs[i]!),
    ys: Float64Array.from(firsts, (i) => ys[i]!),
    counts: Int32Array.from(counts),
    placeOf,
  };
}
