import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { POST_RANGE_METERS } from '@liaowang/shared/schemas/lookout';
import { SECTOR_ANGLE_DEGREES } from '@liaowang/shared/schemas/watch-shape';
import { roundPlace } from '../../map/round-place.ts';
import type { SeenRange } from './range-trial.store.ts';

/** What can be dragged: how far it sees (and where to), a sector's side, or a corner of drawn ground by its number. */
export type HandleId = 'reach' | 'side' | number;

export interface RangeHandle {
  id: HandleId;
  position: LngLat;
}

/** Ranges and angles that may be said; a sector of the whole 360° would be a disk, which can be chosen. */
export const RANGE_LIMITS = {
  meters: { min: POST_RANGE_METERS.minimum, max: POST_RANGE_METERS.maximum },
  bearingDegrees: { min: 0, max: 359 },
  angleDegrees: { min: SECTOR_ANGLE_DEGREES.minimum, max: 359 },
} as const;
/** Nobody knows better how far somebody sees. */
export const RANGE_STEP_METERS = 10;
const EAST_DEGREES = 90;
const RADIANS_PER_DEGREE = Math.PI / 180;

const clamp = (value: number, { min, max }: { min: number; max: number }): number =>
  Math.min(max, Math.max(min, value));
/** Into [0, 360). */
const turn = (degrees: number): number => ((degrees % 360) + 360) % 360;

/** A range that may be said, next to one that was pointed at. */
export function snapRangeMeters(rangeMeters: number): number {
  return clamp(Math.round(rangeMeters / RANGE_STEP_METERS) * RANGE_STEP_METERS, RANGE_LIMITS.meters);
}

function placeAt(position: LngLat, meters: number, bearingDegrees: number): LngLat {
  const bearing = bearingDegrees * RADIANS_PER_DEGREE;
  return createLocalProjection(...position).inverse(meters * Math.sin(bearing), meters * Math.cos(bearing));
}

/** What can be dragged of what a lookout at a place sees. */
export function listRangeHandles(position: LngLat, { detectionRangeMeters, shape }: SeenRange): RangeHandle[] {
  if (shape.kind === 'ground')
    return shape.geometry.coordinates[0]!.slice(0, -1).map((corner, id) => ({ id, position: corner }));
  if (shape.kind === 'disk') return [{ id: 'reach', position: placeAt(position, detectionRangeMeters, EAST_DEGREES) }];
  const { bearingDegrees, angleDegrees } = shape;
  return [
    { id: 'reach', position: placeAt(position, detectionRangeMeters, bearingDegrees) },
    { id: 'side', position: placeAt(position, detectionRangeMeters, bearingDegrees + angleDegrees / 2) },
  ];
}

/** What it sees once a handle was dragged to a place; ranges snap to 10 m, angles to whole degrees. */
export function dragRangeHandle(position: LngLat, range: SeenRange, id: HandleId, place: LngLat): SeenRange {
  const { shape } = range;
  if (shape.kind === 'ground') {
    const corners = shape.geometry.coordinates[0]!.slice(0, -1);
    return { ...range, shape: toGround(corners.map((corner, i) => (i === id ? roundPlace(place) : corner))) };
  }
  const [x, y] = createLocalProjection(...position).forward(...place);
  const bearing = turn(Math.atan2(x, y) / RADIANS_PER_DEGREE);
  if (id === 'side') {
    if (shape.kind !== 'sector') return range;
    const off = Math.abs(((bearing - shape.bearingDegrees + 540) % 360) - 180);
    return { ...range, shape: { ...shape, angleDegrees: clamp(Math.round(2 * off), RANGE_LIMITS.angleDegrees) } };
  }
  return {
    detectionRangeMeters: snapRangeMeters(Math.hypot(x, y)),
    shape: shape.kind === 'sector' ? { ...shape, bearingDegrees: turn(Math.round(bearing)) } : shape,
  };
}

/** Drawn ground with these corners. */
export function toGround(corners: readonly LngLat[]): Extract<SeenRange['shape'], { kind: 'ground' }> {
  const ring = corners.map(roundPlace);
  return { kind: 'ground', geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] } };
}
