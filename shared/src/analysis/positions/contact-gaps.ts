import type { ContactInterval } from '../../schemas/unit.ts';

/*
 * How often a device gives a sign of life, learned from its messages. A phone sends every few seconds while it moves and
 * every few minutes while it stands, and loses the network now and then: what counts is the longest pause that is a habit.
 */

export const CONTACT_GAP_DEFAULTS = {
  /** Longer silences are no interval of a device: it was off duty, or the server was away. Traccar Client is set to 300 s at most of its menu, and to 600 s by some. */
  longestSeconds: 900,
  /** A pause is a habit when so many recent ones were as long: two outages in a row are none. */
  leastGaps: 3,
  /** … and when they fill so much of the time: a habit that is rarely followed tells nothing of a silence. */
  leastShare: 0.1,
  /** Gaps count for e⁻¹ after so long: a device that is set anew is learned anew within a watch. */
  fadeSeconds: 7_200,
} as const;

/** Gaps are told apart by a quarter, from 1 s on. */
const CLASS_RATIO = 1.25;
const CLASS_COUNT = Math.ceil(Math.log(CONTACT_GAP_DEFAULTS.longestSeconds) / Math.log(CLASS_RATIO)) + 1;

/** The recent gaps between a device's messages by length, each fading: plain numbers, two a class of length. */
export interface ContactGaps {
  /** How many, by class. */
  readonly counts: readonly number[];
  /** Their seconds together, by class. */
  readonly seconds: readonly number[];
}

/** Of a device that was heard once at most. */
export const NO_CONTACT_GAPS: ContactGaps = Object.freeze({
  counts: new Array<number>(CLASS_COUNT).fill(0),
  seconds: new Array<number>(CLASS_COUNT).fill(0),
});

/** The gaps with one more of `gapSeconds`; those that no interval can be (below 1 s, above the longest) change nothing. */
export function withContactGap(gaps: ContactGaps, gapSeconds: number): ContactGaps {
  if (!(gapSeconds >= 1 && gapSeconds <= CONTACT_GAP_DEFAULTS.longestSeconds)) return gaps;
  const kept = Math.exp(-gapSeconds / CONTACT_GAP_DEFAULTS.fadeSeconds);
  const at = Math.floor(Math.log(gapSeconds) / Math.log(CLASS_RATIO));
  return {
    counts: gaps.counts.map((count, i) => count * kept + (i === at ? 1 : 0)),
    seconds: gaps.seconds.map((seconds, i) => seconds * kept + (i === at ? gapSeconds : 0)),
  };
}

/**
 * Seconds between two signs of life as the device habitually gives them: the longest class of gaps such that gaps as
 * long or longer are at least three and fill a tenth of the time; the mean of that class. Null while too few are known.
 */
export function learnContactInterval({ counts, seconds }: ContactGaps): number | null {
  const { leastGaps, leastShare } = CONTACT_GAP_DEFAULTS;
  const totalSeconds = seconds.reduce((sum, each) => sum + each, 0);
  let longerCount = 0;
  let longerSeconds = 0;
  for (let i = counts.length - 1; i >= 0; i--) {
    longerCount += counts[i]!;
    longerSeconds += seconds[i]!;
    // Of three gaps in a row each but the last has faded a little.
    if (Math.round(longerCount) >= leastGaps && longerSeconds >= leastShare * totalSeconds && counts[i]! > 0)
      return seconds[i]! / counts[i]!;
  }
  return null;
}

/**
 * How often a unit that stands still gives a sign of life. A heartbeat that is set says it; without one the interval of
 * fixes does, unless longer pauses are seen to be the habit. Null = neither set nor learned.
 */
export function findContactInterval(
  set: { reportIntervalSeconds: number | null; heartbeatSeconds: number | null },
  learnedSeconds: number | null,
): ContactInterval | null {
  const { reportIntervalSeconds, heartbeatSeconds } = set;
  if (heartbeatSeconds !== null)
    return { seconds: Math.max(heartbeatSeconds, reportIntervalSeconds ?? 0), source: 'set' };
  if (reportIntervalSeconds !== null && reportIntervalSeconds >= (learnedSeconds ?? 0))
    return { seconds: reportIntervalSeconds, source: 'set' };
  return learnedSeconds === null ? null : { seconds: learnedSeconds, source: 'learned' };
}

/** The interval of a unit: that of its slowest device, so that none that keeps to its own makes the unit seem silent. Null = none is known. */
export function findUnitInterval(
  devices: ReadonlyArray<Parameters<typeof findContactInterval>[0]>,
  learnedSeconds: number | null,
): ContactInterval | null {
  const sets = devices.length > 0 ? devices : [{ reportIntervalSeconds: null, heartbeatSeconds: null }];
  return sets
    .map((set) => findContactInterval(set, learnedSeconds))
    .reduce((slowest, each) => ((each?.seconds ?? 0) > (slowest?.seconds ?? 0) ? each : slowest), null);
}
