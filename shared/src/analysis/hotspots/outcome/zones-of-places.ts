import type { AreaBoundary } from '../../geometry/disk-union/area-boundary.ts';

/** What a place belongs to. */
export const PLACE_ZONES = { none: 0, hotspot: 1, buffer: 2, comparison: 3 } as const;

export interface OutcomeZones {
  readonly hotspot: AreaBoundary;
  /** Other hotspots: no part of the buffer. */
  readonly others: readonly AreaBoundary[];
  readonly bufferMeters: number;
  readonly comparison: readonly AreaBoundary[];
}

/** One of {@link PLACE_ZONES} for each place of the plane, metres. The buffer is the ground within `bufferMeters` of the hotspot, without any hotspot. */
export function findZonesOfPlaces(
  { xs, ys }: { readonly xs: Float64Array; readonly ys: Float64Array },
  zones: OutcomeZones,
): Uint8Array {
  const { hotspot, others, bufferMeters, comparison } = zones;
  return Uint8Array.from(xs, (x, i) => {
    const y = ys[i]!;
    if (hotspot.isInside(x, y)) return PLACE_ZONES.hotspot;
    if (isWithin(hotspot, x, y, bufferMeters))
      return others.some((other) => other.isInside(x, y)) ? PLACE_ZONES.none : PLACE_ZONES.buffer;
    return comparison.some((zone) => zone.isInside(x, y)) ? PLACE_ZONES.comparison : PLACE_ZONES.none;
  });
}

/** Whether a place lies in an area or at most `meters` from it. */
export function isWithin(area: AreaBoundary, x: number, y: number, meters: number): boolean {
  if (x < area.minX - meters || x > area.maxX + meters || y < area.minY - meters || y > area.maxY + meters)
    return false;
  if (area.isInside(x, y)) return true;
  for (let q = 0; q < area.edgeCount; q++) {
    const [edgeX, edgeY] = [area.endX[q]! - area.startX[q]!, area.endY[q]! - area.startY[q]!];
    const [offsetX, offsetY] = [x - area.startX[q]!, y - area.startY[q]!];
    const along = Math.max(0, Math.min(1, (offsetX * edgeX + offsetY * edgeY) / (edgeX * edgeX + edgeY * edgeY)));
    if (Math.hypot(offsetX - along * edgeX, offsetY - along * edgeY) <= meters) return true;
  }
  return false;
}
