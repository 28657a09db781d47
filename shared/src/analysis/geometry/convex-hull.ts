import type { Clusters } from '../hotspots/zones/dbscan.ts';
import type { PlanarPoints } from '../hotspots/zones/occupied-cells.ts';

/**
 * Corners of the convex hull of points on a plane, as point numbers, counter-clockwise from the westernmost (the
 * southernmost of several); the first is not repeated, and points on an edge are no corners. Andrew's monotone chain
 * (1979). Only `members` are looked at if given; points that are not finite are left out.
 *
 * Fewer than three corners mean that there is no area: two are the ends of points on a line, one is a single place, none
 * is no point at all. Whoever draws it has to give those a width.
 */
export function computeConvexHull(
  { xs, ys }: PlanarPoints,
  members: Iterable<number> = Array.from(xs, (_, i) => i),
): Int32Array {
  const sorted = [...members]
    .filter((i) => Number.isFinite(xs[i]!) && Number.isFinite(ys[i]!))
    .sort((a, b) => xs[a]! - xs[b]! || ys[a]! - ys[b]!);
  const distinct = sorted.filter((i, k) => k === 0 || xs[i] !== xs[sorted[k - 1]!] || ys[i] !== ys[sorted[k - 1]!]);
  if (distinct.length < 3) return Int32Array.from(distinct);
  const isLeftTurn = (a: number, b: number, c: number): boolean =>
    (xs[b]! - xs[a]!) * (ys[c]! - ys[a]!) - (ys[b]! - ys[a]!) * (xs[c]! - xs[a]!) > 0;
  const walk = (along: readonly number[]): number[] => {
    const chain: number[] = [];
    for (const i of along) {
      while (chain.length > 1 && !isLeftTurn(chain.at(-2)!, chain.at(-1)!, i)) chain.pop();
      chain.push(i);
    }
    // The end of one chain is the start of the other.
    chain.pop();
    return chain;
  };
  return Int32Array.from([...walk(distinct), ...walk(distinct.toReversed())]);
}

/** The convex hull of each cluster, that of cluster k at k − 1; see computeConvexHull for clusters without an area. */
export function computeClusterOutlines(points: PlanarPoints, { labels, sizes }: Clusters): Int32Array[] {
  const members = Array.from(sizes, (): number[] => []);
  labels.forEach((label, i) => {
    if (label > 0) members[label - 1]!.push(i);
  });
  return members.map((numbers) => computeConvexHull(points, numbers));
}
