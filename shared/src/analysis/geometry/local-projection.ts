/** WGS-84: semi-major axis in metres, flattening. */
const SEMI_MAJOR_METERS = 6_378_137;
const FLATTENING = 1 / 298.257_223_563;
const E2 = FLATTENING * (2 - FLATTENING);
const E = Math.sqrt(E2);
/** Third flattening. */
const N = FLATTENING / (2 - FLATTENING);
/** Factors of the sines of 2, 4, 6, 8 and 10 times the authalic latitude. */
const AUTHALIC_SERIES = [
  N * (4 / 3 + N * (4 / 45 + N * (-16 / 35 + N * (-2_582 / 14_175 + N * (60_136 / 467_775))))),
  N ** 2 * (46 / 45 + N * (152 / 945 + N * (-11_966 / 14_175 + N * (-21_016 / 51_975)))),
  N ** 3 * (3_044 / 2_835 + N * (3_802 / 14_175 + N * (-94_388 / 66_825))),
  N ** 4 * (6_059 / 4_725 + N * (41_072 / 93_555)),
  N ** 5 * (768_272 / 467_775),
] as const;

const RADIANS_PER_DEGREE = Math.PI / 180;
/** The aspect used here is undefined at the poles, where it would need the polar formulas. */
const MAX_CENTRE_LATITUDE_DEGREES = 89;

/** A plane in metres around a centre (x east, y north); areas are true everywhere on it. */
export interface LocalProjection {
  readonly centreLng: number;
  readonly centreLat: number;
  /** [lng, lat] in degrees → [x, y] in metres. */
  forward(lng: number, lat: number): [number, number];
  /** [x, y] in metres → [lng, lat] in degrees. */
  inverse(x: number, y: number): [number, number];
  /** Projects equally long arrays; the results go into xs and ys, which may be the inputs themselves. */
  forwardAll(lngs: Float64Array, lats: Float64Array, xs: Float64Array, ys: Float64Array): void;
  /** The reverse of forwardAll. */
  inverseAll(xs: Float64Array, ys: Float64Array, lngs: Float64Array, lats: Float64Array): void;
}

/**
 * Lambert azimuthal equal-area projection of the WGS-84 ellipsoid, oblique aspect, centred on a point (Snyder 1987,
 * Map Projections: A Working Manual, pp. 187–190). Areas are those of the ellipsoid; 35 km from the centre, lengths
 * are off by less than 1e-5, so a circle drawn on the plane is a circle on the ground.
 *
 * Points near the antipode of the centre have no finite image. Throws RangeError for a centre that is not finite or
 * beyond ±89° of latitude.
 */
export function createLocalProjection(centreLng: number, centreLat: number): LocalProjection {
  if (!Number.isFinite(centreLng) || !(Math.abs(centreLat) <= MAX_CENTRE_LATITUDE_DEGREES)) {
    throw new RangeError(`Projection centre must be finite and within ±${MAX_CENTRE_LATITUDE_DEGREES}° of latitude`);
  }
  const qPole = computeQ(1);
  const sinCentre = Math.sin(centreLat * RADIANS_PER_DEGREE);
  const authalicRadius = SEMI_MAJOR_METERS * Math.sqrt(qPole / 2);
  const sinBeta1 = computeQ(sinCentre) / qPole;
  const cosBeta1 = Math.sqrt(1 - sinBeta1 * sinBeta1);
  // Makes the scale at the centre 1 in every direction.
  const stretch =
    (SEMI_MAJOR_METERS * Math.cos(centreLat * RADIANS_PER_DEGREE)) /
    Math.sqrt(1 - E2 * sinCentre * sinCentre) /
    (authalicRadius * cosBeta1);

  function forwardAll(lngs: Float64Array, lats: Float64Array, xs: Float64Array, ys: Float64Array): void {
    for (let i = 0; i < lngs.length; i++) {
      const deltaLng = (lngs[i]! - centreLng) * RADIANS_PER_DEGREE;
      const sinBeta = computeQ(Math.sin(lats[i]! * RADIANS_PER_DEGREE)) / qPole;
      const cosBeta = Math.sqrt(Math.max(0, 1 - sinBeta * sinBeta));
      const cosDelta = Math.cos(deltaLng);
      const scale = authalicRadius * Math.sqrt(2 / (1 + sinBeta1 * sinBeta + cosBeta1 * cosBeta * cosDelta));
      xs[i] = scale * stretch * cosBeta * Math.sin(deltaLng);
      ys[i] = (scale / stretch) * (cosBeta1 * sinBeta - sinBeta1 * cosBeta * cosDelta);
    }
  }

  function inverseAll(xs: Float64Array, ys: Float64Array, lngs: Float64Array, lats: Float64Array): void {
    for (let i = 0; i < xs.length; i++) {
      const u = xs[i]! / stretch;
      const v = ys[i]! * stretch;
      const rho = Math.sqrt(u * u + v * v);
      // sin(c)/rho and cos(c) of the authalic distance c, in a form that is defined at the centre.
      const halfSine = Math.min(1, rho / (2 * authalicRadius));
      const halfCosine = Math.sqrt(1 - halfSine * halfSine);
      const sinOverRho = halfCosine / authalicRadius;
      const cosC = 1 - 2 * halfSine * halfSine;
      const sinBeta = cosC * sinBeta1 + v * sinOverRho * cosBeta1;
      lats[i] = findLatitude(sinBeta) / RADIANS_PER_DEGREE;
      lngs[i] =
        centreLng + Math.atan2(u * sinOverRho, cosBeta1 * cosC - v * sinBeta1 * sinOverRho) / RADIANS_PER_DEGREE;
    }
  }

  const first = new Float64Array(1);
  const second = new Float64Array(1);
  return {
    centreLng,
    centreLat,
    forwardAll,
    inverseAll,
    forward(lng, lat) {
      first[0] = lng;
      second[0] = lat;
      forwardAll(first, second, first, second);
      return [first[0]!, second[0]!];
    },
    inverse(x, y) {
      first[0] = x;
      second[0] = y;
      inverseAll(first, second, first, second);
      return [first[0]!, second[0]!];
    },
  };
}

/** Snyder's q (3-12): the area of the ellipsoid between the equator and a latitude is proportional to it. */
function computeQ(sinLat: number): number {
  const eSin = E * sinLat;
  return (1 - E2) * (sinLat / (1 - eSin * eSin) + Math.atanh(eSin) / E);
}

/**
 * Latitude in radians from the sine of the authalic latitude, by the series in the third flattening of Karney 2022 ("On
 * auxiliary latitudes"), to its fifth power: exact to rounding.
 */
function findLatitude(sinBeta: number): number {
  const sine = Math.max(-1, Math.min(1, sinBeta));
  const sinTwice = 2 * sine * Math.sqrt(1 - sine * sine);
  const twoCosTwice = 2 - 4 * sine * sine;
  // Clenshaw's summation of the sines of 2, 4, 6, 8 and 10 times the angle.
  const b4 = AUTHALIC_SERIES[3] + twoCosTwice * AUTHALIC_SERIES[4];
  const b3 = AUTHALIC_SERIES[2] + twoCosTwice * b4 - AUTHALIC_SERIES[4];
  const b2 = AUTHALIC_SERIES[1] + twoCosTwice * b3 - b4;
  const b1 = AUTHALIC_SERIES[0] + twoCosTwice * b2 - b3;
  return Math.asin(sine) + sinTwice * b1;
}
