/** A column by its name and the cells of the first rows. */
export interface SampledColumn {
  name: string;
  cells: readonly string[];
}

/** A column's name as patterns compare it: without spaces, hyphens, underscores, dots and brackets. */
export function bareName(name: string): string {
  return name.replace(/[\s_\-.()（）[\]]/gu, '');
}

/** Most cells that say anything must fit: a file has slips of its own. */
export const LEAST_SHARE = 0.7;

/** The share of the filled cells that fit; 0 where none is filled. */
export function shareOf(cells: readonly string[], fits: (cell: string) => boolean): number {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length === 0 ? 0 : filled.filter(fits).length / filled.length;
}
