import { haversineDistanceMeters } from '../geometry/great-circle.ts';

/** One fix as far as plausibility is concerned; WGS-84 degrees, epoch milliseconds. */
export interface PlausibilityFix {
  lng: number;
  lat: number;
  /** The device's clock. */
  fixTimeMs: number;
  /** Our clock when the message arrived. */
  receivedAtMs: number;
  /** Radius of the device's error estimate; null, negative or 0 means that the device did not say. */
  accuracyMeters: number | null;
}

/** A fix kept for comparison with later ones. */
export type ReferenceFix = Pick<PlausibilityFix, 'lng' | 'lat' | 'fixTimeMs' | 'accuracyMeters'>;

/** What has to be remembered of a unit between two fixes; plain data, so that it survives a restart as JSON. */
export interface PlausibilityState {
  /** The newest accepted fix. */
  latest: ReferenceFix | null;
  /** The last fix dropped as an impossible jump: a second one that agrees with it is believed. */
  suspect: ReferenceFix | null;
}

export interface PlausibilityLimits {
  /** Fastest believable movement, straight line between two fixes. */
  maxSpeedMetersPerSecond: number;
  /** Fixes with a worse error estimate say too little about the place. */
  maxAccuracyMeters: number;
  /** Stands in for a missing error estimate when two fixes are compared. */
  assumedAccuracyMeters: number;
  /** How far a fix may lie ahead of our clock. */
  futureToleranceMs: number;
  /** A clock further behind than this is not set at all. */
  maxAgeMs: number;
  /** Time between fixes is known no better than this: many devices cut to whole seconds. */
  clockGranularityMs: number;
}

/** Every reason to drop a fix, for counters and for translations. */
export const IMPLAUSIBLE_REASONS = [
  'duplicate',
  'future',
  'impossible-jump',
  'invalid-coordinates',
  'too-old',
  'inaccurate',
] as const;

export type ImplausibleReason = (typeof IMPLAUSIBLE_REASONS)[number];

/** The verdict on a fix and the state to judge the unit's next fix by. */
export type PlausibilityVerdict =
  | {
      plausible: true;
      /** Older than the newest accepted fix: history only. */ late: boolean;
      state: PlausibilityState;
    }
  | { plausible: false; reason: ImplausibleReason; state: PlausibilityState };

/**
 * Receivers without a fix report 0, 0 or noise around it. For 4.5° around it there is only sea (Ghana's coast is the
 * nearest, Annobón is 5.8° away), so no unit on duty is within this many degrees of it in both.
 */
const NO_FIX_DEGREES = 1;

/** Whether something can be there at all: in range, and not where receivers without a fix say they are. WGS-84 degrees; NaN can not. */
export function isPossiblePlace({ lng, lat }: { lng: number; lat: number }): boolean {
  return (
    Math.abs(lng) <= 180 && Math.abs(lat) <= 90 && (Math.abs(lng) >= NO_FIX_DEGREES || Math.abs(lat) >= NO_FIX_DEGREES)
  );
}

/** The state of a unit that has sent nothing yet. */
export const INITIAL_PLAUSIBILITY_STATE: PlausibilityState = Object.freeze({ latest: null, suspect: null });

const SHARED_LIMITS = {
  // A phone indoors falls back to cell towers: 1 km and more. 200 m still tells which street block.
  maxAccuracyMeters: 200,
  // Typical GNSS error of a phone between buildings.
  assumedAccuracyMeters: 30,
  // Clocks that run ahead are put right before (clock-skew.ts); what is left are jumps while that is measured.
  futureToleranceMs: 2 * 60_000,
  // Phones hand in fixes of weeks ago, and receivers hit by the GPS week rollover are 19.6 years (1,024 weeks) behind:
  // staff should see such a unit as lost, not as absent. A clock at the epoch (1970) says nothing. Policy decides how
  // long fixes are kept, not this filter.
  maxAgeMs: 40 * 365.25 * 86_400_000,
  clockGranularityMs: 1_000,
} as const;

