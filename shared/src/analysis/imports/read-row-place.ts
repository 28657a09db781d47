import type { LngLat } from '../../schemas/geometry.ts';
import type { ImportMapping, ImportProblem, PlaceOrder } from '../../schemas/incident-import.ts';
import { readDegrees } from './read-degrees.ts';
import { looksLikeMetres, readMetres } from './read-metres.ts';
import { readPlaceText } from './read-place-text.ts';

/** Where a row lies, in the file's own system, east (or longitude) first; or why it is not told. */
export type PlaceReading = LngLat | { problem: ImportProblem; column: string | null; value: string };

/** EPSG codes of degrees that need no conversion: WGS-84 and CGCS2000. */
const CODES_OF_DEGREES: ReadonlySet<number> = new Set([4_326, 4_490]);

/** Whether the mapping's coordinates are degrees, and not metres of a projected system. */
export function isInDegrees({ coordinateSystem }: Pick<ImportMapping, 'coordinateSystem'>): boolean {
  return coordinateSystem === null || coordinateSystem === undefined || CODES_OF_DEGREES.has(coordinateSystem);
}

/**
 * Makes a reader of places: from two columns, from one, or from the row's own geometry, whichever the mapping names
 * first. `order` is that of the numbers in one column or in the geometry. Latitudes beyond 90° pass: whether the numbers are swapped is told from all rows.
 */
export function createPlaceReader(
  at: { lng: number; lat: number; place: number },
  mapping: Pick<ImportMapping, 'lng' | 'lat' | 'place' | 'coordinateSystem'>,
  order: PlaceOrder,
): (row: { place: LngLat | null }, cell: (index: number) => string) => PlaceReading {
  const areDegrees = isInDegrees(mapping);
  const turn = (place: LngLat, placeOrder: PlaceOrder): LngLat =>
    placeOrder === 'lat-lng' ? [place[1], place[0]] : place;

  function judge(
    place: LngLat,
    columns: readonly [string | null, string | null],
    texts: readonly [string, string],
  ): PlaceReading {
    const value = texts[0] === texts[1] ? texts[0] : `${texts[0]}, ${texts[1]}`;
    // What a receiver writes that knows no place.
    if (place[0] === 0 && place[1] === 0) return { problem: 'no-place', column: columns[0], value };
    if (!areDegrees) return place;
    if (looksLikeMetres(place)) return { problem: 'place-in-metres', column: columns[0], value };
    const beyond = place.findIndex((degrees) => Math.abs(degrees) > 180);
    return beyond === -1
      ? place
      : { problem: 'place-out-of-range', column: columns[beyond] ?? null, value: texts[beyond]! };
  }

  function readColumns(lngText: string, latText: string): PlaceReading {
    if (lngText === '' || latText === '')
      return { problem: 'no-place', column: lngText === '' ? mapping.lng : mapping.lat, value: lngText || latText };
    const read = (text: string): number => {
      const value = areDegrees ? readDegrees(text) : readMetres(text);
      // Thousands kept apart are no degrees, but they tell what the column is.
      return areDegrees && Number.isNaN(value) ? readMetres(text) : value;
    };
    const place: LngLat = [read(lngText), read(latText)];
    if (Number.isNaN(place[0])) return { problem: 'place-not-a-number', column: mapping.lng, value: lngText };
    if (Number.isNaN(place[1])) return { problem: 'place-not-a-number', column: mapping.lat, value: latText };
    return judge(place, [mapping.lng, mapping.lat], [lngText, latText]);
  }

  function readText(text: string): PlaceReading {
    const column = mapping.place ?? null;
    if (text === '') return { problem: 'no-place', column, value: '' };
    const said = readPlaceText(text);
    if (!said) return { problem: 'place-not-a-number', column, value: text };
    return judge(turn([said.first, said.second], said.order ?? order), [column, column], [text, text]);
  }

  return (row, cell) => {
    if (at.lng !== -1 && at.lat !== -1) return readColumns(cell(at.lng).trim(), cell(at.lat).trim());
    if (at.place !== -1) return readText(cell(at.place).trim());
    if (!row.place) return { problem: 'no-place', column: null, value: '' };
    const text = `${row.place[0]}, ${row.place[1]}`;
    return judge(turn(row.place, order), [null, null], [text, text]);
  };
}
