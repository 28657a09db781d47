import type { KnoxTable } from '@liaowang/shared/analysis/near-repeat/knox-test';
import { SIGNIFICANT_P } from './near-repeat.ts';

/** `2.3`, `12`; null where neither happened nor was expected. */
export function formatRatio(ratio: number): string | null {
  if (!Number.isFinite(ratio)) return null;
  return ratio < 9.95 ? ratio.toFixed(1) : String(Math.round(ratio));
}

/** Whether a cell has significantly more pairs than by chance. */
export function standsOut({ p, ratio }: Pick<KnoxTable, 'p' | 'ratio'>, cell: number): boolean {
  return p[cell]! <= SIGNIFICANT_P && ratio[cell]! > 1;
}

/** The nearest and soonest cell in figures for one sentence. */
export function describeFirstCell(table: KnoxTable): { key: 'more' | 'notMore' | 'none'; meters: number; days: number; ratio: string; observed: number; expected: string } {
  const ratio = formatRatio(table.ratio[0]!);
  return {
    key: ratio === null ? 'none' : standsOut(table, 0) ? 'more' : 'notMore',
    meters: table.spaceBands[0]!.before,
    days: table.timeBands[0]!.before,
    ratio: ratio ?? '',
    observed: table.observed[0]!,
    expected: table.permutedMean[0]!.toFixed(1),
  };
}
