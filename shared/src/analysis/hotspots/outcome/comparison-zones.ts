import {
  createAreaBoundary,
  type AreaBoundary,
  type PlanarMultiPolygon,
} from '../../geometry/disk-union/area-boundary.ts';
import { isWithin } from './zones-of-places.ts';

export const COMPARISON_DEFAULTS = {
  zones: 5,
  /** A place with less than half or more than twice as many incidents before is no match. */
  maxRatio: 2,
  /** Places are tried at steps of so much of the side of a square of the hotspot's size. */
  stepShare: 0.5,
} as const;

export interface ComparisonSearch {
  /** Outline of the hotspot on the plane, metres. */
  readonly outline: PlanarMultiPolygon;
  readonly jurisdiction: AreaBoundary;
  /** All hotspots, this one too. */
  readonly hotspots: readonly AreaBoundary[];
  /** Kept between a zone and every hotspot. */
  readonly clearanceMeters: number;
  /** Incidents of the window before, on the plane. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

export interface ComparisonZone {
  readonly outline: PlanarMultiPolygon;
  readonly before: number;
}

/**
 * Ground like a hotspot where nothing was done: its outline, moved without turning to where about as much happened
 * before. Tried are the cells of a fixed lattice that hold an incident; taken are up to five that lie wholly in the
 * jurisdiction, keep their distance from all hotspots and from each other, those with the closest count first (by the
 * ratio), then the nearest. Only counts of *before* are looked at. Matched on high counts, the zones fall back to their
 * mean as the hotspot does: part of the regression to the mean cancels (Wheeler & Ratcliffe 2018 match on levels
 * likewise). None for a hotspot without incidents before.
 */
export function findComparisonZones({
  outline,
  jurisdiction,
  hotspots,
  clearanceMeters,
  xs,
  ys,
}: ComparisonSearch): ComparisonZone[] {
  const area = createAreaBoundary(outline);
  const order = Array.from(xs, (_, i) => i).sort((a, b) => xs[a]! - xs[b]!);
  const sortedX = Float64Array.from(order, (i) => xs[i]!);
  const countMoved = (dx: number, dy: number): number => {
    let count = 0;
    for (let k = lowerBound(sortedX, area.minX + dx); k < sortedX.length && sortedX[k]! <= area.maxX + dx; k++) {
      if (area.isInside(sortedX[k]! - dx, ys[order[k]!]! - dy)) count++;
    }
    return count;
  };
  const own = countMoved(0, 0);
  if (own === 0) return [];

  const [centreX, centreY] = [(area.minX + area.maxX) / 2, (area.minY + area.maxY) / 2];
  const vertices = outline.flat(2);
  const reachMeters = Math.max(...vertices.map(([x, y]) => Math.hypot(x! - centreX, y! - centreY)));
  const stepMeters = COMPARISON_DEFAULTS.stepShare * Math.sqrt(area.areaSquareMeters);
  const cells = new Map<string, [number, number]>();
  for (let i = 0; i < xs.length; i++) {
    const [column, row] = [Math.floor(xs[i]! / stepMeters), Math.floor(ys[i]! / stepMeters)];
    cells.set(`${column},${row}`, [(column + 0.5) * stepMeters - centreX, (row + 0.5) * stepMeters - centreY]);
  }
  const candidates = [...cells.values()]
    .map(([dx, dy]) => {
      const before = countMoved(dx, dy);
      return { dx, dy, before, mismatch: Math.abs(Math.log(before / own)), meters: Math.hypot(dx, dy) };
    })
    .filter(({ mismatch }) => mismatch <= Math.log(COMPARISON_DEFAULTS.maxRatio))
    .sort((a, b) => a.mismatch - b.mismatch || a.meters - b.meters || a.dy - b.dy || a.dx - b.dx);

  const taken: typeof candidates = [];
  for (const candidate of candidates) {
    if (taken.length === COMPARISON_DEFAULTS.zones) break;
    const { dx, dy } = candidate;
    if (taken.some((other) => Math.hypot(other.dx - dx, other.dy - dy) < 2 * reachMeters)) continue;
    if (hotspots.some((hotspot) => isWithin(hotspot, centreX + dx, centreY + dy, clearanceMeters + reachMeters)))
      continue;
    if (!vertices.every(([x, y]) => jurisdiction.isInside(x! + dx, y! + dy))) continue;
    taken.push(candidate);
  }
  return taken.map(({ dx, dy, before }) => ({
    before,
    outline: outline.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => [x! + dx, y! + dy]))),
  }));
}

/** The first index of an ascending array whose value is at least `least`. */
function lowerBound(sorted: Float64Array, least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
