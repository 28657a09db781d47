import { REVISIT_BYTES, type RevisitMeasure, type RevisitSurface } from '@liaowang/shared/schemas/revisit';

type Scale = RevisitSurface['scale'];

/** Where a value lies on a scale, 0–1. */
export function findScaleShare({ kind, low, high }: Scale, value: number): number {
  const share = kind === 'logarithmic' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.min(1, Math.max(0, share));
}

/** Share of the scale that a byte of the surface stands for, 0–1; null = outside the city or never seen. */
export function findByteShare(byte: number): number | null {
  if (byte === REVISIT_BYTES.outside || byte === REVISIT_BYTES.never) return null;
  return (byte - REVISIT_BYTES.lowest) / (REVISIT_BYTES.highest - REVISIT_BYTES.lowest);
}

/** Whether a high value is the good one: often visited. Everywhere else high means long unseen. */
export function isHighGood(measure: RevisitMeasure): boolean {
  return measure === 'visits';
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const TIME_STEPS = [
  1,
  10,
  30,
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
  56 * DAY,
];
const COUNT_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

/** Least distance of two labels, as a share of the scale's length. */
const LEAST_DISTANCE = 0.17;

/** Round values to label on a scale, with where they lie; never two labels on one another, and the ends when there is room. */
export function findScaleTicks(scale: Scale): Array<{ value: number; share: number }> {
  const steps = scale.unit === 'seconds' ? TIME_STEPS : COUNT_STEPS;
  const within = steps.filter((value) => value > scale.low * 1.0001 && value < scale.high * 0.9999);
  const ticks = [scale.low];
  for (const value of within) {
    const share = findScaleShare(scale, value);
    if (share - findScaleShare(scale, ticks.at(-1)!) >= LEAST_DISTANCE && 1 - share >= LEAST_DISTANCE)
      ticks.push(value);
  }
  return [...ticks, scale.high].map((value) => ({ value, share: findScaleShare(scale, value) }));
}
