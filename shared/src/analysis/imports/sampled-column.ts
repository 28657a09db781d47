/** A column by its name and the cells of the first rows. */
export interface SampledColumn {
  name: string;
  cells: readonly string[];
}

/** Traditional signs that stand in headings, in the order of the simplified ones. */
const TRADITIONAL = '經緯類別時間發號編標點級嚴優縱橫東種碼報詳';
const SIMPLIFIED = '经纬类别时间发号编标点级严优纵横东种码报详';

/** A column's name as patterns compare it: without spaces, hyphens, underscores, dots and brackets; traditional signs as simplified ones. */
export function bareName(name: string): string {
  return name
    .replace(/[\s_\-.()（）[\]]/gu, '')
    .replace(/\p{Script=Han}/gu, (sign) => SIMPLIFIED[TRADITIONAL.indexOf(sign)] ?? sign);
}

/** Most cells that say anything must fit: a file has slips of its own. */
export const LEAST_SHARE = 0.7;

/** The share of the filled cells that fit; 0 where none is filled. */
export function shareOf(cells: readonly string[], fits: (cell: string) => boolean): number {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length === 0 ? 0 : filled.filter(fits).length / filled.length;
}
