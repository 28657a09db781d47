import {
  CELL_SHAPES,
  DEFAULT_MIN_INCIDENTS,
  GI_STAR_NULLS,
  MORAN_PERMUTATIONS,
  ZONE_METHOD_KINDS,
  type ZoneMethod,
  type ZoneMethodKind,
} from '@liaowang/shared/schemas/zone-method';
import { formatNumber } from '../../lib/format.ts';

/** How often a test permutes or simulates. */
export interface PermutationSettings {
  permutations: (typeof PERMUTATION_CHOICES)[number];
  /** Of the generator that permutes: the same seed gives the same p. */
  seed: number;
}

/** The Knox test: no zones, but whether one incident brings others near it soon. */
export interface NearRepeatMethod extends PermutationSettings {
  kind: 'near-repeat';
  /** Upper bounds of the bands of distance and of time apart, ascending; the first begins at 0. */
  spaceBoundsMeters: readonly number[];
  timeBoundsDays: readonly number[];
}

/** Nearest neighbours and Ripley's K: no zones, but whether incidents are clustered at all. */
export interface ClusteringMethod extends PermutationSettings {
  kind: 'clustering';
}

/** Everything the tab can compute. */
export type FindingMethod = ZoneMethod | NearRepeatMethod | ClusteringMethod;
export type FindingKind = FindingMethod['kind'];
export const FINDING_KINDS = [
  ...ZONE_METHOD_KINDS,
  'near-repeat',
  'clustering',
] as const satisfies readonly FindingKind[];

/** Whether a method finds zones. */
export function findsZones(method: FindingMethod): method is ZoneMethod {
  return method.kind !== 'near-repeat' && method.kind !== 'clustering';
}

export const PERMUTATION_CHOICES = [99, 999] as const;
/** More bands than this are a table that nobody reads. */
export const MAX_BANDS = 8;
export const MAX_SPACE_BOUND_METERS = 20_000;
export const MAX_TIME_BOUND_DAYS = 730;
export const MAX_SEED = 999_999;

/** One setting of a method: one of a few words or figures, or a number within limits. */
export type Parameter =
  | { name: string; options: readonly (string | number)[]; isShare?: true }
  | { name: string; min: number; max: number; isWhole?: true; isShare?: true; step?: number };

const shape: Parameter = { name: 'shape', options: CELL_SHAPES };
const cellMeters: Parameter = { name: 'cellMeters', min: 25, max: 5_000, step: 25 };
const minIncidents: Parameter = { name: 'minIncidents', min: 1, max: 10_000, isWhole: true };
const bandMeters: Parameter = { name: 'bandMeters', min: 25, max: 20_000, step: 50 };

/** The settings of each method in the order of form and link, with the limits of shared/src/schemas/zone-method.ts. */
export const PARAMETERS: Record<ZoneMethodKind, readonly Parameter[]> = {
  counts: [shape, cellMeters, { name: 'areaShare', min: 0.001, max: 0.5, isShare: true, step: 0.5 }, minIncidents],
  density: [
    { name: 'kernel', options: ['quartic', 'gaussian'] },
    { name: 'bandwidthMeters', min: 50, max: 10_000, step: 50 },
    cellMeters,
    { name: 'heldShare', min: 0.01, max: 0.99, isShare: true, step: 5 },
    minIncidents,
  ],
  'gi-star': [
    shape,
    cellMeters,
    bandMeters,
    { name: 'maxQ', options: [0.1, 0.05, 0.01], isShare: true },
    { name: 'nullModel', options: GI_STAR_NULLS },
    minIncidents,
  ],
  'local-moran': [
    shape,
    cellMeters,
    bandMeters,
    { name: 'maxQ', options: [0.1, 0.05, 0.01], isShare: true },
    { name: 'permutations', options: MORAN_PERMUTATIONS },
    minIncidents,
  ],
  dbscan: [
    { name: 'epsMeters', min: 5, max: 5_000, step: 10 },
    { name: 'minPoints', min: 2, max: 10_000, isWhole: true },
  ],
  repeat: [
    { name: 'toleranceMeters', min: 1, max: 500 },
    { name: 'minCount', min: 2, max: 10_000, isWhole: true },
  ],
  emerging: [
    shape,
    cellMeters,
    bandMeters,
    { name: 'stepDays', min: 1, max: 365, isWhole: true },
    { name: 'lagSteps', min: 0, max: 12, isWhole: true },
    minIncidents,
  ],
};

/** Where each method begins: readable on a city's map, computed within a second. */
export const DEFAULT_METHODS = {
  counts: { kind: 'counts', shape: 'square', cellMeters: 250, areaShare: 0.01, minIncidents: DEFAULT_MIN_INCIDENTS },
  density: {
    kind: 'density',
    kernel: 'quartic',
    bandwidthMeters: 500,
    cellMeters: 50,
    heldShare: 0.5,
    minIncidents: DEFAULT_MIN_INCIDENTS,
  },
  'gi-star': {
    kind: 'gi-star',
    shape: 'hexagon',
    cellMeters: 250,
    bandMeters: 600,
    maxQ: 0.05,
    nullModel: 'negative-binomial',
    minIncidents: DEFAULT_MIN_INCIDENTS,
  },
  'local-moran': {
    kind: 'local-moran',
    shape: 'hexagon',
    cellMeters: 250,
    bandMeters: 600,
    maxQ: 0.05,
    permutations: 99_999,
    minIncidents: DEFAULT_MIN_INCIDENTS,
  },
  dbscan: { kind: 'dbscan', epsMeters: 150, minPoints: 10 },
  repeat: { kind: 'repeat', toleranceMeters: 10, minCount: DEFAULT_MIN_INCIDENTS },
  emerging: {
    kind: 'emerging',
    shape: 'hexagon',
    cellMeters: 500,
    bandMeters: 1_000,
    stepDays: 7,
    lagSteps: 1,
    minIncidents: DEFAULT_MIN_INCIDENTS,
  },
  // Bands as in Johnson et al. 2007, as far as a city of this size has pairs for.
  'near-repeat': {
    kind: 'near-repeat',
    spaceBoundsMeters: [100, 200, 400, 800],
    timeBoundsDays: [7, 14, 21, 28],
    permutations: 99,
    seed: 1,
  },
  clustering: { kind: 'clustering', permutations: 99, seed: 1 },
} as const satisfies { [K in FindingKind]: Extract<FindingMethod, { kind: K }> };

export type MethodsByKind = { [K in FindingKind]: Extract<FindingMethod, { kind: K }> };

/** What the tab opens with. */
export const DEFAULT_KIND: FindingKind = 'density';

/** A figure to choose from, as it is shown: shares in per cent, the rest as they are. */
export function formatOption({ isShare }: Parameter, option: number): string {
  return isShare ? `${option * 100}%` : formatNumber(option);
}

/** Whether a setting may have that value. */
export function isAllowed(parameter: Parameter, value: string | number): boolean {
  if ('options' in parameter) return parameter.options.includes(value);
  return (
    typeof value === 'number' &&
    value >= parameter.min &&
    value <= parameter.max &&
    (!parameter.isWhole || Number.isInteger(value))
  );
}

/** Whether bounds make bands: rising from above 0, few enough, none beyond `max`. */
export function areBounds(bounds: readonly number[], max: number): boolean {
  return (
    bounds.length > 0 &&
    bounds.length <= MAX_BANDS &&
    bounds.every((bound, i) => Number.isFinite(bound) && bound > (bounds[i - 1] ?? 0) && bound <= max)
  );
}
