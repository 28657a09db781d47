import * as Type from 'typebox';
import type { Static } from 'typebox';
import { LngLat } from './geometry.ts';
import { IncidentSeverity, IncidentSource } from './incident.ts';
import { CategoryId } from './incident-category.ts';
import { RowId } from './row-id.ts';
import { Instant, textOf } from './text.ts';

export const IMPORT_FORMATS = ['csv', 'xlsx', 'geojson', 'shapefile', 'kml'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export const IMPORT_DATUMS = ['wgs84', 'gcj02', 'bd09', 'cgcs2000'] as const;
export type ImportDatum = (typeof IMPORT_DATUMS)[number];

/** `uploaded` → `checked` (dry run done) → `committed` → `undone`; whatever was not committed may be `discarded`. */
export const IMPORT_STATES = ['uploaded', 'checked', 'committed', 'undone', 'discarded'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** How dates are written: `auto` = as they say themselves, or as the whole column decides; the others for numbers that could stand in another order. */
export const IMPORT_DATE_ORDERS = ['auto', 'year-first', 'day-first', 'month-first'] as const;

/** Which number of a place stands first where both are in one cell, or in the file's geometry. */
export const IMPORT_PLACE_ORDERS = ['lng-lat', 'lat-lng'] as const;
export type PlaceOrder = (typeof IMPORT_PLACE_ORDERS)[number];

const closed = { additionalProperties: false };
const Column = Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()]);

/** Which column of the file says what, and how it is to be read. Columns are named as the file names them. */
export const ImportMapping = Type.Object(
  {
    /** Null where the format has geometry of its own. Of a system in metres: the easting and the northing. */
    lng: Column,
    lat: Column,
    /** One column with the whole place, read where lng and lat are null: well-known text, GeoJSON, `(lat, lng)`, `lng,lat`. */
    place: Type.Optional(Column),
    /** Of `place`, or of the file's geometry; absent or null = the whole column decides, and geometry has the longitude first. */
    placeOrder: Type.Optional(Type.Union([Type.Enum(IMPORT_PLACE_ORDERS), Type.Null()])),
    /** EPSG code of what the coordinates are in, where they are metres; null = degrees of `datum`, absent = as the file says. */
    coordinateSystem: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Null()])),
    /** One column with date and time, or a date with `time` beside it. */
    date: Column,
    time: Column,
    /** Where the incident is only known to lie between two moments: the later one, in one column or two. */
    dateTo: Type.Optional(Column),
    timeTo: Type.Optional(Column),
    /** A date in parts, where `date` is null; hour and minute also beside a date without `time`. Without a day it is a month. */
    year: Type.Optional(Column),
    month: Type.Optional(Column),
    day: Type.Optional(Column),
    hour: Type.Optional(Column),
    minute: Type.Optional(Column),
    category: Column,
    severity: Column,
    description: Column,
    /** What tells one incident from another in the system it comes from, so that a second import finds it again. */
    externalId: Column,
    datum: Type.Enum(IMPORT_DATUMS),
    dateOrder: Type.Enum(IMPORT_DATE_ORDERS),
    /** IANA name: what times without an offset mean. */
    timeZone: Type.String({ minLength: 1, maxLength: 60 }),
    /** The file's words for categories (as in the file, trimmed) to nodes of the city's categories, and for severities to ours; null leaves such rows out. What is not named takes the default. */
    categories: Type.Record(Type.String({ maxLength: 200 }), Type.Union([CategoryId, Type.Null()])),
    /** Words that become kinds of the city's own, by their names: below the node that `categories` names, else below the default. Made with the commit; one that is there is taken. */
    newKinds: Type.Optional(
      Type.Record(Type.String({ maxLength: 200 }), textOf({ minLength: 1, maxLength: 120 }), { maxProperties: 2_000 }),
    ),
    severities: Type.Record(Type.String({ maxLength: 200 }), IncidentSeverity),
    defaultCategory: CategoryId,
    defaultSeverity: IncidentSeverity,
    source: IncidentSource,
    /** Sheet of a workbook; null or absent = the one with a table. */
    sheet: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()])),
    /** Row of the sheet or file, from 1, that names the columns, blank rows counted; null or absent = found. Of a heading of two rows: the lower one. */
    headerRow: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 1_048_576 }), Type.Null()])),
    /** How the file's words are encoded, by any name; null or absent = as recognised, or as last chosen. */
    encoding: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 40 }), Type.Null()])),
  },
  closed,
);
export type ImportMapping = Static<typeof ImportMapping>;

/** What the dates of the rows looked at would be in an order. */
export const ImportDateOrderChoice = Type.Object({
  order: Type.Enum(IMPORT_DATE_ORDERS),
  /** Local days; null where no cell is a day in this order. */
  from: Type.Union([Type.String(), Type.Null()]),
  to: Type.Union([Type.String(), Type.Null()]),
  /** Cells that are no day in this order, or one in the future. */
  unreadable: Type.Integer(),
});
export type ImportDateOrderChoice = Static<typeof ImportDateOrderChoice>;

