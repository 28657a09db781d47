import type { KnoxTable } from '@liaowang/shared/analysis/near-repeat/knox-test';
import { SIGNIFICANT_P, standsOut } from './near-repeat.ts';

/** `2.34`, `12`; null where neither happened nor was expected. */
export function formatRatio(ratio: number): string | null {
  if (!Number.isFinite(ratio)) return null;
  return ratio < 9.995 ? ratio.toFixed(2) : String(Math.round(ratio));
}

export interface CellWords {
  /** `small`: more than chance gives, but less than 1.2 times the pairs. */
  key: 'more' | 'small' | 'notMore' | 'none';
  meters: number;
  days: number;
  ratio: string;
  observed: number;
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
    key: words === null ? 'none' : standsOut(table, cell) ? 'more' : p[cell]! <= SIGNIFICANT_P && ratio[cell]! > 1 ? 'small' : 'notMore',
    meters: band.before,
    days: timeBands[0]!.before,
    ratio: words ?? '',
    observed: observed[cell]!,
    expected: permutedMean[cell]!.toFixed(1),
  };
}
