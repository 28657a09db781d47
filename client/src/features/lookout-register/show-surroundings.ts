import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { boundsAround } from '../../entities/places/home-bounds.ts';
import { mapControl } from '../../map/map-control.ts';

/** All that a lookout sees, and some streets around it. */
const LEAST_ROOM_METERS = 300;
const ROOM_PER_RANGE = 1.3;

/** Brings a lookout at a place into sight, with all that it sees. */
export function showSurroundings(position: LngLat, { detectionRangeMeters }: { detectionRangeMeters: number }): void {
  mapControl.fitBounds(boundsAround([position], Math.max(LEAST_ROOM_METERS, detectionRangeMeters * ROOM_PER_RANGE)));
}
