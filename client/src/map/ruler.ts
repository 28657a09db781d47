import { haversineDistanceMeters } from '@liaowang/shared/analysis/geometry/great-circle';
import { create } from 'zustand';

export type RulerPoint = [number, number];

/** Metres from the first point to each point of a ruler, along it. */
export function computeRulerDistances(points: readonly RulerPoint[]): number[] {
  let total = 0;
  return points.map(([lng, lat], index) => {
    const previous = points[index - 1];
    if (previous) total += haversineDistanceMeters(previous[0], previous[1], lng, lat);
    return total;
  });
}

interface RulerState {
  points: readonly RulerPoint[];
  add(point: RulerPoint): void;
  clear(): void;
}

/** The points of the ruler that is being laid; whether there is one says the view store. */
export const useRulerStore = create<RulerState>()((set) => ({
  points: [],
  add: (point) => set(({ points }) => ({ points: [...points, point] })),
  clear: () => set(({ points }) => (points.length === 0 ? {} : { points: [] })),
}));
