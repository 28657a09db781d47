import * as Type from 'typebox';
import type { Static } from 'typebox';
import { AreaId } from './coverage.ts';
import { LngLat } from './geometry.ts';
import { Instant } from './text.ts';

/** Whose passing counts: everybody, patrols (foot, bicycle), vehicles (bus, taxi), lookouts on duty. */
export const OBSERVER_GROUPS = ['all', 'patrols', 'vehicles', 'lookouts'] as const;
export const ObserverGroup = Type.Enum(OBSERVER_GROUPS);
export type ObserverGroup = (typeof OBSERVER_GROUPS)[number];

/**
 * `age`: since last seen at the window's end; `visits`: how often; `mean-gap`, `max-gap`: between visits, the largest
 * with the waits at the window's ends; `mean-age`: sum of gap² / 2T, the mean time since the last visit.
 */
export const REVISIT_MEASURES = ['age', 'visits', 'mean-gap', 'max-gap', 'mean-age'] as const;
export const RevisitMeasure = Type.Enum(REVISIT_MEASURES);
export type RevisitMeasure = (typeof REVISIT_MEASURES)[number];

/** A window: a stretch of time, or the same hours of some weekdays within it (e.g. Friday evenings of 8 weeks). */
export const RevisitWindow = Type.Object(
  {
    from: Instant,
    to: Instant,
    group: ObserverGroup,
    /** Local weekdays, 1 = Monday; null = all. */
    weekdays: Type.Union([
      Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, uniqueItems: true }),
      Type.Null(),
    ]),
    /** Whole local hours, half-open; end < start runs past midnight; 0–24 is all day. */
    startHour: Type.Integer({ minimum: 0, maximum: 24 }),
    endHour: Type.Integer({ minimum: 0, maximum: 24 }),
  },
  { additionalProperties: false },
);
export type RevisitWindow = Static<typeof RevisitWindow>;

/** Byte values of a surface beside 1–254, which stand for `low` to `high` on `scale`. */
export const REVISIT_BYTES = { outside: 0, lowest: 1, highest: 254, never: 255 } as const;

/** Surface for drawing: row 0 is the northernmost; `values` is base64 of one byte a cell, see {@link REVISIT_BYTES}. */
export const RevisitSurface = Type.Object({
  measure: RevisitMeasure,
  group: ObserverGroup,
  from: Instant,
  to: Instant,
  columns: Type.Integer(),
  rows: Type.Integer(),
  cellMeters: Type.Number(),
  /** Corners `[lng, lat]`: north-west, north-east, south-east, south-west. */
  corners: Type.Array(LngLat, { minItems: 4, maxItems: 4 }),
  scale: Type.Object({
    kind: Type.Enum(['linear', 'logarithmic']),
    low: Type.Number(),
    high: Type.Number(),
    unit: Type.Enum(['seconds', 'visits']),
  }),
  values: Type.String(),
  /** Share of the city's cells seen at least once. */
  seenShare: Type.Number(),
  /** True while the grid has not yet read the history it should hold: ages may be too high. */
  isFilling: Type.Boolean(),
});
export type RevisitSurface = Static<typeof RevisitSurface>;

/** One place: when it was last seen and by whom, and the measures of the window if one was asked for. */
export const RevisitPoint = Type.Object({
  position: LngLat,
  /** False: outside the city. */
  isInside: Type.Boolean(),
  lastSeenAt: Type.Union([Instant, Type.Null()]),
  lastSeenBy: Type.Union([Type.Object({ kind: Type.Enum(['unit', 'lookout']), id: Type.Integer() }), Type.Null()]),
  visits: Type.Union([Type.Integer(), Type.Null()]),
  meanGapSeconds: Type.Union([Type.Number(), Type.Null()]),
  maxGapSeconds: Type.Union([Type.Number(), Type.Null()]),
  meanAgeSeconds: Type.Union([Type.Number(), Type.Null()]),
});
export type RevisitPoint = Static<typeof RevisitPoint>;

/** Areas by a window's grid: how much was seen at all, and how old it was on average. */
export const RevisitAreas = Type.Array(
  Type.Object({
    areaId: AreaId,
    seenShare: Type.Number(),
    meanAgeSeconds: Type.Union([Type.Number(), Type.Null()]),
    maxGapSeconds: Type.Union([Type.Number(), Type.Null()]),
  }),
);
export type RevisitAreas = Static<typeof RevisitAreas>;