/** Limits by kind of unit. Speeds are about 1.5 times the fastest ordinary movement of the kind. */
export const PLAUSIBILITY_LIMITS = {
  // A sprint is 7–8 m/s; patrols get lifts now and then, which two agreeing fixes settle.
  foot: { ...SHARED_LIMITS, maxSpeedMetersPerSecond: 12 },
  // E-bikes: 25 km/h by rule, 50 km/h (14 m/s) in fact.
  bicycle: { ...SHARED_LIMITS, maxSpeedMetersPerSecond: 20 },
  // Coaches on expressways: 100 km/h (28 m/s).
  bus: { ...SHARED_LIMITS, maxSpeedMetersPerSecond: 40 },
  // Expressway limit 120 km/h (33 m/s).
  taxi: { ...SHARED_LIMITS, maxSpeedMetersPerSecond: 55 },
} as const satisfies Record<string, PlausibilityLimits>;

/**
 * Decides whether a fix may be believed, given what the unit sent before.
 *
 * - A fix older than the newest accepted one is *late*: it is checked by itself (range, age, accuracy), is compared
 *   with no other fix, and leaves the state alone. Only the newest fix is remembered, so a late fix sent twice is not
 *   noticed here: the store's key (unit, fix time) has to catch it.
 * - A jump is measured between the nearest points of both error circles, so bad accuracy never makes a jump.
 * - A remembered fix that lies ahead of the present is of a clock that jumped ahead and back, the device's or ours: it is
 *   forgotten, or the mark would stand still until the present catches up with it.
 * - One bad fix must not lock a unit out: a dropped jump is kept as suspect, and the next jump that could have been
 *   reached from it is accepted, the unit is then taken to be there.
 *
 * Returns the verdict with the state for the unit's next fix. Never throws; the arguments are not changed. A fix time
 * that is not a number counts as too old.
 */
export function isPlausibleFix(
  fix: PlausibilityFix,
  previous: PlausibilityState,
  limits: PlausibilityLimits,
): PlausibilityVerdict {
  const standaloneReason = findStandaloneReason(fix, limits);
  if (standaloneReason !== null) return { plausible: false, reason: standaloneReason, state: previous };

  const { suspect } = previous;
  const latest =
    previous.latest !== null && previous.latest.fixTimeMs > fix.receivedAtMs + limits.futureToleranceMs
      ? null
      : previous.latest;
  if (latest !== null) {
    if (fix.fixTimeMs === latest.fixTimeMs) return { plausible: false, reason: 'duplicate', state: previous };
    if (fix.fixTimeMs < latest.fixTimeMs) return { plausible: true, late: true, state: previous };
    // The same suspect sent again is no second witness.
    if (fix.fixTimeMs === suspect?.fixTimeMs) return { plausible: false, reason: 'duplicate', state: previous };
    const believable = isReachable(latest, fix, limits) || (suspect !== null && isReachable(suspect, fix, limits));
    if (!believable) {
      return { plausible: false, reason: 'impossible-jump', state: { latest, suspect: toReferenceFix(fix) } };
    }
  }
  return { plausible: true, late: false, state: { latest: toReferenceFix(fix), suspect: null } };
}

/** The reason to drop a fix that shows without any other fix, or null. */
function findStandaloneReason(fix: PlausibilityFix, limits: PlausibilityLimits): ImplausibleReason | null {
  // Written so that NaN fails: every comparison with NaN is false.
  if (!isPossiblePlace(fix)) return 'invalid-coordinates';
  if (fix.fixTimeMs > fix.receivedAtMs + limits.futureToleranceMs) return 'future';
  if (!(fix.fixTimeMs >= fix.receivedAtMs - limits.maxAgeMs)) return 'too-old';
  if (fix.accuracyMeters !== null && fix.accuracyMeters > limits.maxAccuracyMeters) return 'inaccurate';
  return null;
}

/** Whether a unit of this kind can have been at both places at these times, in either order. */
function isReachable(from: ReferenceFix, to: ReferenceFix, limits: PlausibilityLimits): boolean {
  const accuracyMeters = (fix: ReferenceFix): number =>
    fix.accuracyMeters !== null && fix.accuracyMeters > 0 ? fix.accuracyMeters : limits.assumedAccuracyMeters;
  const certainMeters =
    haversineDistanceMeters(from.lng, from.lat, to.lng, to.lat) - accuracyMeters(from) - accuracyMeters(to);
  const elapsedSeconds = (Math.abs(to.fixTimeMs - from.fixTimeMs) + limits.clockGranularityMs) / 1_000;
  return certainMeters <= elapsedSeconds * limits.maxSpeedMetersPerSecond;
}

function toReferenceFix(fix: ReferenceFix): ReferenceFix {
  return { lng: fix.lng, lat: fix.lat, fixTimeMs: fix.fixTimeMs, accuracyMeters: fix.accuracyMeters };
}
