/** Mean Earth radius (IUGG R1), metres: the sphere used for distances between fixes. */
const EARTH_MEAN_RADIUS_METERS = 6_371_008.8;

const RADIANS_PER_DEGREE = Math.PI / 180;

/**
 * Great-circle distance in metres between two WGS-84 positions in degrees, by the haversine formula, which stays
 * accurate for metres as well as for thousands of kilometres. Within 0.5 % of the ellipsoidal distance.
 */
export function haversineDistanceMeters(lng1: number, lat1: number, lng2: number, lat2: number): number {
  const halfLat = ((lat2 - lat1) * RADIANS_PER_DEGREE) / 2;
  const halfLng = ((lng2 - lng1) * RADIANS_PER_DEGREE) / 2;
  const squaredHalfChord =
    Math.sin(halfLat) ** 2 +
    Math.cos(lat1 * RADIANS_PER_DEGREE) * Math.cos(lat2 * RADIANS_PER_DEGREE) * Math.sin(halfLng) ** 2;
  // Rounding may push the value above 1 for antipodes.
  return 2 * EARTH_MEAN_RADIUS_METERS * Math.asin(Math.sqrt(Math.min(1, squaredHalfChord)));
}
