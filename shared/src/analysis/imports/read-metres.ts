const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d{1,2})?$/iu;
/** Thousands apart by commas, spaces or apostrophes, e.g. 3,804,929.6 and 3 804 929,6. */
const GROUPED = /^[+-]?\d{1,3}(?:(?<sign>[,'’\s])\d{3})(?:\k<sign>\d{3})*(?:[.,]\d+)?$/u;
const MAX_LENGTH = 40;
/** Beyond any degree, and what a coordinate in metres may be: zone 45 stands before the easting, and the world of Web Mercator ends at 20,037,508. */
const MOST_DEGREES = 180;
const LEAST_METRES = 1_000;
const MOST_METRES = 50_000_000;

/** Metres of a cell, with thousands kept apart or not and with or without the unit (m, 米). NaN if it is none; '' is NaN too. */
export function readMetres(text: string): number {
  const tidied = text
    .trim()
    .slice(0, MAX_LENGTH)
    .replace(/\s*(?:m|米)$/iu, '')
    .replace('−', '-');
  if (NUMBER.test(tidied)) return Number(tidied);
  const sign = GROUPED.exec(tidied)?.groups?.['sign'];
  if (sign !== undefined) return Number(tidied.replaceAll(sign, '').replace(',', '.'));
  return /^[+-]?\d+,\d+$/u.test(tidied) ? Number(tidied.replace(',', '.')) : Number.NaN;
}

/** Whether two numbers can be no degrees but coordinates in metres (or feet): both are too large for an angle, and one is large. */
export function looksLikeMetres([first, second]: readonly [number, number]): boolean {
  const [a, b] = [Math.abs(first), Math.abs(second)];
  return a > MOST_DEGREES && b > MOST_DEGREES && Math.max(a, b) >= LEAST_METRES && a <= MOST_METRES && b <= MOST_METRES;
}
