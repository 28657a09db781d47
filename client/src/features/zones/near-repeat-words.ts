import type { KnoxTable } from '@liaowang/shared/analysis/hotspots/near-repeat/knox-test';
import { formatNumber } from '../../lib/format.ts';
import { LEAST_RATIO, SIGNIFICANT_P, standsOut } from './near-repeat.ts';

/** `2.34`, `1,012.50`; a third digit where two would hide on which side of 1.2 it is; null where neither happened nor was expected. */
export function formatRatio(ratio: number): string | null {
  if (!Number.isFinite(ratio)) return null;
  const hidesSide = ratio < LEAST_RATIO && Number(ratio.toFixed(2)) >= LEAST_RATIO;
  return hidesSide ? formatNumber(Math.min(ratio, LEAST_RATIO - 0.001), 3) : formatNumber(ratio, 2);
}

/** Pairs expected: `1.4`, `1,162`. */
export function formatExpected(pairs: number): string {
  return formatNumber(pairs, pairs < 99.95 ? 1 : 0);
}

/** A bound of a band as it was typed, thousands grouped. */
export function formatBound(bound: number): string {
  return bound.toLocaleString('en-US', { maximumFractionDigits: 3 });
}

export interface CellWords {
  /** `small`: more than chance gives, but less than 1.2 times the pairs. */
  key: 'more' | 'small' | 'notMore' | 'none';
  meters: string;
  days: string;
  ratio: string;
  observed: string;
  expected: string;
}

/** A band of distance in the soonest time band, in figures for one sentence; null where there is no such band. */
export function describeBand(table: KnoxTable, row: number): CellWords | null {
  const { spaceBands, timeBands, ratio, p, observed, permutedMean } = table;
  const band = spaceBands[row];
  if (!band) return null;
  const cell = row * timeBands.length;
  const words = formatRatio(ratio[cell]!);
  return {
    key:
      words === null
        ? 'none'
        : standsOut(table, cell)
          ? 'more'
          : p[cell]! <= SIGNIFICANT_P && ratio[cell]! > 1
            ? 'small'
            : 'notMore',
    meters: formatBound(band.before),
    days: formatBound(timeBands[0]!.before),
    ratio: words ?? '',
    observed: formatNumber(observed[cell]!),
    expected: formatExpected(permutedMean[cell]!),
  };
}
