import { countInColumn, isFilled, isValue, type TableLine } from './table-cells.ts';

/** Where a table begins. */
export interface TableHeading {
  /** The row that names the columns; of a heading of two rows the lower one. */
  row: number;
  /** What it calls them, from {@link firstColumn} on; '' where it says nothing. */
  names: string[];
  /** Columns before this one are empty throughout. */
  firstColumn: number;
}

/** Titles, units and notes above a heading are a few lines. */
const MOST_LINES_ABOVE = 30;
/** Lines below a heading by which it is judged. */
const LINES_BELOW = 20;
/** A table has two columns, or it is a list. */
const LEAST_WIDTH = 2;
/** Where the cells below are values, a name stands out. */
const VALUE_SHARE = 0.6;
const MAX_NAME = 40;
/** What headings say more than titles and rows do; weights of the four signs, tuned on registers with titles, units, notes and headings of two rows. */
const WEIGHT = {
  knownWords: 2,
  namesValues: 1.5,
  width: 1,
  isText: 1,
  isDistinct: 0.5,
  positionPenalty: 0.02,
  nothingBelowPenalty: 1,
};
/** One word that headings say is in data too. */
const LEAST_KNOWN = 2;

const CHINESE_NAMES =
  /时间|日期|时刻|时段|经度|纬度|坐标|位置|地点|地址|类别|类型|种类|案由|性质|编号|序号|案号|号码|级别|等级|程度|来源|说明|描述|简要|备注|单位|派出所|辖区|状态|街道|社区|姓名|电话|年份|月份/u;
const ENGLISH_NAMES =
  /\b(?:date|time|datetime|timestamp|year|month|day|hour|minute|lat|latitude|lng|lon|long|longitude|type|category|offen[cs]e|crime|incident|event|case|id|no|nr|number|address|location|place|street|block|desc|description|status|severity|priority|district|beat|ward|zone|kind|source|code|name|occurred|reported)\b/iu;

const isKnownName = (cell: string): boolean =>
  cell.length <= MAX_NAME &&
  (/^[xy]$/iu.test(cell) ||
    CHINESE_NAMES.test(cell) ||
    ENGLISH_NAMES.test(cell.replaceAll(/[_\-.]/gu, ' ').replaceAll(/(?<=[a-z])(?=[A-Z])/gu, ' ')));
const widthOf = (lines: readonly TableLine[]): number => Math.max(0, ...lines.map(({ cells }) => cells.length));
const countFilled = ({ cells }: TableLine): number => cells.filter(isFilled).length;
const hasValues = ({ cells }: TableLine): boolean => cells.some((cell) => isFilled(cell) && isValue(cell));

function findMedian(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/** How much a line looks like a heading of the lines below it. */
function rateLine(lines: readonly TableLine[], index: number): number {
  const line = lines[index]!;
  const below = lines.slice(index + 1, index + 1 + LINES_BELOW);
  const filled = line.cells.filter(isFilled).map((cell) => cell.trim());
  const usualWidth = Math.max(LEAST_WIDTH, findMedian(below.map(countFilled)));
  const width = Math.max(usualWidth, filled.length);
  const namesValues = line.cells.filter((cell, column) => {
    if (!isFilled(cell) || isValue(cell)) return false;
    const { filled: said, ofKind } = countInColumn(below, column, isValue);
    return said > 0 && ofKind >= said * VALUE_SHARE;
  }).length;
  const known = [...new Set(filled)].filter(isKnownName).length;
  return (
    (WEIGHT.knownWords * (known < LEAST_KNOWN ? 0 : known)) / width +
    (WEIGHT.namesValues * namesValues) / width +
    WEIGHT.width * Math.min(1, filled.length / usualWidth) +
    (WEIGHT.isText * filled.filter((cell) => !isValue(cell)).length) / filled.length +
    (WEIGHT.isDistinct * new Set(filled).size) / filled.length -
    WEIGHT.positionPenalty * index -
    (below.length === 0 ? WEIGHT.nothingBelowPenalty : 0)
  );
}

/** Whether `upper`, right above `lower`, names columns that `lower` leaves unnamed, or tells those apart that it calls the same. */
function isUpperHalf(upper: TableLine | undefined, lower: TableLine, below: readonly TableLine[]): upper is TableLine {
  if (!upper || upper.row !== lower.row - 1 || hasValues(upper) || countFilled(upper) < 2) return false;
  const names = lower.cells.filter(isFilled).map((cell) => cell.trim());
  const fillsGap = upper.cells.some(
    (cell, column) =>
      isFilled(cell) && !isFilled(lower.cells[column]) && countInColumn(below, column, isFilled).filled > 0,
  );
  return fillsGap || new Set(names).size < names.length;
}

/** Names of a heading of two rows: the lower ones, with the upper one before those that occur twice; the upper one where it stands alone. A merged upper cell stands over all up to the next one. */
function joinNames(upper: TableLine, lower: TableLine): string[] {
  const lowerNames = lower.cells.map((cell) => cell.trim());
  let over = '';
  return Array.from({ length: widthOf([upper, lower]) }, (_, column) => {
    const [above, own] = [(upper.cells[column] ?? '').trim(), lowerNames[column] ?? ''];
    if (above !== '') over = above;
    if (own === '') return above;
    const isUnique = lowerNames.filter((name) => name === own).length === 1;
    return isUnique || over === own ? own : /[\u2e80-\u9fff]$/u.test(over) ? `${over}${own}` : `${over} ${own}`.trim();
  });
}

/**
 * Finds the row that names the columns of a table among its first filled lines, under titles, units and notes: by what
 * headings are called, by names over numbers and dates, and by how wide the rows below are. A heading of two rows is
 * joined. `asked` is the row that somebody chose. Null where there is no line, or none of that number.
 */
export function findHeading(lines: readonly TableLine[], asked: number | null = null): TableHeading | null {
  let index = lines.findIndex(({ row }) => row === asked);
  if (asked === null) {
    let best = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < Math.min(lines.length, MOST_LINES_ABOVE); at++) {
      const rating = rateLine(lines, at);
      if (rating > best) [best, index] = [rating, at];
    }
    // The lower half of a heading may name fewer columns than the upper one.
    const [line, next] = [lines[index], lines[index + 1]];
    const below = lines.slice(index + 2, index + 2 + LINES_BELOW);
    if (
      line &&
      next &&
      !hasValues(next) &&
      below.some(hasValues) &&
      isUpperHalf(line, next, below) &&
      next.cells.some((cell, column) => isFilled(cell) && !isFilled(line.cells[column]))
    )
      index++;
  }
  const line = lines[index];
  if (!line) return null;
  const below = lines.slice(index + 1, index + 1 + LINES_BELOW);
  const upper = lines[index - 1];
  const names = isUpperHalf(upper, line, below) ? joinNames(upper, line) : [...line.cells];
  const firsts = [names, ...below.map(({ cells }) => cells)]
    .map((cells) => cells.findIndex(isFilled))
    .filter((column) => column !== -1);
  const firstColumn = Math.min(...firsts);
  return { row: line.row, names: names.slice(firstColumn), firstColumn };
}
