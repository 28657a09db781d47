import { ZONE_METHOD_KINDS, type ZoneMethod, type ZoneMethodKind } from '@liaowang/shared/schemas/zone-method';
import {
  DEFAULT_METHODS,
  MAX_SEED,
  MAX_SPACE_BOUND_METERS,
  MAX_TIME_BOUND_DAYS,
  PARAMETERS,
  PERMUTATION_CHOICES,
  areBounds,
  isAllowed,
  findsZones,
  type ClusteringMethod,
  type FindingMethod,
  type NearRepeatMethod,
  type Parameter,
  type PermutationSettings,
} from './finding-method.ts';

const BETWEEN = '~';
/** Settings that every link has. */
const LEAST_WORDS: Record<ZoneMethodKind, number> = {
  counts: 3,
  density: 4,
  'gi-star': 4,
  'local-moran': 4,
  dbscan: 2,
  repeat: 2,
  emerging: 5,
};
const LIST = ',';

/** A method as a link carries it: its kind and settings, e.g. `density~quartic~500~50~0.5`. Letters, digits and `.,~-` only. */
export function formatMethod(method: FindingMethod): string {
  if (method.kind === 'near-repeat') {
    return [
      method.kind,
      method.spaceBoundsMeters.join(LIST),
      method.timeBoundsDays.join(LIST),
      method.permutations,
      method.seed,
    ].join(BETWEEN);
  }
  if (!findsZones(method)) return [method.kind, method.permutations, method.seed].join(BETWEEN);
  // Methods of old records lack the settings that came later.
  const values = { ...DEFAULT_METHODS[method.kind], ...method } as unknown as Record<string, string | number>;
  return [method.kind, ...PARAMETERS[method.kind].map(({ name }) => values[name]!)].join(BETWEEN);
}

/** What {@link formatMethod} wrote; null for anything else, and for settings that are not allowed. Links of old lack the settings that came later: those are as they begin. */
export function parseMethod(text: string): FindingMethod | null {
  const [kindText, ...words] = text.split(BETWEEN);
  if (kindText === 'near-repeat') return parseNearRepeat(words);
  if (kindText === 'clustering') return parseClustering(words);
  const kind = ZONE_METHOD_KINDS.find((known) => known === kindText);
  if (!kind || words.length > PARAMETERS[kind].length || words.length < LEAST_WORDS[kind]) return null;
  const values: Record<string, string | number> = { ...DEFAULT_METHODS[kind] };
  for (const [i, parameter] of PARAMETERS[kind].slice(0, words.length).entries()) {
    const value = parseValue(parameter, words[i]!);
    if (value === null || !isAllowed(parameter, value)) return null;
    values[parameter.name] = value;
  }
  return values as unknown as ZoneMethod;
}

function parseValue(parameter: Parameter, word: string): string | number | null {
  if ('options' in parameter) return parameter.options.find((option) => String(option) === word) ?? null;
  return parseNumber(word);
}

/** Plain decimals only: no sign, no exponent, no blanks. */
function parseNumber(word: string): number | null {
  return /^\d+(?:\.\d+)?$/.test(word) ? Number(word) : null;
}

function parseBounds(word: string, max: number): number[] | null {
  const bounds = word.split(LIST).map((part) => parseNumber(part) ?? Number.NaN);
  return areBounds(bounds, max) ? bounds : null;
}

function parseNearRepeat(words: readonly string[]): NearRepeatMethod | null {
  if (words.length !== 4) return null;
  const spaceBoundsMeters = parseBounds(words[0]!, MAX_SPACE_BOUND_METERS);
  const timeBoundsDays = parseBounds(words[1]!, MAX_TIME_BOUND_DAYS);
  const settings = parsePermutations(words[2]!, words[3]!);
  return (
    spaceBoundsMeters &&
    timeBoundsDays &&
    settings && { kind: 'near-repeat', spaceBoundsMeters, timeBoundsDays, ...settings }
  );
}

function parseClustering(words: readonly string[]): ClusteringMethod | null {
  const settings = words.length === 2 ? parsePermutations(words[0]!, words[1]!) : null;
  return settings && { kind: 'clustering', ...settings };
}

function parsePermutations(permutationsWord: string, seedWord: string): PermutationSettings | null {
  const permutations = PERMUTATION_CHOICES.find((choice) => String(choice) === permutationsWord);
  const seed = /^\d{1,6}$/.test(seedWord) ? Number(seedWord) : null;
  return permutations === undefined || seed === null || seed > MAX_SEED ? null : { permutations, seed };
}
