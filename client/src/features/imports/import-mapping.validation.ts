import type { ImportMapping } from '@liaowang/shared/schemas/incident-import';
import { WHEN_FIELDS, isInParts } from './when-columns.ts';

/** Fields of a mapping that name a column, in the order in which they are asked for. */
export const COLUMN_FIELDS = [
  'lng',
  'lat',
  'place',
  ...WHEN_FIELDS,
  'category',
  'severity',
  'description',
  'externalId',
] as const;
export type ColumnField = (typeof COLUMN_FIELDS)[number];

/** What is wrong with a field: a key of the catalogue's `imports.wrong`. */
export type MappingProblem = 'needed' | 'sameAsLng' | 'sameAsDate' | 'missing' | 'unknownZone';
export type MappingField = ColumnField | 'timeZone';

interface File {
  columns: ReadonlyArray<{ name: string }>;
  /** Points of its own: no columns are needed for the place. */
  hasGeometry: boolean;
}

/** Whether the browser's clock knows an IANA time zone, `UTC` included. */
export function isTimeZone(name: string): boolean {
  try {
    return name !== '' && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function checkColumn(
  field: ColumnField,
  mapping: ImportMapping,
  { columns, hasGeometry }: File,
): MappingProblem | null {
  const chosen = mapping[field] ?? null;
  if (chosen === null) {
    // Where the file has points, or one column has them, both numbers come from columns of their own or neither.
    const isPlaceMissing =
      (field === 'lng' || field === 'lat') &&
      ((!hasGeometry && !mapping.place) || mapping.lng !== null || mapping.lat !== null);
    const isWhenMissing = isInParts(mapping) ? field === 'year' || field === 'month' : field === 'date';
    return isWhenMissing || isPlaceMissing ? 'needed' : null;
  }
  if (!columns.some(({ name }) => name === chosen)) return 'missing';
  if (field === 'lat' && chosen === mapping.lng) return 'sameAsLng';
  return (field === 'time' && chosen === mapping.date) || (field === 'timeTo' && chosen === mapping.dateTo)
    ? 'sameAsDate'
    : null;
}

/** Problems by field; an empty object = a dry run can be asked for. */
export function validateMapping(mapping: ImportMapping, file: File): Partial<Record<MappingField, MappingProblem>> {
  const problems: Partial<Record<MappingField, MappingProblem>> = {};
  for (const field of COLUMN_FIELDS) {
    const problem = checkColumn(field, mapping, file);
    if (problem) problems[field] = problem;
  }
  if (!isTimeZone(mapping.timeZone)) problems.timeZone = 'unknownZone';
  return problems;
}

/** Whether two mappings read a file alike; the order of words does not matter. */
export function isSameMapping(a: ImportMapping, b: ImportMapping): boolean {
  return toComparable(a) === toComparable(b);
}

function toComparable(value: object): string {
  const sorted = (part: unknown): unknown =>
    part !== null && typeof part === 'object'
      ? Object.entries(part)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, sorted(inner)])
      : part;
  return JSON.stringify(sorted(value));
}
