import * as Type from 'typebox';
import type { Static } from 'typebox';
import { mayLeaveOut } from './may-leave-out.ts';
import { AreaGeometry, PolygonGeometry } from './geometry.ts';
import { HotspotStatus } from './hotspot-record.ts';
import { IncidentFilter } from './incident-filter.ts';
import { Instant } from './text.ts';

const closed = { additionalProperties: false };

/** What is asked of a hotspot: three windows and what it is compared with. */
export const OutcomeQuery = Type.Object(
  {
    /** When patrolling is taken to have begun (left out: when it was confirmed, or else proposed) and ended (left out: now). */
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    beforeDays: mayLeaveOut(Type.Integer({ minimum: 7, maximum: 730, default: 84 })),
    afterDays: mayLeaveOut(Type.Integer({ minimum: 0, maximum: 730, default: 0 })),
    bufferMeters: mayLeaveOut(Type.Integer({ minimum: 50, maximum: 5_000, default: 300 })),
  },
  closed,
);
export type OutcomeQuery = Static<typeof OutcomeQuery>;

/** A week that begins on a local Monday, whole, whatever the windows; incidents *found* by patrols are counted apart. */
export const OutcomeWeek = Type.Object({
  weekStart: Instant,
  /** Minutes that patrols (foot, bicycle) were inside, summed over units; null = not an hour of the week was counted. */
  patrolMinutes: Type.Union([Type.Number(), Type.Null()]),
  /** Stays that began; a stay ends after ten minutes outside. */
  visits: Type.Union([Type.Integer(), Type.Null()]),
  /** The same of buses and taxis. */
  vehicleMinutes: Type.Union([Type.Number(), Type.Null()]),
  /** Hours of the week that were counted, of those that have passed. */
  countedHours: Type.Integer(),
  hours: Type.Integer(),
  reported: Type.Integer(),
  found: Type.Integer(),
  bufferReported: Type.Integer(),
  comparisonReported: Type.Integer(),
});
export type OutcomeWeek = Static<typeof OutcomeWeek>;

export const OutcomeComparison = Type.Object({
  before: Type.Integer(),
  beforeDays: Type.Number(),
  during: Type.Integer(),
  duringDays: Type.Number(),
  /** During over before, as rates, with its 95 % interval; `high` null = no upper limit. */
  rateRatio: Type.Union([Type.Number(), Type.Null()]),
  interval: Type.Union([
    Type.Object({ low: Type.Number(), high: Type.Union([Type.Number(), Type.Null()]) }),
    Type.Null(),
  ]),
  p: Type.Number(),
  /** By how much the days vary beyond Poisson, which the interval is widened by; null = too few days to tell. */
  dispersion: Type.Union([Type.Number(), Type.Null()]),
  verdict: Type.Enum(['more', 'fewer', 'no-change-shown', 'too-few']),
});
export type OutcomeComparison = Static<typeof OutcomeComparison>;

/** Patrolling over a window, from the hours of it that were counted. */
export const WindowDosage = Type.Object({
  hours: Type.Integer(),
  countedHours: Type.Integer(),
  /** Of 168 counted hours; null = none was counted. */
  minutesAWeek: Type.Union([Type.Number(), Type.Null()]),
  visitsAWeek: Type.Union([Type.Number(), Type.Null()]),
  vehicleMinutesAWeek: Type.Union([Type.Number(), Type.Null()]),
});
export type WindowDosage = Static<typeof WindowDosage>;

/** What must be said beside the figures. */
export const OUTCOME_CAVEATS = [
  'few-incidents',
  'regression-to-the-mean',
  'no-comparison',
  'trend-in-comparison',
  'dosage-unknown',
  'little-patrolling',
  'no-dosage-before',
  'still-running',
] as const;
export type OutcomeCaveat = (typeof OUTCOME_CAVEATS)[number];

