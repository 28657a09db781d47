/** What a row is sorted by; NaN and an empty text = not known. */
export type SortKey = string | number;

const isKnown = (key: SortKey): boolean => (typeof key === 'string' ? key !== '' : !Number.isNaN(key));

/** Rows in the order of their keys, those of equal keys as they were; what is not known comes last either way. */
export function sortRows<Row>(rows: readonly Row[], keyOf: (row: Row) => SortKey, descending: boolean): Row[] {
  const direction = descending ? -1 : 1;
  // Texts by their code units: names carry their numbers with zeros in front, and a collator takes ten times as long.
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => {
      const [isKnownA, isKnownB] = [isKnown(a.key), isKnown(b.key)];
      if (!isKnownA || !isKnownB) return Number(isKnownB) - Number(isKnownA);
      return a.key < b.key ? -direction : a.key > b.key ? direction : 0;
    })
    .map(({ row }) => row);
}
