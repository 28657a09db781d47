import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { KeyArea } from '@liaowang/shared/schemas/registry';
import type { PositionBuffer } from '../live/position-buffer.ts';
import { NO_KIND, STATE_INDEX } from '../live/unit-slots.ts';
import { computePixelsPerDegree } from './redraw-pace.ts';

/** CSS pixels a pointer may miss a mark by. */
export const HIT_RADIUS_PIXELS = 8;
/** A lookout or an incident is drawn larger than a unit: it wins when both are about as near. */
const BIG_MARK_BONUS_PIXELS = 5;

export interface MapTarget {
  kind: 'unit' | 'lookout' | 'incident' | 'key-area';
  id: number;
}

/** What can be hit now: only what is shown. */
export interface Targets {
  buffer: PositionBuffer;
  /** Bit k set = units of kind k are shown. */
  visibleKinds: number;
  lookouts: readonly LookoutFeature[];
  incidents: readonly IncidentFeature[];
  keyAreas: readonly KeyArea[];
}

/**
 * What is at a place of the map: the nearest mark within {@link HIT_RADIUS_PIXELS}, else the smallest key area around
 * the place, else null. Found in the columns that the marks are drawn from, so it needs no read-back from the GPU:
 * 100,000 units take well under a millisecond.
 */
export function findAtPoint(
  [lng, lat]: readonly [number, number],
  zoom: number,
  { buffer, visibleKinds, lookouts, incidents, keyAreas }: Targets,
  nowMs: number,
): MapTarget | null {
  const pixelsPerLng = computePixelsPerDegree(zoom);
  const pixelsPerLat = pixelsPerLng / Math.cos((lat * Math.PI) / 180);
  let best: MapTarget | null = null;
  let bestPixels = HIT_RADIUS_PIXELS;
  const offer = (
    kind: MapTarget['kind'],
    id: number,
    [atLng, atLat]: readonly [number, number],
    bonusPixels: number,
  ): void => {
    const pixels = Math.hypot((atLng - lng) * pixelsPerLng, (atLat - lat) * pixelsPerLat) - bonusPixels;
    if (pixels > bestPixels) return;
    bestPixels = pixels;
    best = { kind, id };
  };

  const { slots, origin } = buffer;
  // A glide never leaves the box of its two ends, so only units whose box is near need the exact place.
  const x = lng - origin[0];
  const y = lat - origin[1];
  const reachX = HIT_RADIUS_PIXELS / pixelsPerLng;
  const reachY = HIT_RADIUS_PIXELS / pixelsPerLat;
  for (let slot = 0; slot < slots.count; slot++) {
    const at = slot * 4;
    const fromX = slots.glides[at]!;
    const toX = slots.glides[at + 2]!;
    if ((fromX < x - reachX && toX < x - reachX) || (fromX > x + reachX && toX > x + reachX)) continue;
    const fromY = slots.glides[at + 1]!;
    const toY = slots.glides[at + 3]!;
    if ((fromY < y - reachY && toY < y - reachY) || (fromY > y + reachY && toY > y + reachY)) continue;
    const kind = slots.kinds[slot]!;
    if (kind === NO_KIND || slots.states[slot] === STATE_INDEX.off || ((visibleKinds >> kind) & 1) === 0) continue;
    offer('unit', slots.unitIds[slot]!, buffer.gliddenPosition(slot, nowMs), 0);
  }
  for (const { geometry, properties } of lookouts)
    offer('lookout', properties.lookoutId, geometry.coordinates, BIG_MARK_BONUS_PIXELS);
  for (const { geometry, properties } of incidents)
    offer('incident', properties.incidentId, geometry.coordinates, BIG_MARK_BONUS_PIXELS);
  return best ?? findKeyAreaAt([lng, lat], keyAreas);
}

function findKeyAreaAt(place: readonly [number, number], keyAreas: readonly KeyArea[]): MapTarget | null {
  let found: MapTarget | null = null;
  let smallest = Infinity;
  for (const { id, geometry } of keyAreas) {
    if (!geometry.coordinates.length || !isInside(place, geometry.coordinates[0]!)) continue;
    const size = computeRingSize(geometry.coordinates[0]!);
    if (size < smallest) {
      smallest = size;
      found = { kind: 'key-area', id };
    }
  }
  return found;
}

/** Whether a place is inside a ring: an odd number of its edges lies east of it. */
export function isInside(
  [lng, lat]: readonly [number, number],
  ring: ReadonlyArray<readonly [number, number]>,
): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [lngA, latA] = ring[i]!;
    const [lngB, latB] = ring[j]!;
    if (latA > lat !== latB > lat && lng < ((lngB - lngA) * (lat - latA)) / (latB - latA) + lngA) inside = !inside;
  }
  return inside;
}

/** Area of a ring in square degrees, good only to compare neighbours. */
function computeRingSize(ring: ReadonlyArray<readonly [number, number]>): number {
  let doubled = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    doubled += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  return Math.abs(doubled) / 2;
}
