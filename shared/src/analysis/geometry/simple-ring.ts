import { orient2d } from 'robust-predicates';
import type { LngLat } from '../../schemas/geometry.ts';

type Edge = readonly [from: LngLat, to: LngLat];

const turnOf = ([from, to]: Edge, place: LngLat): number => Math.sign(orient2d(...from, ...to, ...place));

const isBetween = (value: number, a: number, b: number): boolean => Math.min(a, b) <= value && value <= Math.max(a, b);

/** Of a place that is in line with an edge: whether it lies on it, ends included. */
const isOn = ([from, to]: Edge, [x, y]: LngLat): boolean =>
  isBetween(x, from[0], to[0]) && isBetween(y, from[1], to[1]);

/** Whether two edges have a place in common, ends included. */
function haveCommonPlace(a: Edge, b: Edge): boolean {
  const [c, d] = [turnOf(a, b[0]), turnOf(a, b[1])];
  const [e, f] = [turnOf(b, a[0]), turnOf(b, a[1])];
  if (c * d < 0 && e * f < 0) return true;
  return (
    (c === 0 && isOn(a, b[0])) || (d === 0 && isOn(a, b[1])) || (e === 0 && isOn(b, a[0])) || (f === 0 && isOn(b, a[1]))
  );
}

/** Whether an edge goes back over the one before it, whose end is its start. */
function goesBack(before: Edge, after: Edge): boolean {
  if (turnOf(before, after[1]) !== 0) return false;
  const axis = before[0][0] === before[1][0] ? 1 : 0;
  return Math.sign(before[1][axis] - before[0][axis]) !== Math.sign(after[1][axis] - after[0][axis]);
}

/**
 * Whether a ring (closed: its last corner is its first; no corner twice in a row) touches, crosses or overlaps itself
 * nowhere, as OGC Simple Feature Access asks of a polygon's rim (ISO 19125-1, 6.1.11). In the plane of its coordinates
 * and exact: by the orientation predicate of Shewchuk (1997). Each edge against each: for rings of some hundred corners.
 */
export function isSimpleRing(ring: readonly LngLat[]): boolean {
  const edges = ring.slice(1).map((corner, i): Edge => [ring[i]!, corner]);
  return edges.every((edge, i) => {
    if (goesBack(edges.at(i - 1)!, edge)) return false;
    const isFirst = i === 0;
    return edges.slice(i + 2).every((other, k) => {
      // The last edge ends where the first begins.
      const isNeighbor = isFirst && i + 2 + k === edges.length - 1;
      return isNeighbor || !haveCommonPlace(edge, other);
    });
  });
}
