/** What one cell holds; null = not known, written as an empty cell. */
export type Cell = string | number | null;

export interface Column {
  /** In the reader's language, with its unit. */
  header: string;
  /** Digits after the point of its numbers in a workbook; absent: as they are. */
  digits?: number;
  /** Width in a workbook, characters. */
  width?: number;
}

/** Rows under headers, for a file. Every row has as many cells as there are columns. */
export interface Table {
  /** Name of its sheet in a workbook. */
  title: string;
  columns: readonly Column[];
  rows: ReadonlyArray<readonly Cell[]>;
}
