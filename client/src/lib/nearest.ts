const METERS_PER_DEGREE = 111_320;

/** Ground distance in metres by the local flat approximation: under 0.1 % off within a city. */
export function computeNearbyDistanceMeters(a: readonly [number, number], b: readonly [number, number]): number {
  const meanLatitude = (((a[1] + b[1]) / 2) * Math.PI) / 180;
  return Math.hypot((a[0] - b[0]) * Math.cos(meanLatitude), a[1] - b[1]) * METERS_PER_DEGREE;
}

/** The candidate nearest to `position` and its distance in metres, or null without candidates. */
export function findNearest<T extends { position: readonly [number, number] }>(
  position: readonly [number, number],
  candidates: Iterable<T>,
): { candidate: T; distanceMeters: number } | null {
  let nearest: { candidate: T; distanceMeters: number } | null = null;
  for (const candidate of candidates) {
    const distanceMeters = computeNearbyDistanceMeters(position, candidate.position);
    if (nearest === null || distanceMeters < nearest.distanceMeters) nearest = { candidate, distanceMeters };
  }
  return nearest;
}
