import type { DenominatorKind } from '@liaowang/shared/schemas/area-set';
import { guessNameColumn, readNumber, type SampledCells } from '../imports/readers/guess-name-column.ts';

const CODE = /^(?:code|id|fid|objectid|gid|编号|代码|编码|区划代码|beat_num|geoid)$|(?:_?code|_?id|编号|代码|编码)$/iu;
const RESIDENTS = /人口|居民|人数|常住|population|^pop(?:ulation)?(?:\d{2,4}|_.*)?$|resident|inhabitant/iu;
const HOUSEHOLDS = /户数|住户|家庭|^户$|household|dwelling|^hh$/iu;

/** Share of cells that must be numbers above 0 for a denominator. */
const LEAST_NUMBERS = 0.6;

/** Which columns of a file of areas are its names, numbers and denominators, by what they are called and what stands in them; null = none is. */
export function guessAreaColumns(columns: readonly SampledCells[]): {
  name: string | null;
  code: string | null;
  denominator: string | null;
  denominatorKind: DenominatorKind;
} {
  const filled = columns.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const isCount = ({ cells }: SampledCells): boolean =>
    cells.filter((cell) => (readNumber(cell) ?? 0) > 0).length >= LEAST_NUMBERS * Math.max(1, cells.length);
  // Beats are often called by their numbers alone.
  const name = guessNameColumn(filled) ?? filled.find((column) => CODE.test(column.name.trim()));
  const code = filled.find((column) => column !== name && CODE.test(column.name.trim()));
  const residents = filled.find((column) => RESIDENTS.test(column.name.trim()) && isCount(column));
  const households = filled.find((column) => HOUSEHOLDS.test(column.name.trim()) && isCount(column));
  const denominator = residents ?? households;
  return {
    name: name?.name ?? null,
    code: code?.name ?? null,
    denominator: denominator?.name ?? null,
    denominatorKind: residents === undefined && households !== undefined ? 'households' : 'residents',
  };
}
