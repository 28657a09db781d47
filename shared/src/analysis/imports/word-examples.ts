import type { SampledColumn } from './sampled-column.ts';
import { cutText } from './read-row.ts';

/** Columns about people: a kind of incident is told without them. */
const OF_PEOPLE =
  /姓名|电话|手机|联系|身份|证件|报警人|当事人|嫌疑|受害|name|phone|mobile|contact|victim|suspect|complainant|caller|officer/iu;
const MAX_EXAMPLE = 120;
const MAX_CELLS = 3;

/** Columns, by their places, whose cells say in words what a row is about; `taken` are those that say something else already. */
export function findTellingColumns(columns: readonly SampledColumn[], taken: ReadonlySet<string | null>): number[] {
  return columns.flatMap(({ name, cells }, at) => {
    const filled = cells.filter((cell) => cell.trim() !== '');
    const words = filled.filter((cell) => /\p{L}{2,}/u.test(cell));
    return taken.has(name) || OF_PEOPLE.test(name) || words.length === 0 || words.length < filled.length / 2
      ? []
      : [at];
  });
}

/** What a row says beside its category, by its telling columns; '' where these say nothing. */
export function describeRow(cells: readonly string[], tellingColumns: readonly number[]): string {
  const said = tellingColumns.map((at) => (cells[at] ?? '').trim()).filter((cell) => cell !== '');
  return cutText(said.slice(0, MAX_CELLS).join(' · '), MAX_EXAMPLE);
}
