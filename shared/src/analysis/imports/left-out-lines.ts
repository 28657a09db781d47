import type { LeftOutKind } from '../../schemas/incident-import.ts';
import type { TableHeading } from './find-heading.ts';
import { countInColumn, isFilled, isValue, isWrittenDate, type TableLine } from './table-cells.ts';

/** Rows from which one sees what stands in the columns. */
const LINES_LOOKED_AT = 40;
const TYPED_SHARE = 0.8;
const DATED_SHARE = 0.6;
/** Units and field names stand right under a heading. */
const EARLY_LINES = 3;
/** Notes fill a cell or two of a table that is wider. */
const MOST_CELLS_OF_NOTE = 2;
const LEAST_WIDTH = 3;
const MAX_LABEL = 60;

const MAY_BE_TOTAL = /[计总汇共数]|total|sum|count/iu;
const TOTAL =
  /^[（(【[]?\s*(?:(?:本[页月年日周]|全[市区县部年])?\s*(?:[合总小共累统]\s*计|总\s*数|总\s*和|汇\s*总|[总记]录?[件条]?数)|(?:grand|sub|sheet|page)?[\s-]*totals?|sum|count|共\s*\d+\s*[条件起行宗例])\s*[)）】\]]?\s*(?:[:：=(（\d].*)?$/iu;
/** As spreadsheets name the total of a group: "城区派出所 汇总", "Theft Total". */
const TOTAL_OF_GROUP = /^.{1,40}(?:[合总小]\s*计|\s汇总|\s(?:sub-?)?total)$/iu;
const NOTE =
  /^[*※★●#（(]?\s*(?:注|备注|说明|附注|填[表报]|制表|审[核批]|复核|校对|打印|导出|统计|数据(?:来源|截[至止])|资料来源|来源|截[至止]|报送|联系|签[字名]|负责人|单位[:：(（]|第\s*\d+\s*页|共\s*\d+\s*页|\d+\s*\/\s*\d+\s*页?$|page\s*\d+|notes?\b|source\b|generated\b|printed\b|exported\b|report(?:ed by)?\b|prepared\b|data (?:as of|source)|disclaimer|end of|以下空白|[-—=_*]{3,}$)/iu;

const toKey = (cells: readonly string[]): string =>
  cells
    .map((cell) => cell.trim())
    .join('\t')
    .trimEnd();

/**
 * Tells lines that are no incidents: totals (合计, 总计, 小计, Total), the heading or a title again on a new page, units or
 * field names right under the heading, and notes; null for all others. A line with a date where the others have theirs
 * is never a total. `head` are the first filled lines of the table's sheet or file.
 */
export function createLineJudge(
  heading: TableHeading,
  head: readonly TableLine[],
): (line: TableLine) => LeftOutKind | null {
  const below = head.filter(({ row }) => row > heading.row).slice(0, LINES_LOOKED_AT);
  const withValues = below.filter(({ cells }) => cells.some((cell) => isFilled(cell) && isValue(cell)));
  const columns = Array.from({ length: Math.max(0, ...below.map(({ cells }) => cells.length)) }, (_, column) => column);
  const findColumns = (isOfKind: (cell: string) => boolean, leastShare: number): number[] =>
    columns.filter((column) => {
      const { filled, ofKind } = countInColumn(withValues, column, isOfKind);
      return filled > 0 && ofKind >= filled * leastShare;
    });
  const typed = findColumns(isValue, TYPED_SHARE);
  const dated = findColumns(isWrittenDate, DATED_SHARE);
  const width = heading.names.filter(isFilled).length;
  const notesBelow = below
    .slice(0, EARLY_LINES)
    .filter((line) => !withValues.includes(line) && typed.some((column) => isFilled(line.cells[column])));
  const notData = [...head.filter(({ row }) => row <= heading.row), ...notesBelow];
  const rowsOfKeys = new Map(notData.map(({ row, cells }) => [toKey(cells), row]));
  const firstsOfKeys = new Set(notData.map(({ cells }) => cells.find(isFilled)?.trim()));

  const isTotal = (label: string): boolean =>
    label.length <= MAX_LABEL && MAY_BE_TOTAL.test(label) && (TOTAL.test(label) || TOTAL_OF_GROUP.test(label));
  const countFilled = (cells: readonly string[]): number => cells.filter(isFilled).length;

  return ({ cells }) => {
    const first = cells.findIndex(isFilled);
    if (first === -1) return null;
    const label = cells[first]!.trim();
    if (firstsOfKeys.has(label)) {
      const known = rowsOfKeys.get(toKey(cells));
      if (known !== undefined) return known === heading.row ? 'heading' : 'note';
    }
    const second =
      cells
        .slice(first + 1, first + 4)
        .find(isFilled)
        ?.trim() ?? '';
    if (isTotal(label) || isTotal(second)) {
      const hasDate =
        dated.length > 0 ? dated.some((column) => isWrittenDate(cells[column] ?? '')) : countFilled(cells) * 2 > width;
      if (!hasDate) return 'total';
    }
    if (width >= LEAST_WIDTH && NOTE.test(label) && countFilled(cells) <= MOST_CELLS_OF_NOTE) return 'note';
    return null;
  };
}
