import { drawSector } from '@liaowang/shared/analysis/coverage/sector-outline';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { partialShapeOf } from '@liaowang/shared/schemas/watch-shape';
import type { SeenRange } from './range-trial.store.ts';

/** The outline of what a post at a place sees, closed; null = the ring of its range. */
export function outlineOf(position: LngLat, { detectionRangeMeters, shape }: SeenRange): LngLat[] | null {
  const partial = partialShapeOf(shape);
  if (!partial) return null;
  return partial.kind === 'ground'
    ? partial.geometry.coordinates[0]!
    : drawSector(position, detectionRangeMeters, partial).coordinates[0]!;
}
