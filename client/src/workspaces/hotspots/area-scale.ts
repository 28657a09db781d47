import { measureRow, type AreaRow } from '../../features/areas/area-rows.ts';
import type { AreaMeasure } from '../../features/areas/area-view.ts';
import { FULL_CHANGE, type AreaScale } from './area-colors.ts';

/** What the colours of these rows run over. */
export function findAreaScale(rows: readonly AreaRow[], measure: AreaMeasure): AreaScale {
  if (measure === 'before' || measure === 'year') return { kind: 'change' };
  return {
    kind: 'amount',
    most: rows.reduce((most, row) => (row.area ? Math.max(most, measureRow(row, measure) ?? 0) : most), 0),
  };
}

/** What a row is coloured by: of a change only one that tells something, since a few incidents double easily. */
export function findMeasured(row: AreaRow, measure: AreaMeasure): number | null {
  const comparison = measure === 'before' ? row.figures.before : measure === 'year' ? row.figures.lastYear : null;
  return comparison?.verdict === 'too-few' ? null : measureRow(row, measure);
}

/** The values at the ends of a scale. */
export function findScaleEnds(scale: AreaScale): [number, number] {
  return scale.kind === 'change' ? [-FULL_CHANGE, FULL_CHANGE] : [0, scale.most];
}
