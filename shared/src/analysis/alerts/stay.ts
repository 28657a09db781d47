import { haversineDistanceMeters } from '../geometry/great-circle.ts';

export const STAY_DEFAULTS = {
  /** Devices claim a few metres and are off by tens: no fix is taken to be better than that. */
  leastErrorMeters: 15,
  /** Of a device that does not say. */
  unknownErrorMeters: 30,
  /** A unit has left when it was outside for so long on end, by two fixes at least: one stray fix moves nobody. */
  leftAfterMs: 30_000,
  /** The middle of a stay follows so many good fixes; then it is kept, or it would creep along with a slow walker. */
  settledAfterFixes: 20,
};

/** A sign of where a unit is. */
export interface StayFix {
  lng: number;
  lat: number;
  /** Epoch milliseconds. */
  atMs: number;
  /** Radius of the error as the device claims it; null, 0 or less = it did not say. */
  accuracyMeters: number | null;
  /** A heartbeat: the place of the newest fix said again. */
  isRepeated: boolean;
}

/** A unit that stays around a place. Plain data; times are epoch milliseconds. */
export interface Stay {
  /** The middle of its fixes, degrees. */
  lng: number;
  lat: number;
  /** Of the middle: in fixes of the least error. */
  weight: number;
  sinceMs: number;
  /** When it was there last, as far as one knows. */
  lastAtMs: number;
  /** Seen outside without a break since; null = it is not. */
  outsideSinceMs: number | null;
}

function errorOf({ accuracyMeters }: StayFix): number {
  const { leastErrorMeters, unknownErrorMeters } = STAY_DEFAULTS;
  return accuracyMeters === null || accuracyMeters <= 0
    ? unknownErrorMeters
    : Math.max(leastErrorMeters, accuracyMeters);
}

const weightOf = (fix: StayFix): number => (STAY_DEFAULTS.leastErrorMeters / errorOf(fix)) ** 2;

/** A stay that begins with a fix. */
export function beginStay(fix: StayFix): Stay {
  return {
    lng: fix.lng,
    lat: fix.lat,
    weight: weightOf(fix),
    sinceMs: fix.atMs,
    lastAtMs: fix.atMs,
    outsideSinceMs: null,
  };
}

/**
 * The stay after a fix: the same one while the unit may still be within `radiusMeters` of its middle by the error of the
 * fix, another one once it is outside for sure and for long enough. A fix that is older than what is known says nothing.
 */
export function advanceStay(stay: Stay, fix: StayFix, radiusMeters: number): Stay {
  if (fix.atMs <= Math.max(stay.lastAtMs, stay.outsideSinceMs ?? -Infinity)) return stay;
  const distanceMeters = haversineDistanceMeters(stay.lng, stay.lat, fix.lng, fix.lat);
  if (distanceMeters > radiusMeters + errorOf(fix)) {
    const outsideSinceMs = stay.outsideSinceMs ?? fix.atMs;
    return fix.atMs - outsideSinceMs >= STAY_DEFAULTS.leftAfterMs ? beginStay(fix) : { ...stay, outsideSinceMs };
  }
  const there = { ...stay, lastAtMs: fix.atMs, outsideSinceMs: null };
  if (fix.isRepeated || stay.weight >= STAY_DEFAULTS.settledAfterFixes) return there;
  const weight = weightOf(fix);
  const share = weight / (stay.weight + weight);
  return {
    ...there,
    lng: stay.lng + (fix.lng - stay.lng) * share,
    lat: stay.lat + (fix.lat - stay.lat) * share,
    weight: stay.weight + weight,
  };
}
