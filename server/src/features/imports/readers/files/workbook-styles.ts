import { createXmlReader } from './xml-reader.ts';

/** What matters of how a workbook's cells look. */
export interface WorkbookStyles {
  /** Whether a number of this style (a cell's `s`) is shown as a date or time. */
  isDate(style: string | undefined): boolean;
}

/** Formats that every program knows by number: dates and times anywhere (14–22, 45–47), in East Asia (27–36, 50–58) and Thailand (71–81). */
const BUILT_IN_DATES: ReadonlyArray<readonly [first: number, last: number]> = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
  [71, 81],
];
const FIRST_CUSTOM = 164;

/** Whether a number format shows dates or times: it has their letters outside of quotes, escapes and brackets, and no digits but fractions of a second. */
export function isDateFormat(format: string): boolean {
  return format
    .toLowerCase()
    .replaceAll(/\\.|_.|\*./gu, ' ')
    .replaceAll(/"[^"]*"/gu, ' ')
    .replaceAll(/\[(?<elapsed>h+|m+|s+)\]/gu, '$<elapsed>')
    .replaceAll(/\[[^\]]*\]/gu, ' ')
    .replaceAll(/s[.,]0+/gu, 's')
    .split(';')
    .some((part) => /[ymdhs]|a{3}/u.test(part) && !/[0#?]|general/u.test(part));
}

/** Reads xl/styles.xml; without it, no number is a date. */
export function readStyles(document: Uint8Array | null): WorkbookStyles {
  const formats = new Map<number, string>();
  const formatIds: number[] = [];
  let isInCells = false;
  if (document) {
    const reader = createXmlReader(null, {
      open(name, attribute) {
        if (name === 'cellXfs') isInCells = true;
        else if (name === 'numFmt') formats.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
        else if (name === 'xf' && isInCells) formatIds.push(Number(attribute('numFmtId') ?? 0));
      },
      close(name) {
        if (name === 'cellXfs') isInCells = false;
      },
      text: () => undefined,
    });
    reader.push(document);
    reader.end();
  }
  const isDateById = (id: number): boolean =>
    BUILT_IN_DATES.some(([first, last]) => id >= first && id <= last && id < FIRST_CUSTOM) ||
    isDateFormat(formats.get(id) ?? '');
  const dates = formatIds.map(isDateById);
  return { isDate: (style) => style !== undefined && dates[Number(style)] === true };
}