const Window = Type.Object({ from: Instant, to: Instant });
const Interval = Type.Object({ low: Type.Number(), high: Type.Number() });

/** A window against the one before, in all three zones. */
const Change = Type.Object({
  hotspot: OutcomeComparison,
  buffer: OutcomeComparison,
  /** Null without comparison zones. */
  comparison: Type.Union([OutcomeComparison, Type.Null()]),
  /** Ratio of the hotspot's change to that of the comparison zones, with its 95 % interval. */
  netChange: Type.Union([
    Type.Object({
      ratio: Type.Number(),
      interval: Interval,
      dispersion: Type.Union([Type.Number(), Type.Null()]),
      verdict: Type.Enum(['more', 'fewer', 'no-change-shown']),
    }),
    Type.Null(),
  ]),
  /**
   * Weighted displacement quotient (Bowers & Johnson 2003) with its 95 % interval by bootstrap over weeks; null unless the
   * hotspot did better than the comparison. `cannot-be-told`: the interval holds both signs, or there is none.
   */
  displacement: Type.Union([
    Type.Object({
      quotient: Type.Number(),
      interval: Type.Union([Interval, Type.Null()]),
      reading: Type.Enum([
        'diffusion-exceeds-benefit',
        'diffusion',
        'diffusion-of-unknown-size',
        'displacement',
        'displacement-exceeds-benefit',
        'displacement-of-unknown-size',
        'cannot-be-told',
      ]),
    }),
    Type.Null(),
  ]),
  /** Found by patrols inside: counted apart, for who looks more finds more. */
  foundBefore: Type.Integer(),
  found: Type.Integer(),
});
export type OutcomeChange = Static<typeof Change>;

export const HotspotOutcome = Type.Object({
  hotspotId: Type.Integer(),
  windows: Type.Object({ before: Window, during: Window, after: Type.Union([Window, Type.Null()]) }),
  bufferMeters: Type.Integer(),
  /** Incidents of the same kinds, hours and weekdays as those that made it a hotspot. */
  counted: Type.Pick(IncidentFilter, ['hours', 'weekdays', 'categories', 'severities']),
  weeks: Type.Array(OutcomeWeek),
  during: Change,
  /** After it ended, against before; null when nothing is asked of after, or nothing has passed. */
  after: Type.Union([Change, Type.Null()]),
  dosage: Type.Object({ before: WindowDosage, during: WindowDosage, after: Type.Union([WindowDosage, Type.Null()]) }),
  /** Ground around it that was counted as buffer; null where other hotspots leave none. */
  bufferGeometry: Type.Union([AreaGeometry, Type.Null()]),
  /** Its outline, moved to where about as much happened before; the best match first. */
  comparisonZones: Type.Array(Type.Object({ geometry: PolygonGeometry, before: Type.Integer() })),
  caveats: Type.Array(Type.Enum(OUTCOME_CAVEATS)),
});
export type HotspotOutcome = Static<typeof HotspotOutcome>;

export const DosageQuery = Type.Object(
  { weeks: mayLeaveOut(Type.Integer({ minimum: 1, maximum: 104, default: 12 })) },
  closed,
);

/** Patrolling beside incidents for every hotspot that is not rejected; arrays have an entry a week. */
export const DosageOverview = Type.Object({
  weekStarts: Type.Array(Instant),
  hotspots: Type.Array(
    Type.Object({
      hotspotId: Type.Integer(),
      name: Type.String(),
      status: HotspotStatus,
      patrolMinutes: Type.Array(Type.Union([Type.Number(), Type.Null()])),
      visits: Type.Array(Type.Union([Type.Integer(), Type.Null()])),
      reported: Type.Array(Type.Integer()),
      found: Type.Array(Type.Integer()),
      /** As the outcome's own figures with everything left out; null for one that is not a day old. */
      change: Type.Union([OutcomeComparison, Type.Null()]),
    }),
  ),
});
export type DosageOverview = Static<typeof DosageOverview>;
