const RADIANS_PER_DEGREE = Math.PI / 180;
/** Krasovsky 1940, the ellipsoid of the GCJ-02 formulas. */
const SEMI_MAJOR_METERS = 6_378_245;
const E2 = 0.006_693_421_622_965_943;
/** The shift changes by less than 1e-3 of a step, so three steps leave well under a millimetre. */
const STEPS = 3;

/**
 * GCJ-02 degrees → WGS-84 degrees, by fixed-point iteration on the published forward formulas. GCJ-02 is the shifted
 * datum of Chinese web maps; the formulas are the community's reconstruction, good to about a metre.
 */
export function gcj02ToWgs84(lng: number, lat: number): [number, number] {
  let wgsLng = lng;
  let wgsLat = lat;
  for (let step = 0; step < STEPS; step++) {
    const [shiftLng, shiftLat] = shiftAt(wgsLng, wgsLat);
    wgsLng = lng - shiftLng;
    wgsLat = lat - shiftLat;
  }
  return [wgsLng, wgsLat];
}

/** How far GCJ-02 lies from WGS-84 at a WGS-84 place, in degrees. */
function shiftAt(lng: number, lat: number): [number, number] {
  const x = lng - 105;
  const y = lat - 35;
  const waves = (amplitudes: readonly (readonly [number, number])[], at: number): number =>
    amplitudes.reduce(
      (sum, [amplitude, frequency]) => sum + (amplitude * Math.sin(at * frequency * Math.PI) * 2) / 3,
      0,
    );
  const root = Math.sqrt(Math.abs(x));
  const common = waves(
    [
      [20, 6],
      [20, 2],
    ],
    x,
  );
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    common +
    waves(
      [
        [20, 1],
        [40, 1 / 3],
        [150, 1 / 12],
        [300, 1 / 30],
      ],
      x,
    );
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    common +
    waves(
      [
        [20, 1],
        [40, 1 / 3],
        [160, 1 / 12],
        [320, 1 / 30],
      ],
      y,
    );
  const sinLat = Math.sin(lat * RADIANS_PER_DEGREE);
  const w = 1 - E2 * sinLat * sinLat;
  const metersPerDegreeEast =
    (SEMI_MAJOR_METERS / Math.sqrt(w)) * Math.cos(lat * RADIANS_PER_DEGREE) * RADIANS_PER_DEGREE;
  const metersPerDegreeNorth = ((SEMI_MAJOR_METERS * (1 - E2)) / (w * Math.sqrt(w))) * RADIANS_PER_DEGREE;
  return [east / metersPerDegreeEast, north / metersPerDegreeNorth];
}
