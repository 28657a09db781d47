import type { AreaCoverage, AreaWindow, CoverageWindow } from '@liaowang/shared/schemas/coverage';
import { AREA_KINDS, kindOfArea, type AreaKind } from './area-kind.ts';

export const AREA_COLUMNS = [
  'name',
  'share',
  'incidentShare',
  'householdShare',
  'windowShare',
  'change',
  'trend',
  'worstHour',
  'gapCount',
] as const;
export type AreaColumn = (typeof AREA_COLUMNS)[number];
/** A trend is looked at, not ranked. */
export type SortColumn = Exclude<AreaColumn, 'trend'>;
export type AreaSort = { column: SortColumn; descending: boolean } | null;

/** One line of the areas table. Null = not known, or no such demand. */
export interface AreaRow {
  areaId: string;
  kind: AreaKind;
  name: string;
  /** Now, 0–1. */
  share: number;
  incidentShare: number | null;
  householdShare: number | null;
  gapCount: number;
  /** Mean over the window, 0–1. */
  windowShare: number | null;
  /** That mean against the compared window's, −1 to 1. */
  change: number | null;
  worstHour: AreaWindow['worstHour'];
  trend: AreaWindow['trend'];
}

/** Figures of now, the window and the compared window side by side, in the server's order. */
export function composeAreaRows({
  areas,
  window,
  comparison,
  nameOf,
}: {
  areas: readonly AreaCoverage[];
  window: CoverageWindow | undefined;
  comparison: CoverageWindow | undefined;
  nameOf: (area: AreaCoverage) => string;
}): AreaRow[] {
  const windows = new Map(window?.areas.map((area) => [area.areaId, area]));
  const comparisons = new Map(comparison?.areas.map((area) => [area.areaId, area]));
  return areas.map((area) => {
    const own = windows.get(area.areaId);
    const windowShare = own?.meanShare ?? null;
    const comparedShare = comparisons.get(area.areaId)?.meanShare ?? null;
    return {
      areaId: area.areaId,
      kind: kindOfArea(area.areaId),
      name: nameOf(area),
      share: area.share,
      incidentShare: area.incidentShare,
      householdShare: area.householdShare,
      gapCount: area.gapCount,
      windowShare,
      change: windowShare === null || comparedShare === null ? null : windowShare - comparedShare,
      worstHour: own?.worstHour ?? null,
      trend: own?.trend ?? [],
    };
  });
}

/** What a column ranks a row by: as coarse as it is shown, so that rows do not change places over what nobody sees. */
function rankOf(row: AreaRow, column: SortColumn): number | string | null {
  if (column === 'name') return row.name;
  const value = column === 'worstHour' ? (row.worstHour?.meanShare ?? null) : row[column];
  return value === null || column === 'gapCount' ? value : Math.round(value * 1000);
}

/** Rows in the order of a column, unknown ones last either way; null = by kind, then in the order given. */
export function sortAreaRows(rows: readonly AreaRow[], sort: AreaSort): AreaRow[] {
  if (sort === null) return rows.toSorted((a, b) => AREA_KINDS.indexOf(a.kind) - AREA_KINDS.indexOf(b.kind));
  const sign = sort.descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const left = rankOf(a, sort.column);
    const right = rankOf(b, sort.column);
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return (
      sign *
      (typeof left === 'string' || typeof right === 'string'
        ? String(left).localeCompare(String(right), 'zh-CN', { numeric: true })
        : left - right)
    );
  });
}

/** Rows of a group (`all` = every one) whose name has `query` in it, whatever the case. */
export function filterAreaRows(rows: readonly AreaRow[], group: AreaKind | 'all', query: string): AreaRow[] {
  const wanted = query.trim().toLowerCase();
  return rows.filter((row) => (group === 'all' || row.kind === group) && row.name.toLowerCase().includes(wanted));
}

/** The next order when a column's heading is clicked: figures largest first, names from the beginning; then turned round; then none. */
export function turnSort(sort: AreaSort, column: SortColumn): AreaSort {
  const isDescendingFirst = column !== 'name' && column !== 'worstHour';
  if (sort?.column !== column) return { column, descending: isDescendingFirst };
  return sort.descending === isDescendingFirst ? { column, descending: !isDescendingFirst } : null;
}
