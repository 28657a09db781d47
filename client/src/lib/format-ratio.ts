import { UNKNOWN, formatNumber } from './format.ts';

/** Decimals of a per cent that are ever needed to tell on which side of 1 a limit lies. */
const MOST_DIGITS = 4;

const toPercent = (ratio: number, digits: number): number => Number(((ratio - 1) * 100).toFixed(digits));

/** A ratio as a change in per cent with its sign: `+31%`, `−12%`, `±0%`. */
export function formatChange(ratio: number, digits = 0): string {
  const percent = toPercent(ratio, digits);
  if (percent === 0) return '±0%';
  return `${percent > 0 ? '+' : '−'}${formatNumber(Math.abs(percent), digits)}%`;
}

/** Limits of a ratio as changes with the digits that show on which side of no change they lie: `−5% … +80%`; `noLimit` where it is open above. */
export function formatInterval(interval: { low: number; high: number | null } | null, noLimit: string): string {
  if (interval === null) return UNKNOWN;
  const { low, high } = interval;
  let digits = 0;
  while (
    digits < MOST_DIGITS &&
    [low, high].some((limit) => limit !== null && limit !== 1 && toPercent(limit, digits) === 0)
  )
    digits++;
  return `${formatChange(low, digits)} … ${high === null ? noLimit : formatChange(high, digits)}`;
}
