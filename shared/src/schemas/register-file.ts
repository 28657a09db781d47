import * as Type from 'typebox';
import type { Static } from 'typebox';
import { LngLat } from './geometry.ts';
import { IMPORT_DATUMS, IMPORT_FORMATS, IMPORT_PLACE_ORDERS } from './incident-import.ts';
import { Instant, textOf } from './text.ts';

/** Registers that a table can be read into. */
export const FILE_REGISTERS = ['branches', 'stations', 'lookouts', 'units'] as const;
export const FileRegister = Type.Enum(FILE_REGISTERS);
export type FileRegister = (typeof FILE_REGISTERS)[number];

const OFFICE_FIELDS = ['contact', 'openingHours', 'statisticalCode', 'policeCode', 'gridCode'] as const;

/** What a column of such a table may say, by register, in the order of a template; places are apart. */
export const REGISTER_FILE_FIELDS = {
  branches: ['nameZh', 'nameEn', 'code', ...OFFICE_FIELDS],
  stations: ['nameZh', 'nameEn', 'code', 'branch', ...OFFICE_FIELDS],
  lookouts: [
    'number',
    'nameZh',
    'nameEn',
    'branch',
    'detectionRangeMeters',
    'dutyHours',
    'siteReason',
    'supplies',
    'noticeBoardInspectedOn',
  ],
  units: [
    'nameZh',
    'nameEn',
    'kind',
    'branch',
    'deviceId',
    'detectionRangeMeters',
    'reportIntervalSeconds',
    'heartbeatSeconds',
  ],
} as const satisfies Record<FileRegister, readonly string[]>;
export type RegisterFileField = (typeof REGISTER_FILE_FIELDS)[FileRegister][number];

/** Registers whose entries lie somewhere. */
export const hasPlaces = (register: FileRegister): boolean => register !== 'units';

export const MAX_REGISTER_FILE_BYTES = 20 * 1_048_576;
export const MAX_REGISTER_ROWS = 20_000;

const Column = Type.Union([textOf({ minLength: 1, maxLength: 200 }), Type.Null()]);

/** How a table is read; null = no such column. */
export const RegisterFileMapping = Type.Object(
  {
    /** Columns by field. */
    columns: Type.Record(Type.String(), Column),
    lng: Column,
    lat: Column,
    /** One column with both. */
    place: Column,
    placeOrder: Type.Union([Type.Enum(IMPORT_PLACE_ORDERS), Type.Null()]),
    datum: Type.Enum(IMPORT_DATUMS),
    /** EPSG code of a system in metres; null = degrees in `datum`. */
    coordinateSystem: Type.Union([Type.Integer({ minimum: 1, maximum: 1_000_000 }), Type.Null()]),
    sheet: Type.Union([textOf({ minLength: 1, maxLength: 200 }), Type.Null()]),
    headerRow: Type.Union([Type.Integer({ minimum: 1, maximum: 1_048_576 }), Type.Null()]),
    encoding: Type.Union([textOf({ minLength: 1, maxLength: 40 }), Type.Null()]),
  },
  { additionalProperties: false },
);
export type RegisterFileMapping = Static<typeof RegisterFileMapping>;

export const RegisterFileQuery = Type.Object(
  {
    fileName: textOf({ minLength: 1, maxLength: 200 }),
    /** A {@link RegisterFileMapping} as JSON; left out: guessed. */
    mapping: Type.Optional(Type.String({ maxLength: 10_000 })),
    /** What it says was always so: lists of past days have it, too. Left out: from now on. */
    isCorrection: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type RegisterFileQuery = Static<typeof RegisterFileQuery>;

/** Why a row is not taken; `contradicts`: another row of the file says otherwise of the same entry, and neither is taken. */
export const REGISTER_ROW_PROBLEMS = [
  'broken',
  'missing',
  'not-understood',
  'too-long',
  'no-place',
  'place-not-understood',
  'outside',
  'unknown-branch',
  'other-branch',
  'contradicts',
  'taken',
] as const;
export type RegisterRowProblem = (typeof REGISTER_ROW_PROBLEMS)[number];

/** What becomes of a row: `same` = the register says so already. */
export const REGISTER_ROW_ACTIONS = ['add', 'change', 'same', 'refuse'] as const;
export type RegisterRowAction = (typeof REGISTER_ROW_ACTIONS)[number];

/** A row of the file as it was read. */
export const RegisterRow = Type.Object({
  /** 1 = the first below the heading. */
  row: Type.Integer(),
  name: Type.String(),
  position: Type.Union([LngLat, Type.Null()]),
  action: Type.Enum(REGISTER_ROW_ACTIONS),
  /** Of `change`: the fields that become others. */
  changes: Type.Array(Type.Object({ field: Type.String(), before: Type.String(), after: Type.String() })),
  /** Of `refuse`: what is wrong, where, with what stands there; `rows` those that contradict each other. */
  problems: Type.Array(
    Type.Object({
      field: Type.String(),
      problem: Type.Enum(REGISTER_ROW_PROBLEMS),
      value: Type.String(),
      rows: Type.Array(Type.Integer()),
    }),
  ),
});
export type RegisterRow = Static<typeof RegisterRow>;

const Counts = {
  added: Type.Integer(),
  changed: Type.Integer(),
  same: Type.Integer(),
  refused: Type.Integer(),
};

/** What would become of a file. */
export const RegisterFileCheck = Type.Object({
  register: FileRegister,
  format: Type.Enum(IMPORT_FORMATS),
  columns: Type.Array(Type.Object({ name: Type.String(), samples: Type.Array(Type.String()) })),
  mapping: RegisterFileMapping,
  sheets: Type.Array(Type.String()),
  hasGeometry: Type.Boolean(),
  /** Lines that are no rows, as sums and notes: what each says. */
  leftOut: Type.Array(Type.String()),
  ...Counts,
  /** Rows in the order of the file, those that are refused first; at most {@link LISTED_ROWS}. */
  rows: Type.Array(RegisterRow),
});
export type RegisterFileCheck = Static<typeof RegisterFileCheck>;
export const LISTED_ROWS = 2_000;

/** A file that was read into a register. */
export const RegisterFile = Type.Object({
  fileId: Type.Integer(),
  register: FileRegister,
  fileName: Type.String(),
  ...Counts,
  /** User name. */
  by: Type.String(),
  at: Instant,
  /** Null = it stands. */
  undoneAt: Type.Union([Instant, Type.Null()]),
  /** Entries that were changed since, and stayed as they are when the file was undone. */
  kept: Type.Integer(),
});
export type RegisterFile = Static<typeof RegisterFile>;

/** The answer to a file that was read, with the tokens of new devices: shown once, only hashes are kept. */
export const RegisterFileDone = Type.Object({
  ...RegisterFile.properties,
  tokens: Type.Array(
    Type.Object({ unitId: Type.Integer(), name: Type.String(), deviceId: Type.String(), token: Type.String() }),
  ),
});
export type RegisterFileDone = Static<typeof RegisterFileDone>;
