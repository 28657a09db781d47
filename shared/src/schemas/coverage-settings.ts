import * as Type from 'typebox';
import type { Static } from 'typebox';
import { INCIDENT_SEVERITIES, IncidentCategory, IncidentSource } from './incident.ts';
import { UNIT_KINDS } from './unit.ts';

/** What can observe: fixed posts, and units by kind. */
export const OBSERVER_KINDS = ['lookout', ...UNIT_KINDS] as const;
export type ObserverKind = (typeof OBSERVER_KINDS)[number];

const MinuteOfDay = Type.Integer({ minimum: 0, maximum: 1440 });

/** How far one kind of observer is taken to see. */
export const ObserverRule = Type.Object(
  {
    /** False: this kind is left out of coverage. */
    counts: Type.Boolean(),
    /** One range for the whole kind; null = each one's own detection range. */
    rangeMeters: Type.Union([Type.Number({ minimum: 1, maximum: 10_000 }), Type.Null()]),
    /** The range is multiplied by this at night. */
    nightFactor: Type.Number({ minimum: 0.05, maximum: 1 }),
  },
  { additionalProperties: false },
);
export type ObserverRule = Static<typeof ObserverRule>;

const Weight = Type.Number({ minimum: 0, maximum: 100 });

/** Which incidents make demand, and how much each weighs. */
export const DemandSettings = Type.Object(
  {
    windowDays: Type.Integer({ minimum: 1, maximum: 365 }),
    /** `reported` by default: what patrols find themselves would send patrols back to where they patrol. */
    source: Type.Union([IncidentSource, Type.Literal('any')]),
    /** Null = every category. */
    categories: Type.Union([Type.Array(IncidentCategory, { minItems: 1, uniqueItems: true }), Type.Null()]),
    severityWeights: Type.Object(
      { low: Weight, medium: Weight, high: Weight, critical: Weight },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type DemandSettings = Static<typeof DemandSettings>;

/** Who counts as an observer, how far, and what counts as demand: the same for everybody, kept by staff. */
export const CoverageSettings = Type.Object(
  {
    /** Minutes of the local day; end < start runs past midnight; equal = no night. */
    nightStartMinute: MinuteOfDay,
    nightEndMinute: MinuteOfDay,
    observers: Type.Object(
      { lookout: ObserverRule, foot: ObserverRule, bicycle: ObserverRule, bus: ObserverRule, taxi: ObserverRule },
      { additionalProperties: false },
    ),
    demand: DemandSettings,
    /** Smaller gaps are left out of lists, not out of areas. */
    minGapSquareMeters: Type.Number({ minimum: 100, maximum: 1_000_000 }),
  },
  { additionalProperties: false },
);
export type CoverageSettings = Static<typeof CoverageSettings>;

const everyone = (nightFactor: number): ObserverRule => ({ counts: true, rangeMeters: null, nightFactor });

export const DEFAULT_COVERAGE_SETTINGS: CoverageSettings = {
  nightStartMinute: 22 * 60,
  nightEndMinute: 6 * 60,
  observers: {
    lookout: everyone(0.7),
    foot: everyone(0.6),
    bicycle: everyone(0.6),
    bus: everyone(0.6),
    taxi: everyone(0.6),
  },
  demand: {
    windowDays: 28,
    source: 'reported',
    categories: null,
    severityWeights: Object.fromEntries(
      INCIDENT_SEVERITIES.map((severity, rank) => [severity, rank + 1]),
    ) as DemandSettings['severityWeights'],
  },
  minGapSquareMeters: 1_000,
};
