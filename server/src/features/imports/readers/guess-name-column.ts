/** A column of a file with what stands in it. */
export interface SampledCells {
  name: string;
  cells: readonly string[];
}

const NAME =
  /^(?:name|nam|名称|名字|区域|辖区|社区|村居|片区|网格|警务区|派出所|beat|sector|district|ward|neighbou?rhood|community|label|title)$|(?:_?name|名称|名)$/iu;

/** Whether any cell of a column is more than a number. */
export function holdsText({ cells }: SampledCells): boolean {
  return cells.some((cell) => cell !== '' && readNumber(cell) === null);
}

/** Which column says what a feature is called: by what it is called itself, else the one with the most different words; undefined = none is text. */
export function guessNameColumn<C extends SampledCells>(columns: readonly C[]): C | undefined {
  const distinct = ({ cells }: SampledCells): number => new Set(cells.filter((cell) => cell !== '')).size;
  const named = columns
    .filter(({ name }) => NAME.test(name.trim()))
    .toSorted((a, b) => Number(holdsText(b)) - Number(holdsText(a)) || distinct(b) - distinct(a))[0];
  return named ?? columns.filter(holdsText).toSorted((a, b) => distinct(b) - distinct(a))[0];
}

/** The number that a cell says, with or without separators of thousands; null for anything else. */
export function readNumber(cell: string): number | null {
  const text = cell.trim().replaceAll(/(?<=\d)[,，\s](?=\d{3}(?:\D|$))/gu, '');
  if (!/^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/iu.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}
