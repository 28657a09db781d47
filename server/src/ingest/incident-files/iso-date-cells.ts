/** A cell's opening tag with the type "date" (ECMA-376 part 1 §18.18.11, ST_CellType `d`), whatever its prefix and quotes. */
const DATE_CELL = /(<(?:\w+:)?c\b[^<>]*?\st\s*=\s*)(?:"d"|'d')([^<>]*?)(\/?)>/gu;

/**
 * A sheet's XML whose cells of type `d` are text: ISO 8601 as it was written. The workbook's reader makes instants of
 * them in this machine's zone; as text they are read where the import's zone is known. Null where there is no such cell.
 */
export function spellOutDates(sheet: Buffer): Buffer | null {
  if (!sheet.includes('t="d"') && !sheet.includes("t='d'")) return null;
  // A cell without content is empty, and the reader asks text for its content.
  return Buffer.from(sheet.toString('utf8').replace(DATE_CELL, (_, start: string, rest: string, isEmpty: string) => (isEmpty ? `${start}"n"${rest}/>` : `${start}"str"${rest}>`)));
}
