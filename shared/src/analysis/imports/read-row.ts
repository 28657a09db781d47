import type { Geometry } from 'geojson';
import { findTopCategory } from '../../contract/category-tree.ts';
import type { LngLat } from '../../schemas/geometry.ts';
import type { IncidentCategory, IncidentSeverity } from '../../schemas/incident.ts';
import type { ImportMapping, ImportProblem, LeftOutKind, PlaceOrder } from '../../schemas/incident-import.ts';
import type { ColumnStyles } from './column-styles.ts';
import { createCategoryReader } from './read-row-category.ts';
import { createMomentReader, type ReadMoment } from './read-row-date.ts';
import { createPlaceReader, isInDegrees } from './read-row-place.ts';

/** A row as the file has it. */
export interface FileRow {
  /** One for each column; '' where it is empty. */
  cells: readonly string[];
  /** Of formats with geometry of their own, in the file's own system. */
  place: LngLat | null;
  /** Likewise, whatever its geometry is. */
  shape?: Geometry | null;
  /** What cannot be read as a row: its beginning. Its cells mean nothing. */
  broken?: string;
  /** A line that is no incident, why, and what it says. Its cells mean nothing. */
  leftOut?: { kind: LeftOutKind; value: string };
}

/** An incident as a row tells it. */
export interface ReadIncident extends ReadMoment {
  /** In the file's own system, east (or longitude) first. */
  place: LngLat;
  category: IncidentCategory;
  /** The kind below the category, or the new one that it will be (read-row-category.ts); null = none. */
  kindId: string | null;
  severity: IncidentSeverity;
  description: string;
  externalId: string | null;
}

export type RowReading =
  | { ok: true; incident: ReadIncident }
  | {
      ok: false;
      problem: ImportProblem;
      column: string | null;
      value: string;
      /** Known even so, for the map. */ place: LngLat | null;
    };

const MAX_WORD = 200;
const MAX_DESCRIPTION = 500;

/** The first characters of a text, none of them cut in half. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return /[\uD800-\uDBFF]$/u.test(cut) ? cut.slice(0, -1) : cut;
}

/** A word of the file as mappings name it. */
export function toWord(cell: string): string {
  return cutText(cell.trim(), MAX_WORD);
}

/** A mapping names a column that the file has not. */
export class ColumnNotFound extends Error {
  readonly column: string;

  constructor(column: string) {
    super(`the file has no column ${column}`);
    this.column = column;
  }
}

/**
 * Makes a reader of rows. `styles` is how the whole columns write dates and times, `placeOrder` the order of the numbers of
 * places that stand in one cell or are the file's geometry; `nowMs` is what counts as the future, `topOf` the one of
 * our categories above a node of the city's.
 * @throws RangeError for an unknown time zone, {@link ColumnNotFound}
 */
export function createRowReader(
  columns: readonly string[],
  mapping: ImportMapping,
  options: {
    styles: ColumnStyles;
    placeOrder: PlaceOrder;
    nowMs: number;
    topOf?: (categoryId: string) => IncidentCategory | null;
  },
): (row: FileRow) => RowReading {
  const indexOf = (name: string | null): number => {
    const index = name === null ? -1 : columns.indexOf(name);
    if (name !== null && index === -1) throw new ColumnNotFound(name);
    return index;
  };
  const at = {
    lng: indexOf(mapping.lng),
    lat: indexOf(mapping.lat),
    place: indexOf(mapping.place ?? null),
    category: indexOf(mapping.category),
    severity: indexOf(mapping.severity),
    description: indexOf(mapping.description),
    externalId: indexOf(mapping.externalId),
  };
  const readMoment = createMomentReader(mapping, indexOf, options);
  const readCategory = createCategoryReader(mapping, options.topOf ?? findTopCategory);
  const severitiesOf = new Map(Object.entries(mapping.severities));
  const readPlace = createPlaceReader(at, mapping, options.placeOrder);
  const areDegrees = isInDegrees(mapping);

  return (row) => {
    if (row.broken !== undefined)
      return { ok: false, problem: 'row-broken', column: null, value: row.broken, place: null };
    const cell = (index: number): string => (index === -1 ? '' : (row.cells[index] ?? ''));
    const place = readPlace(row, cell);
    if (!Array.isArray(place)) return { ok: false, ...place, place: null };
    const refuse = (problem: ImportProblem, column: string | null, value: string): RowReading => ({
      ok: false,
      problem,
      column,
      value,
      place,
    });
    if (areDegrees && Math.abs(place[1]) > 90) return refuse('place-out-of-range', mapping.lat, String(place[1]));

    const moment = readMoment(row.cells);
    if (!moment.ok) return refuse(moment.problem, moment.column, moment.value);

    const word = toWord(cell(at.category));
    const read = readCategory(word);
    if (read === null) return refuse('category-left-out', mapping.category, word);
    return {
      ok: true,
      incident: {
        ...moment.moment,
        place,
        ...read,
        severity: severitiesOf.get(toWord(cell(at.severity))) ?? mapping.defaultSeverity,
        description: cutText(cell(at.description).trim(), MAX_DESCRIPTION),
        externalId: toWord(cell(at.externalId)) || null,
      },
    };
  };
}
