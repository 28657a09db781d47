import { bareName, type SampledColumn } from './sampled-column.ts';

/** What is called so numbers rows, whatever stands in it: programs number anew with each export. */
const COUNTER_NAME =
  /^(?:序号|序|行号|顺序号|流水|no|nr|№|#|#1|unnamed:?0|index|idx|row|rowno|rownum|rownumber|rowid|seq|sn|fid|oid|gid|ogcfid|objectid|objectid\d|recno|recordno)$/iu;
/** A number that stands for a row, with or without zeros before it and what people write around it: 7, 007, No. 7, 第7条, 7. */
const COUNTED =
  /^(?:no\.?|nr\.?|№|#|第|序号)?\s*[:：]?\s*(?<digits>\d{1,9})(?:\.0+)?\s*(?:号|条|行|起|件)?[.、)）]?$/iu;
/** A counter with rows taken out runs ahead of them by so many times at most; numbers of incidents are longer. */
const MOST_GAPS = 10;
/** A file has slips of its own. */
const LEAST_SHARE = 0.95;

function readCounted(cell: string): number | null {
  const digits = COUNTED.exec(cell.trim().normalize('NFKC'))?.groups?.['digits'];
  return digits === undefined ? null : Number(digits);
}

/** Whether most steps from one number to the next go one way, or begin anew where the counting began. */
function isInOrder(numbers: readonly number[]): boolean {
  const start = Math.min(1, numbers[0]!);
  const last = numbers.at(-1)!;
  let [rising, falling] = [0, 0];
  for (let i = 1; i < numbers.length; i++) {
    const [before, now] = [numbers[i - 1]!, numbers[i]!];
    if (now > before || now <= Math.max(1, start)) rising++;
    // Counted down, each count ends where the other begins.
    if (now < before || before <= Math.max(1, Math.min(1, last))) falling++;
  }
  return Math.max(rising, falling) >= (numbers.length - 1) * LEAST_SHARE;
}

/**
 * Whether a column only counts the rows of its file (1, 2, 3 … in their order: padded, with gaps, counted down, or
 * begun anew for each day) and so says nothing of which incident a row is.
 */
export function isRowCounter({ name, cells }: SampledColumn): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const numbers = filled.map(readCounted).filter((number) => number !== null);
  if (filled.length === 0 || numbers.length < filled.length * LEAST_SHARE) return false;
  if (COUNTER_NAME.test(bareName(name))) return true;
  return Math.max(...numbers) <= cells.length * MOST_GAPS && isInOrder(numbers);
}
