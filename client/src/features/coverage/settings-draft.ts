import { OBSERVER_KINDS, type CoverageSettings, type ObserverKind } from '@liaowang/shared/schemas/coverage-settings';
import {
  INCIDENT_SEVERITIES,
  type IncidentCategory,
  type IncidentSeverity,
  type IncidentSource,
} from '@liaowang/shared/schemas/incident';

/** The settings while they are edited: a number that was cleared is null. */
export interface SettingsDraft {
  nightStartMinute: number | null;
  nightEndMinute: number | null;
  observers: Record<
    ObserverKind,
    { counts: boolean; isFixed: boolean; rangeMeters: number | null; nightFactor: number | null }
  >;
  windowDays: number | null;
  source: IncidentSource | 'any';
  /** Empty = every category. */
  categories: readonly IncidentCategory[];
  weights: Record<IncidentSeverity, number | null>;
  minGapSquareMeters: number | null;
}

/** Bounds of every number, the same as the server's (shared/schemas/coverage-settings.ts). */
export const SETTINGS_BOUNDS = {
  minute: { min: 0, max: 1440 },
  rangeMeters: { min: 1, max: 10_000 },
  nightFactor: { min: 0.05, max: 1 },
  windowDays: { min: 1, max: 365 },
  weight: { min: 0, max: 100 },
  minGapSquareMeters: { min: 100, max: 1_000_000 },
} as const;

/** What a kind's range becomes when it is first made the same for all. */
const FIRST_FIXED_RANGE_METERS: Record<ObserverKind, number> = {
  lookout: 800,
  foot: 150,
  bicycle: 150,
  bus: 100,
  taxi: 100,
};

const fromEach = <K extends string, V>(keys: readonly K[], valueOf: (key: K) => V): Record<K, V> =>
  Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<K, V>;

/** The form of some settings. */
export function toDraft(settings: CoverageSettings): SettingsDraft {
  const { demand } = settings;
  return {
    nightStartMinute: settings.nightStartMinute,
    nightEndMinute: settings.nightEndMinute,
    observers: fromEach(OBSERVER_KINDS, (kind) => {
      const { counts, rangeMeters, nightFactor } = settings.observers[kind];
      return {
        counts,
        isFixed: rangeMeters !== null,
        rangeMeters: rangeMeters ?? FIRST_FIXED_RANGE_METERS[kind],
        nightFactor,
      };
    }),
    windowDays: demand.windowDays,
    source: demand.source,
    categories: demand.categories ?? [],
    weights: fromEach(INCIDENT_SEVERITIES, (severity) => demand.severityWeights[severity]),
    minGapSquareMeters: settings.minGapSquareMeters,
  };
}

interface Bounds {
  min: number;
  max: number;
}

export type SettingsProblems = ReadonlyMap<string, Bounds>;

const fits = (value: number | null, { min, max }: Bounds): value is number =>
  value !== null && value >= min && value <= max;

/** The numbers that do not fit, by the name of their field, with what would. A range that is not used may be anything. */
export function findSettingsProblems(draft: SettingsDraft): SettingsProblems {
  const problems = new Map<string, Bounds>();
  const check = (field: string, value: number | null, bounds: Bounds, isWhole = false): void => {
    if (!fits(value, bounds) || (isWhole && !Number.isInteger(value))) problems.set(field, bounds);
  };
  check('nightStartMinute', draft.nightStartMinute, SETTINGS_BOUNDS.minute, true);
  check('nightEndMinute', draft.nightEndMinute, SETTINGS_BOUNDS.minute, true);
  for (const kind of OBSERVER_KINDS) {
    const { isFixed, rangeMeters, nightFactor } = draft.observers[kind];
    if (isFixed) check(`${kind}.rangeMeters`, rangeMeters, SETTINGS_BOUNDS.rangeMeters);
    check(`${kind}.nightFactor`, nightFactor, SETTINGS_BOUNDS.nightFactor);
  }
  check('windowDays', draft.windowDays, SETTINGS_BOUNDS.windowDays, true);
  for (const severity of INCIDENT_SEVERITIES)
    check(`weights.${severity}`, draft.weights[severity], SETTINGS_BOUNDS.weight);
  check('minGapSquareMeters', draft.minGapSquareMeters, SETTINGS_BOUNDS.minGapSquareMeters);
  return problems;
}

/** The settings of a form; null while a number does not fit. */
export function fromDraft(draft: SettingsDraft): CoverageSettings | null {
  if (findSettingsProblems(draft).size > 0) return null;
  // Nothing is null any more: each number fits its bounds.
  return {
    nightStartMinute: draft.nightStartMinute!,
    nightEndMinute: draft.nightEndMinute!,
    observers: fromEach(OBSERVER_KINDS, (kind) => {
      const { counts, isFixed, rangeMeters, nightFactor } = draft.observers[kind];
      return { counts, rangeMeters: isFixed ? rangeMeters! : null, nightFactor: nightFactor! };
    }),
    demand: {
      windowDays: draft.windowDays!,
      source: draft.source,
      categories: draft.categories.length > 0 ? [...draft.categories] : null,
      severityWeights: fromEach(INCIDENT_SEVERITIES, (severity) => draft.weights[severity]!),
    },
    minGapSquareMeters: draft.minGapSquareMeters!,
  };
}

/** Whether two settings say the same, whatever the order of categories. */
export function isSameSettings(a: CoverageSettings, b: CoverageSettings): boolean {
  const flat = (settings: CoverageSettings): string =>
    JSON.stringify(
      toDraft({
        ...settings,
        demand: { ...settings.demand, categories: settings.demand.categories?.toSorted() ?? null },
      }),
    );
  return flat(a) === flat(b);
}
