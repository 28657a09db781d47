import Type, { type Static } from 'typebox';
import { Instant } from './text.ts';

const closed = { additionalProperties: false };

/** What is asked of a hotspot: three windows and what it is compared with. */
export const OutcomeQuery = Type.Object(
  {
    /** When patrolling is taken to have begun and ended; before and after are as long as said. */
    from: Instant,
    to: Instant,
    beforeDays: Type.Integer({ minimum: 7, maximum: 730, default: 84 }),
    afterDays: Type.Integer({ minimum: 0, maximum: 730, default: 0 }),
    bufferMeters: Type.Integer({ minimum: 50, maximum: 5_000, default: 300 }),
  },
  closed,
);
export type OutcomeQuery = Static<typeof OutcomeQuery>;

/** A week that begins on a local Monday; incidents *found* by patrols are counted apart. */
export const OutcomeWeek = Type.Object({
  weekStart: Instant,
  /** Minutes in which somebody observed ground of the hotspot, summed over visits; null = positions of that week are not kept any more, and were not stored. */
  patrolMinutes: Type.Union([Type.Number(), Type.Null()]),
  visits: Type.Union([Type.Integer(), Type.Null()]),
  reported: Type.Integer(),
  found: Type.Integer(),
  bufferReported: Type.Integer(),
  comparisonReported: Type.Integer(),
});
export type OutcomeWeek = Static<typeof OutcomeWeek>;

const Comparison = Type.Object({
  before: Type.Integer(),
  beforeDays: Type.Number(),
  during: Type.Integer(),
  duringDays: Type.Number(),
  /** During over before, as rates, with the limits of the 95 % interval. */
  rateRatio: Type.Union([Type.Number(), Type.Null()]),
  low: Type.Union([Type.Number(), Type.Null()]),
  high: Type.Union([Type.Number(), Type.Null()]),
  p: Type.Number(),
  verdict: Type.Enum(['more', 'fewer', 'chance explains it']),
});
export type OutcomeComparison = Static<typeof Comparison>;

export const HotspotOutcome = Type.Object({
  hotspotId: Type.Integer(),
  weeks: Type.Array(OutcomeWeek),
  hotspot: Comparison,
  buffer: Comparison,
  comparison: Comparison,
  /** The same after it ended, against before; null when nothing is asked of after. */
  after: Type.Union([Type.Object({ hotspot: Comparison, buffer: Comparison, comparison: Comparison }), Type.Null()]),
  /** Ratio of the hotspot's change to that of the comparison zones, with limits. */
  netChange: Type.Union([Type.Object({ ratio: Type.Number(), low: Type.Number(), high: Type.Number() }), Type.Null()]),
  /** Weighted displacement quotient (Bowers & Johnson 2003); null where it means nothing. */
  displacement: Type.Union([Type.Object({ wdq: Type.Number(), meaning: Type.String() }), Type.Null()]),
  /** What must be said beside the figures, by code. */
  caveats: Type.Array(Type.Enum(['few-incidents', 'no-dosage-before', 'dosage-unknown', 'no-comparison', 'regression-to-the-mean', 'trend-in-comparison', 'still-running', 'little-patrolling'])),
});
export type HotspotOutcome = Static<typeof HotspotOutcome>;
