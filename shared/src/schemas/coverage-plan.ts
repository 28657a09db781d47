import * as Type from 'typebox';
import type { Static } from 'typebox';
import { CoverageSettings } from './coverage-settings.ts';
import { LngLat } from './geometry.ts';
import { POST_RANGE_METERS } from './lookout.ts';
import { RowId } from './row-id.ts';
import { Instant, LocalizedName, textOf } from './text.ts';
import { UnitKind } from './unit.ts';
import { WatchShape } from './watch-shape.ts';

const MinuteOfDay = Type.Integer({ minimum: 0, maximum: 1440 });
const RangeMeters = Type.Number(POST_RANGE_METERS);
export const MOST_LOOP_CORNERS = 200;
/** Made by the page: unique within the plan. */
const PartId = Type.String({ minLength: 1, maxLength: 40, pattern: '^[\\w-]+$' });

/** What the plan does to an existing lookout; what is not named stays as it is. */
export const LookoutEdit = Type.Object(
  {
    lookoutId: RowId,
    position: Type.Optional(LngLat),
    detectionRangeMeters: Type.Optional(RangeMeters),
    /** A drawn ground that is not named goes with its lookout. */
    shape: Type.Optional(WatchShape),
    dutyStartMinute: Type.Optional(MinuteOfDay),
    dutyEndMinute: Type.Optional(MinuteOfDay),
    removed: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type LookoutEdit = Static<typeof LookoutEdit>;

/** A post that does not exist yet. */
export const PlannedPost = Type.Object(
  {
    id: PartId,
    name: textOf({ minLength: 1, maxLength: 60 }),
    position: LngLat,
    detectionRangeMeters: RangeMeters,
    /** Left out: a disk. */
    shape: Type.Optional(WatchShape),
    dutyStartMinute: MinuteOfDay,
    dutyEndMinute: MinuteOfDay,
  },
  { additionalProperties: false },
);
export type PlannedPost = Static<typeof PlannedPost>;

/** A round that patrols walk or ride all day; what lies within its range counts as observed. */
export const PatrolLoop = Type.Object(
  {
    id: PartId,
    name: textOf({ minLength: 1, maxLength: 60 }),
    kind: UnitKind,
    /** Corners; the last leads back to the first. */
    path: Type.Array(LngLat, { minItems: 2, maxItems: MOST_LOOP_CORNERS }),
    unitCount: Type.Integer({ minimum: 1, maximum: 100 }),
    rangeMeters: RangeMeters,
  },
  { additionalProperties: false },
);
export type PatrolLoop = Static<typeof PatrolLoop>;

/** A set-up that might be: changes to what stands now. */
export const PlanDefinition = Type.Object(
  {
    lookouts: Type.Array(LookoutEdit, { maxItems: 500 }),
    posts: Type.Array(PlannedPost, { maxItems: 200 }),
    loops: Type.Array(PatrolLoop, { maxItems: 50 }),
    /** Kinds of units that are taken away. */
    withoutKinds: Type.Array(UnitKind, { uniqueItems: true }),
    /** Null = the settings in force. */
    settings: Type.Union([CoverageSettings, Type.Null()]),
    /**
     * Minute of the local day at which the plan is judged; null = now. One schema of two types, not a union: the server
     * coerces what fits no type, and in a union null would become 0, midnight.
     */
    atMinute: Type.Unsafe<number | null>({ type: ['integer', 'null'], minimum: 0, maximum: 1439 }),
  },
  { additionalProperties: false },
);
export type PlanDefinition = Static<typeof PlanDefinition>;

export const EMPTY_PLAN: PlanDefinition = {
  lookouts: [],
  posts: [],
  loops: [],
  withoutKinds: [],
  settings: null,
  atMinute: null,
};

export const NewCoveragePlan = Type.Object(
  { name: textOf({ minLength: 1, maxLength: 80 }), note: textOf({ maxLength: 500 }), definition: PlanDefinition },
  { additionalProperties: false },
);
export type NewCoveragePlan = Static<typeof NewCoveragePlan>;

/** `version` grows with every change: a writer names the one it read, so that nobody's work is overwritten unseen. */
export const CoveragePlan = Type.Object({
  id: Type.Integer(),
  ...NewCoveragePlan.properties,
  version: Type.Integer(),
  createdBy: LocalizedName,
  /** Whether the account that asks may change or delete it: who made it, and administrators. */
  mayChange: Type.Boolean(),
  createdAt: Instant,
  updatedAt: Instant,
  /** When it was made the current set-up last; null = never. */
  appliedAt: Type.Union([Instant, Type.Null()]),
  /** Kept by the server when another plan was applied: how it was before. */
  isBackup: Type.Boolean(),
});
export type CoveragePlan = Static<typeof CoveragePlan>;
