import type { AreaComparison, AreaTable, AreaTableRow } from '@liaowang/shared/analysis/hotspots/areas/area-table';
import type { Area, AreaSetWithAreas, DenominatorKind } from '@liaowang/shared/schemas/area-set';
import type { AreaMeasure, AreaView } from './area-view.ts';

/** One row of the table; `areaId` null = incidents in no area. */
export interface AreaRow {
  areaId: number | null;
  name: string;
  area: Area | null;
  figures: AreaTableRow;
  /** Incidents for each {@link RATE_UNITS} of the denominator; null where it is not known. */
  rate: number | null;
  /** The 95 % interval of the rate. */
  rateInterval: { low: number; high: number } | null;
}

/** What a rate is of. */
export const RATE_UNITS: Record<DenominatorKind, number> = { residents: 10_000, households: 1_000 };

/** The rows of a set's table, the areas in their order and those in no area last. */
export function buildAreaRows(
  set: AreaSetWithAreas,
  table: AreaTable,
  names: { nameOf: (name: Area['name']) => string; outside: string },
): AreaRow[] {
  const unit = set.denominatorKind === null ? null : RATE_UNITS[set.denominatorKind];
  const rows = set.areas.map((area, i): AreaRow => {
    const figures = table.rows[i]!;
    const scale = unit === null || area.denominator === null ? null : unit / area.denominator;
    const { low, high } = figures.countInterval;
    return {
      areaId: area.areaId,
      name: names.nameOf(area.name),
      area,
      figures,
      rate: scale === null ? null : figures.count * scale,
      rateInterval: scale === null ? null : { low: low * scale, high: high * scale },
    };
  });
  return [
    ...rows,
    { areaId: null, name: names.outside, area: null, figures: table.outside, rate: null, rateInterval: null },
  ];
}

/** The change that a comparison tells: a share of what was, Infinity for what was nowhere before; null where nothing is told. */
export function findChange(comparison: AreaComparison | null, count: number): number | null {
  if (!comparison || comparison.comparison.interval === null) return null;
  return comparison.comparison.rateRatio === null ? (count > 0 ? Infinity : null) : comparison.comparison.rateRatio - 1;
}

/** How far the newest week lies out of what is usual: over 0 above, under 0 below, 0 within. */
function findExcess({ week }: AreaTableRow): number | null {
  if (!week) return null;
  const { count, low, high } = week.limits;
  return count > high ? count - high : count < low ? count - low : 0;
}

function valueOf({ figures, rate }: AreaRow, column: Exclude<AreaView['sort']['column'], 'name'>): number | null {
  switch (column) {
    case 'count':
      return figures.count;
    case 'before':
      return findChange(figures.before, figures.count);
    case 'year':
      return findChange(figures.lastYear, figures.count);
    case 'week':
      return findExcess(figures);
    case 'rate':
      return rate;
  }
}

/** The rows in an order: what has no value comes last either way, and so do those in no area. */
export function sortAreaRows(
  rows: readonly AreaRow[],
  { column, descending }: AreaView['sort'],
  language: string,
): AreaRow[] {
  const direction = descending ? -1 : 1;
  const collator = new Intl.Collator(language, { numeric: true });
  const compareNames = (a: AreaRow, b: AreaRow): number => collator.compare(a.name, b.name);
  return rows.toSorted((a, b) => {
    if (a.areaId === null || b.areaId === null) return Number(a.areaId === null) - Number(b.areaId === null);
    if (column === 'name') return direction * compareNames(a, b);
    const [one, other] = [valueOf(a, column), valueOf(b, column)];
    if (one === other) return compareNames(a, b);
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return direction * (one < other ? -1 : 1);
  });
}

/** What the map shows of a row; null = nothing to show. Changes are shares. */
export function measureRow(row: AreaRow, measure: AreaMeasure): number | null {
  return valueOf(row, measure);
}
