import Papa from 'papaparse';
import type { CsvLanguage, ImportProblem, ImportRowProblem } from '@liaowang/shared/schemas/incident-import';

const HEADERS: Record<CsvLanguage, string[]> = {
  'zh-CN': ['行', '列', '值', '问题'],
  en: ['Row', 'Column', 'Value', 'Problem'],
};

const WORDS: Record<ImportProblem, Record<CsvLanguage, string>> = {
  'no-place': { 'zh-CN': '没有位置', en: 'No place is given' },
  'place-not-a-number': { 'zh-CN': '坐标不是数字', en: 'The coordinate is not a number' },
  'place-out-of-range': {
    'zh-CN': '坐标超出经纬度范围',
    en: 'The coordinate is beyond the range of longitude or latitude',
  },
  'place-in-metres': {
    'zh-CN': '以米为单位的投影坐标，不是经纬度：请选择坐标系',
    en: 'Projected coordinates in metres, not degrees: choose the coordinate system',
  },
  'outside-jurisdiction': { 'zh-CN': '位置在辖区之外', en: 'The place lies outside the jurisdiction' },
  'no-date': { 'zh-CN': '没有日期', en: 'No date is given' },
  'date-not-understood': { 'zh-CN': '看不懂的日期或时间', en: 'The date or time cannot be understood' },
  'date-impossible': { 'zh-CN': '不存在的日期或时间', en: 'There is no such date or time' },
  'date-ambiguous': { 'zh-CN': '分不清年月日的先后', en: 'Year, month and day cannot be told apart' },
  'time-ambiguous': { 'zh-CN': '分不清是几点还是几分', en: 'The number could be an hour or minutes' },
  'in-the-future': { 'zh-CN': '时间在将来', en: 'The time is in the future' },
  'category-left-out': { 'zh-CN': '这一类别按设置不导入', en: 'This category is left out, as chosen' },
  'duplicate-in-file': { 'zh-CN': '与文件中前面的行重复', en: 'The same as an earlier row of the file' },
  'already-imported': { 'zh-CN': '系统中已有这一事件', en: 'This incident is stored already' },
  'row-broken': {
    'zh-CN': '这一行残缺，列数不符或引号未闭合',
    en: 'The row is broken: wrong number of cells, or a quote that is not closed',
  },
};

/** Pages of problems as CSV, byte-order mark first; cells that a spreadsheet would take for a formula are made plain text. */
export async function* writeProblemsCsv(
  pages: AsyncIterable<readonly ImportRowProblem[]>,
  language: CsvLanguage,
): AsyncGenerator<string> {
  const toLines = (rows: unknown[][]): string => `${Papa.unparse(rows, { escapeFormulae: true, newline: '\r\n' })}\r\n`;
  yield `\uFEFF${toLines([HEADERS[language]])}`;
  for await (const page of pages) {
    if (page.length > 0)
      yield toLines(
        page.map(({ row, column, value, problem }) => [row, column ?? '', value, WORDS[problem][language]]),
      );
  }
}
