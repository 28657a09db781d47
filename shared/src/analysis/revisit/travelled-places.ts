import { createLocalProjection } from '../geometry/local-projection.ts';
import { findCentres, type RevisitGrid } from './revisit-grid.ts';
import type { LngLat } from '../../schemas/geometry.ts';

/**
 * Places where vehicles go: centres of the cells they came into, most often first, each at least `spacingMeters` from
 * all before it. Only of `cells` (null: all). Streets, as far as the grid has seen them used.
 */
export function findTravelledPlaces({
  grid,
  passes,
  spacingMeters,
  cells,
}: {
  grid: RevisitGrid;
  passes: Uint32Array;
  spacingMeters: number;
  cells: Int32Array | null;
}): LngLat[] {
  const projection = createLocalProjection(...grid.center);
  const { xs, ys } = findCentres(grid);
  const travelled = (cells ? [...cells] : Array.from({ length: grid.cellCount }, (_, cell) => cell))
    .filter((cell) => passes[cell]! > 0)
    .sort((a, b) => passes[b]! - passes[a]! || a - b);
  const taken = new Map<string, number[]>();
  const bucketOf = (value: number): number => Math.floor(value / spacingMeters);
  const isFree = (cell: number): boolean => {
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        const near = taken.get(`${bucketOf(xs[cell]!) + dx},${bucketOf(ys[cell]!) + dy}`) ?? [];
        if (near.some((other) => Math.hypot(xs[other]! - xs[cell]!, ys[other]! - ys[cell]!) < spacingMeters))
          return false;
      }
    }
    return true;
  };
  const places: LngLat[] = [];
  for (const cell of travelled) {
    if (!isFree(cell)) continue;
    const key = `${bucketOf(xs[cell]!)},${bucketOf(ys[cell]!)}`;
    taken.set(key, [...(taken.get(key) ?? []), cell]);
    places.push(projection.inverse(xs[cell]!, ys[cell]!));
  }
  return places;
}
