/** RFC 3339 §5.6: date, time and the zone they are told in. The seconds may be left out, as ISO 8601 allows. */
const ZONED =
  /^\d{4}-(?:0[1-9]|1[0-2])-(\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/**
 * Epoch milliseconds of an instant that says its zone (`…Z` or `…+08:00`); NaN for any other text. Text without a zone
 * names no instant: a clock's reading becomes one with `createLocalClock()` of the zone it was read in.
 */
export function parseInstant(text: string): number {
  const found = ZONED.exec(text);
  if (!found) return Number.NaN;
  const plain = text.toUpperCase();
  // Date takes 30 February for 1 March.
  const day = new Date(Date.parse(`${plain.slice(0, 10)}T00:00:00Z`)).getUTCDate();
  return day === Number(found[1]) ? Date.parse(plain) : Number.NaN;
}