/** How somebody chose to read a file; null = as it is found. */
export interface ReadingChoice {
  /** A name that TextDecoder knows. */
  encoding: string | null;
  sheet: string | null;
  /** From 1. */
  headerRow: number | null;
}

/** A system in metres that the coordinates may be in, the likeliest first. */
export const ImportCoordinateSystem = Type.Object({
  epsg: Type.Integer(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  /** Of the rows looked at that have a place: how many it puts into the jurisdiction, 0–1. */
  share: Type.Number(),
  /** Its shift to WGS-84 differs from region to region and is not public: places may be off by some metres to a hundred. */
  isShiftUnknown: Type.Boolean(),
  /** How far from where the guess puts them it puts the places, in metres at the median; null where the guess is no such system, or where it puts no place on the earth. */
  offsetMeters: Type.Union([Type.Number(), Type.Null()]),
});
export type ImportCoordinateSystem = Static<typeof ImportCoordinateSystem>;

/** What can be chosen of how a file is read; the guess of the preview names what was taken. */
export const ImportChoices = Type.Object({
  /** Of a workbook, in the order of its tabs; `rows` below the heading, counted to 20,000. */
  sheets: Type.Optional(
    Type.Array(Type.Object({ name: Type.String(), isHidden: Type.Boolean(), rows: Type.Integer() })),
  ),
  /** The first filled rows of the sheet or delimited file: any may name the columns. */
  headerRows: Type.Optional(Type.Array(Type.Object({ row: Type.Integer(), cells: Type.Array(Type.String()) }))),
  /** Where the file has encoded words, fewest errors first: `errors` are signs that cannot be read, or stand in no such text, among the first 8 MB; `sample` is how words of it read. */
  encodings: Type.Optional(
    Type.Array(Type.Object({ name: Type.String(), errors: Type.Integer(), sample: Type.String() })),
  ),
  /** How the first rows read in each order of year, month and day that is possible; empty where the dates say themselves what they are. */
  dateOrders: Type.Optional(Type.Array(ImportDateOrderChoice)),
  /** Made for where the city lies. */
  coordinateSystems: Type.Optional(Type.Array(ImportCoordinateSystem)),
});
export type ImportChoices = Static<typeof ImportChoices>;

/** A file as it was read: what the wizard shows first. */
export const ImportPreview = Type.Object({
  columns: Type.Array(
    Type.Object({
      name: Type.String(),
      /** Of the first rows, as text; empty cells are ''. */
      samples: Type.Array(Type.String()),
    }),
  ),
  /** Encoding in which the file's words are read; null for workbooks, which say theirs. */
  encoding: Type.Union([Type.String(), Type.Null()]),
  delimiter: Type.Union([Type.String(), Type.Null()]),
  hasGeometry: Type.Boolean(),
  /** Different words in the column guessed or chosen for the category (and the severity), most frequent first among the rows looked at. */
  categoryWords: Type.Array(Type.Object({ word: Type.String(), count: Type.Integer() })),
  severityWords: Type.Array(Type.Object({ word: Type.String(), count: Type.Integer() })),
  guess: ImportMapping,
  choices: ImportChoices,
  /** Of each word for the category, in the same order. */
  categoryGuesses: Type.Array(
    Type.Object({
      word: Type.String(),
      /** How the guess was come by: the city knows the word; the whole phrase says it; a phrase that registers use for more; nothing says it. */
      sureness: Type.Enum(['remembered', 'phrase', 'loose', 'none']),
      /** What else the first row with the word says. */
      example: Type.String(),
    }),
  ),
});
export type ImportPreview = Static<typeof ImportPreview>;

export const IMPORT_PROBLEMS = [
  'no-place',
  'place-not-a-number',
  'place-out-of-range',
  'place-in-metres',
  'outside-jurisdiction',
  'no-date',
  'date-not-understood',
  'date-impossible',
  'date-ambiguous',
  'time-ambiguous',
  'in-the-future',
  'category-left-out',
  'duplicate-in-file',
  'already-imported',
  'row-broken',
] as const;
export type ImportProblem = (typeof IMPORT_PROBLEMS)[number];

/** A row that would not be, or was not, imported. Row 1 is the first row of data. */
export const ImportRowProblem = Type.Object({
  row: Type.Integer(),
  problem: Type.Enum(IMPORT_PROBLEMS),
  column: Type.Union([Type.String(), Type.Null()]),
  value: Type.String(),
});
export type ImportRowProblem = Static<typeof ImportRowProblem>;

/** Why a line of a table is no incident: a total, the heading again on a new page, or a note under or above the rows. */
export const LEFT_OUT_KINDS = ['total', 'heading', 'note'] as const;
export type LeftOutKind = (typeof LEFT_OUT_KINDS)[number];

/** A word of the category column over the whole file, and what becomes of its rows. */
export const ImportCategoryWord = Type.Object({
  /** '' = rows without one. */
  word: Type.String(),
  count: Type.Integer(),
  /** Null = such rows are left out. */
  categoryId: Type.Union([CategoryId, Type.Null()]),
  /** The name of the kind below it that the commit would make; null = none. */
  newKind: Type.Union([Type.String(), Type.Null()]),
  /** False: the mapping does not name it, so it takes the default. */
  isMapped: Type.Boolean(),
  /** What the city or the dictionary takes it for; null = neither knows it. */
  guess: Type.Union([CategoryId, Type.Null()]),
});

/** What a dry run found. */
export const ImportCheck = Type.Object({
  rows: Type.Integer(),
  importable: Type.Integer(),
  problems: Type.Record(Type.String(), Type.Integer()),
  /** The first few of each problem; all of them can be downloaded. */
  examples: Type.Array(ImportRowProblem),
  firstAt: Type.Union([Instant, Type.Null()]),
  lastAt: Type.Union([Instant, Type.Null()]),
  /** Importable rows by the top of their category's tree. */
  categories: Type.Record(Type.String(), Type.Integer()),
  /** Every word of the category column, most frequent first, at most 2,000; not told in lists of imports. */
  categoryWords: Type.Optional(Type.Array(ImportCategoryWord)),
  /** Words beyond those, and their rows. */
  moreCategoryWords: Type.Optional(Type.Object({ words: Type.Integer(), rows: Type.Integer() })),
  /** At most 2,000 places of importable rows, evenly picked, WGS-84; and of rows outside the jurisdiction. */
  places: Type.Array(LngLat),
  placesOutside: Type.Array(LngLat),
  /** Share of rows with a place that fall into the jurisdiction under each datum, and with lng and lat swapped. */
  datumShares: Type.Object({
    wgs84: Type.Number(),
    gcj02: Type.Number(),
    bd09: Type.Number(),
    cgcs2000: Type.Number(),
    swapped: Type.Number(),
  }),
  /** Lines that are no incidents and no rows, by why, and the first few of them; `row` as in problems. */
  leftOut: Type.Optional(
    Type.Object({
      counts: Type.Record(Type.String(), Type.Integer()),
      examples: Type.Array(Type.Object({ row: Type.Integer(), kind: Type.Enum(LEFT_OUT_KINDS), value: Type.String() })),
    }),
  ),
  /** How many importable rows say the minute, the day or only the month, how many lie between two moments, and how many ends of such were left out because they cannot be. */
  precisions: Type.Optional(Type.Object({ minute: Type.Integer(), day: Type.Integer(), month: Type.Integer() })),
  intervals: Type.Optional(Type.Integer()),
  endsLeftOut: Type.Optional(Type.Integer()),
  /** The order in which dates were read, where the mapping left it to the column. */
  dateOrder: Type.Optional(Type.Enum(IMPORT_DATE_ORDERS)),
  /** In which orders the whole column could be read, and as what; empty where the dates say themselves what they are. */
  dateOrders: Type.Optional(Type.Array(ImportDateOrderChoice)),
  /** The datum for which the places that change sides speak beyond chance; null or absent where none does. */
  betterDatum: Type.Optional(Type.Union([Type.Enum(IMPORT_DATUMS), Type.Null()])),
  /** Importable rows whose local time the clocks skipped (read as if they had not been changed) or showed twice (read as the first). */
  atClockChange: Type.Optional(Type.Integer()),
  /** What staff should look at before they go on; e.g. a datum that fits better. */
  advice: Type.Array(
    Type.Enum([
      'swapped',
      'other-datum',
      'mostly-outside',
      'many-at-midnight',
      'many-duplicates',
      'nothing-importable',
      'wrong-encoding',
      'projected',
      'shift-unknown',
    ]),
  ),
});
export type ImportCheck = Static<typeof ImportCheck>;

export const IncidentImport = Type.Object({
  importId: Type.Integer(),
  fileName: Type.String(),
  format: Type.Enum(IMPORT_FORMATS),
  bytes: Type.Integer(),
  state: Type.Enum(IMPORT_STATES),
  mapping: Type.Union([ImportMapping, Type.Null()]),
  check: Type.Union([ImportCheck, Type.Null()]),
  /** Incidents stored; null before the commit. */
  importedCount: Type.Union([Type.Integer(), Type.Null()]),
  /** The running or last job (dry run or commit) of whoever asks; null for others'. */
  jobId: Type.Union([Type.String(), Type.Null()]),
  createdBy: Type.String(),
  /** Whether the account that asks may discard or undo it: who imported it, and administrators. */
  mayChange: Type.Boolean(),
  createdAt: Instant,
  committedAt: Type.Union([Instant, Type.Null()]),
  undoneAt: Type.Union([Instant, Type.Null()]),
});
export type IncidentImport = Static<typeof IncidentImport>;

export const IncidentImportList = Type.Object({ imports: Type.Array(IncidentImport) });

export const ImportParams = Type.Object({ importId: RowId }, closed);

/** Largest file that is taken. */
export const MAX_IMPORT_BYTES = 100 * 1_048_576;

/** What the rows that were not imported can be told in. */
export const CSV_LANGUAGES = ['zh-CN', 'en'] as const;
export type CsvLanguage = (typeof CSV_LANGUAGES)[number];
